"""Checking a scenario in one run: everything that is wrong, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath

from game.errors import ScenarioError
from game.scenario.allowing import check_allowed
from game.scenario.diagnostics import Diagnostic, Severity
from game.scenario.document import Document
from game.scenario.expressions import check_expressions
from game.scenario.files import MAIN, Loaded, read_files
from game.scenario.findings import Findings
from game.scenario.grades import check_grades
from game.scenario.merge import Merged, merge
from game.scenario.names import Names, table
from game.scenario.positions import Place, Positions
from game.scenario.references import check_ids, check_references
from game.scenario.rows_cuts import check_cuts
from game.scenario.rows_desk import check_desk
from game.scenario.rows_reports import check_reports
from game.scenario.rows_sight import check_sight
from game.scenario.rows_times import check_times
from game.scenario.rows_world import check_world
from game.scenario.scenario import Scenario
from game.scenario.shape import Mender, Rows, check_rows
from game.scenario.texts import check_texts
from game.scenario.walker import Spot, walk
from game.words import message, render

FORMAT = 1


@dataclass(frozen=True)
class Checked:
    """What a check gives: a scenario if there is no error, and all findings."""

    scenario: Scenario | None
    findings: Findings = field(repr=False)
    positions: Positions = field(repr=False)
    folder: FilePath | None = None
    """Where the files lie, if they come from the disk."""

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return every finding at its place; places are only now looked up."""
        found = self.findings.located(self.positions)
        if self.folder is None:
            return found
        return tuple(_at_home(one, self.folder) for one in found)


class UnplayableError(ScenarioError):
    """A scenario file with errors; carries everything that was found."""

    def __init__(self, name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        errors = [one for one in diagnostics if one.severity is Severity.ERROR]
        first = errors[0]
        super().__init__(
            "The scenario '{name}' has {count} errors. The first, at {place}: {what}",
            name=name,
            count=len(errors),
            place=f"{first.file}:{first.line}:{first.column}",
            what=render(first.message),
        )
        self.diagnostics = diagnostics


def check(path: FilePath) -> Checked:
    """Read and check the scenario whose first file, or whose folder, is at a path."""
    if path.is_dir():
        path /= MAIN
    return _check(read_files(path), path.parent)


def check_text(files: Mapping[str, str], root: str) -> Checked:
    """Check a scenario from the texts of its files."""
    return _check(Loaded(root, dict(files)))


def load(path: FilePath) -> Scenario:
    """Return the scenario at a path.

    Raises:
        UnplayableError: a ScenarioError that carries `diagnostics`.
    """
    checked = check(path)
    if checked.scenario is None:
        raise UnplayableError(path.name, checked.diagnostics)
    return checked.scenario


def _at_home(diagnostic: Diagnostic, folder: FilePath) -> Diagnostic:
    return replace(
        diagnostic,
        file=str(folder / diagnostic.file),
        related=tuple(
            replace(one, file=str(folder / one.file)) for one in diagnostic.related
        ),
    )


def _check(loaded: Loaded, folder: FilePath | None = None) -> Checked:
    findings = Findings()
    if loaded.root not in loaded.files:
        refusal = loaded.refusals.get(loaded.root)
        findings.place(
            refusal.code if refusal else "E001",
            refusal.message
            if refusal
            else message("there is no file '{name}'", name=loaded.root),
            loaded.root,
            Place(line=1, column=1, end=2),
            refusal.fix if refusal else message("check the name of the file"),
        )
        return Checked(None, findings, Positions({}, {}, loaded.root), folder)
    merged = merge(loaded.files, loaded.root, loaded.refusals, findings)
    files = {name: loaded.files[name] for name in merged.used}
    _check_format(merged, findings)
    mender = Mender(findings)
    raw = table(mender.mend(merged.values))
    lost = frozenset(merged.lost)
    rows = check_rows(raw, lost, findings)
    names = Names(raw, _lost_ids(lost), partial=merged.partial)
    spots = tuple(walk(raw))
    check_ids(names, findings)
    check_references(spots, names, findings)
    check_world(rows, names, findings)
    check_sight(rows, findings)
    check_cuts(rows, findings)
    check_desk(rows, names, findings)
    check_times(rows, findings)
    meanings = check_expressions(spots, names, findings)
    check_reports(rows, meanings, findings)
    check_grades(spots, names, meanings, findings)
    texts = check_texts(spots, names, findings)
    check_allowed(rows, names, findings)
    positions = Positions(
        files,
        merged.readable,
        loaded.root,
        merged.homes,
        mender.renamed,
    )
    if findings.are_fatal:
        return Checked(None, findings, positions, folder)
    scenario = Scenario(
        document=_document(raw, rows),
        files=files,
        names=names,
        meanings=meanings,
        written={spot.name: _written(spot) for spot in spots if spot.name in meanings},
        texts=texts,
    )
    return Checked(scenario, findings, positions, folder)


def _written(spot: Spot) -> str:
    if isinstance(spot.value, bool):
        return "true" if spot.value else "false"
    return str(spot.value)


def _document(raw: Mapping[str, object], rows: Rows) -> Document:
    return Document.model_validate(
        {
            "format": FORMAT,
            "include": raw.get("include", ()),
            "scenario": rows.head,
            "texts": raw.get("texts", {}),
            **{name: dict(rows.of(name)) for name in rows.found},
        },
    )


def _lost_ids(lost: frozenset[tuple[str | int, ...]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for header in lost:
        if len(header) > 1:
            found.setdefault(str(header[0]), set()).add(str(header[1]))
    return {name: frozenset(ids) for name, ids in found.items()}


def _check_format(merged: Merged, findings: Findings) -> None:
    given = merged.values.get("format")
    if given is None and () not in merged.lost:
        findings.add(
            "E005",
            message("the key 'format' is missing"),
            (),
            fix=message("write format = 1 as the first line"),
        )
    elif given is not None and (given != FORMAT or isinstance(given, bool)):
        findings.add(
            "E005",
            message("this format is not known"),
            ("format",),
            fix=message("write format = 1"),
        )
