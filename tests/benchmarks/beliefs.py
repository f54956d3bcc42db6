"""Whether beliefs are calibrated: `python -m tests.benchmarks.beliefs`.

Types are drawn from the priors, games are played by a policy, and beliefs follow
what is seen of each. At some months the truth is ranked among the believed values:
if the posterior is right, the ranks are uniform (Talts et al. 2018) and 80 % sets
hold the truth in 80 % of the games. How well the odds tell games apart is the area
under the curve (the chance that a game in which it is so was given higher odds than
one in which it is not).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.engine import (
    Array,
    Chance,
    Integers,
    Model,
    Observation,
    Spec,
    State,
    Step,
    Worlds,
    begin,
    compile_spec,
    legal,
    observe,
    reactive,
    step,
)
from game.outlook.beliefs import Beliefs
from game.session.choices import Grammar
from game.session.policies import HOLD, RANDOM, Policy, policy_named, policy_of
from tests.benchmarks.crises import crisis, size
from tests.benchmarks.figures import Figure, show

_BINS = 10
_BATCH = 50
"""Games followed side by side."""
_DRAWN = 199
"""Believed worlds that the truth is ranked among."""


@dataclass(slots=True)
class Record:
    """What was believed of one hidden thing in a month, and the truth, over games."""

    ranks: list[float] = field(default_factory=list)
    inside: list[float] = field(default_factory=list)
    odds: list[float] = field(default_factory=list)
    """Believed chance that it lies at or above the prior's median."""
    above: list[bool] = field(default_factory=list)

    def add(self, truth: float, believed: Array, middle: float, lot: float) -> None:
        """Compare a truth with believed worlds."""
        below = int(np.count_nonzero(believed < truth))
        equal = int(np.count_nonzero(believed == truth))
        # The truth takes a random place among its equals, itself one of them.
        rank = (below + lot * (equal + 1)) / (believed.size + 1)
        self.ranks.append(min(rank, 1.0 - 1e-9))
        self.inside.append(float(0.1 <= rank < 0.9))
        self.odds.append(float(np.mean(believed >= middle)))
        self.above.append(truth >= middle)

    def area(self) -> float:
        """Return the area under the curve; ties count half."""
        odds, above = np.array(self.odds), np.array(self.above)
        high, low = odds[above], odds[~above]
        if not high.size or not low.size:
            return 0.5
        gap = high[:, None] - low[None, :]
        return float(np.mean((gap > 0.0) + 0.5 * (gap == 0.0)))

    def unevenness(self) -> float:
        """Return chi-square of the rank histogram over its degrees of freedom."""
        counts = np.histogram(self.ranks, bins=_BINS, range=(0.0, 1.0))[0]
        expected = len(self.ranks) / _BINS
        return float(np.sum((counts - expected) ** 2) / expected / (_BINS - 1))


def hidden(model: Model) -> list[tuple[str, str]]:
    """Return what is drawn once, as (field of a state, id)."""
    spec = model.spec
    return [
        *(("types", row.id) for row in spec.types),
        *(("thresholds", row.id) for row in spec.red_lines),
    ]


def _middles(model: Model) -> list[float]:
    """Return the median of each prior; of a choice, the value above the lowest."""
    wide = begin(model, Chance(99, "show"), np.arange(4001, dtype=np.uint64))
    rows = [*wide.types, *wide.thresholds]
    found = []
    for row in rows:
        values = np.unique(row)
        few = values.size <= 10
        found.append(float(values[1] if few and values.size > 1 else np.median(row)))
    return found


def _observations(
    model: Model, state: State, last: Step | None, before: State | None
) -> list[Observation]:
    width = state.worlds.size
    return [observe(model, state, last, before, column) for column in range(width)]


def _luck(batch: int, month: int) -> Chance:
    """Return the luck of what is imagined: another one every month, as in a game."""
    return Chance(batch * 1000 + month, "outlook", stratified=True)


def _decisions(decision: Integers) -> list[tuple[int, ...]]:
    return [tuple(int(i) for i in column if i >= 0) for column in decision.T]


def follow(
    spec: Spec,
    policy: Policy,
    worlds: Worlds,
    population: int,
    *,
    months: Sequence[int],
    records: dict[int, list[Record]],
) -> int:
    """Play games and follow them; return in how many nothing explained something."""
    model, chance = compile_spec(spec), Chance(7)
    first, games = int(worlds[0]), worlds.size
    middles, lots = _middles(model), np.random.default_rng(first)
    state = begin(model, chance, worlds)
    seen = _observations(model, state, None, None)
    planners = None if reactive(spec) is spec else model
    calm = compile_spec(reactive(spec))
    beliefs = Beliefs(calm, seen, _luck(first, 0), population, planners=planners)
    for month in range(1, max(months)):
        decision = policy.decide(legal(model, state), month, state.worlds)
        made = step(model, state, decision, chance)
        seen = _observations(model, made.state, made, state)
        beliefs.advance(_decisions(decision), seen, _luck(first, month))
        state = made.state
        if month + 1 not in months:
            continue
        columns = beliefs.draw(_DRAWN)
        truths = [*state.types, *state.thresholds]
        believed = [*beliefs.state.types, *beliefs.state.thresholds]
        for row, (truth, rows) in enumerate(zip(truths, believed, strict=True)):
            for game in range(games):
                if not seen[game].over:
                    records[month + 1][row].add(
                        float(truth[game]),
                        rows[columns[game]],
                        middles[row],
                        float(lots.random()),
                    )
    return sum(beliefs.strained)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=2000)
    parser.add_argument("--worlds", type=int, default=1024)
    parser.add_argument("--policy", default=RANDOM)
    parser.add_argument("--always", action="append", default=[], metavar="LINE")
    parser.add_argument("--level", type=int, help="the standard one without it")
    parser.add_argument("--scenario", help="an id; the shipped one without it")
    options = parser.parse_args()
    name, spec = crisis(options.scenario, options.level)
    sys.stdout.write(f"{name}: {size(spec)}\n")
    model = compile_spec(spec)
    grammar = Grammar(model.choices)
    policy = policy_named(options.policy, grammar, {}, Chance(7, "show"))
    if options.always:
        lines = [f"always {line}" for line in options.always]
        policy = policy_of(lines, grammar, name=HOLD)
    months = [m for m in (3, 6, 12, 18, 24) if m <= spec.turns]
    things = hidden(model)
    records = {month: [Record() for _ in things] for month in months}
    begun, strained = time.perf_counter(), 0
    for first in range(0, options.games, _BATCH):
        last = min(first + _BATCH, options.games)
        strained += follow(
            spec,
            policy,
            np.arange(first, last, dtype=np.uint64),
            options.worlds,
            months=months,
            records=records,
        )
    spent = time.perf_counter() - begun
    figures = [
        Figure(name="games", value=options.games, unit=""),
        Figure(name="seconds", value=spent, unit="s"),
        Figure(name="games with something unexplained", value=strained, unit=""),
    ]
    inside: list[float] = []
    for month in months:
        for (_, thing), record in zip(things, records[month], strict=True):
            label = f"month {month}, {thing}"
            figures += [
                Figure(
                    name=f"{label}: 80 % set holds the truth",
                    value=100 * float(np.mean(record.inside)),
                    unit="%",
                ),
                Figure(
                    name=f"{label}: unevenness of ranks (1: flat)",
                    value=record.unevenness(),
                    unit="",
                ),
                Figure(name=f"{label}: area", value=record.area(), unit=""),
            ]
            inside += record.inside
    figures.append(
        Figure(
            name="80 % sets hold the truth, all",
            value=100 * float(np.mean(inside)),
            unit="%",
        )
    )
    show("beliefs", figures)


if __name__ == "__main__":
    main()
