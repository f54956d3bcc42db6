"""A look back on a finished game, and the player's own calls, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.looking_back import (
    bin_sentence,
    call_sentence,
    calls_score,
    luck_sentences,
    point_sentences,
    point_title,
    regret_note,
    share_sentence,
)
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.calling import CallsView
    from game.report.lookback import Glance, Lookback, TurningPoint
    from game.report.luck import LuckView


def glance_lines(glance: Glance, language: str) -> Iterator[str]:
    """Write what was worked out: turning points, luck, calls."""
    found = glance.lookback
    if found is not None:
        yield from _points(found, language)
        if found.luck is not None:
            yield from _luck(found.luck, language)
    yield from calls_lines(glance.calls, language)


def calls_lines(found: CallsView, language: str) -> Iterator[str]:
    """Write the player's own calls, and how good they were."""
    yield ""
    yield say("Your own calls", language) + ":"
    if not found.calls:
        yield "- " + say("nothing", language)
    for row in found.calls:
        yield f"- {call_sentence(row, language)}"
    if found.settled:
        yield calls_score(found, language)
    yield from (f"- {bin_sentence(row, language)}" for row in found.curve)


def _points(found: Lookback, language: str) -> Iterator[str]:
    yield ""
    yield say("Turning points", language) + ":"
    yield regret_note(found, language)
    if found.done < found.turns:
        yield say(
            "{done} of {turns} turns are worked out so far.",
            language,
            done=found.done,
            turns=found.turns,
        )
    for point in found.points:
        yield from _point(point, found.game, language)


def _point(point: TurningPoint, game: str, language: str) -> Iterator[str]:
    yield ""
    yield point_title(point, language)
    again = f"takeback {point.worth.turn}"
    yield from point_sentences(point, game, language, again)
    for line in point.duties:
        yield f"- {line.label}: {line.amount}"
    for ledger in point.ledgers[:2]:
        yield say(
            "{number} at the end: {difference}, by its causes",
            language,
            number=ledger.label,
            difference=ledger.difference,
        )
        for line in ledger.lines:
            yield f"  - {line.label}: {line.amount}"


def _luck(luck: LuckView, language: str) -> Iterator[str]:
    yield ""
    yield say("Luck against choice", language) + ":"
    yield from luck_sentences(luck, language)
    for part in luck.parts:
        yield say(
            "- {label}: {amount} (95 %: {low} to {high})",
            language,
            label=part.label,
            amount=part.amount,
            low=part.low,
            high=part.high,
        )
    yield f"- {say('your score', language)}: {luck.score}"
    for line in luck.lines:
        yield say(
            "- {label}: {here} with your luck, {mean} on average ({low} to {high} in "
            "80 %)",
            language,
            label=line.label,
            here=line.here,
            mean=line.mean,
            low=line.low,
            high=line.high,
        )
    yield from (f"- {share_sentence(row, language)}" for row in luck.shares)
