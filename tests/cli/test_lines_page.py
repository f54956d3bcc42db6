"""The page on lines of play: its examples run in order, and its keys are the keys."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from game.cli.main import main
from game.session import Table
from tests.session.test_history_line import RECORD

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "game" / "manual" / "replay-and-branches.md").read_text("utf-8")
EXAMPLES = [
    line.removeprefix("grave-concern ")
    for block in re.findall(r"(?ms)^```sh\n(.*?)^```", PAGE)
    for line in block.splitlines()
]


@pytest.fixture
def played(table: Table) -> Table:
    """Return a table with a whole game named `first`, and a record of what was done."""
    path = table.saves / "scenarios" / "ferry.toml"
    path.write_text(path.read_text("utf-8") + RECORD, encoding="utf-8")
    with table.new(seed=3, name="first") as game:
        game.stage("timetable even")
        for _ in range(6):
            game.end_month()
    return table


def test_every_example_runs_in_the_order_of_the_page(
    played: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each ends with 0 and prints something; what asks for JSON gives it."""
    assert {words.split()[0] for words in EXAMPLES} >= {"fork", "compare", "replay"}
    for example in EXAMPLES:
        words = shlex.split(example)
        assert main(["--data-dir", str(played.saves), *words]) == 0, example
        printed = capsys.readouterr().out
        assert printed
        if "--json" in words:
            json.loads(printed)


def test_the_keys_of_the_page_are_the_keys(
    played: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every key of what is printed for programs is told of, and no other one."""

    def found(*words: str) -> dict[str, object]:
        assert main(["--data-dir", str(played.saves), *words, "--json"]) == 0
        made = json.loads(capsys.readouterr().out)
        assert isinstance(made, dict)
        return made

    fork = found("fork", "first", "--turn", "2", "--name", "second")
    told = PAGE.partition("`--json` prints one object: ")[2].partition("\n\n")[0]
    assert set(fork) | {"line", "reason"} == keys(told) - {"--then"}
    pair = found("compare", "first", "history")
    told = PAGE.partition("| key | value |")[2].partition("\n\n")[0]
    rows = {row.split("|")[1]: row.split("|")[2] for row in told.splitlines()[2:]}
    assert set(pair) == set().union(*map(keys, rows))
    side = pair["a"]
    gauges = pair["gauges"]
    months = pair["months"]
    assert isinstance(side, dict)
    assert isinstance(gauges, list)
    assert isinstance(months, list)
    assert set(side) == keys(rows[" `a`, `b` "])
    assert set(gauges[0]) == keys(rows[" `gauges` "])
    assert set(months[0]) == keys(rows[" `months` "])
    told = PAGE.partition("A point has ")[2].partition("\n\n")[0]
    point, _, rest = told.partition("A ledger has ")
    ledger, _, line = rest.partition("A line has ")
    gauge = next(row for row in gauges if any(one["lines"] for one in row["ledgers"]))
    lines = [one for row in gauge["ledgers"] for one in row["lines"]]
    assert set(gauge["points"][0]) == keys(point)
    assert set(gauge["ledgers"][0]) == keys(ledger) - {"value"}
    assert set(lines[0]) == keys(line) - {"why"}
    replay = found("replay", "second")
    told = PAGE.partition("for programs (")[2].partition(")")[0]
    assert set(replay) == keys(told)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["compare", "first", "first"], 0),
        (["compare", "first", "nowhere"], 1),
        (["compare", "first", "first", "--turn", "99"], 1),
        (["compare", "first"], 2),
        (["compare", "first", "first", "--turn", "0"], 2),
        (["fork", "first", "--turn", "99"], 1),
        (["fork", "first", "--turn", "2", "--name", "first"], 1),
        (["fork", "first"], 2),
        (["fork", "first", "--from-state", "--turn", "2"], 2),
    ],
)
def test_exit_codes_are_as_the_page_says(
    played: Table, words: list[str], code: int
) -> None:
    """0 done, 1 refused and nothing made, 2 not understood."""
    files = sorted(played.saves.glob("*.chronicle"))
    assert main(["--data-dir", str(played.saves), *words]) == code
    assert sorted(played.saves.glob("*.chronicle")) == files


def keys(text: str) -> set[str]:
    """Return what a text puts between backquotes."""
    return set(re.findall(r"`([^`]+)`", text))
