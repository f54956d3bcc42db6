"""Reading the TOML of one file, past its first mistake.

TOML stops at the first error. So the table in which it stands is blanked and
the rest is read again: an author is told about more than one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import tomli

from game.scenario.findings import Findings
from game.scenario.newer import QUIET, newer
from game.scenario.positions import Place
from game.scenario.walker import Path
from game.words import Message, message

DEEPEST = 64
MOST_PARTS = 8
MOST_HEADERS = 20_000
"""More tables than a file of the largest size has room for, if each says something."""
_ROUNDS = 12
_TOLD = 20
"""Places of a newer syntax that are told of one file."""
_READ = 3_000_000
"""Characters after which nothing is read again, however many mistakes are left."""

_HEADER = re.compile(
    r"^\[{1,2}[ \t]*([A-Za-z0-9_.\"' \t-]+?)[ \t]*\]{1,2}[ \t]*(?:#.*)?\r?$",
    re.MULTILINE,
)
_PART = re.compile(QUIET, re.DOTALL)
_BETWEEN = rf"(?:{QUIET}|[^\[\]{{}}\"'#]++|[\"'])"
_BETWEENS = re.compile(rf"{_BETWEEN}++", re.DOTALL)
_BRACKET = re.compile(rf"{_BETWEEN}*+([\[\]{{}}])", re.DOTALL)
_MANY_PARTS = re.compile(
    rf"(?<![\w.\"'-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MOST_PARTS},}}[\w-]",
)
_BROKEN_HEADER = re.compile(r"\[{1,2}[ \t]*([A-Za-z_\"'][^\[\]#=,\n]*)")
_ENTRY = re.compile(r"^([A-Za-z0-9_-]+|\"[^\"\n]*\")[ \t]*=", re.MULTILINE)
_OPENED = re.compile(r"^[ \t]*+\[", re.MULTILINE)
_COMMA = re.compile(r"=[ \t]*+(-?[0-9]++),([0-9]++)")
_ADDING = re.compile(r"([A-Za-z0-9_]++)[ \t]*+([-+])=[ \t]*+([0-9]++(?:\.[0-9]++)?)")
_CURLY = frozenset("\u2018\u2019\u201a\u201c\u201d\u201e")
_NEAR = 120
"""Characters on either side that are looked at: a line may be a megabyte long."""
_FRESH = re.compile(r"\[[A-Za-z0-9_.]+\]|[A-Za-z0-9_]+[ \t]*=")


@dataclass(slots=True)
class Tree:
    """What one file holds."""

    values: dict[str, object] = field(default_factory=dict)
    text: str = ""
    """The text that was read in the end, with blanks for what was left out."""
    lost: set[Path] = field(default_factory=set)
    """Headers of tables that could not be read; `()` for what stands before.

    The name of a table alone tells that it may hold rows nobody can name.
    """


def read(text: str, file: str, findings: Findings) -> Tree:
    """Return the values of a TOML text, without the tables that cannot be read."""
    tree = Tree()
    if not _is_modest(text, file, findings):
        tree.lost.add(())
        return tree
    current = text
    for _ in range(max(1, min(_ROUNDS, _READ // max(1, len(text))))):
        try:
            tree.values = tomli.loads(current)
            tree.text = current
        except tomli.TOMLDecodeError as error:
            at, problem, fix = _explained(error, current)
        except (RecursionError, ValueError, OverflowError):
            at, problem, fix = _too_big(current)
        else:
            _tell_newer(text, file, findings)
            return tree
        findings.place("E002", problem, file, place_at(text, at), fix)
        start, end, header = _unreadable(current, at)
        tree.lost.add(header)
        current = current[:start] + _blank(current[start:end]) + current[end:]
        if not current.strip():
            break
    tree.lost.add(())
    tree.lost.update(_header(match) for match in _HEADER.finditer(text))
    return tree


def _tell_newer(text: str, file: str, findings: Findings) -> None:
    for one in islice(newer(text), _TOLD):
        findings.place("W011", one.what, file, place_at(text, one.start), one.fix)


def place_at(text: str, at: int) -> Place:
    """Return the line and column of a character of a text."""
    start = text.rfind("\n", 0, at) + 1
    column = at - start + 1
    return Place(line=text.count("\n", 0, at) + 1, column=column, end=column + 1)


def _is_modest(text: str, file: str, findings: Findings) -> bool:
    """Tell whether the text stays within the limits on nesting and key parts."""
    deep = _too_deep(text)
    if deep is not None:
        findings.place(
            "E003",
            message(
                "lists and tables are nested more than {limit} deep", limit=DEEPEST
            ),
            file,
            place_at(text, deep),
            message("give inner tables a header of their own"),
        )
        return False
    many = _one_too_many(text)
    if many is not None:
        findings.place(
            "E003",
            message("a file has more than {limit} tables", limit=MOST_HEADERS),
            file,
            place_at(text, many),
            message("split the file, or remove tables that say nothing"),
        )
        return False
    long = _long_key(text)
    if long is not None:
        findings.place(
            "E003",
            message("a dotted key has more than {limit} parts", limit=MOST_PARTS),
            file,
            place_at(text, long),
            message("use a table header"),
        )
        return False
    return True


def _one_too_many(text: str) -> int | None:
    """Return where the first table beyond the limit begins, if there is one."""
    if text.count("[") <= MOST_HEADERS:
        return None
    many = next(islice(_OPENED.finditer(text), MOST_HEADERS, None), None)
    return None if many is None else many.end() - 1


def _too_deep(text: str) -> int | None:
    """Return where a bracket is nested too deep, if one is."""
    depth = 0
    for count, sign in enumerate(_BETWEENS.sub("", text)):
        depth += 1 if sign in "[{" else -1
        if depth > DEEPEST:
            # Where it stands is looked for only now: nearly every file is flat.
            return next(at for at, _ in islice(_brackets(text), count, None))
    return None


def _long_key(text: str) -> int | None:
    """Return where a key of too many parts begins, if there is one."""
    start = 0
    for line in text.split("\n"):
        # A key stands on one line, and nearly every line is too short of dots.
        found = _MANY_PARTS.search(line) if line.count(".") >= MOST_PARTS else None
        if found and not any(
            part.start() < start + found.start() < part.end()
            for part in _PART.finditer(text)
        ):
            return start + found.start()
        start += len(line) + 1
    return None


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    # Matched one after the other and never searched for, so that no text costs more
    # than one pass: what the pattern skips it does not try again.
    match = _BRACKET.match(text)
    while match:
        yield match.start(1), match.group(1)
        match = _BRACKET.match(text, match.end())


def _explained(
    error: tomli.TOMLDecodeError,
    text: str,
) -> tuple[int, Message, Message]:
    """Return where a syntax error really is, what it is, and what to do."""
    at = min(error.pos, max(len(text) - 1, 0))
    opened = _left_open(text, error.pos)
    if opened is not None:
        sign = text[opened]
        closing = "]" if sign == "[" else "}"
        return (
            opened,
            message("this '{sign}' is never closed", sign=sign),
            message("add '{sign}'", sign=closing),
        )
    for one in newer(text):
        if place_at(text, one.start).line == place_at(text, at).line:
            return one
    if at and text[at] in "\r\n" and text[at - 1] not in "\r\n":
        at -= 1
    fix = _fix_of_slip(text, at) or _fix(error.msg)
    return at, message("TOML: {problem}", problem=error.msg), fix


def _left_open(text: str, at: int) -> int | None:
    """Return the bracket that was left open before a fresh line, if there is one."""
    start = text.rfind("\n", 0, at) + 1
    at_end = not text[at:].strip()
    if not (_FRESH.match(text, start) or at_end):
        return None
    opened: list[int] = []
    for place, sign in _brackets(text):
        if place >= start and not at_end:
            break
        if sign in "[{":
            opened.append(place)
        elif opened:
            opened.pop()
    if opened and text.count("\n", opened[-1], at):
        return opened[-1]
    return None


def _fix_of_slip(text: str, at: int) -> Message | None:
    """Return what to do about a habit of other languages, if that is the mistake."""
    if text[at : at + 1] in _CURLY:
        return message("use straight quotes, as in {example}", example='"text"')
    start = max(text.rfind("\n", 0, at) + 1, at - _NEAR)
    line = text[start : at + _NEAR].partition("\n")[0]
    for found in _COMMA.finditer(line):
        if found.start() <= at - start <= found.end():
            number = f"{found[1]}.{found[2]}"
            return message("write {number}, with a decimal point", number=number)
    for found in _ADDING.finditer(line):
        if found.start() <= at - start <= found.end():
            sign = "-" if found[2] == "-" else ""
            return message(
                "effects always add: write {key} = {number}",
                key=found[1],
                number=f"{sign}{found[3]}",
            )
    return None


def _fix(problem: str) -> Message:
    if "overwrite" in problem or "twice" in problem or "Duplicate" in problem:
        return message("a key and a table may stand only once in a file; merge the two")
    if "after a key" in problem or "Invalid statement" in problem:
        return message("write key = value, and put text in quotes")
    if "Invalid value" in problem:
        return message("put text in quotes; numbers have no quotes and no unit")
    if "Illegal character" in problem or "nterminated" in problem:
        return message("close the text with the quote that opened it")
    if "nclosed" in problem or "Expected" in problem:
        return message("check brackets, commas and quotes just before this place")
    return message("check the form of this line")


def _too_big(text: str) -> tuple[int, Message, Message]:
    long = re.search(r"[0-9_]{300,}|[\[{]{60,}", text)
    return (
        long.start() if long else 0,
        message("this file holds a number or a nesting that is too large to read"),
        message("use plain numbers and flat tables"),
    )


def _unreadable(text: str, at: int) -> tuple[int, int, Path]:
    """Return the stretch to leave out around a mistake, and the row that it holds."""
    line = text.rfind("\n", 0, at) + 1
    broken = _BROKEN_HEADER.match(text, line)
    if broken:
        return _under_broken(text, at, broken)
    start, end, header = _table_around(text, at)
    if len(header) != 1 or header[0] == "scenario":
        return start, end, header
    entries = list(_ENTRY.finditer(text, start, end))
    before = [match for match in entries if match.start() <= at]
    if not before:
        return start, end, header
    last = before[-1]
    later = (match.start() for match in entries if match.start() > at)
    return last.start(), next(later, end), (*header, last.group(1).strip('"'))


def _under_broken(text: str, at: int, broken: re.Match[str]) -> tuple[int, int, Path]:
    """Return the stretch of a table whose header is broken, and what it meant."""
    header = _header(broken)
    after = _HEADER.search(text, max(broken.end(), at))
    if after is None:
        return broken.start(), len(text), header
    inner = _header(after)
    if len(header) == 1 and len(inner) > 2 and inner[0] == header[0]:  # noqa: PLR2004 - a table inside a row
        # The id is missing, and the tables inside the row tell it.
        header = inner[:2]
    return broken.start(), after.start(), header


def _table_around(text: str, at: int) -> tuple[int, int, Path]:
    """Return the stretch of the table around a place, and the table's header."""
    start = 0
    header: Path = ()
    for match in _HEADER.finditer(text):
        if match.start() > at:
            return start, match.start(), header
        start, header = match.start(), _header(match)
    return start, len(text), header


def _header(match: re.Match[str]) -> Path:
    parts = (part.strip(" \t\r\"'") for part in match.group(1).split("."))
    return tuple(part for part in parts if part)


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
