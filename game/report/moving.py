"""What the end of a turn takes of the budget for a move of policy, beside its price.

A rung has a price that is paid when it is staged. The move itself may cost more once
the turn ends, such as each rung that it skips: told where the rung is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.expression import Source, all_reads
from game.engine.spec import Draw, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from game.engine.expression import Expression
    from game.engine.spec import Effect, Spec

    Reader = Callable[[Expression, Mapping[str, int], int], float]
    """Works an amount out in a turn, with other rungs in force in it."""
    Taken = Mapping[str, tuple["Toll", ...]]
    """By the line of a rung, what the move to it takes."""
    Taker = Callable[[Mapping[str, int], Mapping[str, int]], Taken]
    """Tells what moves take, from the rungs in force and those that are staged."""

_MOVES = frozenset({Source.LEVER, Source.PREVIOUS_LEVER})


@dataclass(frozen=True, slots=True)
class Toll:
    """What a move costs when the turn ends."""

    effect: str
    amount: float
    """What is taken; above 0."""


class Tolls:
    """What every move of a game takes; worked out once a turn for the same rungs."""

    def __init__(self, spec: Spec) -> None:
        """Find what the rules take for moves."""
        self._levers = spec.levers
        self._rules = tuple(_of_moves(spec))
        self._known: dict[tuple[int, ...], Taken] = {}

    def of(
        self,
        turn: int,
        in_force: Mapping[str, int],
        chosen: Mapping[str, int],
        read: Reader,
    ) -> Taken:
        """Return for the line of each rung what the move to it takes of the budget.

        Args:
            turn: The turn.
            in_force: The rung of each lever at the opening.
            chosen: The same once what is staged is carried out.
            read: Works an amount out.
        """
        key = (turn, *(chosen[lever.id] for lever in self._levers))
        if key in self._known:
            return self._known[key]
        found: dict[str, tuple[Toll, ...]] = {}
        for effect, moved in self._rules:
            for lever in (row for row in self._levers if row.id in moved):
                taken = [
                    -read(effect.amount, {**chosen, lever.id: place}, turn)
                    for place in range(len(lever.rungs))
                ]
                stays = taken[in_force[lever.id]]
                for rung, amount in zip(lever.rungs, taken, strict=True):
                    if amount > stays:
                        line, toll = f"{lever.id} {rung.id}", amount - stays
                        found[line] = (*found.get(line, ()), Toll(effect.id, toll))
        self._known[key] = found
        return found


def _of_moves(spec: Spec) -> Iterator[tuple[Effect, frozenset[str]]]:
    """Yield what a move takes of the budget at once, with the levers that may move."""
    derived = {row.id: row.expression for row in spec.derived}
    seen = {row.id for row in spec.variables if row.seen is Seen.EXACT}
    for effect in spec.effects:
        if effect.target != spec.desk.budget or effect.stages:
            continue
        read = [
            one
            for one in all_reads(effect.amount, derived)
            if one.source is not Source.DERIVED
        ]
        known = all(
            one.source in _MOVES or (one.source is Source.VARIABLE and one.id in seen)
            for one in read
        )
        moved = (one.id for one in read if one.source is Source.PREVIOUS_LEVER)
        levers = frozenset(moved)
        if levers and known and effect.draw is Draw.NONE:
            yield effect, levers
