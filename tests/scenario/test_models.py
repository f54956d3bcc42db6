"""Rival models: what they must hold, and what they change and leave as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Chance, begin, compile_spec, digest
from game.engine.spec import Spec
from game.errors import ScenarioError
from game.scenario import Scenario, Severity, check_text
from game.scenario.rival import DRAWN as TYPE
from tests.engine.test_agreement import check_game
from tests.rivals import MODELS, PLAIN, TEXT, scenario_of
from tests.strategies_language import seeded

WORLDS = np.arange(2000, dtype=np.uint64)


@pytest.fixture(scope="module")
def ferry() -> Scenario:
    """Return the ferry under models."""
    return scenario_of(TEXT)


def told(text: str) -> list[tuple[str, int]]:
    """Return code and line of all that is wrong with a text."""
    found = check_text({"ferry.toml": text}, "ferry.toml").diagnostics
    return [(d.code, d.line) for d in found if d.severity is not Severity.NOTE]


def line_of(text: str, words: str) -> int:
    """Return the line that begins with some words."""
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(words))


def with_pull(spec: Spec, value: float) -> Spec:
    """Return what the ferry would be if its file gave the param a value."""
    written = PLAIN.replace("value = 1.5\nlow = 1", f"value = {value}\nlow = 1")
    return scenario_of(written).spec(spec.level)


@pytest.mark.parametrize(("model", "value"), [("", 1.5), ("firm", 1), ("soft", 2)])
@pytest.mark.parametrize("level", [2, 3])
def test_a_model_is_the_file_with_other_values(
    ferry: Scenario, model: str, value: float, level: int
) -> None:
    """Under a model every expression reads its values; nothing else is touched."""
    spec = ferry.under(model).spec(level)
    other = with_pull(spec, value)
    for name in Spec.__dataclass_fields__:
        if name != "mechanics":
            assert getattr(spec, name) == getattr(other, name), name


def test_models_that_nobody_plays_change_nothing() -> None:
    """A file keeps its mechanics, and so its games and codes, when one is added."""
    plain, more = scenario_of(PLAIN), scenario_of(PLAIN + MODELS)
    assert more.mechanics == plain.mechanics
    assert more.spec(3) == plain.spec(3)
    assert more.under("standard") is more
    others = {more.under(key).mechanics for key in ("", "firm", "soft")}
    assert len(others) == 3
    assert scenario_of(TEXT).mechanics != plain.mechanics


def test_a_model_that_is_drawn_moves_nobody_elses_luck(ferry: Scenario) -> None:
    """Each world is one of the models, by their weights; all else is drawn as ever."""
    spec, usual = ferry.spec(5), ferry.spec(3)
    states = [begin(compile_spec(s), Chance(7), WORLDS) for s in (spec, usual)]
    own = [row.id for row in spec.types]
    drawn = states[0].types[own.index(TYPE)]
    assert set(drawn.tolist()) == {0.0, 1.0}
    assert abs(drawn.mean() - 0.75) < 0.05
    rest = [row for row, key in enumerate(own) if key != TYPE]
    assert (states[0].types[rest] == states[1].types).all()
    assert (states[0].values == states[1].values).all()


@pytest.mark.parametrize("model", ["firm", "soft"])
def test_a_world_that_draws_a_model_goes_as_under_it(
    ferry: Scenario, model: str
) -> None:
    """World for world, the drawn model is the chosen one."""
    from game.engine import step  # noqa: PLC0415

    place = float(["firm", "soft"].index(model))
    drawn, chosen = compile_spec(ferry.spec(5)), compile_spec(ferry.under(model).spec())
    chance, few = Chance(3), WORLDS[:64]
    one = begin(drawn, chance, few, {TYPE: np.full(64, place)})
    other = begin(chosen, chance, few)
    nothing = np.full((1, 64), -1, dtype=np.int64)
    for _ in range(drawn.spec.turns):
        one = step(drawn, one, nothing, chance).state
        other = step(chosen, other, nothing, chance).state
        assert (one.values == other.values).all()
        assert (one.last[0] == other.last[0]).all() if one.last else True
    assert digest(drawn, one, 0).variables == digest(chosen, other, 0).variables


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("model", "level"), [("firm", 3), ("soft", 2), ("", 5)])
def test_engine_agrees_with_the_oracle(
    ferry: Scenario, model: str, level: int, seed: int
) -> None:
    """A whole game under a model, chosen or drawn, is the oracle's bit for bit."""
    check_game(ferry.under(model).spec(level), seeded(seed))


def test_what_cannot_be_played_is_refused(ferry: Scenario) -> None:
    """An unknown model is refused, and a chosen one where one is drawn."""
    with pytest.raises(ScenarioError) as caught:
        ferry.under("[red]x")
    assert "standard, firm, soft" in str(caught.value)
    with pytest.raises(ScenarioError) as caught:
        ferry.under("firm").spec(5)
    assert "drawn unseen" in str(caught.value)
    with pytest.raises(ScenarioError):
        scenario_of(PLAIN).under("firm")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("pull = 1 }", "pull = 0.5 }", "E118", "params = { pull = 0.5"),
        ("pull = 1 }", "push = 1 }", "E110", "params = { push = 1"),
        ("pull = 1 }", "}", "E111", "params = { }"),
        ("[models.soft]", "[models.standard]", "E108", "[models.standard]"),
        ("weight = 3", "weight = 0", "E114", "draws_model"),
        ("weight = 3", "weight = -1", "E105", "weight = -1"),
        (
            "level = 3",
            "level = 3\nparams = { pull = 1.2 }",
            "E107",
            "params = { pull = 1.2",
        ),
    ],
)
def test_a_fault_is_told_at_its_line(old: str, new: str, code: str, line: str) -> None:
    """Each fault has one code, and the line where it stands."""
    text = TEXT.replace(old, new)
    found = told(text)
    assert found == [(code, line_of(text, line))]


def test_what_the_player_is_shown_hangs_on_no_drawn_model() -> None:
    """A price that reads a param of a drawn model would tell which one it is."""
    price = '[initiatives.ask]\nlabel = { en = "Ask" }\ncost = "pull"\n'
    assert told(PLAIN + MODELS + price) == []
    found = told(TEXT + price)
    assert [code for code, _ in found] == ["E210"]
    quantity = '[derived.drawn_by]\nexpr = "pull + pull"\n'
    through = quantity + price.replace('"pull"', '"drawn_by"')
    assert [code for code, _ in told(TEXT + through)] == ["E210"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("[models]", "[models.a]", "[models.b.params]", "models = 3"),
                *("label = 3", "params = 7", "weight = nan", "weight = inf"),
                *("pull = true", "pull = 1e308", "draws_model = 1", "[[models.a]]"),
                'label = { en = "[bold]x" }',
                'params = { "../x" = 1, "\\u202e" = 2 }',
            ]
        ),
        max_size=8,
    )
)
def test_hostile_rows_are_told_and_never_raise(rows: list[str]) -> None:
    """Whatever stands there, a check ends with findings or a scenario."""
    checked = check_text({"a.toml": "\n".join([TEXT, *rows])}, "a.toml")
    assert checked.scenario is not None or checked.diagnostics


def test_what_hangs_on_a_drawn_model_is_not_seen_exactly(ferry: Scenario) -> None:
    """Nobody sees which model was drawn, so no cause that reads it is told apart."""
    for level, seen in ((3, True), (5, False)):
        drawing = {row.id: row.expression for row in ferry.spec(level).derived}
        amounts = [row.amount for row in ferry.spec(level).effects]
        pulling = [a for a in (*drawing.values(), *amounts) if "pull" in repr(a)]
        assert pulling
        assert all(ferry.reads_exact_only(one) == seen for one in pulling)
