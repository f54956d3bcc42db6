"""The schema for editors, held against the program that editors use: taplo."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from game.cli.main import main
from game.scenario import check_text
from game.scenario.files import MAIN, RECORD
from game.scenario.workshop.descriptions import described, models, summary
from game.scenario.workshop.schema import FILES, Kind, schema

ROOT = Path(__file__).parents[2]
FERRY = ROOT / "tests" / "session" / "files" / "ferry.toml"
SHIPPED = sorted((ROOT / "scenarios").rglob("*.toml"))
TAPLO = shutil.which("taplo", path=str(Path(sys.executable).parent))
WHOLE, PART, PATCH = (FILES[kind] for kind in ("whole", "part", "patch"))
SHAPE = ("E101", "E102", "E103", "E104", "E105", "E106", "E111", "E113")
"""What the check of shapes, of which the schema is a picture, reports."""

MUTANTS = [
    ("misspelt key", "half_life = 6", "halflife = 6"),
    ("misspelt table", "[variables.calm]", "[variable.calm]"),
    ("missing key", 'label = { en = "Calm on the quay" }\n', ""),
    ("missing head", 'id = "ferry"\n', ""),
    ("missing format", "format = 1\n", ""),
    ("unknown format", "format = 1\n", "format = 7\n"),
    ("text in place of a number", "half_life = 6", 'half_life = "6"'),
    ("number in place of text", 'unit = "of 100"', "unit = 100"),
    ("truth in place of a number", "half_life = 6", "half_life = true"),
    ("text in place of a list", "range = [0, 100]", 'range = "0 to 100"'),
    ("list too short", "range = [0, 10]", "range = [0]"),
    ("list too long", "range = [0, 10]", "range = [0, 10, 20]"),
    ("not one of", 'good = "up"', 'good = "upwards"'),
    ("below its least", "half_life = 6", "half_life = 0"),
    ("above its most", "optional = 0.5", "optional = 1.5"),
    ("id in capitals", "[variables.calm]", "[variables.Calm]"),
    ("plain text", 'label = { en = "Calm on the quay" }', 'label = "Calm"'),
    ("no English", 'label = { en = "Calm on the quay" }', 'label = { ko = "부두" }'),
    ("another language", '{ en = "Calm on the quay" }', '{ en = "a", fr = "b" }'),
    ("unknown key of a rung", '{ id = "slow", ', '{ id = "slow", cost = 1, '),
    ("too many turns", "turns = 6", "turns = 6000"),
    ("half a turn", "turns = 6", "turns = 6.5"),
    ("list of texts", 'relations = ["trust"]', "relations = [1]"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both schemas in it, as the command writes them."""
    made = tmp_path_factory.mktemp("schemas")
    assert main(["scenario", "schema", "--write", str(made)]) == 0
    return made


def lint(path: Path, schema: Path | None = None) -> bool:
    """Tell whether taplo accepts a file; no schema is looked for elsewhere."""
    if TAPLO is None:
        pytest.skip("the taplo command is not installed")
    words = [TAPLO, "lint", "--no-auto-config"]
    words += ["--schema", schema.as_uri()] if schema else []
    done = subprocess.run(
        [*words, str(path)], check=False, capture_output=True, text=True, timeout=60
    )
    assert "failed to fetch" not in done.stderr, done.stderr
    return done.returncode == 0


def schema_of(path: Path) -> str:
    """Return the name of the schema that a file of a scenario is meant to fit."""
    if path.name == RECORD:
        return FILES["record"]
    first = path.parent / MAIN
    head = first if first.exists() else path
    if "extends" in tomli.loads(head.read_text(encoding="utf-8")):
        return PATCH
    return WHOLE if path == head else PART


@pytest.mark.parametrize("path", [*SHIPPED, FERRY], ids=lambda path: path.name)
def test_an_editor_accepts_every_shipped_file(path: Path, folder: Path) -> None:
    """First files, the files that they include, and files of one that extends."""
    assert lint(path, folder / schema_of(path))


@pytest.mark.parametrize(
    ("old", "new"), [row[1:] for row in MUTANTS], ids=[row[0] for row in MUTANTS]
)
def test_an_editor_refuses_what_the_check_of_shapes_refuses(
    old: str, new: str, folder: Path
) -> None:
    """Every mutant of shape is refused by both, and by the line at its head."""
    good = FERRY.read_text(encoding="utf-8")
    assert old in good
    text = f"#:schema ./{WHOLE}\n" + good.replace(old, new, 1)
    codes = {
        one.code for one in check_text({"ferry.toml": text}, "ferry.toml").diagnostics
    }
    assert codes & {*SHAPE, "E005"}
    path = folder / "mutant.toml"
    path.write_text(text, encoding="utf-8")
    assert not lint(path)


def test_a_part_holds_neither_head_nor_format(folder: Path) -> None:
    """What stands only in the first file is refused in the others."""
    path = folder / "part.toml"
    row = '[actors.crews]\nname = { en = "The crews" }\nrole = "neighbour"\n'
    path.write_text(f"#:schema ./{PART}\n{row}", encoding="utf-8")
    assert lint(path)
    for wrong in ("format = 1\n", 'include = ["a.toml"]\n', "[scenario]\nturns = 2\n"):
        path.write_text(f"#:schema ./{PART}\n{wrong}{row}", encoding="utf-8")
        assert not lint(path)


CHANGE = """
format = 1
extends = { id = "ferry", version = "1" }
remove = ["effects.hurry"]

[scenario]
id = "other"

[scale]
"params.pull" = 2

[variables.calm]
half_life = 9

[levers.timetable]
rungs = [{ id = "slow", label = { ko = "느림" } }]
"""


def test_a_change_says_only_what_changes(folder: Path) -> None:
    """Nothing is asked for but ids in lists; what is there must have its shape."""
    path = folder / "change.toml"
    head = f"#:schema ./{PATCH}"
    path.write_text(head + CHANGE, encoding="utf-8")
    assert lint(path)
    for old, new in (
        ("half_life = 9", "halflife = 9"),
        ("half_life = 9", 'half_life = "9"'),
        ("[scale]", "[scales]"),
        ('{ id = "slow", label', "{ label"),
        ('"params.pull" = 2', '"params.pull" = "2"'),
        ('remove = ["effects.hurry"]', 'remove = "effects.hurry"'),
    ):
        assert old in CHANGE
        path.write_text(head + CHANGE.replace(old, new), encoding="utf-8")
        assert not lint(path), new


@pytest.mark.parametrize(
    ("start", "fits"),
    [
        ("2001-03-01", True),
        ("2001-03-01T14:30:00", True),
        ("2001-03-01 14:30:00", True),
        ('"March"', False),
        ("14:30:00", False),
        ("2001", False),
    ],
)
def test_a_start_is_a_day_or_a_local_time(
    start: str, *, fits: bool, folder: Path
) -> None:
    """As the calendar takes it; an hour without a day is none."""
    path = folder / "start.toml"
    text = FERRY.read_text(encoding="utf-8").replace("2001-03-01", start, 1)
    path.write_text(f"#:schema ./{WHOLE}\n{text}", encoding="utf-8")
    assert lint(path) is fits
    found = check_text({"ferry.toml": text}, "ferry.toml")
    assert (found.scenario is not None) is fits


def test_only_a_change_extends(folder: Path) -> None:
    """In another file an editor underlines what has no meaning there."""
    path = folder / "whole.toml"
    text = FERRY.read_text(encoding="utf-8")
    for line in ('remove = ["effects.hurry"]\n', 'extends = { id = "a" }\n'):
        path.write_text(f"#:schema ./{WHOLE}\n{line}{text}", encoding="utf-8")
        assert not lint(path)


def test_the_schema_has_words_for_every_key() -> None:
    """Every table and every field says what it is: an editor shows it on hover."""
    found = schema("patch")
    defined = found["$defs"]
    assert isinstance(defined, dict)
    for kind in models():
        assert summary(kind), kind
        for key, words in described(kind).items():
            assert len(words) > 5, (kind, key)
            assert words[-1] == ".", (kind, key)
    record = schema("record")
    assert isinstance(record["$defs"], dict)
    for row in (found, record, *defined.values(), *record["$defs"].values()):
        for key, field in row["properties"].items():
            assert field["description"], key


def test_the_schema_says_nothing_that_toml_cannot() -> None:
    """TOML has no null, and no key of a schema is lost to a field's name."""
    kinds: tuple[Kind, ...] = ("whole", "part", "patch", "record")
    for kind in kinds:
        assert "null" not in json.dumps(schema(kind))
    head = schema()["$defs"]["Head"]  # type: ignore[index]  # the form is known
    assert {"title", "brief", "player"} <= set(head["properties"])


def test_it_prints_what_it_writes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --write a schema goes to standard output; else that of a first file."""
    for kind, name in FILES.items():
        assert main(["scenario", "schema", "--kind", kind]) == 0
        assert json.loads(capsys.readouterr().out) == json.loads(
            (folder / name).read_text(encoding="utf-8")
        )
    assert main(["scenario", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_the_ferry_is_the_file_that_the_mutants_start_from() -> None:
    """The good file is good, or no mutant would prove anything."""
    text = FERRY.read_text(encoding="utf-8")
    assert tomli.loads(text)["scenario"]["id"] == "ferry"
    assert check_text({"ferry.toml": text}, "ferry.toml").scenario is not None
