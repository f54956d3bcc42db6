"""Two lines of play side by side as lines of text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.report.dates import turns_text
from game.words import message, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.pairs import (
        CausePair,
        GaugePair,
        LedgerPair,
        Pair,
        PointPair,
        SideView,
    )


_TURNS = 8
"""Turns decided otherwise that a short comparison tells."""
_CAUSES = 5
"""Causes of a difference that it tells of each gauge, the largest."""


def pair_lines(
    pair: Pair, language: str, turn: int | None = None, *, whole: str = ""
) -> Iterator[str]:
    """Write two lines of play: where they part, the choices, then every gauge.

    Args:
        pair: both.
        language: of the text around the scenario's own words.
        turn: the opening whose ledger is written; the last of both if None.
        whole: how to ask for everything, where only the most telling part is to be
            written; empty writes everything.

    Raises:
        ChoiceError: If not both games have that opening.
    """
    yield ""
    yield say("First game: {game}", language, game=_side(pair.a, language))
    yield say("Second game: {game}", language, game=_side(pair.b, language))
    yield from (side.damage for side in (pair.a, pair.b) if side.damage)
    yield pair.difference
    yield from _choices(pair, language, _TURNS if whole else None)
    last = max((len(gauge.ledgers) for gauge in pair.gauges), default=0)
    if turn is not None and not 1 <= turn <= last:
        raise ChoiceError("Both games have the turns 1 to {last}.", last=last)
    for gauge in pair.gauges:
        yield from _gauge(gauge, language, turn, short=bool(whole))
    if whole:
        yield ""
        yield say("Every turn and every cause: {use}", language, use=whole)


def _side(side: SideView, language: str) -> str:
    template = (
        message("{name}, {title}, over after {turns} ({ending})")
        if side.over
        else message("{name}, {title}, {turns} can be read")
        if side.damage
        else message("{name}, {title}, {turns} decided")
    )
    text = tell(
        template,
        language,
        name=side.name,
        title=side.title,
        turns=turns_text(side.months),
        ending=side.ending or say("no ending", language),
    )
    return "; ".join((text, *side.marks))


def _choices(pair: Pair, language: str, most: int | None) -> Iterator[str]:
    other = [month for month in pair.months if not month.same]
    if other:
        yield ""
        yield say("Turns decided otherwise:", language)
    nothing = say("nothing", language)
    for month in other[:most]:
        yield say("{turn}. {date}", language, turn=month.turn, date=month.date)
        shared = set(month.a) & set(month.b)
        sides = ((pair.a, month.a), (pair.b, month.b))
        for side, chosen in sides:
            if month.turn > side.months:
                own = say("not decided", language)
            else:
                own = "; ".join(row for row in chosen if row not in shared) or nothing
            yield f"- {side.name}: {own}"
        if shared:
            both = "; ".join(row for row in month.a if row in shared)
            yield say("- both: {choices}", language, choices=both)
    left = len(other[:0] if most is None else other[most:])
    if left:
        yield say("- and {turns} more", language, turns=turns_text(left))


def _telling(points: Sequence[PointPair]) -> list[PointPair]:
    """Keep where two numbers part, where they are farthest apart, and the last."""
    parted = [point for point in points if point.value != 0.0]
    if not parted:
        return list(points)
    first, last = points.index(parted[0]), points[-1]
    farthest = max(parted, key=lambda point: abs(point.value))
    kept = {point.turn for point in (parted[0], farthest, last)}
    return [*points[:first], *(p for p in points[first:] if p.turn in kept)]


def _gauge(
    gauge: GaugePair, language: str, turn: int | None, *, short: bool
) -> Iterator[str]:
    yield ""
    yield f"{gauge.label} [{gauge.id}]:"
    shown = _telling(gauge.points) if short else gauge.points
    for equal, points in groupby(shown, lambda point: point.value == 0.0):
        rows = list(points)
        if equal and len(rows) > 1:
            yield say(
                "- turns {first} to {last}: the same, {now} at the last",
                language,
                first=rows[0].turn,
                last=rows[-1].turn,
                now=rows[-1].a,
            )
        else:
            yield from (_point(row, language) for row in rows)
    if not gauge.ledgers:
        return
    last = len(gauge.ledgers) if turn is None else turn
    if last > len(gauge.ledgers):
        yield say("  Not assessed in both games at turn {turn}.", language, turn=last)
        return
    yield from _ledger(gauge.ledgers[last - 1], language, _CAUSES if short else None)
    if gauge.note:
        yield f"  {gauge.note}"


def _point(point: PointPair, language: str) -> str:
    return say(
        "- turn {turn}, {date}: {a} and {b}, difference {difference}",
        language,
        turn=point.turn,
        date=point.date,
        a=point.a,
        b=point.b,
        difference=point.difference,
    )


def _ledger(ledger: LedgerPair, language: str, most: int | None) -> Iterator[str]:
    if not ledger.lines:
        yield say("  Nothing differs at turn {turn}.", language, turn=ledger.turn)
        return
    yield say(
        "  Why they differ at turn {turn}: {difference}",
        language,
        turn=ledger.turn,
        difference=ledger.difference,
    )
    largest = sorted(ledger.lines, key=lambda line: -abs(line.value))[:most]
    for line in ledger.lines if most is None else largest:
        yield f"  {line.label}: {line.difference}{_apart(line, language)}"
    if len(ledger.lines) > len(largest):
        left = len(ledger.lines) - len(largest)
        yield say("  smaller causes not told here: {count}", language, count=left)
    if ledger.same:
        yield say("  what both did alike: {same} in each", language, same=ledger.same)
    if ledger.closes:
        yield say("  The differences of the causes sum to the difference.", language)


def _apart(line: CausePair, language: str) -> str:
    if not line.a and not line.b:
        return ""
    return say(" ({a} and {b})", language, a=line.a, b=line.b)
