"""Advisers: what each argues from what can be seen, and how often it came true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from game.report.figures import percent
from game.report.views import AdviserView

if TYPE_CHECKING:
    from game.report.known import Known
    from game.scenario.desk import Claim


Written = str | float | bool
"""An expression as a file may hold it."""


class Judge(Protocol):
    """Reads expressions with the eyes of the player; session provides it."""

    def holds(self, expression: Written, turn: int) -> bool:
        """Tell whether a truth held at the opening of a month."""

    def came(self, expression: Written, turn: int) -> bool:
        """Tell whether a truth held at the close of a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How the claims of one adviser turned out so far."""

    settled: int
    true: int


def advisers(known: Known, judge: Judge) -> tuple[AdviserView, ...]:
    """Return what every adviser who has something to say argues this month."""
    views = (
        _view(known, judge, key) for key in known.labels.scenario.document.advisers
    )
    return tuple(view for view in views if view is not None)


def record(known: Known, judge: Judge, adviser: str) -> Record:
    """Return how the claims of the months before turned out.

    A claim is settled when what it expects has come, or when its horizon is over.
    """
    settled = true = 0
    for turn in range(1, known.turn):
        claim = spoken(known, judge, adviser, turn)
        if claim is None:
            continue
        last = turn + claim[1].horizon - 1
        came = any(
            judge.came(claim[1].expects, month)
            for month in range(turn, min(last, known.turn - 1) + 1)
        )
        if came or last < known.turn:
            settled += 1
            true += came
    return Record(settled=settled, true=true)


def spoken(
    known: Known, judge: Judge, adviser: str, turn: int
) -> tuple[str, Claim] | None:
    """Return the claim that an adviser makes in a month: the weightiest that holds."""
    claims = known.labels.scenario.document.advisers[adviser].claims
    for key in sorted(claims, key=lambda key: (-claims[key].weight, key)):
        if judge.holds(claims[key].when, turn):
            return key, claims[key]
    return None


def _view(known: Known, judge: Judge, adviser: str) -> AdviserView | None:
    claim = spoken(known, judge, adviser, known.turn)
    if claim is None:
        return None
    labels = known.labels
    return AdviserView(
        id=adviser,
        name=labels.text(f"advisers.{adviser}.name"),
        text=labels.text(f"advisers.{adviser}.claims.{claim[0]}.text"),
        chance=percent(claim[1].chance),
        horizon=claim[1].horizon,
        record=record_text(known, record(known, judge, adviser)),
        advice=claim[1].advice or "",
    )


def record_text(known: Known, past: Record) -> str:
    """Return a track record in words and numbers."""
    if past.settled == 0:
        return known.labels.say("nothing settled yet")
    return known.labels.say(
        "{true} of {settled} came true",
        true=past.true,
        settled=past.settled,
    )
