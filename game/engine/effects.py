"""Effects: what the rules add to the variables in a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine.arithmetic import blocks, snap
from game.engine.gates import LARGEST, add_fixed
from game.engine.model import Model
from game.engine.program import Frame, Value
from game.engine.state import Array, Integers, Mask, State
from game.errors import NotFiniteError


@dataclass(slots=True, kw_only=True)
class Books:
    """What a month adds, while it is being written."""

    change: Array
    """(V, W) the sums, variable by variable."""
    ledger: Array
    """(causes, W) every cause in its row; (0, W) where none is wanted."""
    kept: bool
    """Whether the ledger is wanted."""
    playing: Mask | None
    """(W,); None where all worlds still play."""
    wild: list[tuple[int, int]] = field(default_factory=list)
    """(row, column) of effects that are not finite in a world that still plays."""

    def write(self, cause: int, amount: Array | float) -> None:
        """Write a row of the ledger."""
        playing = True if self.playing is None else self.playing
        np.copyto(self.ledger[cause], amount, where=playing)

    def check(self, rows: Sequence[int], amounts: Array, columns: Integers) -> None:
        """Note which effects are not finite in a world that still plays.

        Args:
            rows: the effects.
            amounts: (rows, columns)
            columns: their worlds.
        """
        low = np.minimum.reduce(amounts, axis=None, initial=0.0)
        high = np.maximum.reduce(amounts, axis=None, initial=0.0)
        # A NaN is in no order.
        if low > -LARGEST and high < LARGEST:
            return
        wild = ~(np.abs(amounts) < LARGEST)
        if self.playing is not None:
            wild &= self.playing[columns]
        for row, truths in zip(rows, wild, strict=True):
            if truths.any():
                self.wild.append((row, int(columns[np.argmax(truths)])))


def _draw(model: Model, draws: Array, amounts: list[Value]) -> list[Value]:
    """Multiply the standing effects that have a draw by it."""
    drawn = list(amounts)
    for place, draw in zip(model.effects.drawing.tolist(), draws, strict=True):
        if not _nothing(amounts[place]):
            drawn[place] = amounts[place] * draw
    return drawn


def _nothing(amount: Value) -> bool:
    """Tell whether an amount is 0 in all worlds, at a glance."""
    return bool(amount.ndim == 0 and amount == 0.0)


def _stand(
    model: Model, amounts: Sequence[Value], width: int, books: Books
) -> dict[int, Array]:
    """Add the standing effects, but for those with a delay.

    Returns:
        What enters each delay, by the place of its effect among the standing ones.
    """
    entering: dict[int, Array] = {}
    standing, targets = model.gates.standing.tolist(), model.effects.targets
    delayed = set(model.effects.delayed.tolist())
    columns = np.arange(width)
    places = [place for place, amount in enumerate(amounts) if not _nothing(amount)]
    for cut in blocks(len(places), width):
        part = places[cut]
        block = np.empty((len(part), width))
        for row, place in zip(block, part, strict=True):
            row[:] = amounts[place]
        snap(block)
        books.check([standing[place] for place in part], block, columns)
        for row, place in zip(block, part, strict=True):
            if place in delayed:
                entering[place] = row
            else:
                total = books.change[targets[place]]
                np.add(total, row, out=total)
                if books.kept:
                    books.write(standing[place], row)
    return entering


def _pass_on(
    model: Model, state: State, entering: dict[int, Array], books: Books
) -> Array:
    """Move every chain of delays on by a month, and add what leaves it.

    Returns:
        (D, W) the new contents.
    """
    rows = model.effects
    out, delays = np.empty(state.delays.shape), np.empty(state.delays.shape)
    for cut in blocks(len(out), state.worlds.size):
        np.multiply(state.delays[cut], rows.rate[cut], out=out[cut])
        snap(out[cut])
        np.subtract(state.delays[cut], out[cut], out=delays[cut])
    for row in rows.passing.tolist():
        np.add(delays[row], out[row - 1], out=delays[row])
    chains = zip(
        rows.delayed.tolist(), rows.first.tolist(), rows.last.tolist(), strict=True
    )
    for place, first, last in chains:
        if place in entering:
            np.add(delays[first], entering[place], out=delays[first])
        total = books.change[rows.targets[place]]
        np.add(total, out[last], out=total)
        if books.kept:
            books.write(int(model.gates.standing[place]), out[last])
    return delays


def _vary(
    model: Model, frame: Frame, happened: Mask, came: Mapping[int, int], books: Books
) -> None:
    """Add the effects that are worked out where their happening came."""
    for varying in model.gates.varying:
        if varying.happening not in came:
            continue
        columns = np.flatnonzero(happened[varying.happening])
        everywhere = columns.size == happened.shape[1]
        amounts = varying.program.run(frame, None if everywhere else columns)
        block = np.empty((len(amounts), columns.size))
        for row, amount in zip(block, amounts, strict=True):
            row[:] = amount
        snap(block)
        books.check(varying.rows, block, columns)
        for cause, target, row in zip(
            varying.rows, varying.targets, block, strict=True
        ):
            if everywhere:
                books.change[target] += row
            else:
                books.change[target][columns] += row
            if books.kept:
                books.ledger[cause, columns] = row


def add_effects(
    model: Model,
    state: State,
    draws: Array,
    *,
    frame: Frame,
    happened: Mask,
    came: Mapping[int, int],
    books: Books,
) -> Array:
    """Add every effect of the month to the books.

    Args:
        model: the model.
        state: the opening of the month.
        draws: (drawn, W) what each effect that has a draw is multiplied by.
        frame: what the amounts read.
        happened: (H, W) what takes place, in the worlds that still play.
        came: its rows in which something does, and in how many worlds.
        books: written on.

    Returns:
        (D, W) the new contents of the delay stocks.

    Raises:
        NotFiniteError: naming the first effect that is not finite and its first world.
    """
    amounts = model.programs.effects.run(frame)
    amounts = _draw(model, draws, amounts)
    entering = _stand(model, amounts, state.worlds.size, books)
    _vary(model, frame, happened, came, books)
    if books.wild:
        row, column = min(books.wild)
        raise NotFiniteError(
            "effect {cause} is not finite in turn {turn}, world {world}",
            cause=model.spec.effects[row].id,
            turn=state.turn,
            world=int(state.worlds[column]),
        )
    add_fixed(model.gates.fixed, happened, came, books.ledger, books.change)
    return _pass_on(model, state, entering, books)
