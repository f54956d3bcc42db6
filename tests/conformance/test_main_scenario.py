"""What the main scenario must hold to be a whole game."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from game.engine import (
    Chance,
    Model,
    begin,
    compile_spec,
    evaluate,
    happenings,
    legal,
    step,
)
from game.scenario import Scenario, load
from game.session import Table
from game.session.choices import Grammar
from game.session.policies import policy_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from game.engine.state import Array, Mask, State, Step

PATH = Path(__file__).parent.parent.parent / "scenarios/seoul-2024/scenario.toml"
RISK = "backlash_risk"
SHELLS = 3
"""The place of the rung on the ladder of arms."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Load the main scenario once."""
    return load(PATH)


def test_holds_enough_to_be_a_whole_game(scenario: Scenario) -> None:
    """The counts that the first playable release promises."""
    spec = scenario.spec()
    assert spec.turns == 24
    assert len(spec.variables) >= 25
    assert len(spec.effects) >= 60
    assert len(spec.levers) >= 8
    assert len(spec.cards) >= 20
    assert len(spec.initiatives) >= 8
    assert len(spec.events) >= 12
    assert len(scenario.document.advisers) >= 4
    assert len(spec.objectives) == 6
    assert len(spec.endings) >= 8
    assert len(spec.rules) >= 3
    assert len(spec.gauges) <= 6
    assert {rule.actor for rule in spec.rules} >= {"moscow", "pyongyang", "washington"}


def test_the_ladder_has_the_seven_rungs(scenario: Scenario) -> None:
    """What can be supplied is the ladder that the crisis is about, in its order."""
    ladder = next(lever for lever in scenario.spec().levers if lever.id == "arms")
    assert [rung.id for rung in ladder.rungs] == [
        "none", "non_lethal", "loan", "shells", "air_defence", "heavy", "long_range",
    ]  # fmt: skip


def months(
    scenario: Scenario, line: str, worlds: int
) -> Iterator[tuple[Model, State, Step]]:
    """Yield each month of a policy: the state at its opening, and what it did."""
    model = compile_spec(scenario.spec())
    written = {name: row.lines for name, row in scenario.document.policies.items()}
    grammar = Grammar(model.choices)
    policy = policy_named(line, grammar, written, Chance(1, "show"))
    chance = Chance(1)
    state = begin(model, chance, np.arange(worlds, dtype=np.uint64))
    while state.turn <= model.spec.turns:
        decision = policy.decide(legal(model, state), state.turn, state.worlds)
        month = step(model, state, decision, chance)
        yield model, state, month
        state = month.state


def at_the_end(
    scenario: Scenario, line: str, read: str, worlds: int = 400
) -> tuple[Array, State]:
    """Return a number read at the end of a policy, (worlds,), and the last state."""
    *_, (model, _, month) = months(scenario, line, worlds)
    expression = scenario.compile_expression(read, truth=False)
    return evaluate(model, month.state, expression), month.state


def test_the_ladder_moves_the_headline_numbers(scenario: Scenario) -> None:
    """Relations fall from none to shells to long range, yet every band overlaps."""
    lines = [
        at_the_end(scenario, line, "rel_rus")[0]
        for line in ("none", "shells", "long_range")
    ]
    for calmer, sharper in combinations(lines, 2):
        assert np.median(sharper) <= np.median(calmer) - 0.2
        assert np.quantile(sharper, 0.9) > np.quantile(calmer, 0.1)


QUIET, OPEN = "_quiet", 1
"""How the id of a note ends that stays in the house; the rung of what is announced."""
OWN_WORLDS = 1200
OWN_STEPS: dict[str, Callable[[Array, Array], Mask]] = {
    "arms_shells": lambda old, new: (new >= SHELLS) & (old < SHELLS),
    "arms_stopped": lambda old, new: (new < SHELLS) & (old >= SHELLS),
    "arms_air_defence": lambda old, new: (new == SHELLS + 1) & (old < new),
    "arms_heavy": lambda old, new: (new == SHELLS + 2) & (old < new),
    "arms_long_range": lambda old, new: (new == SHELLS + 3) & (old < new),
}


def test_the_players_own_step_makes_a_headline_and_moves_nothing(
    scenario: Scenario,
) -> None:
    """It comes in the month of the step, in every world, and at no other time.

    A step that is kept quiet makes a note that says so, and no headline.
    """
    spec = scenario.spec()
    causes = {row.id for row in spec.effects}
    levers = [row.id for row in spec.levers]
    lever, publicity = levers.index("arms"), levers.index("publicity")
    steps = {f"{id_}{end}": id_ for id_ in OWN_STEPS for end in ("", QUIET)}
    told = {id_: np.zeros(OWN_WORLDS, dtype=np.bool_) for id_ in steps}
    for _, before, month in months(scenario, "random", OWN_WORLDS):
        running = before.ending < 0
        old, new = before.levers[lever], month.state.levers[lever]
        opened = month.state.levers[publicity] == OPEN
        for id_, step_of in steps.items():
            came = month.happened[happenings(spec).index(id_)] & running
            wanted = OWN_STEPS[step_of](old, new) & running
            wanted &= ~opened if id_.endswith(QUIET) else opened
            if scenario.document.events[id_].once:
                wanted &= ~told[id_]
            assert (came == wanted).all()
            told[id_] |= came
    assert all(ever.sum() >= 5 for ever in told.values())
    for id_ in steps:
        row = scenario.document.events[id_]
        assert not row.effects
        assert not row.sets
        assert not any(cause.startswith(f"{id_}/") for cause in causes)


def test_a_less_resolved_moscow_is_shocked_less(scenario: Scenario) -> None:
    """What long range costs in relations is far smaller where resolve is low."""
    calm, _ = at_the_end(scenario, "none", "rel_rus")
    sharp, state = at_the_end(scenario, "long_range", "rel_rus")
    types = [row.id for row in scenario.spec().types]
    resolve = state.types[types.index("resolve")]
    lost = calm - sharp
    assert lost[resolve < 0.4].mean() < 0.6 * lost[resolve > 0.6].mean()


def test_the_clock_of_a_pledge_stops_with_its_answer(scenario: Scenario) -> None:
    """Where a called pledge is broken or kept nothing is left on its clock."""
    spec = scenario.spec()
    called = [row.id for row in spec.variables].index("called")
    rows = [happenings(spec).index(id_) for id_ in ("pledge_broken", "pledge_kept")]
    answered = 0
    for _, before, month in months(scenario, "conditional_pledge", 200):
        over = month.happened[rows].any(axis=0) & (before.ending < 0)
        answered += int(over.sum())
        assert (month.state.values[called, over] == 0).all()
    assert answered >= 50


def test_hardly_a_month_passes_without_a_duty(scenario: Scenario) -> None:
    """A duty card lies on the desk in 99 of 100 months at least."""
    duty = np.array([card.duty for card in scenario.spec().cards])
    met = [
        (state.opened[duty][:, state.ending < 0] > 0).any(axis=0)
        for _, state, _ in months(scenario, "hold", 200)
    ]
    assert np.concatenate(met).mean() >= 0.99


def test_the_first_card_parts_the_forecasts(tmp_path: Path) -> None:
    """The mildest and the sharpest word of month 1 lie ten points of risk apart."""
    with Table(data_dir=tmp_path).new(str(PATH), seed=1) as game:
        fans = [
            next(fan for fan in game.outlook([line]).fans if fan.gauge == RISK).middle
            for line in ("reconsider name_condition", "reconsider explain_away")
        ]
    for sharp, mild in zip(fans[0][:3], fans[1][:3], strict=True):
        assert sharp >= mild + 10


def test_a_price_that_hangs_on_the_lead_duty_is_told_both_ways(tmp_path: Path) -> None:
    """An act says what it costs where a duty leads and where it does not."""
    with Table(data_dir=tmp_path).new("seoul-2024", seed=7) as game:
        acts = {act.id: act for act in game.room().initiatives}
    told = acts["consult_assembly"].text
    assert "Its price is 1.0 where this duty leads: Consent; else 2.0." in told
    assert "this duty leads" not in acts["publish_intelligence"].text
