"""Whatever a file holds: a scenario or findings, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario import Severity, check_text, format_text, to_json
from game.scenario.codes import PAGES
from game.scenario.samples import BASE
from tests.faults import fuzz
from tests.scenario.edits import fuzzed

FERRY = (Path(__file__).parent / "files" / "ferry.toml").read_text(encoding="utf-8")


def survives(text: str) -> None:
    """Check a text in every way that it will be used."""
    checked = check_text({"a.toml": text}, "a.toml")
    for one in checked.diagnostics:
        assert one.code in PAGES
        assert one.fix is not None
        assert one.line >= 1
        assert one.end > one.column >= 1
        if one.severity is not Severity.NOTE:
            shown = format_text(one)
            assert all(row.isprintable() for row in shown.splitlines())
            assert to_json(one)["line"] == one.line
    errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR]
    assert (checked.scenario is None) == bool(errors)
    if checked.scenario is not None:
        checked.scenario.spec()


@pytest.mark.parametrize("start", range(0, 1800, 100))
def test_small_file_survives_random_edits(start: int) -> None:
    """A hundred random edits of a small file each give a scenario or findings."""
    for seed in range(start, start + 100):
        survives(fuzzed(BASE, seed))


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_whole_file_survives_random_edits(start: int) -> None:
    """Fifty random edits of a file with every table give a scenario or findings."""
    for seed in range(start, start + 50):
        survives(fuzzed(FERRY, seed))


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_shipped_files_survive_random_edits(start: int) -> None:
    """Random edits of shipped rows; the long form is `python -m tests.faults.fuzz`."""
    for seed in range(start, start + 100):
        fuzz.survives(fuzz.edited(seed))


@pytest.mark.parametrize("row", ["known_to = [{}]", "seen = {}", "seen = []"])
def test_tables_in_the_place_of_words_are_findings(row: str) -> None:
    """What was found by random edits: a table where a word is looked up."""
    text = f'{BASE}\n[variables.tide]\nlabel = {{ en = "T" }}\nrange = [0, 9]\n'
    survives(f"{text}start = 1\nseen2 = 1\n{row}\n")


@pytest.mark.parametrize("number", ["9" * 400, "1e300", "1e13", "-1e13"])
def test_number_beyond_the_largest_is_a_finding(number: str) -> None:
    """What was found by random edits: a number too large for an expression."""
    row = '[initiatives.x]\nlabel = { en = "X" }\ntext = { en = "X" }\n'
    checked = check_text({"a.toml": f"{BASE}\n{row}cost = {number}\n"}, "a.toml")
    assert checked.scenario is None
    survives(f"{BASE}\n{row}cost = {number}\n")


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 12_000, 100))
def test_whole_file_survives_many_random_edits(start: int) -> None:
    """Two thousand random edits of the whole file give a scenario or findings."""
    for seed in range(start, start + 100):
        survives(fuzzed(FERRY, seed))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "format",
        "[" * 100_000,
        "x = " + "[" * 5_000,
        "x = " + "{a=" * 5_000,
        "x = " + "9" * 5_000,
        "a." * 500 + "b = 1",
        '"' * 10_000,
        "[x]\n" * 2_000,
        "scenario = 3\nvariables = []\neffects = 'x'\n",
        "format = 1\n[scenario]\n[variables]\nx = 1\n[effects]\ny = []\n",
        "format = 1\n[[variables]]\nid = 'x'\n",
        "a" * 900_000,
        "a-" * 300_000,
        "# " + "\u202e" * 1000,
        "x = 1\r" * 100,
    ],
    ids=range(17),
)
def test_hostile_file_gives_findings(text: str) -> None:
    """Deep, long and wrong files are refused with findings."""
    checked = check_text({"a.toml": text}, "a.toml")
    assert checked.scenario is None
    assert checked.diagnostics
    survives(text)


def test_missing_root_gives_a_finding() -> None:
    """A saved game without its first file is not a crash."""
    checked = check_text({}, "a.toml")
    assert [one.code for one in checked.diagnostics] == ["E001"]
