"""Entries of the codex on what every crisis has: the desk, and the duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.listing import mandates
from game.report.entries import EntryView
from game.scenario.levels import margin_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.labels import Labels


def general(labels: Labels) -> Iterator[EntryView]:
    """Yield what the desk is, and of a crisis that has duties what they are."""
    desk = labels.spec.desk
    yield EntryView(
        id="about.desk",
        title=labels.say("What the desk is"),
        kind="desk",
        text=labels.say(
            "The desk is what can be dealt with in one turn. An answer, a change of "
            "policy or an initiative takes as many places as its price says, beside "
            "what it costs of {budget}. Places that stay empty are gone when the turn "
            "ends.",
            budget=labels.budget,
        ),
        links=(f"variables.{desk.budget}",),
    )
    terms = labels.spec.mandate
    if not mandates(labels.spec):
        return
    yield EntryView(
        id="about.duties",
        title=labels.say("What the duties are"),
        kind="desk",
        text=labels.say(
            "At the end every duty is scored from 0 to 100, and some count as broken "
            "below a score of their own. One is declared as the lead and counts most, "
            "two as priorities and count next, the others least: from turn {turn} on, "
            "and from turn {again} on once more at a price. Left open, turn {turn} "
            "declares by itself when it ends. The review weighs them so and sets the "
            "sum against par, what fixed lines score on average with the same luck: "
            "the mandate is kept from {margin} points over par on, at a price if a "
            "declared duty is broken, and never where the ending is a loss.",
            turn=terms.turn,
            again=terms.again,
            margin=margin_of(labels.spec.level),
        ),
        links=tuple(f"objectives.{key}" for key in labels.scenario.document.objectives),
    )
