"""What the odds of an ending are made of, counted in imagined worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.outlook import OPEN, Particles, forecast
from game.outlook.met import meet
from game.report.conditions import parts
from game.report.ends import condition, is_fallback
from game.report.figures import apportion, units
from game.report.toward import Share, Shares
from game.session.forecasts import percents, request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.chronicle import Tree
    from game.outlook.met import Met
    from game.report.known import Known
    from game.session.course import Course

_ALL = 100
"""Percent."""


def shares(
    course: Course,
    known: Known,
    ending: str,
    staged: tuple[int, ...],
    written: Mapping[str, Tree],
    *,
    particles: Particles,
    worlds: int,
) -> Shares:
    """Return how an ending stands now, with what is staged and without.

    Args:
        course: the game.
        known: what the player knows at its opening.
        ending: the ending.
        staged: what is staged.
        written: the odds that stood when the last turn was decided, as they are
            written down; empty where nobody looked.
        particles: what is believed.
        worlds: imagined worlds.
    """
    plans = tuple(dict.fromkeys(((), staged)))
    truths = [part.expression for part in parts(known, condition(known, ending))]
    found = meet(request(course, plans, worlds), ending, truths, particles)
    return Shares(
        worlds=worlds,
        before=_before(course, ending, written, worlds),
        held=_share(found[0], ending, alone=is_fallback(known, ending)),
        chosen=_share(found[-1], ending, alone=is_fallback(known, ending)),
        staged=tuple(course.model.choices[place].line for place in staged),
    )


def _before(
    course: Course, ending: str, written: Mapping[str, Tree], worlds: int
) -> int | None:
    """Return the odds that stood when the last turn was decided, in percent.

    Where nobody looked then, or not to the end, it is worked out again from what was
    known then.
    """
    if course.turn == 1:
        return None
    odds = [share for share in written.values() if isinstance(share, int)]
    if OPEN not in written and sum(odds) == _ALL:
        share = written.get(ending, 0)
        return share if isinstance(share, int) else 0
    turn = course.turn - 1
    plan = course.decisions[turn - 1]
    question = request(course, (plan,), worlds, turn=turn)
    (found,) = forecast(question, Particles(course.model))
    return _percent(found.endings, found.worlds, ending)


def _share(found: Met, ending: str, *, alone: bool) -> Share:
    """Round what was counted so that it adds up as it is shown.

    Args:
        found: what was counted.
        ending: the ending.
        alone: whether it comes where no other does, early ones among them.
    """
    percent = _percent(found.endings, found.worlds, ending)
    if alone:
        others = _odds(found.endings, found.worlds)
        others.pop(ending, None)
        others.pop(OPEN, None)
        return Share(
            percent=percent, parts=(), whole=_ALL, others=tuple(others.items())
        )
    whole = max(percent, _of(found.whole, found.worlds))
    amounts = [count / found.worlds for _, count in found.others]
    rest = apportion(amounts, whole - percent, 2) if amounts else ()
    return Share(
        percent=percent,
        parts=tuple(_of(count, found.worlds) for count in found.parts),
        whole=whole if amounts else percent,
        others=tuple(
            (other, share)
            for (other, _), share in zip(found.others, rest, strict=True)
            if share > 0
        ),
    )


def _percent(endings: tuple[tuple[str, int], ...], worlds: int, ending: str) -> int:
    """Return the odds of an ending as a forecast shows them."""
    return _odds(endings, worlds).get(ending, 0)


def _odds(endings: tuple[tuple[str, int], ...], worlds: int) -> dict[str, int]:
    names, counts = [key for key, _ in endings], [count for _, count in endings]
    return dict(zip(names, percents(counts, worlds), strict=True))


def _of(count: int, worlds: int) -> int:
    return units(count / worlds, 2)
