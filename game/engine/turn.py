"""One turn: a pure function from an opening and a decision to the next opening."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from game.engine.chance import Chance
from game.engine.deck import deal
from game.engine.expression import NEVER
from game.engine.frames import closing_frame, duties, months
from game.engine.given import Given
from game.engine.incidents import raise_incidents, strike
from game.engine.ledger import write_ledger
from game.engine.legality import REST
from game.engine.lookahead import look_ahead
from game.engine.minds import choose
from game.engine.model import Model
from game.engine.moves import Moves, apply_sets, make_moves
from game.engine.program import Frame
from game.engine.readings import read_estimates
from game.engine.reports import tell
from game.engine.state import Array, Closed, Decision, Mask, State, Step

_FIXED = ("turn", "worlds", "types", "thresholds", "biases")
"""Fields of a state that are the same in a frozen world and in any other."""


def hold(model: Model, worlds_count: int) -> Decision:
    """Return the decision that chooses nothing, shape (0, W)."""
    del model
    return np.empty((0, worlds_count), dtype=np.int64)


def _inner_frame(model: Model, state: State, moves: Moves) -> Frame:
    """Return what is read inside the month, after the player's own doing.

    `since` is a new array, which the turn fills on.
    """
    leads, priorities = duties(model, moves.mandate)
    return Frame(
        values=state.values,
        previous=state.previous,
        levers=moves.levers,
        previous_levers=state.levers,
        types=state.types,
        since=np.where(moves.happened, 0.0, state.since),
        freshness=moves.freshness,
        leads=leads,
        priorities=priorities,
        turn=months(state.turn),
    )


def _test_endings(
    model: Model, state: State, conditions: Array
) -> tuple[Array, Array, Array]:
    """Return `held` (N, W), `ending` (W,) and `ended` (W,) after a close.

    Args:
        model: the model.
        state: the opening of the month that closes.
        conditions: (N, W) 1 where an ending's condition holds.
    """
    endings = model.spec.endings
    held = np.where(conditions > 0.0, state.held + 1.0, 0.0)
    ending = np.full(state.worlds.size, -1.0)
    last = state.turn == model.spec.turns
    for row in sorted(range(len(endings)), key=lambda n: (-endings[n].rank, -n)):
        test = endings[row]
        if test.early:
            ending[(held[row] > 0.0) & (held[row] >= test.hold)] = row
        elif last:
            ending[held[row] > 0.0] = row
    return held, ending, np.where(ending >= 0.0, float(state.turn), 0.0)


def _judge(
    model: Model, state: State, frame: Frame
) -> tuple[Array, Array, Array, Array]:
    """Return `raised`, `held`, `ending` and `ended` after a close.

    Args:
        model: the model.
        state: the opening of the month that closes.
        frame: what is read at its close.
    """
    closing = model.programs.close.run(frame)
    conditions = np.empty(state.held.shape)
    first = len(closing) - len(conditions)
    for row, value in enumerate(closing[first:]):
        conditions[row] = value
    held, ending, ended = _test_endings(model, state, conditions)
    return raise_incidents(model, frame, state.thresholds, closing), held, ending, ended


def judge_again(model: Model, before: State, made: Step) -> State:
    """Judge the close of a month anew, by the values that its state now has.

    Args:
        model: the model.
        before: the opening of the month.
        made: what the month made of it, its state overwritten since.

    Returns:
        The state of the step with what its values raise and reach.
    """
    frame = closing_frame(model, before, made)
    with np.errstate(all="ignore"):
        raised, held, ending, ended = _judge(model, before, frame)
    return replace(made.state, raised=raised, held=held, ending=ending, ended=ended)


def _close(
    model: Model, state: State, frame: Frame, moves: Moves, chance: Chance
) -> State:
    """Close the month and open the next.

    Args:
        model: the model.
        state: the opening of the month.
        frame: what is read at its close.
        moves: the player's own doing.
        chance: where the draws of the next opening come from.
    """
    raised, held, ending, ended = _judge(model, state, frame)
    np.add(frame.since, frame.since < NEVER, out=frame.since)
    after = replace(
        state,
        turn=state.turn + 1,
        values=frame.values,
        previous=state.values,
        levers=moves.levers,
        since=frame.since,
        freshness=moves.freshness,
        opened=moves.opened,
        raised=raised,
        held=held,
        mandate=moves.mandate,
        declared=moves.declared,
        ending=ending,
        ended=ended,
    )
    if state.turn < model.spec.turns:
        after = replace(after, opened=deal(model, after, chance))
    return replace(
        after,
        readings=read_estimates(model, after, chance),
        reports=tell(model, after, chance),
    )


def _freeze(step: Step, before: State, decision: Decision) -> Step:
    """Put back, in the worlds that had ended, everything as it was."""
    frozen: Mask = before.ending >= 0.0
    if not frozen.any():
        return step
    kept = {
        field.name: np.where(
            frozen, getattr(before, field.name), getattr(step.state, field.name)
        )
        for field in fields(State)
        if field.name not in (*_FIXED, "since")
    }
    # By far the most rows, and new in every turn.
    np.copyto(step.state.since, before.since, where=frozen)
    over = np.where(decision == REST, REST, Closed.OVER)
    return Step(
        state=replace(step.state, **kept),
        ledger=step.ledger,
        accepted=np.where(frozen, over, step.accepted),
        happened=step.happened & ~frozen,
        acts=np.where(frozen, -1, step.acts),
        odds=tuple(np.where(frozen, 0.0, odds) for odds in step.odds),
        utilities=tuple(np.where(frozen, 0.0, values) for values in step.utilities),
        chances=np.where(frozen, 0.0, step.chances),
    )


def step(
    model: Model,
    state: State,
    decision: Decision,
    chance: Chance,
    *,
    given: Given | None = None,
) -> Step:
    """Play one month.

    Args:
        model: the compiled Spec.
        state: the opening of the month; it is not changed.
        decision: (K, W) indices into the choices in the order chosen; -1 fills up.
        chance: the luck of the game.
        given: what is known of the month beforehand; in a game, nothing.

    Returns:
        The next opening and everything that led to it.

    Raises:
        NotFiniteError: an effect is not finite in a world that still plays.
        ValueError: the calendar is over, or the decision does not fit.
    """
    if state.turn > model.spec.turns:
        raise ValueError("the calendar is over")
    with np.errstate(all="ignore"):
        moves = make_moves(model, state, decision)
        happened = moves.happened
        frame = _inner_frame(model, state, moves)
        chances = strike(model, state, frame, chance, happened, given=given)
        apply_sets(moves.levers, model.events.sets, happened[model.events.happening])
        for rows in (model.events.happening, model.events.red_lines):
            frame.since[rows] = np.where(happened[rows], 0.0, frame.since[rows])
        results = model.programs.minds.run(frame)
        brought = len(results) - model.options
        # Copied, as one may be a row of `since` itself, which goes on to change.
        derived = [np.array(value) for value in results[:brought]]
        utilities = look_ahead(
            model, state, decision, chance, results[brought:], play=step
        )
        minds = choose(model, state, chance, utilities, given)
        columns = np.arange(state.worlds.size)
        for row, act in enumerate(minds.acts):
            happened[model.acts[row][act], columns] = True
            frame.since[model.acts[row][act], columns] = 0.0
        frame = frame._replace(derived=derived)
        account = write_ledger(
            model, state, chance, decision=decision, moves=moves, frame=frame
        )
        frame = frame._replace(values=account.values, previous=state.values, derived=())
        after = _close(model, state, frame, moves, chance)
    made = Step(
        state=replace(after, delays=account.delays),
        ledger=account.ledger,
        accepted=moves.verdict.accepted,
        happened=happened,
        acts=minds.acts,
        odds=minds.odds,
        utilities=minds.utilities,
        chances=chances,
    )
    return _freeze(made, state, decision)
