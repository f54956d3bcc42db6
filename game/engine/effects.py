"""Effects: what the rules add to the variables in a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine.agreement import spread
from game.engine.arithmetic import NARROW, blocks, snap
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
    # Those with a delay come last, so that the others of one target stand together.
    places.sort(key=delayed.__contains__)
    for cut in blocks(len(places), width):
        part = places[cut]
        block = spread([amounts[place] for place in part], width)
        snap(block)
        books.check([standing[place] for place in part], block, columns)
        count = sum(place not in delayed for place in part)
        entering.update(zip(part[count:], block[count:], strict=True))
        at_once = [targets[place] for place in part[:count]]
        _add_rows(books.change, at_once, block[:count])
        if books.kept:
            for row, place in zip(block, part[:count], strict=False):
                books.write(standing[place], row)
    return entering


def _add_rows(change: Array, targets: Sequence[int], rows: Array) -> None:
    """Add rows to their targets, in place; those of one target stand together.

    Args:
        change: (V, W)
        targets: (N,)
        rows: (N, W) on the grid, so that their sums are exact in any order.
    """
    if rows.shape[1] >= NARROW:
        for target, row in zip(targets, rows, strict=True):
            np.add(change[target], row, out=change[target])
    elif targets:
        first = [n for n, t in enumerate(targets) if n == 0 or t != targets[n - 1]]
        change[[targets[n] for n in first]] += np.add.reduceat(rows, first, axis=0)


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
    width = happened.shape[1]
    cells: list[Integers] = []
    added: list[Array] = []
    for happening, worlds in came.items():
        place = model.gates.place.get(happening)
        if place is None:
            continue
        varying = model.gates.varying[place]
        columns = np.flatnonzero(happened[happening])
        everywhere = worlds == width
        amounts = varying.program.run(frame, None if everywhere else columns)
        block = spread(amounts, worlds)
        snap(block)
        books.check(varying.rows, block, columns)
        if everywhere:
            for target, row in zip(varying.targets, block, strict=True):
                books.change[target] += row
        elif width >= NARROW:
            for target, row in zip(varying.targets, block, strict=True):
                books.change[target][columns] += row
        else:
            cells.append((varying.moved * width + columns).ravel())
            added.append(block.ravel())
        if books.kept:
            for cause, row in zip(varying.rows, block, strict=True):
                books.ledger[cause, columns] = row
    if cells:
        change = books.change.reshape(-1)
        np.add.at(change, np.concatenate(cells), np.concatenate(added))


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
