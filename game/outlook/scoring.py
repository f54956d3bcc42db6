"""Scoring: what a game is worth to whoever was given a mandate.

An objective scores 0 to 100 at the last close, and a mandate weighs them. The
review never calls a game kept that ended early in a loss, so such a game is
worth less than what its objectives scored on the day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from game.engine import (
    DECLARE,
    REST,
    Array,
    Integers,
    Model,
    State,
    Step,
    evaluate_close,
)

LEAD, PRIORITY, OTHER = 3.0, 2.0, 1.0
"""What the lead duty, a priority and any other objective weigh in a mandate."""

LOSS = 50.0
"""Points that an early loss costs: more than good and bad play lie apart."""


def weight(objective: str, duties: Sequence[str]) -> float:
    """Return what an objective weighs under a lead duty and its priorities."""
    if objective not in duties:
        return OTHER
    return LEAD if objective == duties[0] else PRIORITY


def shares(model: Model, mandates: Integers) -> Array:
    """Return the share of each objective in the score of each game.

    Args:
        model: the model.
        mandates: (G,) places in `mandates(spec)`; -1 for none, where all weigh alike.

    Returns:
        (objectives, G) that sum to 1 in each game, if there are objectives.
    """
    names = [row.id for row in model.spec.objectives]
    duties: list[Sequence[str]] = [*model.mandates, ()]
    table = np.array([[weight(name, row) for row in duties] for name in names])
    found = table.reshape(len(names), len(duties))[:, mandates]
    total: Array = found / np.add.reduce(found, axis=0) if names else found
    return total


def declarations(model: Model, mandates: Integers) -> Integers:
    """Return for each game the choice that declares its mandate, (G,); -1 for none."""
    place = {
        choice.option: row
        for row, choice in enumerate(model.choices)
        if choice.id == DECLARE
    }
    rows = [place[" ".join(mandate)] for mandate in model.mandates]
    return np.array([*rows, REST], dtype=np.int64)[mandates]


def duties(model: Model, mandates: Integers) -> Integers:
    """Return the mandates in force: the default where none is declared, (G,)."""
    return np.where(mandates < 0, model.default_mandate, mandates)


def scores(model: Model, before: State, last: Step) -> dict[str, Array]:
    """Return what each objective scores at the last close, 0 to 100, (W,) each."""
    return {
        row.id: 100.0
        * np.clip(
            (evaluate_close(model, before, last, row.value) - row.bottom)
            / (row.top - row.bottom),
            0.0,
            1.0,
        )
        for row in model.spec.objectives
    }


def lost(model: Model, state: State, losses: Collection[str]) -> Array:
    """Return 1 where a game ended early in one of the endings named, (W,)."""
    rows = [row.early and row.id in losses for row in model.spec.endings]
    # The last place is that of the games without an ending.
    found: Array = np.array([*rows, False], dtype=np.float64)[
        state.ending.astype(np.intp)
    ]
    return found


def worth(
    model: Model,
    before: State,
    last: Step,
    weights: Array,
    losses: Collection[str],
) -> Array:
    """Return the mandate score at the last close, less what an early loss costs.

    Args:
        model: the model.
        before: the state that the last step was made from.
        last: the last step.
        weights: (objectives, W) the share of each objective.
        losses: the endings that the review never calls kept.

    Returns:
        (W,) at most 100; an objective that is no number scores nothing.
    """
    total = np.zeros(last.state.worlds.size)
    for row, column in zip(weights, scores(model, before, last).values(), strict=True):
        total += row * np.where(np.isfinite(column), column, 0.0)
    return total - LOSS * lost(model, last.state, losses)
