"""What is on its way: the contents of the delays that the player's own acts fill.

Only effects whose amount reads nothing hidden are told of. What stands in their
delays follows from what was seen, so it gives nothing away.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from game.engine import veil
from game.engine.expression import Source, reads
from game.report.figures import shown
from game.report.views import DeliveryView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.engine.expression import Expression
    from game.engine.spec import Effect, Spec
    from game.report.labels import Labels

_AHEAD = 12
"""Turns that are looked ahead."""


def deliveries(labels: Labels, contents: Sequence[float]) -> tuple[DeliveryView, ...]:
    """Return what is on its way by the levers that sent it.

    Args:
        labels: The words of the scenario.
        contents: What the delays hold at this opening, effect by effect, stage by
            stage.
    """
    hidden, found = veil(labels.spec), []
    for effect, held in _chains(labels.spec, contents):
        levers = _levers(labels.spec, effect.amount)
        if levers and not hidden.covers(effect.amount) and any(held):
            found.append(_view(labels, effect, levers, held))
    return tuple(found)


def _chains(
    spec: Spec, contents: Sequence[float]
) -> Iterator[tuple[Effect, Sequence[float]]]:
    """Yield every effect with a delay, and what its stages hold."""
    delayed = [effect for effect in spec.effects if effect.stages]
    ends = [0]
    for effect in delayed:
        ends.append(ends[-1] + effect.stages)
    for effect, (first, last) in zip(delayed, pairwise(ends), strict=True):
        yield effect, contents[first:last]


def _levers(spec: Spec, amount: Expression) -> tuple[str, ...]:
    """Return the levers that an amount reads, through derived quantities too."""
    derived = {row.id: row.expression for row in spec.derived}
    found: dict[str, None] = {}
    waiting, seen = [amount], set[str]()
    while waiting:
        for read in reads(waiting.pop()):
            if read.source is Source.LEVER:
                found[read.id] = None
            elif read.source is Source.DERIVED and read.id not in seen:
                seen.add(read.id)
                waiting.append(derived[read.id])
    return tuple(found)


def arrivals(held: Sequence[float], rate: float, turns: int) -> tuple[float, ...]:
    """Return what leaves a chain in each of the turns to come, if nothing enters.

    Args:
        held: What each stage holds, the first one first.
        rate: The share that a stage passes on in a turn.
        turns: How many turns.
    """
    stages, leaving = list(held), []
    for _ in range(turns):
        out = [content * rate for content in stages]
        stages = [
            content - gone + came
            for content, gone, came in zip(stages, out, [0.0, *out], strict=False)
        ]
        leaving.append(out[-1])
    return tuple(leaving)


def _view(
    labels: Labels, effect: Effect, levers: tuple[str, ...], held: Sequence[float]
) -> DeliveryView:
    digits = labels.decimals[effect.target]
    amounts = arrivals(held, effect.rate, _AHEAD)
    texts = tuple(shown(amount, digits) for amount in amounts)
    nothing = shown(0.0, digits)
    last = max((n for n, text in enumerate(texts, 1) if text != nothing), default=0)
    return DeliveryView(
        id=effect.id,
        label=labels.effect(effect.id),
        target=labels.text(f"variables.{effect.target}.label"),
        unit=labels.unit(effect.target),
        levers=levers,
        total=shown(sum(held), digits),
        amounts=amounts[:last],
        texts=texts[:last],
    )
