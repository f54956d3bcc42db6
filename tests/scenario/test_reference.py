"""The author's reference: its tables of fields are those of the models."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.main import main
from game.scenario.document import Document
from game.scenario.record import Record
from game.scenario.walker import fields
from game.scenario.workshop.reference import block_of, named, renewed, tables

MANUAL = Path(__file__).parents[2] / "game" / "manual"
PAGE, RECORDS = MANUAL / "scenario-reference.md", MANUAL / "backtest.md"


@pytest.mark.parametrize("page", [PAGE, RECORDS], ids=lambda page: page.stem)
def test_the_page_is_as_the_models_are(page: Path) -> None:
    """`scenario reference --update` would change nothing."""
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, (
        f"run: grave-concern scenario reference --update {page.name}"
    )


def test_every_table_is_on_the_page() -> None:
    """All models have a block; numbers and texts are explained in words above.

    Those of a record are on the page of the back-test.
    """
    text = PAGE.read_text(encoding="utf-8") + RECORDS.read_text(encoding="utf-8")
    missing = {
        name
        for name in {*tables(), *tables(Record)}
        if f"<!-- fields of {name} -->" not in text
    }
    assert missing <= {"Words", "Number"}


def test_every_table_by_id_reads_so() -> None:
    """What the file holds as rows by ids is told as a table, whatever a row is."""
    block = block_of("Document")
    lines = {line.split("`")[1]: line for line in block.splitlines() if "| `" in line}
    by_id = [name for name, shape in fields(Document).items() if shape.values]
    assert {"agenda", "levers", "models"} <= set(by_id)
    for name in by_id:
        if named(name) is not None:
            assert "| table, by id |" in lines[name], lines[name]


def test_only_what_is_between_the_marks_is_renewed() -> None:
    """Words around a block stay; an unknown table is an error, not an empty block."""
    page = (
        "before\n<!-- fields of Rung -->\nstale words\n<!-- end of fields -->\nafter\n"
    )
    new = renewed(page)
    assert new.startswith("before\n<!-- fields of Rung -->\n| key |")
    assert new.endswith("<!-- end of fields -->\nafter\n")
    assert block_of("Rung") in new
    assert "stale words" not in new
    with pytest.raises(KeyError):
        renewed(page.replace("Rung", "Ring"))


def test_the_command_tells_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Each table is told with all its keys, in lines that fit 80 columns."""
    for name in fields(Document):
        model = named(name)
        if model is None:
            continue
        assert main(["scenario", "reference", name]) == 0
        lines = capsys.readouterr().out.splitlines()
        told = {line.partition(":")[0] for line in lines}
        assert set(fields(model)) <= told
        assert max(map(len, lines)) <= 80 or name == "codex"


def test_a_table_that_is_not_there_is_a_usage_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sentence that names what was probably meant."""
    assert main(["scenario", "reference", "lever"]) == 2
    assert "levers" in capsys.readouterr().err
