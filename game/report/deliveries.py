"""What is on its way: the contents of the delays that the player's own acts fill.

Only effects are told of whose amount reads levers and what is seen exactly. What
stands in their delays is worked out anew from what was seen, never read from the
state, so nothing hidden can be in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine import veil
from game.engine.expression import Source, reads
from game.report.figures import in_unit, shown, with_unit
from game.report.views import DeliveryView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.engine.expression import Expression
    from game.engine.spec import Effect, Spec
    from game.report.labels import Labels

_AHEAD = 12
"""Turns that are looked ahead."""
_SEEN = frozenset(
    (Source.VARIABLE, Source.DERIVED, Source.TURN, Source.TURNS, Source.LEVEL)
)
"""What an amount may read beside levers, to be worked out anew."""


def deliveries(
    labels: Labels, turn: int, entering: Callable[[Expression, int], float]
) -> tuple[DeliveryView, ...]:
    """Return what is on its way at the opening of a turn.

    Args:
        labels: The words of the scenario.
        turn: The turn.
        entering: Works an amount out as it was in an earlier turn, by what was seen.
    """
    spec, found = labels.spec, []
    for effect in spec.effects:
        levers = _levers(spec, effect.amount) if effect.stages else ()
        if levers:
            entered = [entering(effect.amount, month) for month in range(1, turn)]
            held = contents(entered, effect.stages, effect.rate)
            if any(held):
                found.append(_view(labels, effect, levers, held))
    return tuple(found)


def _levers(spec: Spec, amount: Expression) -> tuple[str, ...]:
    """Return the levers that an amount reads; none if it reads what is not seen."""
    derived = {row.id: row.expression for row in spec.derived}
    if veil(spec).covers(amount):
        return ()
    found: dict[str, None] = {}
    waiting, seen = [amount], set[str]()
    while waiting:
        for read in reads(waiting.pop()):
            if read.source is Source.LEVER:
                found[read.id] = None
            elif read.source is Source.DERIVED and read.id not in seen:
                seen.add(read.id)
                waiting.append(derived[read.id])
            elif read.source not in _SEEN:
                return ()
    return tuple(found)


def contents(entered: Sequence[float], stages: int, rate: float) -> tuple[float, ...]:
    """Return what each stage of a chain holds after amounts entered, turn by turn."""
    held = [0.0] * stages
    for amount in entered:
        held, _ = _moved(held, rate)
        held[0] += amount
    return tuple(held)


def _moved(held: Sequence[float], rate: float) -> tuple[list[float], float]:
    """Move a chain on by a turn; return what it holds and what left it."""
    out = [content * rate for content in held]
    came = [0.0, *out]
    return [h - o + c for h, o, c in zip(held, out, came, strict=False)], out[-1]


def arrivals(held: Sequence[float], rate: float, turns: int) -> tuple[float, ...]:
    """Return what leaves a chain in each of the turns to come, if nothing enters.

    Args:
        held: What each stage holds, the first one first.
        rate: The share that a stage passes on in a turn.
        turns: How many turns.
    """
    now, leaving = list(held), []
    for _ in range(turns):
        now, left = _moved(now, rate)
        leaving.append(left)
    return tuple(leaving)


def _view(
    labels: Labels, effect: Effect, levers: tuple[str, ...], held: Sequence[float]
) -> DeliveryView:
    digits = labels.decimals[effect.target]
    amounts = arrivals(held, effect.rate, _AHEAD)
    unit = labels.unit(effect.target)
    texts = tuple(in_unit(shown(amount, digits), unit) for amount in amounts)
    nothing = in_unit(shown(0.0, digits), unit)
    last = max((n for n, text in enumerate(texts, 1) if text != nothing), default=0)
    total = shown(sum(held), digits)
    return DeliveryView(
        id=effect.id,
        label=labels.effect(effect.id),
        target=labels.text(f"variables.{effect.target}.label"),
        levers=levers,
        total=with_unit(total, unit),
        amounts=amounts[:last],
        texts=texts[:last],
    )
