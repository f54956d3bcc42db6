"""How fast the outlook answers: `python -m tests.benchmarks.outlook`.

In line, so that the figures are the work itself: the first fan of one plan
beside holding, with beliefs up to date; the month that brings them up to date;
every option of the largest open card, block by block, with the standard error
of the chance and of the difference that an option makes, over seeds. Then the same
card as the game asks it, to the calendar's end: how many worlds an option bring the
chance and the odds of every ending to a standard error of one point, and how long
they take. A bare application paints in the same rounds: the bars scale with it.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from dataclasses import replace

import numpy as np

from game.engine import Chance, Model, Spec, begin, compile_spec, hold, observe, step
from game.outlook import Particles, Request, forecast, refine
from game.outlook.request import BLOCKS, OPEN
from tests.benchmarks.crises import crisis, size
from tests.benchmarks.figures import REPEATS, Figure, figure, seconds, show
from tests.benchmarks.yardstick import paint, row, scale

_MONTHS = 6
"""Months played before the measured request."""

_SIZES = (320, 448, 640, 896, 1280, 1792, 2560)
"""Worlds an option that are tried until the standard error is small enough."""

_SEEDS = 24
"""Seeds behind such a standard error: it is known to about 15 %."""


def request_of(spec: Spec, months: int = _MONTHS) -> Request:
    """Return a request of a game that held for some months."""
    model, chance = compile_spec(spec), Chance(1)
    state = begin(model, chance, np.zeros(1, dtype=np.uint64))
    seen = [observe(model, state, None, None, 0)]
    for _ in range(min(months, spec.turns - 1)):
        made = step(model, state, hold(model, 1), chance)
        seen.append(observe(model, made.state, made, state, 0))
        state = made.state
    return Request(
        spec=spec,
        history=tuple(seen),
        decisions=((),) * (len(seen) - 1),
        plans=((),),
    )


def plans(model: Model, request: Request) -> tuple[tuple[int, ...], ...]:
    """Return holding and every option of the open card that has most of them."""
    open_now = {card.id for card in request.history[-1].cards}
    by_card: dict[str, list[tuple[int, ...]]] = {name: [] for name in open_now}
    for index, choice in enumerate(model.choices):
        if choice.id in open_now:
            by_card[choice.id].append((index,))
    longest = max(by_card.values(), key=len, default=[(0,)])
    return ((), *longest)


def _blocks(request: Request, particles: Particles) -> list[float]:
    """Return the milliseconds until each answer."""
    spent: list[float] = []
    total = 0.0
    answers = refine(request, particles)
    found: list[bool] = []

    def advance() -> None:
        answer = next(answers, None)
        found.append(answer is not None)

    while len(spent) < len(BLOCKS):
        total += seconds(advance)
        if found.pop():
            spent.append(1000 * total)
    return spent


def _errors(request: Request, particles: Particles) -> tuple[float, float]:
    """Return the standard errors, in points, of a chance and of a difference."""
    gauge = next((g.id for g in request.spec.gauges if not g.variable), "")
    if not gauge:
        return math.nan, math.nan
    chances: list[float] = []
    parted: list[list[float]] = []
    for seed in range(REPEATS + 1):
        found = forecast(replace(request, seed=seed), particles)
        shares = [100 * row.band(gauge).middle[0] for row in found]
        chances.append(shares[0])
        parted.append([share - shares[0] for share in shares[1:]])
    differences = [statistics.stdev(column) for column in zip(*parted, strict=True)]
    return statistics.stdev(chances), max(differences)


def _errors_by_size(request: Request, seeds: int) -> dict[int, tuple[float, float]]:
    """Return how far answers are from sure, in points, by the worlds of an option.

    Everything drawn differs from seed to seed, beliefs too.

    Returns:
        For each of `_SIZES` the largest standard error, over all plans, of a chance
        in this month and of the odds of an ending.
    """
    chances: dict[int, list[list[float]]] = {n: [] for n in _SIZES}
    odds: dict[int, list[list[float]]] = {n: [] for n in _SIZES}
    gauges = [gauge.id for gauge in request.spec.gauges if not gauge.variable]
    names = [OPEN, *(ending.id for ending in request.spec.endings)]
    for seed in range(seeds):
        asked = replace(request, seed=seed, worlds=_SIZES[-1])
        answers = filter(None, refine(asked, Particles(), _SIZES))
        for worlds, answer in zip(_SIZES, answers, strict=True):
            found = answer.forecasts
            chances[worlds].append(
                [100 * row.band(gauge).middle[0] for row in found for gauge in gauges]
            )
            counts = [dict(row.endings) for row in found]
            odds[worlds].append(
                [100 * row.get(name, 0) / worlds for row in counts for name in names]
            )
    return {n: (_worst(chances[n]), _worst(odds[n])) for n in _SIZES}


def _worst(rows: list[list[float]]) -> float:
    """Return the largest standard deviation of a column."""
    deviations = (statistics.stdev(column) for column in zip(*rows, strict=True))
    return max(deviations, default=math.nan)


def _precise(
    request: Request, particles: Particles, repeats: int, slower: float
) -> list[Figure]:
    """Return what one point costs on all options of a card, to the calendar's end."""
    asked = replace(request, horizon=request.spec.turns)
    errors = _errors_by_size(asked, _SEEDS)
    figures: list[Figure] = []
    for place, what in enumerate(("a chance", "the odds of any ending")):
        enough = [n for n in _SIZES if errors[n][place] <= 1.0]
        if not enough:
            figures.append(
                Figure(
                    name=f"{what}: standard error at {_SIZES[-1]} worlds",
                    value=errors[_SIZES[-1]][place],
                    unit="pt",
                    bar=1.0,
                )
            )
            continue
        exact = replace(asked, worlds=enough[0])

        def answer(exact: Request = exact) -> None:
            for _ in refine(exact, particles):
                pass

        spent, busy = [], []
        for _ in range(repeats):
            begun = time.process_time()
            spent.append(1000 * seconds(answer))
            busy.append(1000 * (time.process_time() - begun))
        figures += [
            Figure(
                name=f"worlds an option for 1 point: {what}", value=enough[0], unit=""
            ),
            Figure(
                name="  standard error there", value=errors[enough[0]][place], unit="pt"
            ),
            figure("  all options, to the calendar's end", spent, "ms", 300.0 * slower),
            figure("  in processor time", busy, "ms"),
        ]
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    repeats = parser.parse_args().repeats
    name, spec = crisis()
    sys.stdout.write(f"{name}: {size(spec)}\n")
    request = request_of(spec)
    options = plans(compile_spec(spec), request)
    fan = replace(request, plans=options[:2], worlds=BLOCKS[0])
    card = replace(request, plans=options, worlds=BLOCKS[-1])
    earlier = replace(
        fan, history=request.history[:-1], decisions=request.decisions[:-1]
    )
    particles = Particles()
    cold = seconds(lambda: forecast(fan, particles))
    firsts, nexts, blocks, paints = [], [], [], []
    for _ in range(repeats):
        paints.append(paint())
        other = Particles()
        forecast(earlier, other)
        nexts.append(1000 * seconds(lambda: forecast(fan, other)))  # noqa: B023 - called at once
        firsts.append(1000 * seconds(lambda: forecast(fan, particles)))
        blocks.append(_blocks(card, particles))
    chance, difference = _errors(card, particles)
    slower = scale(paints)
    rows = [
        row(paints),
        Figure(
            name=f"a game of {_MONTHS} months taken up", value=cold * 1e3, unit="ms"
        ),
        figure("first fan, beliefs up to date", firsts, "ms", 50.0 * slower),
        figure("first fan after a new month", nexts, "ms"),
    ]
    for place, worlds in enumerate(BLOCKS):
        bar = 300.0 * slower if worlds == BLOCKS[-1] else None
        rows.append(
            figure(
                f"{len(options)} plans, {worlds} worlds each",
                [row[place] for row in blocks],
                "ms",
                bar,
            )
        )
    rows.append(Figure(name="standard error of the chance", value=chance, unit="pt"))
    rows.append(
        Figure(
            name="standard error of an option's difference",
            value=difference,
            unit="pt",
            bar=1.0,
        )
    )
    rows += _precise(card, particles, repeats, slower)
    show("outlook", rows)


if __name__ == "__main__":
    main()
