"""Files that extend others: patched, without parts, scaled, kept with the game."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario import Checked, Scenario, Severity, check, check_text
from game.scenario.origins import origin_of
from game.scenario.samples import BASE, FERRY
from game.session import Table

MORE = """\
[variables.anger]
label = { en = "Anger", ko = "분노" }
range = [0, 100]
start = { value = 30, low = 20, high = 40, grade = "J", source = "office" }

[params.pull]
value = 0.5
grade = "J"

[effects.offer_calms]
from = "offer"
to = "anger"
per_rung = { high = -2 }
curve = { kind = "saturating", half = 40 }
grade = "J"
why = { en = "A better offer calms.", ko = "더 나은 제안이 달랜다." }

[effects.anger_grows]
to = "anger"
expr = "pull + 1"

[agenda.picket]
title = { en = "A picket" }
text = { en = "They stand at the gate." }
kind = "duty"
grade = "J"
silence = { text = { en = "Nobody comes." } }
options = [
  { id = "talk", label = { en = "Talk" }, cost = 1, effects = { anger = -3 } },
  { id = "wait", label = { en = "Wait" }, effects = { anger = 2 } },
  { id = "send", label = { en = "Send the police" }, effects = { anger = 6 } },
]

[texts.ko]
"agenda.picket.title" = "피켓"
"agenda.picket.options.wait.label" = "기다린다"
"""
PARENT = BASE + MORE
HEAD = """\
format = 1
extends = { id = "small", version = "1" }
"""
OWN = '[scenario]\nid = "harsh"\n'


def put(folder: Path, **files: str) -> None:
    """Write scenarios of one file each."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def checked(folder: Path, child: str, parent: str = PARENT) -> Checked:
    """Check a child beside its parent."""
    put(folder, small=parent, harsh=child)
    return check(folder / "harsh.toml")


def sound(found: Checked) -> Scenario:
    """Return the scenario of a check without error or warning."""
    told = [one for one in found.diagnostics if one.severity is not Severity.NOTE]
    assert told == []
    assert found.scenario is not None
    return found.scenario


def codes(found: Checked) -> list[tuple[str, str, int]]:
    """Return code, file and line of what is wrong."""
    return [
        (one.code, Path(one.file).name, one.line)
        for one in found.diagnostics
        if one.severity is not Severity.NOTE
    ]


def test_a_file_that_changes_nothing_has_the_same_rules(tmp_path: Path) -> None:
    """Extending alone changes the identity and nothing that reaches the engine."""
    child = sound(checked(tmp_path, HEAD + OWN))
    parent = sound(check(tmp_path / "small.toml"))
    assert child.id == "harsh"
    assert child.mechanics == parent.mechanics
    assert child.spec() == parent.spec()
    assert child.content != parent.content


def test_tables_merge_and_lists_with_ids_merge_by_id(tmp_path: Path) -> None:
    """A patch says only what differs."""
    patch = """
[variables.anger.start]
value = 35

[agenda.picket]
options = [
  { id = "bribe", label = { en = "Pay them" }, effects = { anger = -9 } },
  { id = "talk", cost = 2, effects = { anger = -4, standing = 1 } },
]
"""
    row = sound(checked(tmp_path, HEAD + OWN + patch)).document
    start = row.variables["anger"].start
    assert (start.value, start.low) == (35, 20)  # type: ignore[union-attr]  # a table of a number
    options = {one.id: one for one in row.agenda["picket"].options}
    assert list(options) == ["talk", "wait", "send", "bribe"]
    assert options["talk"].cost == 2
    assert options["talk"].effects == {"anger": -4, "standing": 1}
    assert options["talk"].label.en == "Talk"


def test_tables_of_another_kind_and_texts_replace(tmp_path: Path) -> None:
    """No half of an old curve, and no translation of an old text, is left."""
    patch = """
[variables.anger]
start = { draw = "uniform", low = 20, high = 50 }
grade = "J"

[effects.offer_calms]
curve = { kind = "ramp", low = 0, high = 50 }
why = { en = "It no longer calms." }

[agenda.picket]
title = { en = "A barricade" }
"""
    scenario = sound(checked(tmp_path, HEAD + OWN + patch))
    assert scenario.texts["effects.offer_calms.why"] == {"en": "It no longer calms."}
    assert scenario.texts["agenda.picket.title"] == {"en": "A barricade"}
    assert scenario.text("agenda.picket.options.wait.label", "ko") == "기다린다"


def test_a_translation_alone_is_added(tmp_path: Path) -> None:
    """A text without `en` keeps the English it translates."""
    patch = '[effects.offer_calms]\nwhy = { ko = "제안이 달랜다." }\n'
    scenario = sound(checked(tmp_path, HEAD + OWN + patch))
    assert scenario.texts["effects.offer_calms.why"] == {
        "en": "A better offer calms.",
        "ko": "제안이 달랜다.",
    }


def test_remove_takes_rows_options_and_keys(tmp_path: Path) -> None:
    """What is removed is gone with its translations, and order does not slip."""
    gone = 'remove = ["agenda.picket.options.wait", "effects.anger_grows",'
    gone += ' "effects.offer_calms.curve", "params.pull"]\n'
    patch = '[agenda.picket]\noptions = [{ id = "send", cost = -1 }]\n'
    found = checked(tmp_path, HEAD + gone + OWN + patch)
    row = sound(found).document
    assert [one.id for one in row.agenda["picket"].options] == ["talk", "send"]
    assert set(row.effects) == {"offer_calms"}
    assert row.effects["offer_calms"].curve is None
    # The place of what comes after the gap is still its own.
    talk = origin_of(found, "agenda.picket.options.send.label")
    assert talk is not None
    assert PARENT.splitlines()[talk.line - 1].strip().startswith('{ id = "send"')


def test_scale_multiplies_numbers_and_expressions(tmp_path: Path) -> None:
    """Effects, params and single numbers are multiplied, with their ranges."""
    scaled = """
[scale]
"effects.offer_calms" = 1.5
"effects.anger_grows" = 0.5
"params.pull" = 2
"variables.anger.start" = 0.5
"agenda.picket.options.talk.cost" = 3
"""
    graded = '[effects.anger_grows]\ngrade = "J"\n'
    scenario = sound(checked(tmp_path, HEAD + OWN + graded + scaled))
    row = scenario.document
    assert row.effects["offer_calms"].per_rung == {"high": -3}
    assert row.effects["anger_grows"].expr == "(pull + 1) * 0.5"
    assert row.params["pull"].value == 1
    start = row.variables["anger"].start
    assert (start.value, start.low, start.high) == (15, 10, 20)  # type: ignore[union-attr]  # a table of a number
    assert row.agenda["picket"].options[0].cost == 3


BAD = [
    ('remove = ["events.balloon"]\n' + OWN, "E110", 3),
    ('remove = ["agenda.picket.options.wat"]\n' + OWN, "E110", 3),
    ("remove = [3]\n" + OWN, "E103", 3),
    (OWN + '[scale]\n"effects.offer" = 2\n', "E110", 6),
    (OWN + '[scale]\n"effects.offer_calms" = "2"\n', "E103", 6),
    (OWN + '[scale]\n"effects.offer_calms" = 9999\n', "E105", 6),
    (OWN + '[scale]\n"effects.offer_calms.to" = 2\n', "E114", 6),
    (OWN + '[scale]\n"endings.over" = 2\n', "E114", 6),
    (OWN + "[variables.anger]\nstart.value = 35.5\nstart.high = 30\n", "E118", 6),
    (OWN + '[effects.offer_calms]\ncurv = { kind = "ramp" }\n', "E101", 6),
    (OWN + '[agenda.picket]\noptions = [{ id = "send", cost = "x +" }]\n', "E202", 6),
    (OWN + '[agenda.picket]\noptions = [{ id = "send", text = "a" }]\n', "E103", 6),
    ('[scenario]\nid = "small"\n', "E102", 4),
    ("[scenario]\nturns = 9\n", "E102", 3),
]


@pytest.mark.parametrize(("text", "code", "line"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_in_a_patch_is_shown_in_the_patch(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    """A fault of the child is one finding, at the line of the child."""
    assert codes(checked(tmp_path, HEAD + text)) == [(code, "harsh.toml", line)]


def test_what_is_wrong_in_the_parent_is_shown_there(tmp_path: Path) -> None:
    """A fault of the parent keeps its own file and line."""
    parent = PARENT.replace("per_rung = { high = -2 }", "per_rung = { hihg = -2 }")
    line = parent.split("hihg")[0].count("\n") + 1
    found = checked(tmp_path, HEAD + OWN + "[params.push]\nvalue = 1\n", parent)
    assert ("E110", "small.toml", line) in codes(found)


def test_version_and_rules_are_those_meant(tmp_path: Path) -> None:
    """Another version, or other rules, are refused with what is there."""
    other = HEAD.replace('"1"', '"1.2"')
    assert codes(checked(tmp_path, other + OWN)) == [("E007", "harsh.toml", 2)]
    parent = sound(check(tmp_path / "small.toml"))
    named = 'version = "1", rules = "sha256:{}"'
    right = HEAD.replace('version = "1"', named.format(parent.mechanics))
    sound(checked(tmp_path, right + OWN))
    wrong = HEAD.replace('version = "1"', named.format("0" * 64))
    assert codes(checked(tmp_path, wrong + OWN)) == [("E007", "harsh.toml", 2)]


def test_remove_needs_something_to_remove_from(tmp_path: Path) -> None:
    """A file that extends nothing has nothing to remove or to scale."""
    put(tmp_path, lone=BASE.replace("format = 1", "format = 1\nremove = []"))
    assert codes(check(tmp_path / "lone.toml")) == [("E114", "lone.toml", 2)]


def test_chain_is_at_most_four_deep_and_no_circle(tmp_path: Path) -> None:
    """Four files may extend one another; a fifth, or the first again, is refused."""
    link = 'format = 1\nextends = {{ id = "{below}", version = "1" }}\n'
    link += '[scenario]\nid = "{id}"\n'
    put(tmp_path, p0=BASE)
    for number in range(1, 6):
        text = link.format(below=f"p{number - 1}", id=f"n{number}")
        put(tmp_path, **{f"p{number}": text})
    assert sound(check(tmp_path / "p4.toml")).id == "n4"
    assert [code for code, _, _ in codes(check(tmp_path / "p5.toml"))] == ["E008"]
    put(tmp_path, p0=link.format(below="p3", id="x"))
    assert {code for code, _, _ in codes(check(tmp_path / "p3.toml"))} == {"E008"}


def test_parent_is_found_beside_the_file_then_by_id(tmp_path: Path) -> None:
    """The nearest scenario of the id is extended, in a folder or alone."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    (own / "harsh").mkdir(parents=True)
    (shipped / "small").mkdir(parents=True)
    (shipped / "small" / "scenario.toml").write_text(
        BASE.replace("format = 1", 'format = 1\ninclude = ["deck.toml"]'), "utf-8"
    )
    (shipped / "small" / "deck.toml").write_text(MORE + FERRY, "utf-8")
    child = own / "harsh" / "scenario.toml"
    child.write_text(HEAD + OWN, "utf-8")
    assert codes(check(child)) == [("E007", "scenario.toml", 2)]
    scenario = sound(check(child, [own, shipped]))
    assert "ferry" in scenario.document.variables
    put(own, small=PARENT)
    assert "ferry" not in sound(check(child, [own, shipped])).document.variables


def test_the_texts_of_a_game_hold_the_parents_too(tmp_path: Path) -> None:
    """What is embedded is the same scenario, whatever happens to the files."""
    scenario = sound(checked(tmp_path, HEAD + OWN + "[params.pull]\nvalue = 0.7\n"))
    again = check_text(scenario.files, "harsh.toml").scenario
    assert again is not None
    assert (again.mechanics, again.content) == (scenario.mechanics, scenario.content)
    table = Table(data_dir=tmp_path / "games")
    with table.new(str(tmp_path / "harsh.toml"), seed=3, name="kept") as game:
        game.end_month()
        digest = game.digest()
    (tmp_path / "small.toml").unlink()
    (tmp_path / "harsh.toml").unlink()
    assert table.verify("kept").ok
    with table.resume("kept") as game:
        assert game.digest() == digest
    (view,) = table.games()
    assert (view.turns, view.date) == (4, "10 Feb 2001")


def test_origin_tells_place_and_what_was_there(tmp_path: Path) -> None:
    """A patched or scaled value knows its line and what it was."""
    patch = '[variables.standing]\nstart = 35\ngrade = "J"\n'
    patch += '[scale]\n"params.pull" = 2\n'
    found = checked(tmp_path, HEAD + OWN + patch)
    start = origin_of(found, "variables.standing.start")
    assert start is not None
    assert (Path(start.file).name, start.line, start.value) == ("harsh.toml", 6, 35)
    assert start.was is not None
    assert Path(start.was.file).name == "small.toml"
    assert PARENT.splitlines()[start.was.line - 1].startswith("start = { value = 50")
    assert start.was.value == {"value": 50, "grade": "J", "source": "office"}
    pull = origin_of(found, "params.pull.value")
    assert pull is not None
    assert (pull.line, pull.value) == (9, 1)
    assert pull.was is not None
    assert pull.was.value == 0.5
    label = origin_of(found, "variables.standing.label.en")
    assert label is not None
    assert (Path(label.file).name, label.was) == ("small.toml", None)
    assert origin_of(found, "variables.standin") is None


def test_origin_in_a_file_that_extends_nothing() -> None:
    """Rows of an included file have their place there."""
    files = {
        "a.toml": BASE.replace("format = 1", 'format = 1\ninclude = ["b.toml"]'),
        "b.toml": FERRY,
    }
    found = origin_of(check_text(files, "a.toml"), "variables.ferry.start")
    assert found is not None
    assert (found.file, found.line, found.value, found.was) == ("b.toml", 4, 4, None)


@pytest.mark.parametrize(
    "head",
    [
        "extends = 3\n",
        'extends = "small"\n',
        "extends = { id = 3 }\n",
        'extends = { id = "small" }\n',
        'extends = { id = "../small", version = "1" }\n',
        'extends = { id = "small", version = 1, rules = "x" }\n',
        'extends = { id = "small", version = "1" }\nremove = "events.x"\n',
        'extends = { id = "small", version = "1" }\nremove = [[]]\nscale = 3\n',
        'extends = { id = "small", version = "1" }\nvariables = 3\ntexts = 4\n',
        'extends = { id = "small", version = "1" }\nremove = ["scenario", "texts"]\n',
        'extends = { id = "small", version = "1" }\nremove = ["variables", "levers"]\n',
        'extends = { id = "small", version = "1"\n',
    ],
    ids=range(12),
)
def test_wrong_kinds_are_findings_and_never_crash(tmp_path: Path, head: str) -> None:
    """Whatever stands where a file says what it extends, it is reported."""
    found = checked(tmp_path, "format = 1\n" + head + OWN)
    assert found.scenario is None
    assert any(one.severity is Severity.ERROR for one in found.diagnostics)
