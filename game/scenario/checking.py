"""Checking a scenario in one run: everything that is wrong, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import ClassVar

from game.building import building
from game.errors import ScenarioError
from game.scenario.allowing import check_allowed
from game.scenario.diagnostics import Diagnostic, Severity
from game.scenario.document import Document
from game.scenario.expressions import check_expressions
from game.scenario.files import MAIN, Loaded, extended, prefix_of, read_files
from game.scenario.findings import Aim, Findings, Found
from game.scenario.grades import check_grades, check_sources
from game.scenario.inherit import Link, Resolved, resolve
from game.scenario.limits import check_foresight, within_caps
from game.scenario.marks import Formula
from game.scenario.misnamed import blame_definitions
from game.scenario.names import Raw, table
from game.scenario.positions import Place, Positions
from game.scenario.references import check_ids, check_references
from game.scenario.rows_cuts import check_cuts
from game.scenario.rows_desk import check_desk
from game.scenario.rows_doubts import check_doubts
from game.scenario.rows_hints import check_hints
from game.scenario.rows_history import check_history
from game.scenario.rows_levels import check_levels
from game.scenario.rows_models import check_models
from game.scenario.rows_proofs import check_proofs
from game.scenario.rows_reports import check_reports
from game.scenario.rows_sight import check_sight
from game.scenario.rows_times import check_times
from game.scenario.rows_variants import check_variants
from game.scenario.rows_world import check_world
from game.scenario.scenario import Scenario
from game.scenario.shape import LOOSE, Mender, Rows, check_rows
from game.scenario.texts import check_texts
from game.scenario.uncertain import lost_rows, names_of
from game.scenario.walker import Spot, dotted, walk
from game.words import Message, message, render

FORMAT = 1


@dataclass(frozen=True)
class Checked:
    """What a check gives: a scenario if there is no error, and all findings."""

    scenario: Scenario | None
    findings: Findings = field(repr=False)
    positions: Positions = field(repr=False)
    folder: FilePath | None = None
    """Where the files lie, if they come from the disk."""
    paths: Mapping[str, FilePath] = field(default_factory=dict, repr=False)
    """The same of each file: an extended scenario lies elsewhere."""
    raw: Raw = field(default_factory=dict, repr=False)
    """The document as written, all files taken together."""
    told: tuple[Diagnostic, ...] | None = field(default=None, repr=False)
    """What was found at its place, where another process has found it."""

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return every finding at its place; places are only now looked up."""
        return self._located(self.findings) if self.told is None else self.told

    def placed(self, found: Iterable[Found]) -> tuple[Diagnostic, ...]:
        """Return what was found by other means, at its place in the files."""
        findings = Findings()
        for one in found:
            aim = Aim.VALUE if one.path[-1] == "id" else Aim.KEY
            findings.add(one.code, one.text, one.path, aim=aim, fix=one.fix)
        return self._located(findings)

    def about(self, found: Found) -> str:
        """Return what a finding is about, as [allow] names it."""
        path = found.path[:-1] if found.path[-1] == "id" else found.path
        return dotted(self.raw, path)

    def _located(self, findings: Findings) -> tuple[Diagnostic, ...]:
        with building():
            found = findings.located(self.positions)
        if self.folder is None:
            return found
        return tuple(
            replace(
                one,
                file=self.at_home(one.file),
                related=tuple(
                    replace(other, file=self.at_home(other.file))
                    for other in one.related
                ),
            )
            for one in found
        )

    def at_home(self, name: str) -> str:
        """Return the path of a file on the disk; its name if it comes from none."""
        if self.folder is None:
            return name
        return str(self.paths.get(name) or self.folder / name)


class FaultyFileError(ScenarioError):
    """A file with errors; carries everything that was found, and tells the first."""

    told: ClassVar[Message]
    """The sentence, with the name, the number of errors, and the first of them."""

    def __init__(self, name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        errors = [one for one in diagnostics if one.severity is Severity.ERROR]
        first = errors[0]
        super().__init__(
            self.told.template,
            name=name,
            count=len(errors),
            place=f"{first.file}:{first.line}:{first.column}",
            what=render(first.message),
        )
        self.diagnostics = diagnostics


class UnplayableError(FaultyFileError):
    """A scenario that cannot be played."""

    told = message(
        "The scenario '{name}' cannot be played; errors: {count}. The first, at"
        " {place}: {what}"
    )


def check(path: FilePath, folders: Sequence[FilePath] = ()) -> Checked:
    """Read and check the scenario whose first file, or whose folder, is at a path.

    Args:
        path: the file or the folder.
        folders: where a scenario that it extends is looked for by id, if none lies
            beside it.
    """
    if path.is_dir():
        path /= MAIN
    return check_loaded(read_files(path, folders), path.parent)


def check_text(files: Mapping[str, str], root: str) -> Checked:
    """Check a scenario from the texts of its files."""
    return check_loaded(Loaded(root, dict(files)))


def check_loaded(loaded: Loaded, folder: FilePath | None = None) -> Checked:
    """Check a scenario whose files have been read.

    Args:
        loaded: the texts of its files, and where they lie.
        folder: where its first file lies, if they come from the disk.
    """
    with building():
        return _check(loaded, folder)


def load(path: FilePath, folders: Sequence[FilePath] = ()) -> Scenario:
    """Return the scenario at a path; what it extends is found as by `check`.

    Raises:
        UnplayableError: a ScenarioError that carries `diagnostics`.
    """
    checked = check(path, folders)
    if checked.scenario is None:
        raise UnplayableError(path.name, checked.diagnostics)
    return checked.scenario


def _check(loaded: Loaded, folder: FilePath | None = None) -> Checked:
    findings = Findings()
    if loaded.root not in loaded.files:
        note_unread(loaded, findings)
        nothing = Positions({}, {}, loaded.root)
        return Checked(None, findings, nothing, folder, loaded.paths)
    merged = resolve(loaded, findings)
    files = {name: loaded.files[name] for name in merged.used}
    for link in merged.chain:
        _check_format(link, findings)
    if not merged.is_whole and findings.are_fatal:
        found = Positions(files, merged.readable, loaded.root, merged.homes)
        return Checked(None, findings, found, folder, loaded.paths)
    _check_rules(merged, files, findings)
    mender = Mender(findings)
    raw, cut = within_caps(table(mender.mend(merged.values)), findings)
    lost = lost_rows((*merged.lost, *cut))
    rows = check_rows(raw, lost, findings)
    names = names_of(raw, lost, partial=merged.partial)
    spots = walk(raw)
    check_ids(names, findings)
    check_references(spots, names, findings)
    check_world(rows, names, findings)
    check_sight(rows, findings)
    check_cuts(rows, findings)
    check_foresight(rows, findings)
    check_desk(rows, names, findings)
    check_variants(rows, names, findings)
    check_times(rows, findings)
    check_levels(rows, names, findings)
    check_history(rows, findings)
    check_hints(rows, findings)
    check_proofs(rows, findings)
    meanings = check_expressions(spots, names, findings)
    check_models(rows, names, spots, meanings, findings)
    check_doubts(rows, meanings, findings)
    check_reports(rows, names, meanings, findings)
    check_grades(spots, names, meanings, findings)
    if not lost and not merged.partial:
        check_sources(spots, names, findings)
    findings.forget("W503", merged.is_inherited)
    texts = check_texts(spots, rows, names, findings)
    blame_definitions(spots, names, findings)
    check_allowed(rows, names, findings)
    positions = Positions(
        files,
        merged.readable,
        loaded.root,
        merged.homes,
        mender.renamed,
        merged.trace if merged.is_layered else None,
    )
    if findings.are_fatal:
        return Checked(None, findings, positions, folder, loaded.paths, raw)
    scenario = Scenario(
        document=_document(raw, rows),
        files=files,
        names=names,
        meanings=meanings,
        written={
            spot.name: _written(spot)
            for spot in spots
            if isinstance(spot.mark, Formula) and spot.name in meanings
        },
        texts=texts,
    )
    return Checked(scenario, findings, positions, folder, loaded.paths, raw)


def note_unread(loaded: Loaded, findings: Findings) -> None:
    """Note that the first file was not read, and why."""
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


def _written(spot: Spot) -> str:
    if isinstance(spot.value, bool):
        return "true" if spot.value else "false"
    return str(spot.value)


def _document(raw: Mapping[str, object], rows: Rows) -> Document:
    return Document.model_validate(
        {
            "format": FORMAT,
            **{name: raw[name] for name in LOOSE if name in raw},
            "scenario": rows.head,
            **{name: dict(rows.of(name)) for name in rows.found},
        },
    )


def _check_format(link: Link, findings: Findings) -> None:
    given = link.merged.values.get("format")
    if given is None and () not in link.merged.lost:
        findings.add(
            "E005",
            message("the key 'format' is missing"),
            (),
            fix=message("write format = 1 as the first line"),
            file=link.root,
        )
    elif given is not None and (given != FORMAT or isinstance(given, bool)):
        findings.add(
            "E005",
            message("this format is not known"),
            ("format",),
            fix=message("run `scenario migrate` on this file")
            if given == 0 and not isinstance(given, bool)
            else message("write format = 1"),
            file=link.root,
        )


def _check_rules(
    merged: Resolved, files: Mapping[str, str], findings: Findings
) -> None:
    """Check that an extended scenario has the very rules that are asked for."""
    link = merged.chain[0]
    wanted = link.extends.get("rules")
    if not isinstance(wanted, str) or not merged.chain[1:]:
        return
    parent = merged.chain[1].root
    prefix = prefix_of(extended(link.merged.values))
    below = {
        name.removeprefix(prefix): text
        for name, text in files.items()
        if name not in link.merged.used
    }
    scenario = check_text(below, parent.removeprefix(prefix)).scenario
    if scenario is not None and wanted != f"sha256:{scenario.mechanics}":
        findings.add(
            "E007",
            message("the rules that this extends are not those asked for"),
            ("extends", "rules"),
            fix=message(
                'look at what changed, then write rules = "sha256:{hash}"',
                hash=scenario.mechanics,
            ),
            file=link.root,
        )
