"""Why: what moved a number, a duty, the odds of an ending, or the next budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.report.whys import NEXT
from game.session.forecasts import request

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.outlook import Particles
    from game.report.whys import Why
    from game.session.telling import Telling


def explain(
    told: Telling,
    particles: Particles,
    key: str,
    plan: Callable[[], tuple[int, ...]],
    worlds: int,
) -> Why:
    """Return why something stands as it does in the open turn.

    Args:
        told: The game.
        particles: What is believed of it.
        key: The id of a number or a gauge, `objectives.ID`, `endings.ID`,
            `beliefs.ID`, or `NEXT`.
        plan: Returns what is staged, if the game is not over.
        worlds: Imagined worlds in which an ending or a duty is looked at.

    Raises:
        KeyError: If there is no such thing that the player can see.
    """
    if key == NEXT:
        from game.session.coming import next_budget  # noqa: PLC0415 - seldom asked

        return next_budget(told, plan())
    if key.startswith("endings."):
        return told.toward(key, plan(), particles, worlds)
    if key.startswith("beliefs."):
        return of_belief(told, particles, key, told.course.turn)
    why = told.why(told.course.turn, key)
    if told.course.is_over:
        return why
    if key.startswith("objectives."):
        from game.session.ahead import with_the_end  # noqa: PLC0415 - seldom asked

        return with_the_end(told, why, plan(), particles=particles, worlds=worlds)
    return _with_acts(told, particles, why)


def of_belief(told: Telling, particles: Particles, key: str, turn: int) -> Why:
    """Return what moved a belief, `beliefs.ID`, up to an opening.

    Raises:
        KeyError: If nothing of that name is hidden.
    """
    from game.outlook.witness import trace  # noqa: PLC0415 - only where it is asked
    from game.report.bands import bands  # noqa: PLC0415 - the same
    from game.report.moved import Seen, moved  # noqa: PLC0415 - the same

    home, believed = key.removeprefix("beliefs."), told.believe(particles, turn)
    cuts = tuple(band.up_to for band in bands(told.labels)[home])
    question = request(told.course, ((),), 1, horizon=0, turn=turn)
    shifts = trace(question, told.course.model, home, cuts)
    seen = [
        Seen(
            turn=row.turn,
            kind=row.kind,
            id=row.id,
            odds=row.odds,
            errors=row.errors,
            can_tell=row.can_tell,
            missed=row.missed,
        )
        for row in shifts
    ]
    belief, strained = believed.odds[home], believed.strained
    return moved(told.known(turn), home, belief, seen, strained=strained)


def _with_acts(told: Telling, particles: Particles, why: Why) -> Why:
    """Say of what hangs on something hidden what may be known of it."""
    from game.report import believed  # noqa: PLC0415 - only where something is hidden

    labels = told.labels
    exact = why.id in labels.decimals and told.known(told.course.turn).is_exact(why.id)
    if not exact or all(line.id != UNKNOWN for line in why.lines):
        return why
    from game.outlook.veiled import veiled_acts  # noqa: PLC0415 - the same
    from game.report.bands import bands  # noqa: PLC0415 - the same

    odds = told.believe(particles, told.course.turn).odds
    cuts = {
        key: tuple(band.up_to for band in found) for key, found in bands(labels).items()
    }
    for _ in particles.follow(request(told.course, ((),), 1, horizon=0)):
        pass
    found = veiled_acts(
        particles.beliefs,
        believed.veiled(labels, why.id),
        10.0 ** -(labels.decimals[why.id] + 1),
        cuts,
    )
    particles.rest()
    acts = [(row.effect, row.subject) for row in found]
    return believed.with_acts(labels, why, acts, odds)
