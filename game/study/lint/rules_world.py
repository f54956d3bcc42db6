"""Faults of the world: W305 to W308 and W310."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine import reads
from game.engine.expression import Source
from game.scenario import Found
from game.study.lint.facts import Facts
from game.study.lint.seen import EARLY
from game.words import message

_PINNED = 0.5
"""The share of games in which a variable may be held back by a limit too often."""

_RARE = 0.001
"""The share of openings in which a hazard may leave [0, 1]."""


def pinned(facts: Facts) -> Iterator[Found]:
    """Yield variables that a limit of their range holds back most of the time.

    What acts are paid from is kept full by whoever acts little, and is left out.
    """
    spec = facts.model.spec
    purses = {spec.desk.budget, *_spent(facts)}
    for place, variable in enumerate(spec.variables):
        share = float(facts.seen.pinned[place].mean()) / facts.seen.worlds
        if share > _PINNED and variable.id not in purses:
            yield Found(
                code="W305",
                path=("variables", variable.id, "range"),
                text=message(
                    "in {share} % of the games '{name}' is held back by a limit of its"
                    " range in more than half of the turns",
                    share=f"{100 * share:.0f}",
                    name=variable.id,
                ),
                fix=message("widen the range, or weaken what pushes it"),
            )


def _spent(facts: Facts) -> Iterator[str]:
    """Yield variables that a choice requires and uses up."""
    spec, document = facts.model.spec, facts.scenario.document
    acts = [
        (row.requires, document.initiatives[row.id].effects) for row in spec.initiatives
    ]
    for card in spec.cards:
        rows = {row.id: row.effects for row in document.agenda[card.id].options}
        acts += [(option.requires, rows[option.id]) for option in card.options]
    for requires, effects in acts:
        for read in reads(requires):
            if read.source is Source.VARIABLE and read.id in effects:
                yield read.id


def idle(facts: Facts) -> Iterator[Found]:
    """Yield variables that never move, and what nothing reads."""
    spec, reading = facts.model.spec, facts.reading
    for place, variable in enumerate(spec.variables):
        if not (facts.seen.moved[place] or facts.forked.reached.moved[place]):
            yield Found(
                code="W306",
                path=("variables", variable.id),
                text=message(
                    "'{name}' stays at its start in all of {games} games",
                    name=variable.id,
                    games=facts.games,
                ),
                fix=message("add an effect on it, or make it a param"),
            )
        elif variable.id not in reading.variables:
            yield Found(
                code="W306",
                path=("variables", variable.id),
                text=message("nothing reads '{name}'", name=variable.id),
                fix=message("let something hang on it, or remove it"),
            )
    for home, ids, used in (
        ("types", [row.id for row in spec.types], reading.types),
        ("derived", [row.id for row in spec.derived], reading.derived),
    ):
        for name in ids:
            if name not in used:
                yield Found(
                    code="W306",
                    path=(home, name),
                    text=message("nothing reads '{name}'", name=name),
                    fix=message("let something hang on it, or remove it"),
                )


def never_or_always(facts: Facts) -> Iterator[Found]:
    """Yield events and red lines that never take place, or always at once."""
    spec, seen = facts.model.spec, facts.seen
    rows = [("events", row.id, bool(row.turn)) for row in spec.events]
    rows += [("red_lines", row.id, False) for row in spec.red_lines]
    for place, (home, name, is_scheduled) in enumerate(rows):
        if not (seen.possible[place] or facts.forked.reached.possible[place]):
            yield Found(
                code="W307",
                path=(home, name),
                text=message(
                    "'{name}' could take place in none of {games} games",
                    name=name,
                    games=facts.games,
                ),
                fix=message("look at its chance, or at what it waits for"),
            )
        at_once = bool((seen.at_once[place] == seen.worlds).all())
        if at_once and not is_scheduled and spec.turns > EARLY:
            yield Found(
                code="W307",
                path=(home, name),
                text=message(
                    "'{name}' takes place by turn {turn} in every one of {games} games",
                    name=name,
                    turn=EARLY,
                    games=facts.games,
                ),
                fix=message("let it hang on something, or schedule it with `turn`"),
            )


def out_of_range(facts: Facts) -> Iterator[Found]:
    """Yield hazards that are no chances."""
    for row, event in zip(
        facts.seen.out_of_range, facts.model.spec.events, strict=True
    ):
        low, high, left = row.tolist()
        if left > _RARE * facts.seen.openings and np.isfinite([low, high]).all():
            yield Found(
                code="W308",
                path=("events", event.id, "hazard"),
                text=message(
                    "the chance of '{name}' runs from {low} to {high}",
                    name=event.id,
                    low=f"{low:.2f}",
                    high=f"{high:.2f}",
                ),
                fix=message("write clamp(..., 0, 1) around it, or mend the numbers"),
            )


def too_late(facts: Facts) -> Iterator[Found]:
    """Yield delays that are longer than the game."""
    head = facts.scenario.document.scenario
    for key, effect in facts.scenario.document.effects.items():
        if effect.delay is not None and effect.delay.mean > head.turns:
            yield Found(
                code="W310",
                path=("effects", key, "delay"),
                text=message(
                    "what takes {mean} turns arrives after the last one, {last}",
                    mean=f"{effect.delay.mean:g}",
                    last=head.turns,
                ),
                fix=message("shorten the delay, or lengthen the game"),
            )
