"""Whether the outlook keeps its word: `python -m tests.benchmarks.calibration`.

Unseen games are played by the random policy up to some month; there the outlook
is asked, and the game goes on as the outlook assumes: everything held. Counted
are how often a gauge ends up within its 80 % band, and the Brier score of
chances and endings against forecasts that know only how often each comes. A
value on the edge of its band counts half; a band of one point does not count.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from game.engine import (
    Chance,
    Model,
    Observation,
    State,
    begin,
    compile_spec,
    hold,
    legal,
    observe,
    step,
)
from game.outlook import OPEN, Forecast, Particles, Request, forecast
from game.outlook.gauges import Recorder, bands
from game.session.choices import Grammar
from game.session.policies import HOLD, RANDOM, Policy, policy_named
from tests.benchmarks.crises import crisis, size
from tests.benchmarks.figures import Figure, show

_AHEAD = (1, 3, 6, 12)
"""Months ahead at which bands are checked."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was forecast and what came, over games."""

    inside: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Months ahead to 1, 0.5 or 0."""
    chances: list[tuple[float, float]] = field(default_factory=list)
    """Forecast and what came, 1 or 0."""
    endings: list[tuple[dict[str, float], str]] = field(default_factory=list)

    def add(self, found: Forecast, came: Forecast) -> None:
        """Compare a forecast with the one world that was lived."""
        for told, lived in zip(found.bands, came.bands, strict=True):
            if told.acts:
                self.chances.append((told.middle[0], lived.middle[0]))
                continue
            for ahead in _AHEAD:
                if ahead < len(told.months) and told.low[ahead] < told.high[ahead]:
                    below = _half_step(lived.middle[ahead] - told.low[ahead])
                    above = _half_step(told.high[ahead] - lived.middle[ahead])
                    self.inside[ahead].append(below * above)
        odds = {name: count / found.worlds for name, count in found.endings}
        self.endings.append((odds, came.endings[0][0]))


def _half_step(distance: float) -> float:
    return 0.5 if distance == 0.0 else float(distance > 0.0)


def _next(
    model: Model, state: State, chosen: tuple[int, ...], chance: Chance
) -> tuple[State, Observation]:
    rows = np.array(chosen, dtype=np.int64).reshape(-1, 1)
    made = step(model, state, rows, chance)
    return made.state, observe(model, made.state, made, state, 0)


def one_game(
    particles: Particles, model: Model, policy: Policy, seed: int, worlds: int
) -> tuple[Forecast, Forecast] | None:
    """Return a forecast and what came; None if the game ended before it."""
    spec = model.spec
    chance, asked = Chance(seed), 1 + seed % (spec.turns - 1)
    state = begin(model, chance, np.zeros(1, dtype=np.uint64))
    seen = [observe(model, state, None, None, 0)]
    decisions: list[tuple[int, ...]] = []
    while state.turn < asked and not seen[-1].over:
        wanted = policy.decide(legal(model, state), state.turn, state.worlds)
        decisions.append(tuple(int(row[0]) for row in wanted if row[0] >= 0))
        state, observation = _next(model, state, decisions[-1], chance)
        seen.append(observation)
    if seen[-1].over:
        return None
    (found,) = forecast(
        Request(
            spec=spec,
            history=tuple(seen),
            decisions=tuple(decisions),
            plans=((),),
            worlds=worlds,
            horizon=spec.turns,
        ),
        particles,
    )
    recorder = Recorder(model, state)
    while state.turn <= spec.turns:
        made = step(model, state, hold(model, 1), chance)
        recorder.month(state, made)
        state = made.state
    track = recorder.track(state)
    row = int(state.ending[0])
    came = Forecast(
        plan=(),
        worlds=1,
        bands=bands(model, track, spec.turns),
        endings=((spec.endings[row].id if row >= 0 else OPEN, 1),),
    )
    return found, came


def _skill(score: float, reference: float) -> float:
    return 1.0 - score / reference if reference > 0.0 else math.nan


def _ending_skill(rows: list[tuple[dict[str, float], str]]) -> float:
    often = Counter(came for _, came in rows)
    usual = {name: count / len(rows) for name, count in often.items()}
    scores = [_brier(odds, came) for odds, came in rows]
    references = [_brier(usual, came) for _, came in rows]
    return _skill(sum(scores), sum(references))


def _brier(odds: dict[str, float], came: str) -> float:
    names = odds.keys() | {came}
    return sum((odds.get(name, 0.0) - (name == came)) ** 2 for name in names)


def _chance_skill(rows: list[tuple[float, float]]) -> float:
    usual = sum(came for _, came in rows) / len(rows)
    score = sum((told - came) ** 2 for told, came in rows)
    return _skill(score, sum((usual - came) ** 2 for _, came in rows))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=2000)
    parser.add_argument("--worlds", type=int, default=256)
    parser.add_argument("--policy", choices=(RANDOM, HOLD), default=RANDOM)
    parser.add_argument("--level", type=int, help="the standard one without it")
    parser.add_argument("--scenario", help="an id; the shipped one without it")
    options = parser.parse_args()
    name, spec = crisis(options.scenario, options.level)
    sys.stdout.write(f"{name}: {size(spec)}\n")
    model, tally = compile_spec(spec), Tally()
    grammar, particles = Grammar(model.choices), Particles()
    for seed in range(options.games):
        policy = policy_named(options.policy, grammar, {}, Chance(seed, "show"))
        found = one_game(particles, model, policy, seed, options.worlds)
        if found is not None:
            tally.add(*found)
    everything = [value for row in tally.inside.values() for value in row]
    figures = [Figure(name="games asked", value=len(tally.endings), unit="")]
    for ahead, row in (*sorted(tally.inside.items()), (0, everything)):
        label = f"{ahead} months ahead" if ahead else "all"
        share = 100 * sum(row) / len(row)
        figures.append(
            Figure(name=f"within the 80 % band, {label}", value=share, unit="%")
        )
    figures.append(
        Figure(
            name="Brier skill of ending odds",
            value=_ending_skill(tally.endings),
            unit="",
            bar=0.25,
            at_least=True,
        )
    )
    if tally.chances:
        skill = _chance_skill(tally.chances)
        told = sum(row[0] for row in tally.chances) / len(tally.chances)
        came = sum(row[1] for row in tally.chances) / len(tally.chances)
        figures.append(Figure(name="Brier skill of chances", value=skill, unit=""))
        figures.append(Figure(name="  mean chance told", value=100 * told, unit="%"))
        figures.append(Figure(name="  share that came", value=100 * came, unit="%"))
    show("calibration", figures)


if __name__ == "__main__":
    main()
