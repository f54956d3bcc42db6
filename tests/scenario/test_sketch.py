"""A sketch of a scenario says what its head says, and asks for nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario import check, load
from game.scenario.samples import BASE
from game.scenario.sketch import head_in, sketch
from game.session.sketches import sketches
from game.session.table import Table
from game.words import LANGUAGES
from tests.faults import fuzz

SHIPPED = Path(__file__).parents[2] / "scenarios"
PLACES = sorted(
    path if path.suffix == ".toml" else path / "scenario.toml"
    for path in SHIPPED.iterdir()
    if path.suffix == ".toml" or (path / "scenario.toml").is_file()
)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.parent.stem)
def test_a_sketch_says_what_the_scenario_says(path: Path) -> None:
    """Its title and its brief are those of the whole, in all languages."""
    seen, scenario = sketch(path), load(path, (SHIPPED,))
    assert seen.id == scenario.id
    for language in LANGUAGES:
        for key in ("title", "brief"):
            whole = scenario.text(f"scenario.{key}", language)
            assert seen.text(key, language) == whole


def test_the_list_at_once_names_what_the_list_names() -> None:
    """The same crises in the same order, the default one first, marked as sketches."""
    table = Table()
    at_once, whole = table.sketches(), table.scenarios()
    assert [(v.id, v.title, v.brief) for v in at_once] == [
        (v.id, v.title, v.brief) for v in whole
    ]
    assert all(view.sketched for view in at_once)
    assert not any(view.sketched for view in whole)


def test_a_head_that_goes_on_and_on_is_not_read() -> None:
    """The list stands at once, whatever size of head somebody has written."""
    head = '[scenario]\ntitle = { en = "Ferry" }\nnote = "%s"\n[levers]\n'
    assert head_in(head % "")["title"] == {"en": "Ferry"}
    assert head_in(head % ("a" * 70_000)) == {}


def test_whatever_stands_in_a_file_it_is_named(tmp_path: Path) -> None:
    """A file that cannot be read, or says nothing of itself, is called by its name."""
    for name, content in {
        "bytes.toml": b"\xff\xfe",
        "empty.toml": b"",
        "head.toml": b"[scenario]\ntitle = 3\nbrief = [",
        "marks.toml": BASE.replace("title = {", "title = { fr = 1,").encode(),
    }.items():
        (tmp_path / name).write_bytes(content)
    found = sketches((tmp_path,), "en")
    assert [view.id for view in found] == ["bytes", "empty", "head", "marks"]
    assert all(view.title for view in found)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_a_sketch_of_an_edited_file_is_right_if_it_can_be_played(
    start: int, tmp_path: Path
) -> None:
    """Whatever is edited: what it says of what plays is what the check says."""
    path = tmp_path / "a.toml"
    for seed in range(start, start + 50):
        path.write_bytes(fuzz.edited(seed).encode("utf-8", "replace"))
        seen, checked = sketch(path), check(path)
        if checked.scenario is not None and seen.text("title", "en"):
            whole = checked.scenario.text("scenario.title", "en")
            assert seen.text("title", "en") == whole


@given(st.text(alphabet='[]scenario\n="{}#.', max_size=200))
def test_no_text_is_too_strange_for_a_head(text: str) -> None:
    """A head is a table or nothing."""
    assert isinstance(head_in(text), dict)


def test_the_list_at_once_needs_nothing_heavy() -> None:
    """Neither numpy nor pydantic, neither the engine nor a saved game is loaded."""
    code = (
        "import sys\n"
        "from game.cli.late import LateTable\n"
        "assert LateTable(None, 'en').sketches()\n"
        "heavy = {'numpy', 'pydantic', 'game.engine', 'game.chronicle', 'game.outlook',"
        " 'game.session.table', 'game.scenario.fields'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
