"""A finished game with everything open: what a look back on it may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.scenario.history import RECORD
from game.session.outcome import declaring, weights
from game.session.policies import policy_of, references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.scenario import Scenario
    from game.session.course import Course
    from game.session.policies import Policy
    from game.session.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A course that is over, and what it is measured by."""

    scenario: Scenario
    course: Course
    shares: Mapping[str, float]
    """What each objective weighs in the mandate; they sum to 1."""
    reference: Mapping[str, Policy]
    """The lines of par, declaring what the player declared."""
    history: Policy | None
    """The record of what was really done, if the scenario holds one."""

    @property
    def digest(self) -> str:
        """Return the digest of the last state, which names the game."""
        return self.course.digest().whole


def unmeasurable(course: Course) -> ChoiceError | None:
    """Return why the turns of a game cannot be scored, or None if they can."""
    if not course.is_over:
        return ChoiceError("Looking back is for a game that is over.")
    if not course.model.spec.objectives:
        return ChoiceError(
            "This scenario sets no objectives, so a turn cannot be scored."
        )
    if course.first != 1:
        return ChoiceError(
            "This game goes on from a state that was written down: its first turns "
            "cannot be played again, so nothing can be measured against them."
        )
    return None


def finished(told: Telling) -> Finished:
    """Open a game that is over.

    Raises:
        ChoiceError: If it is not over, sets no objectives, or goes on from a written
            state, so that its first turns cannot be played again.
    """
    course = told.course
    refused = unmeasurable(course)
    if refused is not None:
        raise refused
    weighed = weights(course)
    total = sum(weighed.values())
    lines = told.scenario.lines.get(RECORD)
    history = None
    if lines is not None and told.scenario.document.history:
        record = policy_of(lines, told.grammar, name=RECORD)
        history = declaring(course, record)
    return Finished(
        scenario=told.scenario,
        course=course,
        shares={key: weight / total for key, weight in weighed.items()},
        reference={
            row.name: declaring(course, row)
            for row in references(told.scenario, told.grammar)
        },
        history=history,
    )
