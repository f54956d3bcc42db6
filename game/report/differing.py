"""What parts the plans of a comparison most: it comes first, on every face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.kinds import kinds
from game.report.views import fan_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from game.report.views import Fan, Outlook

KIND = "kind:"
"""What the id of a kind of ending begins with among the gauges that are compared."""


_PURE = ("kept", "loss")


def summed_up(fan: Fan) -> float:
    """Return the one value to tell: a chance as it stands, a median at the end.

    Of a duty the mean is told.
    """
    if fan.mean:
        return fan.mean[-1]
    return fan.middle[0 if fan.chance else -1]


def by_difference(outlooks: Sequence[Outlook]) -> list[str]:
    """Order gauges and kinds of endings by how far plans lie apart, farthest first.

    A chance counts by its points of a hundred, a range by the gap of its middles as a
    part of the widest range: what overlaps parts less. Mixed endings are what good and
    lost ones leave, so they are not counted. At equal differences the order of the
    scenario stays, and endings come last.

    Args:
        outlooks: the forecasts of the plans; what they are set against counts too.

    Returns:
        Ids of gauges, and of kinds of endings with `KIND` before them.
    """
    gaps = _gaps([(outlook.fans, outlook.hold) for outlook in outlooks])
    chances = [dict(kinds(outlook)) for outlook in outlooks if outlook.grades]
    for kind in _PURE:
        if chances and kind in chances[0]:
            gaps[KIND + kind] = _rounded(chance.get(kind, 0.0) for chance in chances)
    return sorted(gaps, key=lambda key: -gaps[key])


def duties_by_difference(outlooks: Sequence[Outlook], ids: Sequence[str]) -> list[str]:
    """Order duties in the same way; at equal differences they stand as they come."""
    gaps = _gaps([(outlook.duties, outlook.duties_held) for outlook in outlooks])
    return sorted(ids, key=lambda key: -gaps.get(key, 0))


def _gaps(every: Sequence[tuple[Sequence[Fan], Sequence[Fan]]]) -> dict[str, int]:
    """Return how far apart the plans are: whole percents, so that no noise orders."""
    gaps = {}
    for base in every[0][1] if every else ():
        found = (base, *(fan_of(fans, base.gauge) for fans, _ in every))
        fans = [fan for fan in found if fan is not None and fan.months]
        widest = max((fan.high[-1] - fan.low[-1] for fan in fans), default=0.0)
        scale = 100.0 / widest if widest > 0.0 and not base.chance else 1.0
        gaps[base.gauge] = _rounded(scale * summed_up(fan) for fan in fans)
    return gaps


def _rounded(values: Iterable[float]) -> int:
    told = [*values]
    return round(max(told) - min(told)) if told else 0
