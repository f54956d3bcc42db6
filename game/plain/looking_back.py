"""A look back on a finished game, and the player's own calls, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.document.looking_back import (
    calls_score,
    luck_sentences,
    point_sentences,
    point_title,
    regret_note,
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
    yield say("Your own calls:", language)
    if not found.calls:
        yield say("- none", language)
    outcomes = {
        "came": say("came true", language),
        "not": say("did not", language),
        "open": say("still open", language),
    }
    for row in found.calls:
        yield say(
            "- turn {turn}, {adviser}: {claim}: you {percent} %, adviser {other} %; "
            "{outcome}",
            language,
            turn=row.turn,
            adviser=row.adviser,
            claim=row.claim,
            percent=row.percent,
            other=row.adviser_percent,
            outcome=outcomes[row.outcome],
        )
    if found.settled:
        yield calls_score(found, language)
    for bin_ in found.curve:
        yield say(
            "- called {low} to {high} %: {came} % of {count} came true",
            language,
            low=bin_.low,
            high=bin_.high,
            came=bin_.came,
            count=bin_.count,
        )


def _points(found: Lookback, language: str) -> Iterator[str]:
    yield ""
    yield say("Turning points:", language)
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
    yield from point_sentences(point, game, language)
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
    yield say("Luck against choice:", language)
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
    yield say("- your score: {score}", language, score=luck.score)
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
    for part in luck.shares:
        yield say(
            "- {label}: {amount} % of the spread (95 %: {low} to {high})",
            language,
            label=part.label,
            amount=part.amount,
            low=part.low,
            high=part.high,
        )
