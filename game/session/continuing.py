"""Playing a game on by a rule: the months of another line, a policy, or a bot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine import Chance, Model, Observation, legality_seen
from game.errors import ChoiceError
from game.words import Message

if TYPE_CHECKING:
    from game.session.course import Course
    from game.session.game import Game
    from game.session.policies import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """All that whoever plays a game on may look at."""

    model: Model
    seen: Sequence[Observation]
    """What the player saw at each opening, the open one last."""
    decisions: Sequence[tuple[int, ...]]
    """What was decided in the months before."""


def seat_of(course: Course) -> Seat:
    """Return the seat of the open month of a course."""
    return Seat(
        model=course.model,
        seen=tuple(course.observations),
        decisions=tuple(course.decisions),
    )


Decider = Callable[[Seat], Sequence[int] | None]
"""Returns the choices to try in the open month, in order; None stops there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A choice that was not open where it was to be made again."""

    month: int
    line: str
    reason: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """What playing on came to."""

    months: int
    skipped: tuple[Skipped, ...]


Tell = Callable[[int, int], None]
"""Told the month that was ended, and the last month of the calendar."""


def stage_open(game: Game, lines: Iterable[str]) -> list[Skipped]:
    """Stage those of some choices that are open now; return the others."""
    skipped = []
    for line in lines:
        try:
            game.stage(line)
        except ChoiceError as error:
            reason = Message(error.template, error.fields)
            skipped.append(Skipped(month=game.turn, line=line, reason=reason))
    return skipped


def play_on(game: Game, decide: Decider, tell: Tell | None = None) -> Continued:
    """Play a game on until its end, or until the rule stops.

    Every month is durable before the next begins, so whatever stops this keeps all
    that was played.

    Raises:
        StorageError: If the disk refused a month; those before it are kept.
        NotFiniteError: If a number of the scenario leaves the real line.
    """
    skipped: list[Skipped] = []
    months = 0
    while not game.is_over:
        seat = game.seat()
        wanted = decide(seat)
        if wanted is None:
            break
        month = game.turn
        lines = [seat.model.choices[place].line for place in wanted]
        skipped += stage_open(game, lines)
        game.end_month()
        months += 1
        if tell is not None:
            tell(month, seat.model.spec.turns)
    return Continued(months=months, skipped=tuple(skipped))


def kept(later: Mapping[int, Sequence[int]]) -> Decider:
    """Return the rule that makes the choices of another line again, while it lasts."""

    def decide(seat: Seat) -> Sequence[int] | None:
        return later.get(seat.seen[-1].turn)

    return decide


def by_policy(policy: Policy) -> Decider:
    """Return the rule that follows a policy."""

    def decide(seat: Seat) -> Sequence[int]:
        legality = legality_seen(seat.model, seat.seen[-1:])
        rows = policy.decide(legality, seat.seen[-1].turn)
        return [place for place in rows[:, 0].tolist() if place >= 0]

    return decide


def named(game: Game, name: str, *, others: Sequence[str] = ()) -> Decider:
    """Return the rule of a policy by its name in the game's own scenario.

    Args:
        game: the game to be played on.
        name: `hold`, `random`, `LEVER=RUNG[,LEVER=RUNG]`, or an id of `[policies]`.
        others: further names that the caller knows, for the error message.

    Raises:
        ChoiceError: If there is no such policy.
    """
    from game.session.policies import policy_named  # noqa: PLC0415 - seldom needed

    written = game.scenario.lines
    chance = Chance(0, "show")
    policy = policy_named(
        name, game.grammar, written, chance, game.language, others=others
    )
    return by_policy(policy)
