"""What the engine gets: each table of the reference page, compiled."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import (
    NOTHING,
    Chance,
    begin,
    compile_spec,
    hold,
    reactive,
    step,
)
from game.engine.expression import Apply, Number, Operator, Read, Source
from game.engine.spec import Draw, Effect, Estimate, Owner, PriorKind, Setting
from game.errors import ScenarioError
from game.scenario import Severity, check_text, load
from game.scenario.formulas import grid
from game.scenario.samples import BASE

ROOT = Path(__file__).parents[2]
FERRY = load(Path(__file__).parent / "files" / "ferry.toml")
SPEC = FERRY.spec()


def effect(key: str) -> Effect:
    """Return one effect of the Spec."""
    return next(one for one in SPEC.effects if one.id == key)


def test_every_tuple_is_sorted_by_id() -> None:
    """Order in the file never reaches the engine."""
    for rows in (
        SPEC.variables, SPEC.levers, SPEC.effects, SPEC.endings, SPEC.types,
        SPEC.estimates, SPEC.rules, SPEC.events, SPEC.red_lines, SPEC.cards,
        SPEC.initiatives, SPEC.gauges, SPEC.objectives, SPEC.reports,
    ):  # fmt: skip
        ids = [row.id for row in rows]
        assert ids == sorted(ids)
    acts = [[option.id for option in rule.options] for rule in SPEC.rules]
    answers = [[option.id for option in card.options] for card in SPEC.cards]
    for ids in acts + answers:
        assert ids == sorted(ids)


def test_rungs_keep_the_order_of_the_file() -> None:
    """The order of rungs is their meaning."""
    assert [rung.id for rung in SPEC.levers[0].rungs] == ["none", "half", "full"]


def test_derived_come_after_what_they_read() -> None:
    """Each derived quantity reads only earlier ones."""
    assert [one.id for one in SPEC.derived] == ["pressure", "heat"]


def test_half_life_becomes_a_rate_on_the_grid() -> None:
    """After the half-life half of the distance is left."""
    anger = next(one for one in SPEC.variables if one.id == "anger")
    assert anger.rate == grid(1 - 0.5 ** (1 / 6))
    assert abs((1 - anger.rate) ** 6 - 0.5) < 1e-4
    assert anger.rest == 20.0


def test_delay_becomes_stages_and_a_rate() -> None:
    """Erlang-2 with mean 2 is two stages that pass on everything each month."""
    assert (effect("offer_calms").stages, effect("offer_calms").rate) == (2, 1.0)


def test_estimates_are_named_by_variable_and_source() -> None:
    """Rival sources, and the one source of a noisy variable."""
    blunt = tuple(replace(one, focus=Number(1.0)) for one in SPEC.estimates)
    assert blunt == (
        Estimate(id="anger.own", variable="anger", bias=1.0, noise=4.0),
        Estimate(id="fund.police", variable="fund", bias=5.0, noise=8.0),
        Estimate(id="fund.press", variable="fund", bias=0.0, noise=12.0),
    )


@pytest.mark.parametrize(
    ("key", "happening", "owner"),
    [
        ("storm/standing", "storm", Owner.EVENT),
        ("police_line/fund", "police_line", Owner.EVENT),
        ("letter.thank/trust", "letter.thank", Owner.MINE),
        ("letter.silence/anger", "letter.silence", Owner.MINE),
    ],
)
def test_effect_of_a_happening_acts_when_it_happens(
    key: str, happening: str, owner: Owner
) -> None:
    """The amount counts in the month of the happening and is 0 otherwise."""
    one = effect(key)
    assert isinstance(one.amount, Apply)
    assert one.amount.operator is Operator.IF
    assert one.amount.arguments[0] == Read(Source.HAPPENED, happening)
    assert one.amount.arguments[2] == Number(0.0)
    assert (one.owner, one.target) == (owner, key.partition("/")[2])


def test_effect_of_an_initiative_is_multiplied_by_its_freshness() -> None:
    """A worn initiative does less."""
    one = effect("call_mayor/standing")
    assert isinstance(one.amount, Apply)
    assert one.amount.arguments[1] == Apply(
        Operator.MULTIPLY,
        (Number(2.0), Read(Source.FRESHNESS, "call_mayor")),
    )


def test_owner_and_draw_of_rows() -> None:
    """A row that reads a lever is the player's; `by` overrules the guess."""
    assert effect("offer_calms").owner is Owner.MINE
    assert effect("anger_costs").owner is Owner.THEIRS
    assert (effect("income").owner, effect("income").draw) == (
        Owner.THEIRS,
        Draw.UNIFORM,
    )


def test_every_effect_leads_to_its_place_in_the_file() -> None:
    """For each cause there is a row, and a text that names it."""
    for one in SPEC.effects:
        info = FERRY.effect_info(one.id)
        assert info.id == one.id
        assert FERRY.text(info.label, "en") or one.id in {
            "anger_costs",
            "income",
            "temper_rises",
        }
    assert FERRY.effect_info("letter.meet/anger").path == (
        "agenda.letter.options.meet.effects.anger"
    )
    assert FERRY.expression_source("agenda.letter.options.meet.effects.anger") == (
        "-3 + level"
    )


def test_sets_name_a_rung_by_its_place() -> None:
    """An option that moves a lever says where to."""
    visit = next(one for one in SPEC.events if one.id == "visit")
    assert visit.sets == (Setting(lever="offer", rung=1),)
    assert (visit.turn, visit.hazard) == (3, Number(0.5))


def test_priors_of_starts_types_and_thresholds() -> None:
    """Fixed, uniform and chosen values reach the engine as they are."""
    starts = {one.id: one.start for one in SPEC.variables}
    assert starts["standing"].kind is PriorKind.FIXED
    assert (starts["anger"].low, starts["anger"].high) == (30.0, 50.0)
    assert SPEC.types[0].prior.weights == (2.0, 1.0)
    assert SPEC.red_lines[0].threshold.kind is PriorKind.UNIFORM


def test_levels_change_params_and_nothing_else() -> None:
    """A level puts its params in place; the mechanics stay the scenario's."""
    calm = FERRY.spec(2)
    assert FERRY.levels == (2, 3)
    assert (SPEC.level, calm.level) == (3, 2)
    assert calm.mechanics == SPEC.mechanics == FERRY.mechanics
    changed = [
        one.id
        for one, two in zip(SPEC.effects, calm.effects, strict=True)
        if one != two
    ]
    assert changed == ["temper_rises"]
    with pytest.raises(ScenarioError, match="levels are 2, 3"):
        FERRY.spec(5)


def test_params_of_a_row_are_found() -> None:
    """Why this number: the params that a row reads."""
    assert FERRY.parameters_of("effects.temper_rises") == ("temper",)
    assert FERRY.parameters_of("effects.offer_calms") == ()


def test_texts_fall_back_to_english() -> None:
    """Inline texts, texts kept apart, and English where there is no other."""
    path = "effects.offer_calms"
    assert FERRY.text(f"{path}.why", "ko") == "제안을 받으면 누그러진다."
    assert FERRY.text(f"{path}.label", "ko") == "제안"
    assert FERRY.text("agenda.letter.options.meet.label", "ko") == "만난다"
    assert FERRY.text("agenda.letter.options.thank.label", "ko") == "Thank them"
    assert FERRY.text("types.resolve.words.0.text", "en") == "They wanted a way back."
    assert FERRY.text("nothing.of.this.name", "en") == ""


@given(st.floats(-1e9, 1e9))
def test_grid_is_near_and_stays(value: float) -> None:
    """A number moves by at most half a step, and only once."""
    assert abs(grid(value) - value) <= 2**-21
    assert grid(grid(value)) == grid(value)
    assert str(grid(-0.0)) == "0.0"


def test_types_that_go_together_and_belong_to_an_actor() -> None:
    """Who follows whom, how closely, and whose own a type is."""
    plan, resolve = SPEC.types
    assert (plan.prior.follows, plan.prior.rank) == ("resolve", 0.4)
    assert (resolve.prior.follows, resolve.prior.rank) == ("", 0.0)
    assert (plan.owner, resolve.owner) == ("", "crews")
    assert SPEC.red_lines[0].threshold.follows == "resolve"
    assert SPEC.red_lines[0].threshold.rank == -0.5


def test_actors_see_what_the_player_does_not() -> None:
    """The crews can count their own money, and know how angry they are."""
    assert {one.id: one.known_to for one in SPEC.variables if one.known_to} == {
        "anger": ("crews",),
        "fund": ("crews",),
    }


def test_report_has_the_cuts_of_its_bands_in_order() -> None:
    """All ends but the last are cuts; the plant is a place among the bands."""
    (report,) = SPEC.reports
    assert (report.id, report.about) == ("informer", "resolve")
    assert report.cuts == (grid(0.4), grid(0.7))
    assert (report.plant, report.planted) == (2, Number(0.1))
    assert isinstance(report.when, Apply)
    assert isinstance(report.right, Apply)


def test_band_of_a_report_has_a_text() -> None:
    """What a band is called is found by its id."""
    assert FERRY.text("reports.informer.bands.hard.label", "en") == "set on it"
    assert "{band}" in FERRY.text("reports.informer.text", "ko")


def test_estimates_are_sharpened_by_what_the_file_says() -> None:
    """The one source of a variable and a rival source may each have a focus."""
    focus = {one.id: one.focus for one in SPEC.estimates}
    assert focus["fund.press"] == Number(1.0)
    assert isinstance(focus["anger.own"], Apply)
    assert isinstance(focus["fund.police"], Apply)


def test_actor_looks_ahead_from_a_level_on() -> None:
    """Below the level it only reacts; from it on it wants what the file says."""
    (calm,), (usual,) = FERRY.spec(2).rules, FERRY.spec(3).rules
    assert (calm.ahead, calm.wants) == (0, Number(0.0))
    assert (usual.ahead, usual.imagined) == (2, 4)
    assert isinstance(usual.wants, Apply)
    assert reactive(FERRY.spec(3)).rules[0].ahead == 0


def test_crisis_with_everything_hidden_plays_at_every_level() -> None:
    """Types that go together, reports, focus and look-ahead in one file play on."""
    for level in FERRY.levels:
        model = compile_spec(FERRY.spec(level))
        (rule,) = model.spec.rules
        # Where nobody looks ahead the quiet option is worth nothing.
        quiet = [option.id for option in rule.options].index("wait")
        state = begin(model, Chance(3), np.arange(60, dtype=np.uint64))
        assert (state.reports == NOTHING).all()
        while state.turn <= model.spec.turns:
            before, made = state, step(model, state, hold(model, 60), Chance(3))
            state = made.state
            assert (state.reports[:, state.ending < 0.0] != NOTHING).all()
            expected = made.utilities[0][quiet, before.ending < 0.0]
            assert ((expected != 0.0) == (rule.ahead > 0)).all()


def test_examples_of_the_reference_page_play_together() -> None:
    """The examples of what is hidden are one clean crisis, and do what they say."""
    page = (ROOT / "game/manual/scenario-reference.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 4
    checked = check_text({"a.toml": "\n".join([BASE, *blocks])}, "a.toml")
    found = [d for d in checked.diagnostics if d.severity is not Severity.NOTE]
    assert found == []
    assert checked.scenario is not None
    model = compile_spec(checked.scenario.spec())
    assert model.spec.rules[0].ahead == 3
    many = np.arange(400, dtype=np.uint64)
    state = begin(model, Chance(4), many)
    ask = [choice.line for choice in model.choices].index("ask_around")
    asked = np.full((1, 400), ask, dtype=np.int64)
    state = step(model, state, asked, Chance(4)).state
    assert (state.reports == NOTHING).all()
    errors = [abs(state.readings[0] - state.values[0]).mean()]
    for _ in range(2):
        state = step(model, state, hold(model, 400), Chance(4)).state
        errors.append(abs(state.readings[0] - state.values[0]).mean())
        if state.turn == 3:
            assert (state.reports != NOTHING).all()
            true = (state.types[1] >= 0.4).astype(int) + (state.types[1] >= 0.7)
            assert 0.55 < (state.reports[0] == true).mean() < 0.8
    # The third opening after it is as blurred as it was before.
    assert max(errors[:2]) < 0.7 * errors[2]
