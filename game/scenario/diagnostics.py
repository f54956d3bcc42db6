"""What is wrong with a file, where, and what to do: values and their printing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.text import cells
from game.words import Message, render, say

_WIDTH = 96
"""Terminal cells of an excerpt."""
_LEAD = 60
"""Terminal cells kept before the caret of a long line."""


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    """The scenario cannot be played."""
    WARNING = "warning"
    """It can be played, but something is missing or doubtful."""
    NOTE = "note"
    """Worth knowing; not printed unless asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that has to do with a diagnostic."""

    message: Message
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding of the checker."""

    code: str
    severity: Severity
    message: Message
    file: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    end: int
    """The column after the last character, on the same line."""
    excerpt: str = ""
    """The line itself."""
    fix: Message | None = None
    related: tuple[Related, ...] = ()


def _shown(line: str) -> list[str]:
    """Return the characters of a line as they may be printed, one for one."""
    return [
        " "
        if character.isspace()
        else character
        if character.isprintable()
        else "\ufffd"
        for character in line
    ]


def _excerpt(diagnostic: Diagnostic) -> tuple[str, str, int]:
    """Return the visible part of the line, the carets under it, and its column."""
    # Only what may be seen of a line is looked at: it may have a million characters.
    place = min(diagnostic.column - 1, len(diagnostic.excerpt))
    cut = max(0, place - _LEAD)
    characters = _shown(diagnostic.excerpt[cut : place + _WIDTH])
    first = place - cut
    last = max(first + 1, diagnostic.end - 1 - cut)
    start, lead = first, 0
    while start and lead + cells(characters[start - 1]) <= _LEAD:
        start -= 1
        lead += cells(characters[start])
    marks = sum(cells(one) for one in characters[first:last]) or 1
    room = _WIDTH - lead
    end, taken = first, 0
    while end < len(characters) and taken + cells(characters[end]) <= room:
        taken += cells(characters[end])
        end += 1
    return (
        "".join(characters[start:end]).rstrip(),
        " " * lead + "^" * max(1, min(marks, room)),
        cut + start + 1,
    )


def format_text(diagnostic: Diagnostic, language: str = "en") -> str:
    """Return a diagnostic as lines of text, with the place marked by carets."""
    kinds = {
        Severity.ERROR: say("error", language),
        Severity.WARNING: say("warning", language),
        Severity.NOTE: say("note", language),
    }
    what = printable(render(diagnostic.message, language))
    place = f"{diagnostic.file}:{diagnostic.line}:{diagnostic.column}"
    lines = [
        f"{kinds[diagnostic.severity]}[{diagnostic.code}] {what}",
        f"  --> {printable(place)}",
    ]
    if diagnostic.excerpt:
        line, carets, _ = _excerpt(diagnostic)
        number = str(diagnostic.line)
        blank = " " * len(number)
        lines += [f" {blank} |", f" {number} | {line}", f" {blank} | {carets}"]
    if diagnostic.fix is not None:
        advice = printable(render(diagnostic.fix, language))
        lines.append("  = " + say("fix: {advice}", language, advice=advice))
    lines.extend(
        "  = "
        + printable(render(other.message, language))
        + printable(f" ({other.file}:{other.line}:{other.column})")
        for other in diagnostic.related
    )
    return "\n".join(lines)


def printable(text: str) -> str:
    """Return one line of text without anything that could steer a terminal."""
    return "".join(_shown(text))


def to_github(diagnostic: Diagnostic, language: str = "en") -> str:
    """Return a diagnostic as a line that GitHub shows beside the line of the file."""
    kind = {Severity.NOTE: "notice"}.get(diagnostic.severity, diagnostic.severity.value)
    what = render(diagnostic.message, language)
    if diagnostic.fix is not None:
        what += "\n" + say(
            "fix: {advice}", language, advice=render(diagnostic.fix, language)
        )
    fields = {
        "file": diagnostic.file,
        "line": diagnostic.line,
        "col": diagnostic.column,
        "endColumn": max(diagnostic.end - 1, diagnostic.column),
        "title": diagnostic.code,
    }
    place = ",".join(f"{key}={_field(str(value))}" for key, value in fields.items())
    return f"::{kind} {place}::{_escaped(what)}"


def _escaped(text: str) -> str:
    """Return text that cannot end the command it stands in, nor begin another."""
    lines = "\n".join(printable(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\n", "%0A")


def _field(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def to_json(diagnostic: Diagnostic, language: str = "en") -> dict[str, object]:
    """Return a diagnostic as a plain value for programs.

    The excerpt is what the text shows of the line, from `excerpt_column` on: a line
    may have a million characters and two hundred findings.
    """
    fix = diagnostic.fix
    excerpt, _, begins = _excerpt(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": render(diagnostic.message, language),
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end": diagnostic.end,
        "excerpt": excerpt,
        "excerpt_column": begins,
        "fix": None if fix is None else render(fix, language),
        "related": [
            {
                "message": render(other.message, language),
                "file": other.file,
                "line": other.line,
                "column": other.column,
            }
            for other in diagnostic.related
        ],
    }
