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

    Reader = Callable[[Expression, Mapping[str, int]], float]
    """Works an amount out in this turn, with other rungs in force in it."""

_MOVES = frozenset({Source.LEVER, Source.PREVIOUS_LEVER})


@dataclass(frozen=True, slots=True)
class Toll:
    """What a move costs when the turn ends."""

    effect: str
    amount: float
    """What is taken; above 0."""


def tolls(
    spec: Spec, in_force: Mapping[str, int], chosen: Mapping[str, int], read: Reader
) -> dict[str, tuple[Toll, ...]]:
    """Return for the line of each rung what the move to it takes of the budget.

    Args:
        spec: The rules of the game.
        in_force: The rung of each lever at the opening.
        chosen: The same once what is staged is carried out.
        read: Works an amount out.
    """
    found: dict[str, tuple[Toll, ...]] = {}
    for effect, levers in _of_moves(spec):
        for lever in spec.levers:
            if lever.id not in levers:
                continue
            stays = read(effect.amount, {**chosen, lever.id: in_force[lever.id]})
            for place, rung in enumerate(lever.rungs):
                amount = stays - read(effect.amount, {**chosen, lever.id: place})
                if amount > 0.0:
                    line = f"{lever.id} {rung.id}"
                    toll = Toll(effect.id, amount)
                    found[line] = (*found.get(line, ()), toll)
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
