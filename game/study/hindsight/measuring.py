"""Measuring a finished game: turn by turn, then under many lucks.

A turn is measured in futures of its own true opening: once as it was decided, once as
the best fair bot would have decided it from what the player had seen. Both go on with
the player's own later choices, as far as they are open, and meet the same luck; so the
difference is what that one turn was worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from game.engine import REST, Array, ChoiceKind, Decision, Model, State, legal
from game.outlook.beliefs import side_by_side
from game.outlook.bots import Bot, Sitting
from game.outlook.lines import Choices, Lines
from game.report.hindsight import Fortune, Hindsight, Moved, Regret
from game.session.finished import Finished
from game.session.policies import Policy
from game.study.finding import drill, losses_of
from game.study.hindsight.futures import FUTURES, Deciding, End, play, widened
from game.study.hindsight.own import Own

PROPOSER = "belief-32"
"""The best of the fair bots of `balance`: it learns, and looks to the end."""

_WORLDS = 32
_CALENDAR = 10_000

Tell = Callable[[int, int], None]
"""Told how many pieces of work are done, and of how many."""


def measure(
    game: Finished, found: Hindsight | None, tell: Tell = lambda *_: None
) -> Iterator[Hindsight]:
    """Go on measuring; each piece of work that is done comes out at once.

    Args:
        game: the game.
        found: what was measured before, or None.
        tell: told how far it is.

    Raises:
        NotFiniteError: the crisis leaves the real line in a future.
    """
    turns = len(game.course.decisions)
    so_far = found or Hindsight(
        proposer=PROPOSER, futures=FUTURES, regrets=(), fortune=None, turns=turns
    )
    total = turns + 1
    if so_far.fortune is None:
        tell(0, total)
        so_far = replace(so_far, fortune=fortune(game))
        yield so_far
    done = {row.turn for row in so_far.regrets}
    if len(done) == turns:
        return
    for turn, better in proposals(game, frozenset(done)):
        tell(len(done) + 1, total)
        if turn in done:
            continue
        row = regret(game, turn, better)
        done.add(turn)
        so_far = replace(so_far, regrets=(*so_far.regrets, row))
        yield so_far
    tell(total, total)


def regret(game: Finished, turn: int, better: Choices) -> Regret:
    """Measure one turn against another decision of it."""
    course, line = game.course, Own(game.course)
    own = line.dated(turn)
    opening = widened(course.states[turn - 1], FUTURES, lines=2)

    def decide(state: State) -> Decision:
        if state.turn == turn:
            return side_by_side([own, better], FUTURES)
        return line.decide(state)

    end = _played(game, opening, decide, account=True)
    apart = _apart(end.score)
    return Regret(
        turn=turn,
        better=tuple(course.model.choices[place].line for place in better),
        difference=float(apart.mean()),
        error=float(apart.std(ddof=1) / np.sqrt(FUTURES)),
        duties=tuple(
            (key, float(_apart(part).mean())) for key, part in end.parts.items()
        ),
        moved=_moved(course.model, end),
    )


def fortune(game: Finished) -> Fortune:
    """Play the player's decisions, and the lines of par, under many lucks."""
    opening = widened(game.course.states[0], FUTURES)

    def under(decide: Deciding) -> tuple[float, ...]:
        return tuple(_played(game, opening, decide).mandate.tolist())

    return Fortune(
        yours=under(Own(game.course).decide),
        lines=tuple(
            (key, under(_followed(game.course.model, policy)))
            for key, policy in game.reference.items()
        ),
        history=()
        if game.history is None
        else under(_followed(game.course.model, game.history)),
    )


def _played(
    game: Finished, opening: State, decide: Deciding, *, account: bool = False
) -> End:
    return play(
        game.course.model,
        game.course.chance,
        opening,
        decide,
        weights=dict(game.shares),
        losses=losses_of(game.scenario),
        account=account,
    )


def _followed(model: Model, policy: Policy) -> Deciding:
    def decide(state: State) -> Decision:
        return policy.decide(legal(model, state), state.turn, state.worlds)

    return decide


def _apart(values: Array) -> Array:
    """Return the first half, as decided, less the second, as proposed."""
    half = values.shape[-1] // 2
    found: Array = values[..., :half] - values[..., half:]
    return found


def _moved(model: Model, end: End) -> tuple[Moved, ...]:
    """Return how the variables of the gauges were parted, and by what."""
    place = {row.id: number for number, row in enumerate(model.spec.variables)}
    apart = _apart(end.moved).mean(axis=1)
    chosen = np.any(end.moved[:, :FUTURES] != 0.0, axis=1)
    values = _apart(end.values).mean(axis=1)
    found = []
    for gauge in model.spec.gauges:
        if not gauge.variable:
            continue
        rows = [
            (row, cause.id)
            for row, cause in enumerate(model.causes)
            if cause.target == place[gauge.variable] and apart[row] != 0.0
        ]
        found.append(
            Moved(
                variable=gauge.variable,
                difference=float(values[place[gauge.variable]]),
                causes=tuple(sorted((key, float(apart[row])) for row, key in rows)),
                only_other=tuple(sorted(key for row, key in rows if not chosen[row])),
            )
        )
    return tuple(found)


def proposals(game: Finished, known: frozenset[int]) -> Iterator[tuple[int, Choices]]:
    """Yield what the bot would have chosen in each turn, from what was seen.

    The turns that are known already are only sat through; they come out empty.
    """
    course = game.course
    model, mandate = course.model, course.observations[-1].mandate
    losses = losses_of(game.scenario)
    line = drill(model.spec, REST, losses)
    if mandate != REST:
        line = drill(model.spec, mandate, losses, line)
    bot = Bot(
        name=PROPOSER,
        worlds=_WORLDS,
        months=_CALENDAR,
        learns=True,
        lines=Lines(own=((mandate, line),)),
        losses=losses,
    )
    sitting = Sitting(bot, model, np.zeros(1, dtype=np.uint64), np.array([mandate]))
    for turn, own in enumerate(course.decisions, start=1):
        seen = [course.observations[turn - 1]]
        if turn in known:
            sitting.watch(seen, [own])
            yield turn, ()
            continue
        rows = sitting.choose(seen)[:, 0].tolist()
        sitting.decided([own])
        yield turn, _with_declaration(model, own, rows)


def _with_declaration(model: Model, own: Choices, rows: list[int]) -> Choices:
    """Return a proposal that declares what the player declared, and nothing else."""
    kind = model.choice_rows.kind

    def declares(place: int) -> bool:
        return bool(kind[place] == ChoiceKind.MANDATE)

    return (
        *(place for place in own if declares(place)),
        *(place for place in rows if place != REST and not declares(place)),
    )
