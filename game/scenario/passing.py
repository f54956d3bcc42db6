"""What one process asks of another about a scenario, and is told: lines of JSON.

Nothing else crosses over: no object is revived from what came in, so a process that
a hostile file has led astray can say no more than words, numbers and names of files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from game.errors import ScenarioError
from game.scenario.checking import Checked, check_loaded
from game.scenario.diagnostics import Diagnostic, Related, Severity
from game.scenario.files import MAIN, Loaded, read_files
from game.scenario.findings import Findings
from game.scenario.glance import glance_loaded
from game.scenario.positions import Positions
from game.words import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A scenario to be looked at: by its path, or by the texts of its files."""

    path: str = ""
    """Where it lies; with texts, the name of what holds them."""
    folders: tuple[str, ...] = ()
    """Where a scenario that it extends is looked for by id."""
    root: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    """The texts, where they do not lie on the disk."""
    glance: bool = False
    """Whether the head is enough, where it is plain."""
    rewrite: bool = False
    """Whether it is to be rewritten in the newest format, and not checked."""

    def line(self) -> str:
        """Return it as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_line(cls, line: str) -> Job:
        """Return what a line asks for."""
        row: Any = json.loads(line)
        return cls(**{**row, "folders": tuple(row["folders"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a job: the very texts that were read, and what is wrong with them.

    Whoever has it may do the same again with the same texts, and will come to its end.
    """

    root: str
    files: Mapping[str, str]
    paths: Mapping[str, str] = field(default_factory=dict)
    """Where the files lie on the disk."""
    folder: str = ""
    """Where the first of them lies; empty if they come from nowhere."""
    told: tuple[Diagnostic, ...] = ()
    glanced: bool = False
    """Only the head was looked at."""
    newest: Mapping[str, str] | None = None
    """By file, what the newest format changes; None if it is that already, or if
    nobody asked."""
    problem: Message | None = None
    """Why it could not be rewritten."""

    @property
    def is_sound(self) -> bool:
        """Tell whether no error was found."""
        return all(one.severity is not Severity.ERROR for one in self.told)

    @property
    def loaded(self) -> Loaded:
        """Return the files as they were read."""
        paths = {name: Path(path) for name, path in self.paths.items()}
        return Loaded(self.root, dict(self.files), paths=paths)

    def checked(self) -> Checked:
        """Check the same texts here; those that are not sound are not looked at again.

        Nothing is looked at either where only the head was wanted before.
        """
        folder = Path(self.folder) if self.folder else None
        if self.is_sound and not self.glanced:
            return check_loaded(self.loaded, folder)
        return Checked(
            None,
            Findings(),
            Positions(self.files, {}, self.root),
            folder,
            self.loaded.paths,
            told=self.told,
        )

    def line(self) -> str:
        """Return it as one line."""
        # Many findings may stand on one long line: each line is passed once.
        excerpts = list(dict.fromkeys(one.excerpt for one in self.told))
        places = {excerpt: place for place, excerpt in enumerate(excerpts)}
        return json.dumps(
            {
                "root": self.root,
                "files": dict(self.files),
                "paths": dict(self.paths),
                "folder": self.folder,
                "glanced": self.glanced,
                "newest": None if self.newest is None else dict(self.newest),
                "problem": None if self.problem is None else _words(self.problem),
                "excerpts": excerpts,
                "told": [
                    {**_plain(one), "excerpt": places[one.excerpt]} for one in self.told
                ],
            }
        )

    @classmethod
    def from_line(cls, line: str) -> Report:
        """Return what a line tells."""
        row: Any = json.loads(line)
        return cls(
            root=row["root"],
            files=row["files"],
            paths=row["paths"],
            folder=row["folder"],
            glanced=row["glanced"],
            newest=row["newest"],
            problem=None if row["problem"] is None else _message(row["problem"]),
            told=tuple(_diagnostic(one, row["excerpts"]) for one in row["told"]),
        )


def look(job: Job) -> Report:
    """Do a job."""
    if job.files:
        loaded, folder = Loaded(job.root, dict(job.files)), None
    else:
        path = Path(job.path)
        path = path / MAIN if path.is_dir() else path
        loaded = read_files(path, [Path(folder) for folder in job.folders])
        folder = path.parent
    if job.rewrite:
        return _rewritten(loaded)
    glanced = job.glance and glance_loaded(loaded) is not None
    told = () if glanced else check_loaded(loaded, folder).diagnostics
    return Report(
        root=loaded.root,
        files=loaded.files,
        paths={name: str(path) for name, path in loaded.paths.items()},
        folder="" if folder is None else str(folder),
        told=told,
        glanced=glanced,
    )


def _rewritten(loaded: Loaded) -> Report:
    # Needed by one command alone.
    from game.scenario.workshop.rewriting import rewritten_files  # noqa: PLC0415

    newest, problem = None, None
    try:
        newest = rewritten_files(loaded)
    except ScenarioError as error:
        problem = Message(error.template, error.fields)
    return Report(root=loaded.root, files=loaded.files, newest=newest, problem=problem)


def _plain(one: Diagnostic) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": _words(one.message),
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "end": one.end,
        "fix": None if one.fix is None else _words(one.fix),
        "related": [
            {
                "message": _words(other.message),
                "file": other.file,
                "line": other.line,
                "column": other.column,
            }
            for other in one.related
        ],
    }


def _diagnostic(row: Mapping[str, Any], excerpts: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        code=row["code"],
        severity=Severity(row["severity"]),
        message=_message(row["message"]),
        file=row["file"],
        line=row["line"],
        column=row["column"],
        end=row["end"],
        excerpt=excerpts[row["excerpt"]],
        fix=None if row["fix"] is None else _message(row["fix"]),
        related=tuple(
            Related(
                message=_message(other["message"]),
                file=other["file"],
                line=other["line"],
                column=other["column"],
            )
            for other in row["related"]
        ),
    )


def _words(text: Message) -> dict[str, object]:
    """Return a marked message as plain values; a field may be one as well."""
    return {
        "template": text.template,
        "fields": {name: _field(value) for name, value in text.fields.items()},
    }


def _field(value: object) -> object:
    if isinstance(value, Message):
        return _words(value)
    return value if isinstance(value, int | float) else str(value)


def _message(row: Mapping[str, Any]) -> Message:
    fields = {
        name: _message(value) if isinstance(value, dict) else value
        for name, value in row["fields"].items()
    }
    return Message(row["template"], fields)
