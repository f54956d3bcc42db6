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
from game.scenario.files import MAIN
from game.scenario.workshop.descriptions import described, models, summary
from game.scenario.workshop.schema import PART, WHOLE, schema

ROOT = Path(__file__).parents[2]
FERRY = ROOT / "tests" / "session" / "files" / "ferry.toml"
SHIPPED = sorted((ROOT / "scenarios").rglob("*.toml"))
TAPLO = shutil.which("taplo", path=str(Path(sys.executable).parent))
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


def is_first(path: Path) -> bool:
    """Tell whether a file is the first one of its scenario."""
    return path.name == MAIN or not (path.parent / MAIN).exists()


@pytest.mark.parametrize("path", [*SHIPPED, FERRY], ids=lambda path: path.name)
def test_an_editor_accepts_every_shipped_file(path: Path, folder: Path) -> None:
    """A first file fits the whole schema; a file that it includes, the other one."""
    assert lint(path, folder / (WHOLE if is_first(path) else PART))


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


def test_the_schema_has_words_for_every_key() -> None:
    """Every table and every field says what it is: an editor shows it on hover."""
    found = schema()
    defined = found["$defs"]
    assert isinstance(defined, dict)
    for kind in models():
        assert summary(kind), kind
        for key, words in described(kind).items():
            assert len(words) > 5, (kind, key)
            assert words[-1] == ".", (kind, key)
    for row in (found, *defined.values()):
        for key, field in row["properties"].items():
            assert field["description"], key


def test_the_schema_says_nothing_that_toml_cannot() -> None:
    """TOML has no null, and no key of a schema is lost to a field's name."""
    text = json.dumps(schema())
    assert "null" not in text
    head = schema()["$defs"]["Head"]  # type: ignore[index]  # the form is known
    assert {"title", "brief", "player"} <= set(head["properties"])


def test_it_prints_what_it_writes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --write the schema goes to standard output, whole or of a part."""
    for words, name in (([], WHOLE), (["--part"], PART)):
        assert main(["scenario", "schema", *words]) == 0
        assert json.loads(capsys.readouterr().out) == json.loads(
            (folder / name).read_text(encoding="utf-8")
        )


def test_the_ferry_is_the_file_that_the_mutants_start_from() -> None:
    """The good file is good, or no mutant would prove anything."""
    text = FERRY.read_text(encoding="utf-8")
    assert tomli.loads(text)["scenario"]["id"] == "ferry"
    assert check_text({"ferry.toml": text}, "ferry.toml").scenario is not None
