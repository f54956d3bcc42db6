"""What a game is scored by: its objectives, or else what the file calls good."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Array, Model, State, Step
from game.outlook.scoring import scores
from game.scenario import Scenario
from game.study.lint.claims import Claimed, claims_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scores of a game, each from 0 to 100 or as far as it lies."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    """Variables that count where there are no objectives."""
    signs: tuple[float, ...]
    claims: tuple[Claimed, ...] = ()
    """What advisers say, and are held to."""

    def of(self, model: Model, before: State, last: Step) -> Array:
        """Return every score at the end of the calendar, (O, W)."""
        found = list(scores(model, before, last).values())
        for row, sign in zip(self.rows, self.signs, strict=True):
            variable = model.spec.variables[row]
            values = last.state.values[row] - variable.low
            found.append(sign * 100.0 * values / (variable.high - variable.low))
        return np.array(found).reshape(len(found), last.state.worlds.size)


def scored_by(scenario: Scenario, model: Model) -> Scored:
    """Return what games of a scenario are scored by.

    Without objectives: every variable that the file calls good where it is high or
    low, and that the player sees; the budget is what acts are paid from, no score.
    """
    names = tuple(row.id for row in model.spec.objectives)
    claims = claims_of(scenario)
    if names:
        return Scored(names=names, rows=(), signs=(), claims=claims)
    good = {
        key: 1.0 if row.good == "up" else -1.0
        for key, row in scenario.document.variables.items()
        if row.good != "none" and row.seen != "hidden" and key != model.spec.desk.budget
    }
    rows = [n for n, row in enumerate(model.spec.variables) if row.id in good]
    ids = tuple(model.spec.variables[row].id for row in rows)
    signs = tuple(good[id_] for id_ in ids)
    return Scored(names=ids, rows=tuple(rows), signs=signs, claims=claims)
