"""What a study would take, worked out from its first turn before it is begun.

A file from a stranger may be sound and take hours all the same. A study of which
nobody has said how large it is keeps to some seconds of processor time: it plays in
fewer worlds, or says what one would take. One that was asked for by its number is
played as asked; what it takes is told if it is long.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.engine import Chance, Spec, begin
from game.errors import ScenarioError
from game.study.compiled import compiled
from game.study.seats import Way, chunk_of, months
from game.words import Message, message

ALLOWED = 10.0
"""Seconds of processor time of a study whose size nobody has named."""

LONG = 2 * ALLOWED
"""Seconds from which anything is said or left out.

One turn tells no more exactly than by half what all of them take, and a study of an
honest size must not come out otherwise on a slower machine.
"""

_REPEATS = 2
_MANY = 64
"""Worlds in which a turn is measured to tell what one more world costs."""
_SHORT = 0.25
"""Seconds after which a measurement is not repeated: it is no accident any more."""

Note = Callable[[Message], object]
"""Told what a player should know before a study begins."""


def unheard(_: Message) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of processor time of a study, by the worlds that it plays in."""

    once: float
    """Of every pass, however few its worlds."""
    each: float
    """Of every world."""
    size: int
    """Worlds of one pass."""

    def of(self, worlds: int) -> float:
        """Return the seconds of so many worlds."""
        return self.once * -(-worlds // self.size) + self.each * worlds

    def __add__(self, other: Cost) -> Cost:
        """Return the cost of both, which play in the same worlds."""
        return Cost(
            once=self.once + other.once,
            each=self.each + other.each,
            size=min(self.size, other.size),
        )


def seconds_of(work: Callable[[], object]) -> float:
    """Return the processor time of some work; the lower of two if it is short."""
    least = float("inf")
    for _ in range(_REPEATS):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
        if least > _SHORT:
            break
    return least


def line(few: tuple[int, float], many: tuple[int, float]) -> tuple[float, float]:
    """Return what is spent at once and on each world, from two measurements.

    Args:
        few: worlds, and the seconds that they took.
        many: more worlds, or as many, and theirs.
    """
    apart = many[0] - few[0]
    each = max(0.0, (many[1] - few[1]) / apart) if apart else few[1] / few[0]
    return max(0.0, few[1] - each * few[0]), each


def cost_of(spec: Spec, way: Way, seed: int) -> Cost:
    """Return what it takes to play a way to the end, from its first turn.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
    """
    model, chance = compiled(spec), Chance(seed)
    size = chunk_of(way, model)

    def first(worlds: int) -> float:
        start = begin(model, chance, np.arange(worlds, dtype=np.uint64))
        return seconds_of(lambda: next(months(model, way, chance, start)))

    one, many = first(1), min(_MANY, size)
    if spec.turns * one > LONG:
        # It is refused or told of already: to measure more could take an hour. Of a
        # turn that is slow in one world, most is spent however many worlds there are.
        return Cost(once=spec.turns * one, each=0.0, size=size)
    once, each = line((1, one), (many, first(many)))
    return Cost(once=spec.turns * once, each=spec.turns * each, size=size)


def allot(
    asked: int | None, usual: int, cost: Callable[[int], float], note: Note
) -> int:
    """Return in how many worlds a study is played.

    Args:
        asked: how many somebody has asked for.
        usual: how many there are otherwise.
        cost: from a number of worlds to seconds of processor time.
        note: told if the study is long, or plays in fewer worlds than is usual.

    Raises:
        ScenarioError: nobody has asked for a number, and one world takes too long.
    """
    if asked is not None:
        forewarn(cost(asked), note)
        return asked
    if cost(usual) <= LONG:
        return usual
    most = next((n for n in range(usual, 0, -1) if cost(n) <= ALLOWED), 0)
    if not most and cost(1) > LONG:
        raise _too_long(cost(1))
    most = max(1, most)
    note(
        message(
            "{usual} worlds of this scenario would take about {seconds} seconds of"
            " processor time; it is played in {most}. `--worlds {usual}` plays all.",
            usual=usual,
            seconds=round(cost(usual)),
            most=most,
        )
    )
    return most


def forewarn(seconds: float, note: Note, *, least: bool = False) -> None:
    """Tell what work takes in processor time before it begins, if that is long.

    Args:
        seconds: of processor time.
        note: is told.
        least: whether that is only what it takes at least.
    """
    if seconds > LONG:
        known = (
            message(
                "This takes {seconds} seconds of processor time at least, and what"
                " bots imagine besides. Ctrl+C ends it.",
                seconds=round(seconds),
            )
            if least
            else message(
                "This takes about {seconds} seconds of processor time. Ctrl+C ends it.",
                seconds=round(seconds),
            )
        )
        note(known)


def _too_long(seconds: float) -> ScenarioError:
    """Return the refusal of a scenario of which one world takes too long."""
    return ScenarioError(
        "One world of this scenario would take about {seconds} seconds of processor"
        " time, and a study that nobody has asked for by its size takes {most} at"
        " most. `--worlds 1` plays it all the same; fewer turns, rows or rungs would"
        " fit.",
        seconds=round(seconds),
        most=round(ALLOWED),
    )
