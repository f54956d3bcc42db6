"""Of what something seen can tell: nothing that moves its odds is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.engine import (
    Chance,
    Integers,
    Model,
    Seen,
    State,
    begin,
    compile_spec,
    reactive_model,
    report_odds,
    step,
)
from game.outlook import Request
from game.outlook.reach import Reach
from game.outlook.witness import trace
from game.scenario import available, load
from tests.outlook.crisis import CRISIS, played

FOLDER = Path(__file__).parents[2] / "scenarios"
WORLDS, MONTHS = 96, 5


@pytest.fixture(scope="module", params=available((FOLDER,)), ids=str)
def model(request: pytest.FixtureRequest) -> Model:
    """Return the model of one shipped crisis after the other."""
    return reactive_model(compile_spec(load(request.param, (FOLDER,)).spec()))


def odds_of(model: Model, state: State) -> dict[tuple[str, str], bytes]:
    """Return how likely each act, event, red line and report is, world by world."""
    nothing: Integers = np.empty((0, state.worlds.size), dtype=np.int64)
    made, spec = step(model, state, nothing, Chance(4)), model.spec
    found = {("act", r.id): o for r, o in zip(spec.rules, made.odds, strict=True)}
    found |= {("event", e.id): made.chances[n] for n, e in enumerate(spec.events)}
    raised = made.state.raised
    found |= {
        ("event", line.id): raised[len(spec.events) + n]
        for n, line in enumerate(spec.red_lines)
    }
    told = zip(spec.reports, report_odds(model, state), strict=True)
    found |= {("report", report.id): odds for report, odds in told}
    return {key: np.ascontiguousarray(odds).tobytes() for key, odds in found.items()}


def test_what_a_hidden_thing_changes_can_tell_of_it(model: Model) -> None:
    """Where a type or a threshold is another, only the odds of its own reach move."""
    reach, chance = Reach(model), Chance(4)
    state = begin(model, chance, np.arange(WORLDS, dtype=np.uint64))
    nothing: Integers = np.empty((0, WORLDS), dtype=np.int64)
    hidden = [(row.id, "types", n) for n, row in enumerate(model.spec.types)]
    hidden += [(r.id, "thresholds", n) for n, r in enumerate(model.spec.red_lines)]
    moved = 0
    for _ in range(MONTHS):
        before = odds_of(model, state)
        for id_, home, place in hidden:
            rows = getattr(state, home).copy()
            rows[place] = np.roll(rows[place], 1)
            after = odds_of(model, replace(state, **{home: rows}))
            for what, odds in after.items():
                if odds != before[what]:
                    moved += 1
                    assert id_ in reach.of(*what), (id_, what)
        state = step(model, state, nothing, chance).state
    assert moved > 0 or not hidden


def test_what_reads_no_hidden_thing_tells_of_none() -> None:
    """A poll at home is no news of Moscow, and a fixed hazard is none of anybody."""
    spec = load(FOLDER / "seoul-2024" / "scenario.toml").spec()
    reach = Reach(compile_spec(spec))
    assert reach.of("report", "poll_base") == {"pbase"}
    assert "resolve" in reach.of("act", "moscow.protest")
    assert reach.of("event", "markets_shaken") == frozenset()
    ferry = Reach(compile_spec(CRISIS))
    assert ferry.of("act", "dockers.strike") == {"temper"}
    assert ferry.of("quiet", "storm") == frozenset()
    assert ferry.of("event", "walkout") == {"walkout"}


def test_a_hidden_number_leads_to_what_moves_it() -> None:
    """The North's technology is not seen, and what pays for it hangs on a type."""
    spec = load(FOLDER / "seoul-2024" / "scenario.toml").spec()
    reach = Reach(compile_spec(spec))
    assert {"quid", "xi"} <= reach.of("act", "moscow.protest")
    assert {"quid", "xi"} <= reach.of("act", "pyongyang.missile")
    shown = [replace(row, seen=Seen.EXACT) for row in spec.variables]
    seen = Reach(compile_spec(replace(spec, variables=tuple(shown), estimates=())))
    assert not {"quid", "xi"} & seen.of("act", "moscow.protest")


def test_a_secret_act_leads_to_what_it_was_chosen_by() -> None:
    """What comes of an act that nobody saw tells of who took it; of a seen one, not."""
    spec = load(FOLDER / "seoul-2024" / "scenario.toml").spec()
    assert "resolve" not in Reach(compile_spec(spec)).of("event", "pledge_called")
    rules = tuple(
        replace(rule, options=tuple(replace(o, secret=True) for o in rule.options))
        if rule.id == "moscow"
        else rule
        for rule in spec.rules
    )
    reach = Reach(compile_spec(replace(spec, rules=rules)))
    assert "resolve" in reach.of("event", "pledge_called")


@pytest.mark.parametrize("seed", [3, 5])
def test_the_error_of_a_shift_is_small_beside_what_tells(seed: int) -> None:
    """What is seen of one who acts by a type lies far outside the luck of worlds."""
    decisions = ((),) * 6
    _, _, seen = played(seed, decisions)
    request = Request(spec=CRISIS, history=seen, decisions=decisions, plans=((),))
    shifts = trace(request, compile_spec(CRISIS), "temper", (2.0, 4.0))
    acts = [row for row in shifts if row.kind == "act"]
    assert acts
    for row in shifts:
        assert row.can_tell == (row.kind == "act")
        assert bool(row.errors) == (row.kind in {"act", "event", "report", "quiet"})
        assert all(error >= 0.0 for error in row.errors)
    assert all(abs(row.odds[0]) > 5 * row.errors[0] for row in acts)
