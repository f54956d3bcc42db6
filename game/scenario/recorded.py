"""Reading and checking a record: a stranger's file until nothing is wrong with it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from pydantic import ValidationError

from game.scenario.checking import FaultyFileError, note_unread
from game.scenario.diagnostics import Diagnostic
from game.scenario.explain import explained
from game.scenario.files import RECORD_LIMIT, Loaded, read_alone
from game.scenario.findings import Findings
from game.scenario.names import Names, Raw, table
from game.scenario.positions import Positions
from game.scenario.record import Record
from game.scenario.references import check_references
from game.scenario.rows_record import check_rows
from game.scenario.scenario import Scenario
from game.scenario.shape import Mender, Rows
from game.scenario.syntax import read
from game.scenario.texts import check_texts
from game.scenario.walker import Shape, walk
from game.words import message

_ROOT = Shape(models=(Record,))
_REFERRED = ("variables", "levers", "agenda", "initiatives", "objectives")
"""The tables of the scenario that a record names rows of."""


@dataclass(frozen=True, kw_only=True)
class CheckedRecord:
    """What a check of a record gives: the record if there is no error."""

    record: Record | None
    texts: Mapping[str, Mapping[str, str]]
    """Language to cleaned text, by dotted path."""
    diagnostics: tuple[Diagnostic, ...]

    def text(self, path: str, language: str) -> str:
        """Return the text at a dotted path in a language, else in English."""
        found = self.texts.get(path, {})
        return found.get(language) or found.get("en", "")


class UnreadableRecordError(FaultyFileError):
    """A record that cannot be used."""

    told = message(
        "The record '{name}' cannot be used; errors: {count}. The first, at"
        " {place}: {what}"
    )


def check_record(path: FilePath, scenario: Scenario) -> CheckedRecord:
    """Read and check the record at a path beside the scenario that it observes."""
    checked = _check(read_alone(path, RECORD_LIMIT), scenario)
    placed = tuple(replace(one, file=str(path)) for one in checked.diagnostics)
    return replace(checked, diagnostics=placed)


def check_record_text(text: str, name: str, scenario: Scenario) -> CheckedRecord:
    """Check a record from its text."""
    return _check(Loaded(name, {name: text}), scenario)


def load_record(path: FilePath, scenario: Scenario) -> CheckedRecord:
    """Return a record without errors.

    Raises:
        UnreadableRecordError: a ScenarioError that carries `diagnostics`.
    """
    checked = check_record(path, scenario)
    if checked.record is None:
        raise UnreadableRecordError(path.name, checked.diagnostics)
    return checked


def turns_of(record: Record, scenario: Scenario) -> tuple[int, int]:
    """Return the first and the last turn that a record is scored in."""
    first, last = (
        scenario.calendar.turn_of(day)
        for day in (record.record.first, record.record.last)
    )
    return first, last


def position_of(day: dt.date, scenario: Scenario) -> int:
    """Return the turn that holds a day; 0, -1 and so on before the calendar begins.

    What lies before is counted in turns as long as the first.
    """
    calendar = scenario.calendar
    turn = calendar.turn_of(day)
    if turn:
        return turn
    length = (calendar.moment(2) - calendar.moment(1)) / dt.timedelta(days=1)
    ahead = (calendar.opening(1).date() - day).days
    return 1 - math.ceil(ahead / length)


def _check(loaded: Loaded, scenario: Scenario) -> CheckedRecord:
    findings = Findings()
    text = loaded.files.get(loaded.root)
    if text is None:
        note_unread(loaded, findings)
        return _made(None, {}, findings, Positions({}, {}, loaded.root))
    tree = read(text, loaded.root, findings)
    mender = Mender(findings)
    raw = table(mender.mend(tree.values, _ROOT))
    positions = Positions(
        loaded.files,
        {loaded.root: tree.text},
        loaded.root,
        renamed=mender.renamed,
    )
    if findings.are_fatal and tree.lost:
        return _made(None, {}, findings, positions)
    record = _validated(raw, findings)
    names = _names(raw, scenario)
    spots = walk(raw, _ROOT)
    check_references(spots, names, findings)
    texts = check_texts(spots, Rows(), names, findings)
    if record is not None:
        check_rows(record, scenario, findings)
    return _made(record, texts, findings, positions)


def _made(
    record: Record | None,
    texts: Mapping[str, Mapping[str, str]],
    findings: Findings,
    positions: Positions,
) -> CheckedRecord:
    return CheckedRecord(
        record=None if findings.are_fatal else record,
        texts=texts,
        diagnostics=findings.located(positions),
    )


def _names(raw: Raw, scenario: Scenario) -> Names:
    """Return what a record may name: rows of the scenario, and sources of both."""
    known: dict[str, object] = {home: scenario.names.table(home) for home in _REFERRED}
    own, other = table(raw.get("sources")), scenario.names.table("sources")
    return Names({**known, "sources": {**other, **own}})


def _validated(raw: Raw, findings: Findings) -> Record | None:
    if "format" in raw and raw["format"] != 1:
        findings.add(
            "E005",
            message("this format is not known"),
            ("format",),
            fix=message("write format = 1"),
        )
        return None
    try:
        return Record.model_validate(raw)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            explained(one, raw, (), findings)
    return None
