"""What advisers say in many games, and how often it comes true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine import Expression, Integers, Mask, Model, State, Step
from game.engine.compiler import compile_program
from game.engine.frames import closing_frame, opening_frame
from game.outlook.barred import out_of_reach
from game.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim of an adviser, with what it reads."""

    adviser: str
    claim: str
    when: Expression
    expects: Expression
    horizon: int


@dataclass(slots=True)
class _Said:
    """A claim that was said at an opening and is not settled yet."""

    row: int
    last: int
    """The turn at whose close it is settled."""
    where: Mask
    came: Mask


def claims_of(scenario: Scenario) -> tuple[Claimed, ...]:
    """Return every claim, of each adviser the one that is said first before others."""
    return tuple(
        Claimed(
            adviser=adviser,
            claim=key,
            when=scenario.compile_expression(claim.when, True),
            expects=scenario.compile_expression(claim.expects, True),
            horizon=claim.horizon,
        )
        for adviser, row in scenario.document.advisers.items()
        for key, claim in sorted(
            row.claims.items(), key=lambda pair: (-pair[1].weight, pair[0])
        )
    )


class Listener:
    """Follows the claims of C in W worlds, month by month."""

    def __init__(self, model: Model, claims: tuple[Claimed, ...]) -> None:
        self._model, self._claims = model, claims
        self._when = compile_program(model.names, [one.when for one in claims])
        self._expects = compile_program(model.names, [one.expects for one in claims])
        self._open: list[_Said] = []
        self.counts: Integers = np.zeros((len(claims), 3), dtype=np.int64)
        """(C, 3) how often each was said, came true, and was cut off by the end."""

    def opening(self, state: State) -> None:
        """Note what is said at an opening, if the calendar leaves it its time."""
        if not self._claims:
            return
        playing = state.ending < 0.0
        with np.errstate(all="ignore"):
            truths = self._when.run(opening_frame(self._model, state))
        silent: dict[str, Mask] = {}
        for row, (claim, truth) in enumerate(zip(self._claims, truths, strict=True)):
            free = silent.get(claim.adviser, playing)
            where = free & np.asarray(truth, dtype=np.bool_)
            if where.any():
                where &= ~out_of_reach(self._model, state, claim.expects, claim.horizon)
            silent[claim.adviser] = free & ~where
            last = state.turn + claim.horizon - 1
            if last <= self._model.spec.turns and where.any():
                came = np.zeros_like(where)
                self._open.append(_Said(row=row, last=last, where=where, came=came))

    def month(self, before: State, made: Step) -> None:
        """Look at what came true at a close, and settle what is over."""
        if not self._open:
            return
        playing = before.ending < 0.0
        with np.errstate(all="ignore"):
            truths = self._expects.run(closing_frame(self._model, before, made))
        for one in self._open:
            truth = np.asarray(truths[one.row], dtype=np.bool_)
            one.came |= one.where & playing & truth
            if one.last == before.turn:
                cut = one.where & ~one.came & ~playing
                found = [one.where.sum(), one.came.sum(), cut.sum()]
                self.counts[one.row] += np.array(found, dtype=np.int64)
        self._open = [one for one in self._open if one.last > before.turn]
