"""How fast the engine is: `python -m tests.benchmarks.engine`.

Figures are medians of at least seven interleaved repeats in one run. The share
of numpy's ceiling is the element operations of a turn, counted, times the cost
of one measured on the spot, over the time that a turn took.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor

import numpy as np

from game.engine import Chance, Model, Spec, begin, compile_spec, hold, step
from tests.benchmarks.ceiling import costs, operations
from tests.benchmarks.crises import crisis, size
from tests.benchmarks.figures import (
    REPEATS,
    Figure,
    figure,
    interleaved,
    quantile,
    seconds,
    show,
)
from tests.benchmarks.straight import Straight
from tests.oracle import Luck, Oracle

WIDTHS = (1, 64, 256, 1024, 4096, 8192)
_POOLED = 8192
_COMPARED = 4096


def play(spec: Spec, first: int, last: int) -> int:
    """Play worlds to the end of the calendar, holding; return the world-months."""
    model = compile_spec(spec)
    return _play(model, first, last)


def _play(model: Model, first: int, last: int) -> int:
    chance = Chance(1)
    state = begin(model, chance, np.arange(first, last, dtype=np.uint64))
    decision = hold(model, last - first)
    for _ in range(model.spec.turns):
        state = step(model, state, decision, chance).state
    return (last - first) * model.spec.turns


def _runner(model: Model, width: int) -> Callable[[], object]:
    return lambda: _play(model, 0, width)


def _speeds(
    model: Model, times: dict[str, list[float]], widths: tuple[int, ...]
) -> list[Figure]:
    turns = model.spec.turns
    return [
        figure(
            f"W={width}: world-months per second",
            [width * turns / spent for spent in times[str(width)]],
            "wm/s",
        )
        for width in widths
    ]


def single_turns(model: Model) -> list[float]:
    """Return the milliseconds of each turn of one world, over several games."""
    spent: list[float] = []
    chance = Chance(2)
    for world in range(REPEATS):
        state = begin(model, chance, np.array([world], dtype=np.uint64))
        decision = hold(model, 1)
        for _ in range(model.spec.turns):
            before = state
            made = []
            spent.append(
                1000
                * seconds(
                    lambda: made.append(step(model, before, decision, chance))  # noqa: B023 - called at once
                )
            )
            state = made[0].state
    return spent


def _oracle(spec: Spec) -> Callable[[], object]:
    def run() -> None:
        oracle = Oracle(spec, Luck(1))
        world = oracle.begin(0)
        for _ in range(spec.turns):
            world = oracle.step(world, ()).world

    return run


def _straight(model: Model) -> Callable[[], object]:
    def run() -> None:
        worlds = np.arange(_COMPARED, dtype=np.uint64)
        crisis_in_numpy = Straight.begin(model.spec, begin(model, Chance(1), worlds))
        with np.errstate(all="ignore"):
            for _ in range(model.spec.turns):
                crisis_in_numpy.month()

    return run


def _split(pool: Executor, spec: Spec, parts: int) -> Callable[[], object]:
    cuts = [n * 2 * _POOLED // parts for n in range(parts + 1)]

    def run() -> None:
        waiting = [pool.submit(play, spec, cuts[n], cuts[n + 1]) for n in range(parts)]
        for future in waiting:
            future.result()

    return run


def _ceiling(model: Model, spent: list[float], width: int) -> list[Figure]:
    counted = operations(model)
    price = costs(counted)
    total = counted.total()
    nanoseconds = sum(times * price[function] for function, times in counted.items())
    turns = model.spec.turns
    share = [100 * nanoseconds * width * turns / (s * 1e9) for s in spent]
    return [
        Figure(name="element operations of a turn", value=total, unit=""),
        Figure(
            name="mean cost of one, measured here",
            value=nanoseconds / total,
            unit="ns",
        ),
        Figure(name="numpy's ceiling, one core", value=1e9 / nanoseconds, unit="wm/s"),
        figure(f"share of the ceiling at W={width}", share, "%", 60.0, at_least=True),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    options = parser.parse_args()
    name, spec = crisis()
    model = compile_spec(spec)
    sys.stdout.write(f"{name}: {size(spec)}\n")
    calls = {str(width): _runner(model, width) for width in WIDTHS}
    calls["oracle"] = _oracle(spec)
    calls["straight"] = _straight(model)
    times = interleaved(calls, options.repeats)
    turns = single_turns(model)
    pairs = zip(times["straight"], times[str(_COMPARED)], strict=True)
    over = [straight / ours for straight, ours in pairs]
    scalar = [spec.turns / spent for spent in times["oracle"]]
    batch = statistics.median(4096 * spec.turns / s for s in times["4096"])
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        both = {"one": _split(pool, spec, 1), "two": _split(pool, spec, 2)}
        cores = interleaved(both, options.repeats)
    gains = [one / two for one, two in zip(cores["one"], cores["two"], strict=True)]
    show(
        "engine",
        [
            *_speeds(model, times, WIDTHS),
            figure("one turn of one world", turns, "ms", 5.0),
            Figure(name="  95 % of them below", value=quantile(turns, 0.95), unit="ms"),
            *_ceiling(model, times["4096"], 4096),
            figure("scalar reference, one world", scalar, "wm/s"),
            Figure(
                name="W=4096 over the scalar reference",
                value=batch / statistics.median(scalar),
                unit="x",
                bar=100.0,
                at_least=True,
            ),
            figure("W=4096 over straight numpy", over, "x", 4.0, at_least=True),
            figure("two processes over one", gains, "x", 1.7, at_least=True),
        ],
    )


if __name__ == "__main__":
    main()
