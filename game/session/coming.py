"""The budget of the next turn, worked out from what the player sees alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine import Line
from game.errors import ChoiceError
from game.report.coming import coming

if TYPE_CHECKING:
    from game.report.whys import Why
    from game.session.telling import Telling


def next_budget(told: Telling, staged: tuple[int, ...]) -> Why:
    """Return what acts will be paid from next turn, and why.

    Args:
        told: The game.
        staged: What is staged in the open turn.

    Raises:
        ChoiceError: If no turn comes after this one.
        NotFiniteError: If a number of the scenario leaves the real line.
    """
    turn, model = told.course.turn, told.course.model
    if turn == model.spec.turns:
        raise ChoiceError("No turn comes after this one.")
    made, read = told.judge(turn).ahead(staged, turn)
    places = {row.id: place for place, row in enumerate(model.spec.variables)}
    own = places[model.spec.desk.budget]
    lines = [
        Line(cause=cause.id, amount=float(amount))
        for cause, amount in zip(model.causes, made.ledger[:, 0], strict=True)
        if cause.target == own and amount != 0.0
    ]
    rungs = made.state.levers[:, 0].astype(int).tolist()
    names = (lever.id for lever in model.spec.levers)
    return coming(told.known(turn), lines, read, dict(zip(names, rungs, strict=True)))
