"""The map of causes and what is explained: held against the engine's own numbers."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from game.cli.main import main
from game.engine.expression import Operator, Read, Source, reads
from game.scenario import Checked, Scenario, check, check_text
from game.scenario.codes import PAGES
from game.scenario.formulas import ALWAYS, ZERO, apply
from game.scenario.workshop.causes import cause_map, row_of, thing_of
from game.scenario.workshop.charts import Chart, lines_of
from game.scenario.workshop.explaining import explain
from game.scenario.workshop.graph import arrows_of, delay_of, dot_of
from game.scenario.workshop.probe import Probe, ordered
from game.scenario.workshop.sentences import effect_formula
from game.scenario.workshop.things import HOMES
from game.text import cells

ROOT = Path(__file__).parents[2]
FERRY = ROOT / "tests" / "session" / "files" / "ferry.toml"
MAIN = ROOT / "scenarios" / "seoul-2024" / "scenario.toml"
FILES = [FERRY, *sorted((ROOT / "scenarios").glob("*.toml"))]


@lru_cache(maxsize=4)
def checked(path: Path) -> tuple[Checked, Scenario]:
    """Return a good file, checked once for all tests."""
    found = check(path)
    assert found.scenario is not None
    return found, found.scenario


CURVES = [
    'from = "rust"\namount = 2',
    'amount = 3\ncurve = { kind = "saturating", half = 40 }',
    'from = "rust"\namount = 2\ncurve = { kind = "ramp", low = 10, high = 60 }',
    'from = "rust"\namount = -2\ncurve = { kind = "ramp", low = 60, high = 10 }',
    'expr = "rust - 3"\ncurve = { kind = "logistic", at = 50, width = 8 }',
    (
        'from = "rust"\namount = 2\n'
        'curve = { kind = "saturating", half = 40, on = "from" }'
    ),
    (
        'from = "rust"\namount = 2\n'
        'curve = { kind = "ramp", low = 10, high = 60, on = "from" }'
    ),
    (
        'from = "rust"\namount = 2\n'
        'curve = { kind = "logistic", at = 50, width = 8, on = "from" }'
    ),
]


@pytest.mark.parametrize("row", CURVES)
def test_the_formula_of_every_curve_is_the_one_played(row: str) -> None:
    """The law below, for each form that a row with a curve can take."""
    text = FERRY.read_text(encoding="utf-8")
    text += f'[effects.bent]\nto = "trust"\n{row}\nwhen = "turn > 2"\ngrade = "J"\n'
    found = check_text({"ferry.toml": text}, "ferry.toml")
    assert found.scenario is not None, found.diagnostics
    assert follow(found.scenario, ["bent"]) == 1


@pytest.mark.parametrize("path", [*FILES, MAIN], ids=lambda path: path.stem)
def test_the_formula_told_is_the_formula_played(path: Path) -> None:
    """What is told of an effect, read as an expression, gives the engine's amount."""
    _, scenario = checked(path)
    assert follow(scenario, list(scenario.document.effects))


def follow(scenario: Scenario, keys: list[str]) -> int:
    """Hold formulas against amounts, and return how many there were."""
    probe = Probe(scenario.spec())
    rows = scenario.document.effects
    amounts = {effect.id: effect.amount for effect in probe.spec.effects}
    tried = 0
    for key in (key for key in keys if rows[key].per_rung is None):
        target, _, told = effect_formula(scenario, key).partition(" += ")
        assert target == rows[key].to
        written = scenario.expression_source(f"effects.{key}.when")
        when = scenario.compile_expression(written, truth=True) if written else ALWAYS
        again = apply(
            Operator.IF, when, scenario.compile_expression(told, truth=False), ZERO
        )
        drawn = luck(probe, ordered([*reads(again), *reads(amounts[key])]))
        mine = probe.at(again, drawn, 64)
        played = probe.at(amounts[key], drawn, 64)
        assert np.allclose(mine, played, rtol=1e-9, atol=1e-9, equal_nan=True), key
        tried += 1
    return tried


def luck(probe: Probe, wanted: list[Read]) -> dict[Read, np.ndarray]:
    """Draw 64 values of each thing that is read, over its own range."""
    random = np.random.default_rng(7)
    return {read: random.choice(probe.span(read), 64) for read in wanted}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_map_holds_every_read_of_every_effect(path: Path) -> None:
    """Whatever an effect reads is an arrow into its target, and nothing else is.

    An effect that reads nothing is an arrow from itself.
    """
    _, scenario = checked(path)
    wanted = set()
    for effect in scenario.spec().effects:
        via = scenario.effect_info(effect.id).path
        read = {thing_of(one, scenario.names) for one in reads(effect.amount)} - {""}
        wanted |= {(one, f"variables.{effect.target}", via) for one in read or {via}}
    links = [link for link in cause_map(scenario).links if link.kind == "adds"]
    assert {(link.source, link.target, link.via) for link in links} == wanted
    assert len(links) == len(wanted)


SIGNS = {
    ("types.temper", "variables.trust"): "-",
    ("levers.timetable", "variables.trust"): "+",
    ("levers.timetable", "variables.calm"): "-",
    ("agenda.letter", "variables.trust"): "+-",
    ("rules.crews_act", "variables.mood"): "-",
    ("variables.calm", "rules.crews_act"): "-",
    ("variables.trust", "red_lines.last_word"): "-",
    ("red_lines.last_word", "variables.calm"): "-",
    ("variables.calm", "gauges.quay"): "",
    ("initiatives.speech", "variables.capital"): "-",
    ("variables.calm", "endings.uproar"): "-",
    ("variables.calm", "levers.timetable"): "+",
}


def test_signs_of_the_ferry() -> None:
    """Twelve arrows of the ferry point the way that a reader of the file sees."""
    _, scenario = checked(FERRY)
    found = {
        (arrow.source, arrow.target): arrow.sign
        for arrow in arrows_of(cause_map(scenario))
    }
    assert {pair: found.get(pair) for pair in SIGNS} == SIGNS


def with_rows(rows: str) -> tuple[Checked, Scenario]:
    """Return the ferry with rows added at its end."""
    text = FERRY.read_text(encoding="utf-8") + rows
    found = check_text({"ferry.toml": text}, "ferry.toml")
    assert found.scenario is not None, found.diagnostics
    return found, found.scenario


def test_what_tells_the_player_is_told_in_sentences() -> None:
    """Reports, gauges, policies and advisers, with each claim, are no list of keys."""
    both, scenario = checked(FERRY)
    for thing, said in (
        ("reports.barkeeper", "Tells of "),
        ("gauges.quay", "A headline number that shows "),
        ("policies.quiet", "A line of play"),
        ("advisers.mate", "stop: when "),
    ):
        told = explain(both, scenario, thing).sentences
        assert any(one.startswith(said) for one in told), told


def test_what_reads_nothing_is_a_cause() -> None:
    """A constant amount, and one that waits for a turn only, stand in both lists."""
    both, scenario = with_rows(
        '[effects.patience]\nto = "trust"\namount = -0.5\ngrade = "J"\n'
        '[effects.later]\nto = "trust"\namount = 1\nwhen = "turn > 2"\ngrade = "J"\n'
        "delay = { mean = 2 }\n"
    )
    found = {
        (link.source, link.sign, link.delay)
        for link in explain(both, scenario, "trust").moved_by
    }
    assert found >= {("effects.patience", "-", 0.0), ("effects.later", "+", 2.0)}
    told = explain(both, scenario, "effects.patience")
    assert told.moved_by == ()
    assert [link.target for link in told.moves] == ["variables.trust"]
    assert ("effects.patience", "variables.trust", "-") in {
        (arrow.source, arrow.target, arrow.sign)
        for arrow in arrows_of(cause_map(scenario))
    }


@pytest.mark.parametrize(
    ("focus", "kind"),
    [
        ("if(since(speech) <= 3, 0.5, 1)", "sharpens"),
        ("if(since(speech) <= 3, 2, 1)", "blurs"),
    ],
)
def test_what_sharpens_a_reading_moves_nothing(
    focus: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The focus of an estimate has no sign, and both commands say what it does."""
    path = tmp_path / "ferry.toml"
    path.write_text(
        FERRY.read_text(encoding="utf-8")
        + '[variables.temperature]\nlabel = { en = "Temper" }\nrange = [0, 100]\n'
        f'start = 40\nseen = "noisy"\nnoise = 8\nfocus = "{focus}"\ngrade = "J"\n',
        encoding="utf-8",
    )
    for action in (
        ["explain", str(path), "temperature"],
        ["graph", str(path), "speech"],
    ):
        assert main(["scenario", *action]) == 0
        out = capsys.readouterr().out
        (line,) = (one for one in out.splitlines() if f"{kind} the reading" in one)
        assert ".  " in line


def test_delays_are_told() -> None:
    """A promise of the letter takes a turn; its other answers take none."""
    _, scenario = checked(FERRY)
    (arrow,) = (
        arrow
        for arrow in arrows_of(cause_map(scenario))
        if (arrow.source, arrow.target) == ("agenda.letter", "variables.trust")
    )
    assert delay_of(arrow) == "0-1"


def test_what_is_near_is_a_part_of_the_whole() -> None:
    """Asking about one thing gives the arrows of the whole map that touch it."""
    _, scenario = checked(FERRY)
    whole = cause_map(scenario)
    for thing in whole.things:
        own = set(cause_map(scenario, thing).links)
        assert own == {*whole.into(thing), *whole.out_of(thing)}
        near = set(whole.around(thing, 1).links)
        assert own <= near <= set(whole.around(thing, 2).links) <= set(whole.links)


def test_a_direction_that_holds_nowhere_is_not_told() -> None:
    """A product with a negative number falls; a square falls and rises."""
    _, scenario = checked(FERRY)
    probe = Probe(scenario.spec())
    calm = Read(Source.VARIABLE, "calm")
    for written, way in (
        ("calm * 2", "+"),
        ("3 - calm", "-"),
        ("(calm - 50) * (calm - 50)", "+-"),
        ("calm - calm", ""),
        ("calm * (temper - 2)", "-"),
    ):
        tree = scenario.compile_expression(written, truth=False)
        assert probe.direction(tree, calm) == way, written


@pytest.mark.parametrize(
    ("written", "way"),
    [
        ("since(fog) == 2", "+"),
        ("since(fog) <= 3", "+"),
        ("since(fog) > 3", "-"),
        ("not (since(fog) == 2)", "-"),
        ("since(fog) < 0", ""),
    ],
)
def test_what_came_is_held_against_what_never_came(written: str, way: str) -> None:
    """A condition on `since` tells what the happening makes of it."""
    _, scenario = checked(FERRY)
    tree = scenario.compile_expression(written, truth=True)
    fog = Read(Source.SINCE, "fog")
    assert Probe(scenario.spec()).direction(tree, fog) == way


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_can_be_explained(path: Path) -> None:
    """Each has its own line of its own file, and links that touch it."""
    both, scenario = checked(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    for home in HOMES:
        for key in list(scenario.names.table(home))[:12]:
            found = explain(both, scenario, f"{home}.{key}")
            file, _, line = found.origin.rpartition(":")
            assert Path(file).name == path.name
            assert f"{home}.{key}" in lines[int(line) - 1]
            if home != "effects":
                assert {link.target for link in found.moved_by} <= {found.thing}
            json.dumps(found.origin)


def test_what_a_change_changed_is_told_with_both_places(tmp_path: Path) -> None:
    """The value, its line, and what and where it was in the extended file."""
    (tmp_path / "ferry.toml").write_bytes(FERRY.read_bytes())
    child = tmp_path / "other.toml"
    child.write_text(
        'format = 1\nextends = { id = "ferry", version = "1" }\n'
        '[scenario]\nid = "other"\n[variables.calm]\nhalf_life = 9\n',
        encoding="utf-8",
    )
    found = check(child)
    assert found.scenario is not None, found.diagnostics
    told = explain(found, found.scenario, "calm")
    (patched,) = told.patched
    assert (patched.path, patched.value, patched.was) == (
        "variables.calm.half_life",
        "9",
        "6",
    )
    assert patched.origin == f"{child}:6"
    was = FERRY.read_text(encoding="utf-8").splitlines().index("half_life = 6") + 1
    assert patched.was_origin == f"{tmp_path / 'ferry.toml'}:{was}"
    assert explain(found, found.scenario, "trust").patched == ()


def test_the_command_explains_in_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sentence, formula, chart, causes, assumptions and source, none too wide."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["scenario", "explain", str(FERRY), "effects.order"]) == 0
    out = capsys.readouterr().out
    for part in (
        "ferry.toml:",
        "Adds to Trust of the crews",
        "trust += pull * if(timetable >= timetable.even, 1, 0)",
        "strict  1.5  ++++",
        "+  levers.timetable",
        "pull = 1.5 points (1 to 2), grade J, source log",
        "Source: Log of the harbour office, 2001",
    ):
        assert part in out, out
    assert max(map(cells, out.splitlines())) <= 80
    assert main(["scenario", "explain", str(FERRY), "trust", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["thing"] == "variables.trust"
    assert {link["source"] for link in told["moved_by"]} >= {"types.temper"}


@pytest.mark.parametrize("code", [*PAGES, "e205"])
def test_the_page_of_every_code_is_printed(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Capital or small, a code gives its page."""
    assert main(["scenario", "explain", code]) == 0
    assert capsys.readouterr().out.startswith(f"{code.upper()}: ")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["E199"], 2, "Did you mean"),
        (["trust"], 2, "Name a scenario"),
        (["a", "b", "c"], 2, "one thing"),
        ([str(FERRY), "E205"], 2, "name it alone"),
        ([str(FERRY), "e205"], 2, "scenario explain E205"),
        ([str(FERRY), "trsut"], 1, "Did you mean 'trust'"),
        ([str(FERRY), "variables.trsut"], 1, "Did you mean 'variables.trust'"),
        ([str(FERRY), "\x1b[2J"], 1, "Nothing here"),
        (["nowhere", "trust"], 1, "no scenario"),
    ],
)
def test_a_wrong_name_is_one_sentence(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what was probably meant, and how to ask."""
    assert main(["scenario", "explain", *words]) == code
    err = capsys.readouterr().err
    assert said in err
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_a_scenario_with_errors_is_not_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be played is refused with its first error."""
    path = tmp_path / "bad.toml"
    path.write_text("format = 1\n", encoding="utf-8")
    for action in (["explain", str(path), "x"], ["graph", str(path)]):
        assert main(["scenario", *action]) == 1
        assert "errors" in capsys.readouterr().err


def test_the_graph_near_one_thing(capsys: pytest.CaptureFixture[str]) -> None:
    """The text form shows both sides of the thing, one arrow for each neighbour."""
    assert main(["scenario", "graph", str(FERRY), "trust"]) == 0
    out = capsys.readouterr().out
    assert "  <- +- agenda.letter  3 rows  delay 0-1\n" in out
    assert "  -> -  red_lines.last_word  watches\n" in out
    assert max(map(cells, out.splitlines())) <= 80
    assert main(["scenario", "graph", str(FERRY), "sources.log"]) == 2


def test_every_format_of_the_graph_has_the_same_arrows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """DOT and JSON tell of the same pairs."""
    assert main(["scenario", "graph", str(FERRY), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["scenario", "graph", str(FERRY), "--format", "dot"]) == 0
    dot = capsys.readouterr().out
    pairs = {(row["source"], row["target"]) for row in told["arrows"]}
    assert set(re.findall(r'^  "(\S+)" -> "(\S+)" ', dot, re.MULTILINE)) == pairs
    assert {row["id"] for row in told["things"]} == set(
        re.findall(r'^  "(\S+)" \[', dot, re.MULTILINE)
    )


def test_a_title_cannot_break_out_of_the_graph() -> None:
    """Quotes and backslashes of a stranger's text stay inside the label."""
    text = FERRY.read_text(encoding="utf-8").replace(
        'en = "Calm on the quay"', r'en = "a\"]; evil [x=\"\\"'
    )
    scenario = check_text({"ferry.toml": text}, "ferry.toml").scenario
    assert scenario is not None
    for line in dot_of(scenario, cause_map(scenario)):
        bare = re.sub(r'"(?:\\.|[^"\\])*"', "Q", line)
        assert "evil" not in bare
        assert '"' not in bare


def test_bars_are_as_long_as_their_numbers() -> None:
    """The longest has 30 marks; a negative number has another mark."""
    chart = Chart(along="x", rows=(("0", 0.0), ("10", 2.0), ("20", -4.0)))
    zero, two, four = lines_of(chart)
    assert zero == " 0   0"
    assert two == "10   2  " + "+" * 15
    assert four == "20  -4  " + "-" * 30


def test_a_place_is_told_without_what_its_ends_say() -> None:
    """Nothing is said twice in one line of the map."""
    assert row_of("events.fog.effects.calm", "events.fog", "variables.calm") == (
        "effects.calm"
    )
    assert not row_of("effects.x", "effects.x")
    assert row_of("effects.x", "levers.y", "variables.z") == "effects.x"
