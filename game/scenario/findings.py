"""Gathering what is wrong by path; places are looked up only at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from game.scenario.diagnostics import Diagnostic, Related, Severity
from game.scenario.positions import Place, Positions
from game.scenario.tokens import Fault, Missing
from game.scenario.walker import Path
from game.words import Message

MOST = 200
"""More findings than this help nobody; the rest is not reported."""
ENOUGH = 2 * MOST
"""Errors after which a check of row after row may stop: the rest is not shown."""


class Aim(StrEnum):
    """What of a path the caret points at."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, at a path of the document or at a place."""

    code: str
    message: Message
    path: Path = ()
    aim: Aim = Aim.VALUE
    span: tuple[int, int] | None = None
    """Characters inside the string that stands at the path."""
    fix: Message | None = None
    related: tuple[tuple[Message, str, Path], ...] = ()
    """Message, file (empty: where the path is) and path of other places."""
    file: str = ""
    """The file, where the path alone does not tell it."""
    place: Place | None = None
    """A place in that file, where there is no path."""
    missing: Missing | None = None
    """What was read and is not there, if that is what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that other means than a look at the file have found wrong with it."""

    code: str
    path: Path
    text: Message
    fix: Message


@dataclass(slots=True)
class Findings:
    """The list that every check adds to."""

    found: list[Finding] = field(default_factory=list)
    _errors: int = 0

    def _note(self, finding: Finding) -> None:
        self.found.append(finding)
        self._errors += severity(finding.code) is Severity.ERROR

    def add(
        self,
        code: str,
        text: Message,
        path: Path,
        *,
        aim: Aim = Aim.VALUE,
        fix: Message | None = None,
        related: tuple[tuple[Message, str, Path], ...] = (),
        file: str = "",
        missing: Missing | None = None,
    ) -> None:
        """Note something wrong at a path of the document."""
        self._note(
            Finding(
                code=code,
                message=text,
                path=path,
                aim=aim,
                fix=fix,
                related=related,
                file=file,
                missing=missing,
            ),
        )

    def add_fault(self, fault: Fault, path: Path) -> None:
        """Note a fault inside the expression at a path."""
        self._note(
            Finding(
                code=fault.code,
                message=fault.message,
                path=path,
                span=(fault.start, fault.end),
                fix=fault.fix,
                missing=fault.missing,
            ),
        )

    def warn(
        self,
        code: str,
        text: Message,
        path: Path,
        span: tuple[int, int],
        fix: Message,
    ) -> None:
        """Note something doubtful inside the expression at a path."""
        self.found.append(
            Finding(code=code, message=text, path=path, span=span, fix=fix),
        )

    def place(
        self,
        code: str,
        text: Message,
        file: str,
        place: Place,
        fix: Message | None = None,
    ) -> None:
        """Note something wrong at a place of a file."""
        self._note(Finding(code=code, message=text, file=file, place=place, fix=fix))

    @property
    def are_enough(self) -> bool:
        """Tell whether there are more errors than are ever shown."""
        return self._errors >= ENOUGH

    def forget(self, code: str, about: Callable[[Path], bool]) -> None:
        """Leave out what was found of a code at some paths."""
        self.found[:] = [
            one for one in self.found if one.code != code or not about(one.path)
        ]

    @property
    def are_fatal(self) -> bool:
        """Tell whether anything found is an error."""
        return any(severity(one.code) is Severity.ERROR for one in self.found)

    def located(self, positions: Positions) -> tuple[Diagnostic, ...]:
        """Return what was found, the worst `MOST`, by its place in the files."""
        seen: dict[tuple[object, ...], Diagnostic] = {}
        weight = list(Severity)
        for finding in sorted(
            self.found, key=lambda one: weight.index(severity(one.code))
        ):
            one = _locate(finding, positions)
            seen.setdefault((one.code, one.file, one.line, one.column), one)
            if len(seen) == MOST:
                break
        order = {name: index for index, name in enumerate(positions.files)}
        return tuple(
            sorted(
                seen.values(),
                key=lambda one: (order.get(one.file, -1), one.line, one.column),
            ),
        )


def severity(code: str) -> Severity:
    """Return how much a code matters."""
    if code in {"W501", "W513"}:
        return Severity.NOTE
    return Severity.ERROR if code.startswith("E") else Severity.WARNING


def _locate(finding: Finding, positions: Positions) -> Diagnostic:
    if finding.place is not None:
        file, place = finding.file, finding.place
    else:
        file, path = finding.file, finding.path
        if not file:
            file, path = positions.source(path)
        place = positions.place(
            path,
            file,
            key=finding.aim is Aim.KEY,
            span=finding.span,
        )
    return Diagnostic(
        code=finding.code,
        severity=severity(finding.code),
        message=finding.message,
        file=file,
        line=place.line,
        column=place.column,
        end=place.end,
        excerpt=positions.line(file, place.line),
        fix=finding.fix,
        related=tuple(
            _related(text, other, path, positions)
            for text, other, path in finding.related
        ),
    )


def _related(text: Message, file: str, path: Path, positions: Positions) -> Related:
    if not file:
        file, path = positions.source(path)
    place = positions.place(path, file, key=True)
    return Related(message=text, file=file, line=place.line, column=place.column)
