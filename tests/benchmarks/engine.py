"""How fast the engine is: `python -m tests.benchmarks.engine`.

Figures are medians of at least seven interleaved repeats in one run; months are
played without a ledger, as forecasts and studies do, unless the line says so. The
share of numpy's ceiling is the element operations of a turn, counted, times the
cost of one measured on the spot, over the time that a turn took. The pools of
processes are warm: the time to start them is not in the figures. On a machine that
others use too, the processor time beside a figure tells what it would be alone.
Bars in milliseconds scale with what a bare application takes to paint here.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor

import numpy as np

from game.engine import Chance, Model, Spec, begin, compile_spec, hold, step
from game.study.compiled import compiled
from tests.benchmarks.ceiling import Function, costs, executed, operations
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
from tests.benchmarks.generated import generated
from tests.benchmarks.straight import Straight
from tests.benchmarks.yardstick import paint, row, scale
from tests.oracle import Luck, Oracle

WIDTHS = (1, 64, 320, 1024, 4096, 8192)
_POOLED = 8192
_MANY = 100_000
_COMPARED = 4096
_NUMBERS = 20_000_000


def play(spec: Spec, first: int, last: int) -> float:
    """Play worlds to the end of the calendar, holding; return processor seconds."""
    begun = time.process_time()
    _play(compiled(spec), first, last)
    return time.process_time() - begun


def count(numbers: int) -> float:
    """Add numbers up in plain Python; return processor seconds."""
    begun = time.process_time()
    total = 0
    for number in range(numbers):
        total += number
    return time.process_time() - begun


def _play(model: Model, first: int, last: int, *, account: bool = False) -> None:
    chance = Chance(1)
    state = begin(model, chance, np.arange(first, last, dtype=np.uint64))
    decision = hold(model, last - first)
    for _ in range(model.spec.turns):
        state = step(model, state, decision, chance, account=account).state


def _runner(model: Model, width: int, *, account: bool = False) -> Callable[[], object]:
    return lambda: _play(model, 0, width, account=account)


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


def _split(
    pool: Executor, spec: Spec, worlds: int, parts: int, spent: list[float]
) -> Callable[[], object]:
    """Return a call that plays worlds in parts, and notes its processor seconds."""
    cuts = [n * worlds // parts for n in range(parts + 1)]

    def run() -> None:
        waiting = [pool.submit(play, spec, cuts[n], cuts[n + 1]) for n in range(parts)]
        spent.append(sum(future.result() for future in waiting))

    return run


def _counting(pool: Executor, parts: int) -> Callable[[], object]:
    """Return a call that adds numbers up in parts: what two processors are worth."""

    def run() -> None:
        waiting = [pool.submit(count, _NUMBERS // parts) for _ in range(parts)]
        for future in waiting:
            future.result()

    return run


def _ceiling(
    counted: Counter[Function], what: str, times: Sequence[float], months: int
) -> list[Figure]:
    """Return how near games came to the ceiling of some operations a month."""
    price = costs(counted)
    total = sum(counted.values())
    nanoseconds = sum(n * price[function] for function, n in counted.items())
    share = [100 * nanoseconds * months / (spent * 1e9) for spent in times]
    # The bar is set for what is written; the other tells what is left in numpy.
    bar = 60.0 if what == "written" else None
    return [
        Figure(name=f"element operations of a month, {what}", value=total, unit=""),
        Figure(
            name="  mean cost of one, measured here",
            value=nanoseconds / total,
            unit="ns",
        ),
        Figure(
            name="  numpy's ceiling for them, one core",
            value=1e9 / nanoseconds,
            unit="wm/s",
        ),
        figure("  share of it at W=4096", share, "%", bar, at_least=True),
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
    calls["ledger"] = _runner(model, _COMPARED, account=True)
    calls["oracle"] = _oracle(spec)
    calls["straight"] = _straight(model)
    times = interleaved(calls, options.repeats)
    months = _COMPARED * spec.turns
    turns = single_turns(model)
    scalar = [spec.turns / spent for spent in times["oracle"]]
    ours = times[str(_COMPARED)]
    batch = statistics.median(months / spent for spent in ours)
    paints = [paint() for _ in range(options.repeats)]
    slower = scale(paints)
    many = generated()
    sys.stdout.write(f"generated: {size(many)}\n")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        spent: dict[str, list[float]] = {"one": [], "two": [], "many": []}
        both = {
            "one": _split(pool, spec, 2 * _POOLED, 1, spent["one"]),
            "two": _split(pool, spec, 2 * _POOLED, 2, spent["two"]),
            "many": _split(pool, many, _MANY, 14, spent["many"]),
            "count": _counting(pool, 1),
            "counts": _counting(pool, 2),
        }
        cores = interleaved(both, options.repeats)
        # The first of each warmed up.
        busy = {name: [part / 2 for part in parts[1:]] for name, parts in spent.items()}
    show(
        "engine",
        [
            row(paints),
            *_speeds(model, times, WIDTHS),
            figure(
                "W=4096 with its ledger",
                [months / spent for spent in times["ledger"]],
                "wm/s",
            ),
            figure("  without it, over with it", _ratios(times["ledger"], ours), "x"),
            figure("one turn of one world, with its ledger", turns, "ms", 5.0 * slower),
            Figure(name="  95 % of them below", value=quantile(turns, 0.95), unit="ms"),
            *_ceiling(operations(model), "written", ours, months),
            *_ceiling(executed(model, _COMPARED), "carried out", ours, months),
            figure("scalar reference, one world", scalar, "wm/s"),
            Figure(
                name="W=4096 over the scalar reference",
                value=batch / statistics.median(scalar),
                unit="x",
                bar=100.0,
                at_least=True,
            ),
            figure(
                "W=4096 over straight numpy",
                _ratios(times["straight"], ours),
                "x",
                4.0,
                at_least=True,
            ),
            figure(
                "two processes over one",
                _ratios(cores["one"], cores["two"]),
                "x",
                1.7,
                at_least=True,
            ),
            figure(
                "  of plain Python, which shares nothing",
                _ratios(cores["count"], cores["counts"]),
                "x",
            ),
            figure(
                "  in processor time",
                [2 * x for x in _ratios(busy["one"], busy["two"])],
                "x",
            ),
            figure(
                "generated: 24 months of 100,000 worlds, two processes",
                cores["many"],
                "s",
                3.5 * slower,
            ),
            figure("  processor time of each process", busy["many"], "s"),
        ],
    )


def _ratios(slow: Sequence[float], fast: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(slow, fast, strict=True)]


if __name__ == "__main__":
    main()
