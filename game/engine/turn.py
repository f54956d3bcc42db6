"""One turn: a pure function from an opening and a decision to the next opening."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from game.engine.agreement import Row, agreed, each, somewhere, spread
from game.engine.arithmetic import NARROW
from game.engine.chance import Chance
from game.engine.deck import deal
from game.engine.frames import closing_frame, duties
from game.engine.given import Given
from game.engine.incidents import raise_incidents, read_hazards, strike
from game.engine.ledger import keep_books
from game.engine.legality import REST
from game.engine.lookahead import expectations, lean
from game.engine.luck import draw_month
from game.engine.minds import choose
from game.engine.model import Model
from game.engine.moves import Moves, apply_sets, make_moves
from game.engine.program import Frame, Value
from game.engine.readings import read_estimates
from game.engine.reports import tell
from game.engine.rows import integers
from game.engine.state import (
    LONG_AGO,
    Array,
    Closed,
    Decision,
    Integers,
    Mask,
    State,
    Step,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


def hold(model: Model, worlds_count: int) -> Decision:
    """Return the decision that chooses nothing, shape (0, W)."""
    del model
    return np.empty((0, worlds_count), dtype=np.int64)


def _mark(
    last: list[Row],
    happened: Mask,
    rows: Integers,
    turn: int,
    playing: Mask | None,
) -> dict[int, int]:
    """Note, in place, in which rows something took place this month.

    Args:
        last: H rows as in `State`; those of `rows` are replaced.
        happened: (H, W); nothing stays in a frozen world.
        rows: those to look at.
        turn: the month.
        playing: (W,); None where all worlds are.

    Returns:
        The rows in which something took place, and in how many worlds.
    """
    month, came = np.float64(turn), dict[int, int]()
    width = happened.shape[1]
    found = rows[happened[rows].any(axis=1)]
    places = found.tolist()
    truths = happened[found]
    if playing is not None:
        truths &= playing
        happened[found] = truths
    counts = np.add.reduce(truths, axis=1, dtype=np.intp).tolist()
    moved: Sequence[Row] = ()
    if width < NARROW:
        before = spread([last[row] for row in places], width)
        moved = list(np.where(truths, month, before))
    for place, (row, count) in enumerate(zip(places, counts, strict=True)):
        if count:
            came[row] = count
            if count == width:
                last[row] = month
            elif moved:
                last[row] = moved[place]
            else:
                last[row] = np.where(truths[place], month, last[row])
    return came


def _inner_frame(model: Model, state: State, moves: Moves) -> Frame:
    """Return what is read inside the month, after the player's own doing."""
    leads, priorities = duties(model, moves.mandate)
    month = np.float64(state.turn)
    return Frame(
        values=agreed(state.values),
        previous=each(state.previous),
        levers=agreed(moves.levers),
        previous_levers=agreed(state.levers),
        types=each(state.types),
        last=state.last,
        freshness=agreed(moves.freshness),
        leads=leads,
        priorities=priorities,
        turn=(month,),
        now=(month,),
    )


def _test_endings(
    model: Model, state: State, conditions: Sequence[Value]
) -> tuple[Array, Array, Array]:
    """Return `held` (N, W), `ending` (W,) and `ended` (W,) after a close.

    Args:
        model: the model.
        state: the opening of the month that closes.
        conditions: a truth an ending, whether its condition holds.
    """
    endings = model.spec.endings
    held = np.zeros(state.held.shape)
    ending = np.full(state.worlds.size, -1.0)
    last = state.turn == model.spec.turns
    for row in sorted(range(len(endings)), key=lambda n: (-endings[n].rank, -n)):
        test, holds = endings[row], conditions[row]
        if not somewhere(holds):
            continue
        np.add(state.held[row], 1.0, out=held[row])
        np.multiply(held[row], holds, out=held[row])
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
    first = len(closing) - len(state.held)
    held, ending, ended = _test_endings(model, state, closing[first:])
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


def _close(model: Model, state: State, frame: Frame, moves: Moves) -> State:
    """Close the month: the next opening, but for its values, cards and readings.

    Args:
        model: the model.
        state: the opening of the month.
        frame: what is read at its close.
        moves: the player's own doing.
    """
    raised, held, ending, ended = _judge(model, state, frame)
    return replace(
        state,
        turn=state.turn + 1,
        previous=state.values,
        levers=moves.levers,
        last=tuple(frame.last),
        freshness=moves.freshness,
        opened=moves.opened,
        raised=raised,
        held=held,
        mandate=moves.mandate,
        declared=moves.declared,
        ending=ending,
        ended=ended,
    )


def _put(new: NDArray[Any], old: NDArray[Any], where: Integers | Mask) -> None:
    """Put back old columns, in place; a mask is quick for many, numbers for few."""
    if where.dtype == np.bool_:
        np.copyto(new, old, where=where)
    else:
        new[..., where] = old[..., where]


def _freeze(step: Step, before: State, frozen: Mask, came: Container[int]) -> Step:
    """Put back, in the worlds that had ended, everything as it was.

    Args:
        step: made as if all worlds played; its arrays are written on.
        before: the opening.
        frozen: (W,) the worlds that had ended.
        came: the rows of `last` that are new.
    """
    columns = np.flatnonzero(frozen)
    # Column by column where they are few, else in one pass.
    where: Integers | Mask = columns if 4 * columns.size < frozen.size else frozen
    # The one array that is not new.
    state = replace(step.state, previous=step.state.previous.copy())
    for field in fields(State):
        new, old = getattr(state, field.name), getattr(before, field.name)
        # What is the same array for all worlds has nothing to be put back.
        if field.name not in {"turn", "last"} and new is not old:
            _put(new, old, where)
    for rows in (*step.odds, *step.utilities, step.chances):
        _put(rows, np.zeros((1, frozen.size)), where)
    _put(step.acts, np.full((1, frozen.size), -1), where)
    _put(step.accepted, np.where(step.accepted == REST, REST, Closed.OVER), where)
    # The month moves on, and the months since stay as they were.
    (further,) = agreed(frozen[None].astype(np.float64))
    last = list(state.last)
    for row, months in enumerate(last):
        if months.ndim and row in came:
            np.add(months, further, out=months)
        elif months.ndim or months != LONG_AGO:
            last[row] = months + further
    return replace(step, state=replace(state, last=tuple(last)))


def step(
    model: Model,
    state: State,
    decision: Decision,
    chance: Chance,
    *,
    given: Given | None = None,
    leanings: Sequence[Array | None] | None = None,
    account: bool = True,
    watched: bool = True,
) -> Step:
    """Play one month.

    Args:
        model: the compiled Spec.
        state: the opening of the month; it is not changed.
        decision: (K, W) indices into the choices in the order chosen; -1 fills up.
        chance: the luck of the game.
        given: what is known of the month beforehand; in a game, nothing.
        leanings: what actors expect of their options, for each rule (options, W) or
            None; worked out by looking ahead where it is not given.
        account: whether to write the ledger, which takes more time and memory than
            all the rest; without it `Step.ledger` is empty, (0, W), and everything
            else is the same.
        watched: whether anybody looks at the next opening, as a player does; without
            it the readings and reports stay those of this opening. The model reads
            neither, so everything else is the same.

    Returns:
        The next opening and everything that led to it.

    Raises:
        NotFiniteError: an effect is not finite in a world that still plays.
        ValueError: the calendar is over, or the decision does not fit.
    """
    if state.turn > model.spec.turns:
        raise ValueError("the calendar is over")
    frozen: Mask = state.ending >= 0.0
    playing = ~frozen if frozen.any() else None
    events = model.events
    with np.errstate(all="ignore"):
        moves = make_moves(model, state, decision)
        happened, last = moves.happened, list(state.last)
        came = _mark(last, happened, integers(sorted(moves.rows)), state.turn, playing)
        frame = _inner_frame(model, state, moves)._replace(last=tuple(last))
        hazards = read_hazards(model, state, frame)
        luck = draw_month(model, state, chance, hazards.rows)
        chances = strike(model, state, hazards, luck.events, happened, given=given)
        came |= _mark(last, happened, events.rows, state.turn, playing)
        frame = frame._replace(last=tuple(last))
        if apply_sets(moves.levers, events.sets, happened):
            frame = frame._replace(levers=agreed(moves.levers))
        results = model.programs.minds.run(frame)
        brought = len(results) - model.options.size
        utilities: Sequence[Value] = results[brought:]
        if leanings is None:
            leanings = expectations(model, state, decision, chance, play=step)
        utilities = lean(model, utilities, leanings)
        minds = choose(model, state, luck.rules, utilities, given)
        for rows, act in zip(model.acts, minds.acts, strict=True):
            for option, row in enumerate(rows):
                np.equal(act, option, out=happened[row])
        came |= _mark(last, happened, model.options, state.turn, playing)
        frame = frame._replace(last=tuple(last), derived=results[:brought])
        books = keep_books(
            model,
            state,
            luck.effects,
            decision=decision,
            moves=moves,
            frame=frame,
            came=came,
            account=account,
        )
        frame = frame._replace(
            values=agreed(books.values), previous=frame.values, derived=()
        )
        after = replace(
            _close(model, state, frame, moves),
            values=books.values,
            delays=books.delays,
        )
        opened = (np.float64(after.turn),)
        frame = frame._replace(previous_levers=frame.levers, turn=opened, now=opened)
        if after.turn <= model.spec.turns:
            deal(model, after, frame, luck.deck, moves.opened)
        if watched:
            after = replace(
                after,
                readings=read_estimates(model, after, chance, frame),
                reports=tell(model, after, chance, frame),
            )
    made = Step(
        state=after,
        ledger=books.ledger,
        accepted=moves.verdict.accepted,
        happened=happened,
        acts=minds.acts,
        odds=minds.odds,
        utilities=minds.utilities,
        chances=chances,
    )
    return made if playing is None else _freeze(made, state, frozen, came)


def expect(
    model: Model, state: State, decision: Decision, chance: Chance, imagined: int
) -> tuple[Array | None, ...]:
    """Return what every actor that looks ahead expects of each of its options.

    Args:
        model: the compiled Spec.
        state: the opening of the month; its worlds are below 2**44 / `imagined`.
        decision: (K, W) what the player chose.
        chance: the luck of the game.
        imagined: worlds for each option.

    Returns:
        For each rule (options, W) log-odds, 0 in a world that has ended; None where
        its actor only reacts.
    """
    return expectations(model, state, decision, chance, play=step, imagined=imagined)
