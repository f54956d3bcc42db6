"""What is seen of many games: the facts from which faults are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from game.engine import (
    Array,
    Closed,
    Integers,
    Legality,
    Mask,
    Model,
    State,
    Step,
    conjuncts,
)
from game.engine.compiler import compile_program
from game.engine.frames import closing_frame, opening_frame
from game.engine.program import Frame
from game.study.lint.claims import Listener
from game.study.lint.margins import margins_of
from game.study.lint.scored import Scored

EARLY = 3
"""The turn by which something that always happens has happened at once."""

OFTEN = 0.5
"""The share of the turns in which a variable is held back to count as pinned."""

_SLACK = 0.01
"""How far a hazard may leave [0, 1] before it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Facts of G ways in W worlds; several pieces are joined by their worlds.

    V variables, E events, R red lines, N endings, C cards, O scores.
    """

    endings: Integers
    """(G, W) the place of the ending; -1 for none."""
    scores: Array
    """(O, G, W) what each game scores at the end."""
    pinned: Integers
    """(V, G) worlds in which a limit held it back in too many turns."""
    moved: Mask
    """(V,) it ever left its start."""
    came: Mask
    """(E + R,) it took place."""
    possible: Mask
    """(E + R,) its chance was above 0 in some month, or it was raised."""
    at_once: Integers
    """(E + R, G) worlds in which it took place by turn `EARLY`."""
    out_of_range: Array
    """(E, 3) the lowest and highest hazard, and how often it left [0, 1]."""
    openings: int
    """Openings of one world that were looked at."""
    open: Mask
    """(choices,) it was open in some month."""
    met: Mask
    """(choices,) only capital or the desk was missing in some month."""
    stood: Mask
    """(choices,) a lever stood there."""
    dealt: Mask
    """(C,) the card came up."""
    ready: Mask
    """(C,) its condition held at some opening."""
    held: Mask
    """(parts,) of the endings' conditions that held in some game when tested."""
    nearest: Array
    """(parts, 2) the largest margin of each: when it was tested, and at the start."""
    claims: Integers
    """(claims, 3) how often each was said, came true, and was cut off by the end."""
    worlds: int


_JOINED = ("endings", "scores")


def join(parts: Sequence[Seen]) -> Seen:
    """Put the worlds of several pieces together; all of the same ways."""
    total = parts[0]
    for part in parts[1:]:
        total = _together(total, part, by_worlds=True)
    return total


def beside(first: Seen, second: Seen) -> Seen:
    """Put further ways beside others; both in the same worlds."""
    return _together(first, second, by_worlds=False)


def _together(first: Seen, second: Seen, *, by_worlds: bool) -> Seen:
    changed: dict[str, object] = {}
    for field in fields(Seen):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if field.name in _JOINED:
            axis = -1 if by_worlds else -2
            changed[field.name] = np.concatenate([one, other], axis=axis)
        elif field.name in {"pinned", "at_once"}:
            changed[field.name] = (
                one + other if by_worlds else np.concatenate([one, other], axis=1)
            )
        elif field.name == "worlds":
            changed[field.name] = one + other if by_worlds else one
        elif field.name in {"openings", "claims"}:
            changed[field.name] = one + other
        elif field.name == "out_of_range":
            changed[field.name] = np.stack(
                [
                    np.minimum(one[:, 0], other[:, 0]),
                    np.maximum(one[:, 1], other[:, 1]),
                    one[:, 2] + other[:, 2],
                ],
                axis=1,
            )
        elif field.name == "nearest":
            changed[field.name] = np.maximum(one, other)
        else:
            changed[field.name] = one | other
    return replace(first, **changed)  # type: ignore[arg-type]  # each as it was


def some(truths: Mask) -> Mask:
    """Return in which rows of (rows, W) something holds in some world."""
    found: Mask = np.logical_or.reduce(truths, axis=1)
    return found


def conditions_of_cards(model: Model, state: State, frame: Frame) -> Mask:
    """Return for each card, (C, W), whether its condition holds at an opening."""
    with np.errstate(all="ignore"):
        found = model.programs.deck.run(frame)
    truths = np.empty((len(found), state.worlds.size), dtype=np.bool_)
    for place, truth in enumerate(found):
        truths[place] = truth
    return truths & (state.ending < 0.0)


class Watcher:
    """Looks at G ways in W worlds, month by month."""

    def __init__(self, model: Model, start: State, ways: int, scored: Scored) -> None:
        spec, width = model.spec, start.worlds.size
        place = {name: row for row, name in enumerate(model.happenings)}
        self._model, self._ways, self._scored = model, ways, scored
        self._start = start.values
        names = [row.id for row in spec.events] + [row.id for row in spec.red_lines]
        self._rows = [place[name] for name in names]
        self._limits = slice(len(model.causes) - len(spec.variables), None)
        parts = [tuple(conjuncts(ending.when)) for ending in spec.endings]
        self._tests = compile_program(
            model.names, [one for own in parts for one in own]
        )
        self._margins = margins_of(model)
        self._early = np.array([spec.endings[n].early for n in self._margins.endings])
        first = self._margins.at(model, start).max(axis=1, initial=-np.inf)
        self._nearest = np.stack([np.full(len(first), -np.inf), first], axis=1)
        self._held = np.zeros(len(first), dtype=np.bool_)
        self._clipped = np.zeros((len(spec.variables), width))
        self._moved = np.zeros(len(spec.variables), dtype=np.bool_)
        self._came = np.zeros((len(self._rows), width), dtype=np.bool_)
        self._possible = np.zeros(len(self._rows), dtype=np.bool_)
        self._at_once = np.zeros((len(self._rows), ways), dtype=np.int64)
        self._range = np.tile([np.inf, -np.inf, 0.0], (len(spec.events), 1))
        self._openings = 0
        self._open = np.zeros(len(model.choices), dtype=np.bool_)
        self._met, self._stood = self._open.copy(), self._open.copy()
        self._dealt = np.zeros(len(spec.cards), dtype=np.bool_)
        self._ready = self._dealt.copy()
        self._scores = np.zeros((0, width))
        self._listener = Listener(model, scored.claims)

    def opening(self, state: State, legality: Legality) -> None:
        """Look at an opening."""
        self._listener.opening(state)
        playing, closed = state.ending < 0.0, legality.closed
        self._open |= some(closed == Closed.OPEN)
        lacking = (closed == Closed.CAPITAL) | (closed == Closed.SLOTS)
        self._met |= some(lacking)
        self._stood |= some(closed == Closed.SAME)
        self._dealt |= some(state.opened > 0.0)
        self._possible |= some(state.raised[:, playing] > 0.0)
        self._openings += int(np.count_nonzero(playing))
        frame, programs = opening_frame(self._model, state), self._model.programs
        with np.errstate(all="ignore"):
            hazards = programs.hazards.run(frame)
        self._ready |= some(conditions_of_cards(self._model, state, frame))
        for place, chances in enumerate(hazards):
            if self._model.spec.events[place].turn in {0, state.turn}:
                self._hazard(place, np.broadcast_to(chances, playing.shape)[playing])

    def _hazard(self, place: int, chances: Array) -> None:
        """Look at the chances of an event in the worlds that play."""
        if chances.size:
            row = self._range[place]
            row[0], row[1] = min(row[0], chances.min()), max(row[1], chances.max())
            left = (chances < -_SLACK) | (chances > 1.0 + _SLACK)
            row[2] += np.count_nonzero(left)

    def month(self, before: State, made: Step) -> None:
        """Look at a month that was played."""
        self._listener.month(before, made)
        state, events = made.state, len(self._model.spec.events)
        self._clipped += made.ledger[self._limits] != 0.0
        self._moved |= some(state.values != self._start)
        self._came |= made.happened[self._rows]
        self._possible[:events] |= some(made.chances > 0.0)
        if before.turn == EARLY:
            self._at_once = self._by_way(self._came)
        last = before.turn == self._model.spec.turns
        with np.errstate(all="ignore"):
            truths = self._tests.run(closing_frame(self._model, before, made))
        tested = self._early | last
        self._held |= tested & np.array([bool(np.any(one)) for one in truths])
        margins = self._margins.of(self._model, before, made).max(axis=1)
        nearest = self._nearest[:, 0]
        nearest[tested] = np.maximum(nearest[tested], margins[tested])
        if last:
            self._scores = self._scored.of(self._model, before, made)

    def _by_way(self, truths: Mask) -> Integers:
        """Count by way, (rows, G)."""
        shape = (len(truths), self._ways, truths.shape[-1] // self._ways)
        counted: Integers = truths.reshape(shape).sum(axis=-1)
        return counted

    def seen(self, end: State) -> Seen:
        """Return everything that was seen."""
        turns = np.where(end.ended > 0.0, end.ended, self._model.spec.turns)
        width = end.worlds.size // self._ways
        return Seen(
            endings=end.ending.astype(np.int64).reshape(self._ways, -1),
            scores=self._scores.reshape(len(self._scores), self._ways, width),
            pinned=self._by_way(self._clipped > OFTEN * turns),
            moved=self._moved,
            came=some(self._came),
            possible=self._possible | some(self._came),
            at_once=self._at_once,
            out_of_range=self._range,
            openings=self._openings,
            open=self._open,
            met=self._met,
            stood=self._stood,
            dealt=self._dealt,
            ready=self._ready,
            held=self._held,
            nearest=self._nearest,
            claims=self._listener.counts,
            worlds=width,
        )
