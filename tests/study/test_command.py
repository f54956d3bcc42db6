"""The studies as commands, on a scenario that ships."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.errors import ChoiceError, ScenarioError, StorageError, UsageError
from game.session.table import Table
from game.study import run, run_balance
from game.study.printing import columns

SCENARIO = "harbour-strike"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table whose games lie in a folder of their own."""
    return Table(data_dir=tmp_path)


def test_text_and_json_tell_the_same(table: Table) -> None:
    """The counts of the text are those of the JSON, and both repeat exactly."""
    text = run(SCENARIO, "hold", 50, 7, table=table)
    found = json.loads(run(SCENARIO, "hold", 50, 7, table=table, json=True))
    assert text == run(SCENARIO, "hold", 50, 7, table=table)
    scenario = table.scenario(SCENARIO)
    for name, count in found["endings"]:
        title = scenario.text(f"endings.{name}.title", "en")
        assert re.search(rf"^{title} +{count} ", text, re.MULTILINE)
    assert found["digests"][-1] in text
    assert found["worlds"] == 50


def test_a_policy_may_be_a_file(table: Table, tmp_path: Path) -> None:
    """A file of lines plays like the same lines of the scenario."""
    rows = table.scenario(SCENARIO).document.policies
    name = min(rows)
    path = tmp_path / f"{name}.txt"
    path.write_text("\n".join(rows[name].lines), "utf-8")
    assert run(SCENARIO, str(path), 20, 1, table=table) == run(
        SCENARIO, name, 20, 1, table=table
    )


def test_a_policy_may_be_a_bot(table: Table) -> None:
    """Bots go by their names, and one that does not exist is refused by name."""
    found = json.loads(run(SCENARIO, "rollout-8", 2, 1, table=table, json=True))
    assert found["policy"] == "rollout-8"
    assert found["worlds"] == 2
    with pytest.raises(ChoiceError, match="belief-4096"):
        run(SCENARIO, "belief-4096", 2, 1, table=table)


def test_every_reference_line_is_compared(table: Table) -> None:
    """Without names the scenario's own references stand in the table."""
    rows = table.scenario(SCENARIO).document.policies
    found = json.loads(
        run_balance(SCENARIO, [], 10, 1, table=table, json=True, parts=["lines"])
    )
    names = [line["policy"] for line in found["lines"]["lines"]]
    assert names == sorted(key for key, row in rows.items() if row.reference)
    text = run_balance(SCENARIO, names[:2], 10, 1, table=table, parts=["lines"])
    assert all(name in text for name in names[:2])


def test_bad_input_is_one_clear_error(table: Table, tmp_path: Path) -> None:
    """Unknown names, odd numbers and unreadable files say what is wrong."""
    with pytest.raises(UsageError, match="1000000"):
        run(SCENARIO, "hold", 0, 1, table=table)
    with pytest.raises(ChoiceError, match="nobody"):
        run(SCENARIO, "nobody", 5, 1, table=table)
    with pytest.raises(ScenarioError):
        run("no-such-crisis", "hold", 5, 1, table=table)
    path = tmp_path / "odd.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(StorageError, match=r"odd\.txt"):
        run(SCENARIO, str(path), 5, 1, table=table)
    path.write_text("1: nothing at all", "utf-8")
    with pytest.raises(ChoiceError, match="Line 1"):
        run(SCENARIO, str(path), 5, 1, table=table)
    path.write_text("#" * 1_000_001, "utf-8")
    with pytest.raises(ChoiceError, match="too large"):
        run(SCENARIO, str(path), 5, 1, table=table)


def test_wide_characters_keep_columns_straight() -> None:
    """Characters of two cells push the next column as far as they reach."""
    first, second = columns((("\ud56d\ub9cc", "1"), ("abcd", "22"))).split("\n")
    assert first == "\ud56d\ub9cc   1"
    assert second == "abcd  22"


def test_leaving_the_pool_waits_for_no_half_written_result() -> None:
    """Processes that are ended while they write keep nobody from ending."""
    script = """
from game.study.command import pool

if __name__ == "__main__":
    with pool(2) as executor:
        found = [executor.submit(bytes, 40_000_000) for _ in range(8)]
        found[0].result()
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, timeout=300
    )
    assert ended.returncode == 0, ended.stderr
    assert b"Traceback" not in ended.stderr
