"""What asking and offering are worth: a planner that may, against one that may not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Source, Spec, reads
from game.outlook.asking import questions
from game.study.elo import duels, share
from game.study.field import Field
from game.study.games import Games

PLAIN, ASKING = PLAYERS = "belief-32", "asking-32"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What some initiatives are worth to a planner, against one barred from them."""

    name: str
    always: bool
    """Whether it takes them whenever it can, and not only where that gains."""
    points: float
    error: float
    wins: float
    wins_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What initiatives of one kind are worth."""

    initiatives: tuple[str, ...]
    players: tuple[Use, ...]
    """Against the same `belief-32`, which never finds them open."""


def of_questions(field: Field) -> Uses | None:
    """Play with and without what brings a report and does nothing else at once.

    None where there is no such thing.

    A planner sees no worth in an answer: what it asks, it asks for what comes with
    the answer. So one that asks by a rule plays too.
    """
    model = field.model
    asked = frozenset(model.choices[row].id for row in questions(model).choices)
    if not asked:
        return None
    barred = field.play_without(PLAIN, asked)
    return Uses(
        initiatives=tuple(sorted(asked)),
        players=(
            _use(ASKING, field.play(ASKING), barred),
            _use(PLAIN, field.play(PLAIN), barred),
        ),
    )


def of_talks(field: Field) -> Uses | None:
    """Play with and without what governments answer to, and with it always.

    None where they answer to nothing.
    """
    put = offers(field.plan.spec)
    if not put:
        return None
    barred = field.play_without(PLAIN, put)
    return Uses(
        initiatives=tuple(sorted(put)),
        players=(
            _use(PLAIN, field.play(PLAIN), barred),
            _use(PLAIN, field.play_always(PLAIN, put), barred, always=True),
        ),
    )


def offers(spec: Spec) -> frozenset[str]:
    """Return the initiatives that the acts of other governments look at."""
    own = {row.id for row in spec.initiatives}
    seen = {
        read.id
        for rule in spec.rules
        for option in rule.options
        for read in reads(option.utility)
        if read.source in {Source.HAPPENED, Source.SINCE}
    }
    return frozenset(own & seen)


def _use(name: str, played: Games, barred: Games, *, always: bool = False) -> Use:
    pair = np.stack([played.worth, barred.worth])
    apart = pair[0] - pair[1]
    wins, error = share(duels(pair)[0, 1])
    return Use(
        name=name,
        always=always,
        points=float(apart.mean()),
        error=float(apart.std(ddof=1) / np.sqrt(apart.size)) if apart.size > 1 else 0.0,
        wins=wins,
        wins_error=error,
    )
