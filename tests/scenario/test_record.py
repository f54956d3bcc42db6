"""The record beside a scenario: checked like a scenario, and as hostile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli.main import main
from game.scenario import (
    Severity,
    UnreadableRecordError,
    check_record,
    check_record_text,
    in_sample,
    load,
    load_record,
    position_of,
    record_beside,
    turns_of,
    with_params_drawn,
)
from game.scenario.files import RECORD_LIMIT
from tests.study.quay import HEAD, QUAY, day, quay, record, series, shock, yes_no

SHIPPED = Path(__file__).parents[2] / "scenarios"
SCENARIO = quay()
GOOD = HEAD + series({0: 198.0, 1: 190.5, 2: 181.0}, error=1.5)
GOOD += yes_no({1: True, 3: False}, id="strike", of='["crews.strike"]')
GOOD += shock([day(2)])


def told(text: str) -> list[tuple[str, int]]:
    """Return code and line of what is wrong with a record."""
    checked = check_record_text(text, "record.toml", SCENARIO)
    shown = [one for one in checked.diagnostics if one.severity is not Severity.NOTE]
    assert (checked.record is None) is bool(shown)
    assert all(one.fix is not None for one in shown)
    return [(one.code, one.line) for one in shown]


def lines_of(text: str, part: str) -> set[int]:
    """Return the lines that hold a part of a text."""
    return {n for n, line in enumerate(text.splitlines(), 1) if part in line}


def test_a_good_record_has_nothing_wrong() -> None:
    """The text that the faults below are put into."""
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('variable = "stores"', 'variable = "stors"', "E110"),
        ('scenario = "harbour_dues"', 'scenario = "harbour-dues"', "E110"),
        ('source = "log"', 'source = "lgo"', "E110"),
        ('of = ["crews.strike"]', 'of = ["crews.strik"]', "E110"),
        ('of = ["crews.strike"]', 'of = ["crews.strike", "storm"]', "E114"),
        ('of = "storm"', 'of = "strom"', "E110"),
        ("first = 2001-11-10", "first = 2002-11-10", "E118"),
        ("last = 2001-12-21", "last = 2001-11-03", "E118"),
        (f"on = {day(2)}, value", "on = 2002-03-01, value", "E118"),
        (f"on = {day(3)}, yes", f"on = {day(0)}, yes", "E118"),
        (f"on = {day(2)}, value", f"on = {day(1)}, value", "E107"),
        (f"on = {day(3)}, yes", f"on = {day(1)}, yes", "E107"),
        (f"on = [{day(2)}]", "on = [2003-01-01]", "E118"),
        ("value = 190.5", "value = 301.5", "E118"),
        ("value = 190.5", "value = nan", "E105"),
        ("value = 190.5", 'value = "190"', "E103"),
        ("190.5, sd = 1.5", "190.5, sd = 1.5, low = 180", "E114"),
        ("190.5, sd = 1.5", "190.5, low = 180", "E102"),
        ("190.5, sd = 1.5", "190.5, low = 191, high = 199", "E118"),
        ("sd = 1.5", "sd = -1.5", "E105"),
        ('grade = "A"', 'grade = "D"', "E104"),
        ('conversion = "Sacks."\n', "", "E114"),
        ('conversion = "Sacks."', "factor = 2", "E102"),
        ('conversion = "Sacks."', 'measure = "direction"', "E102"),
        ("range = [0, 300]", "range = [300, 0]", "E118"),
        ("base = 0.2", "base = 1.2", "E105"),
        ('title = { en = "The w', 'policy = "hsitory"\ntitle = { en = "The w', "E110"),
        (
            'title = { en = "The w',
            'lines = ["1: dues up"]\ntitle = { en = "The w',
            "E116",
        ),
        ("[series.stock]", "[serie.stock]", "E101"),
        ("[series.stock]", "[series.Stock]", "E106"),
        ("unit =", "units =", "E101"),
        ("format = 1", "format = 2", "E005"),
        ("base = 0.2", "base = ", "E002"),
    ],
)
def test_a_fault_is_told_at_its_line(old: str, new: str, code: str) -> None:
    """Each has its code, its line, and what to do."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = told(text)
    assert code in {one for one, _ in found}
    part = new.partition("\n")[0] if new else 'unit = "sacks"'
    lines = {line for one, line in found if one == code}
    assert lines_of(text, part) & lines or code in {"E102", "E101", "E106"}, found


def test_low_and_high_and_a_policy_are_taken() -> None:
    """Other ways to say how far a number may be off, and how the player played."""
    text = GOOD.replace("190.5, sd = 1.5", "190.5, low = 188, high = 193")
    text = text.replace("scenario =", 'lines = ["2: dues raised"]\nscenario =')
    assert told(text) == []
    assert told(text.replace("lines =", 'policy = "hold"\nlines =')) != []


@settings(deadline=None, max_examples=150)
@given(
    cut=st.integers(0, len(GOOD)),
    length=st.integers(0, 40),
    put=st.text(max_size=30),
)
def test_no_damage_is_a_crash(cut: int, length: int, put: str) -> None:
    """Whatever stands in the file, there is a record or a list of what is wrong."""
    text = GOOD[:cut] + put + GOOD[cut + length :]
    checked = check_record_text(text, "record.toml", SCENARIO)
    assert checked.record is not None or checked.diagnostics


def test_words_are_cleaned_and_no_steering_is_let_through() -> None:
    """An escape in a label is refused; lengths are limited."""
    assert "E112" in dict(told(GOOD.replace('en = "Stores"', 'en = "St\\u001b[2J"')))
    assert "E113" in dict(told(GOOD.replace('en = "Stores"', f'en = "{"s" * 81}"')))


def test_what_is_no_text_file_is_told_and_not_read(tmp_path: Path) -> None:
    """A missing file, a pipe, a huge one and other bytes: one diagnostic each."""
    pipe, huge, other = tmp_path / "pipe", tmp_path / "huge", tmp_path / "other"
    os.mkfifo(pipe)
    huge.write_bytes(b"#" * (RECORD_LIMIT + 1))
    other.write_bytes(b"\xff\xfe")
    for path, code in (
        (tmp_path / "none", "E001"),
        (pipe, "E001"),
        (huge, "E003"),
        (other, "E006"),
    ):
        checked = check_record(path, SCENARIO)
        assert [one.code for one in checked.diagnostics] == [code]
        assert checked.diagnostics[0].file == str(path)
        with pytest.raises(UnreadableRecordError, match=path.name):
            load_record(path, SCENARIO)


def test_days_are_turns_and_before_the_calendar_turns_of_the_same_length() -> None:
    """The crisis begins on 3 November; a turn is a week."""
    checked = record(GOOD.removeprefix(HEAD), SCENARIO)
    assert checked.record is not None
    assert turns_of(checked.record, SCENARIO) == (2, 7)
    days = [point.on for point in checked.record.series["stock"].points]
    assert [position_of(one, SCENARIO) for one in days] == [0, 1, 2]
    first = SCENARIO.calendar.start.date()
    back = [position_of(first.replace(day=3, month=10), SCENARIO)]
    assert back == [1 - 5]


def test_every_shipped_record_is_found_and_clean() -> None:
    """By the scenario's first file; nothing to say of it, not even a translation."""
    found = [path for path in SHIPPED.rglob("*.toml") if "record" in path.name]
    assert found
    for path in found:
        first = path.with_name("scenario.toml")
        assert record_beside(first) == path
        checked = check_record(path, load(first, (SHIPPED,)))
        assert checked.diagnostics == ()


def test_a_record_of_a_single_file_stands_beside_it(tmp_path: Path) -> None:
    """`quay.record.toml` beside `quay.toml`; none, none."""
    first = tmp_path / "quay.toml"
    first.write_text(QUAY, encoding="utf-8")
    assert record_beside(first) is None
    beside = tmp_path / "quay.record.toml"
    beside.write_text(GOOD, encoding="utf-8")
    assert record_beside(first) == beside


def test_a_param_in_sample_is_drawn_from_its_range_and_moves_nothing_else() -> None:
    """It becomes a type of its own; no rule of the game changes by the mark."""
    unmarked = quay(QUAY.replace("in_sample = true\n", ""))
    assert in_sample(SCENARIO) == ("wear",)
    assert in_sample(unmarked) == ()
    assert SCENARIO.mechanics == unmarked.mechanics
    spec = SCENARIO.spec()
    assert with_params_drawn(unmarked.spec(), unmarked) == unmarked.spec()
    drawn = with_params_drawn(spec, SCENARIO)
    (added,) = set(drawn.types) - set(spec.types)
    assert (added.prior.low, added.prior.high) == (0.0, 3.0)
    assert [one.id for one in drawn.types] == sorted(one.id for one in drawn.types)
    changed = [
        own.id
        for own, other in zip(spec.effects, drawn.effects, strict=True)
        if own != other
    ]
    assert changed == ["haste_wears"]


def test_who_asks_for_a_param_is_told_that_it_is_in_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mark is no secret of the back-test."""
    path = tmp_path / "quay.toml"
    path.write_text(QUAY, encoding="utf-8")
    assert main(["scenario", "explain", str(path), "wear"]) == 0
    assert "In-sample" in capsys.readouterr().out
