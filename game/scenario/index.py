"""Where every key and value of a TOML text stands.

The parser of values gives no positions, so this scanner walks over the text
once more, only when there is something to report. It expects text that parses;
over anything else it stops early and knows fewer places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

Key = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*+(?=[ \t]*+[=\]])")
"""A whole key as nearly all are written: no quotes, no blanks between its parts."""
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_GAP = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*")
_SCALAR = re.compile(r"[^\s,\]}#=]+(?:[ ][0-9][^\s,\]}#]*)?")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"""("{0,2})', re.DOTALL),
    re.compile(r"'''.*?'''('{0,2})", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\\n])*"'),
    re.compile(r"'[^'\n]*'"),
)
_ESCAPE = re.compile(
    r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[ \t]*\r?\n\s*|.)",
    re.DOTALL,
)
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class Mark(NamedTuple):
    """Where a key and its value stand, as offsets into the text."""

    key: tuple[int, int]
    value: tuple[int, int]


@dataclass(slots=True)
class Index:
    """The places of one text by path."""

    text: str
    marks: dict[Key, Mark] = field(default_factory=dict)
    at: int = 0
    lists: dict[Key, int] = field(default_factory=dict)
    """How many tables an array of tables has so far."""


def build(text: str) -> Index:
    """Return the index of a TOML text."""
    index = Index(text)
    read(index, 0, len(text))
    return index


def read(index: Index, start: int, end: int, base: Key = ()) -> None:
    """Add the places of a stretch of the text.

    Args:
        index: takes the places.
        start: where the stretch begins: outside of any value.
        end: where it ends.
        base: the table that the stretch begins in.
    """
    text = index.text
    index.at = start
    while True:
        index.at = start = _end(_BLANK, text, index.at)
        if start >= end:
            return
        if text[start] == "[":
            base = _header(index)
        else:
            _pair(index, base)
        if index.at <= start:
            return


def read_header(index: Index, start: int) -> Key:
    """Add the places of one header; return the path of its table."""
    index.at = start
    return _header(index)


def string_offset(raw: str, offset: int) -> int:
    """Return where a character of a string's value stands in its raw text.

    Args:
        raw: the string as written, quotes included.
        offset: the character, counted in the value.
    """
    quote = raw[:3] if raw[:3] in {'"""', "'''"} else raw[:1]
    at = len(quote)
    if len(quote) > 1 and raw[at : at + 2] == "\r\n":
        at += 2
    elif len(quote) > 1 and raw[at : at + 1] == "\n":
        at += 1
    if quote[:1] != '"':
        return min(at + offset, len(raw))
    while at < len(raw):
        escape = _ESCAPE.match(raw, at)
        joins = escape is not None and escape.group()[1:2].isspace()
        if not offset and not joins:
            break
        at = escape.end() if escape else at + 1
        offset -= not joins
    return min(at, len(raw))


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _header(index: Index) -> Key:
    text = index.text
    start = index.at
    many = text.startswith("[[", start)
    index.at += 2 if many else 1
    keys, _, span = _dotted(index)
    close = text.find("]", index.at)
    index.at = len(text) if close < 0 else close + (2 if many else 1)
    path = _through_lists(index, tuple(keys[:-1])) + tuple(keys[-1:])
    if many:
        count = index.lists.get(path, 0)
        index.lists[path] = count + 1
        index.marks.setdefault(path, Mark(span, (start, index.at)))
        path = (*path, count)
    for depth in range(1, len(path)):
        index.marks.setdefault(path[:depth], Mark(span, (start, index.at)))
    index.marks[path] = Mark(span, (start, index.at))
    return path


def _through_lists(index: Index, keys: Key) -> Key:
    path: Key = ()
    for key in keys:
        path = (*path, key)
        if path in index.lists:
            path = (*path, index.lists[path] - 1)
    return path


def _dotted(index: Index) -> tuple[list[str], list[tuple[int, int]], tuple[int, int]]:
    text = index.text
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    index.at = _end(_SPACE, text, index.at)
    start = end = index.at
    plain = _PLAIN.match(text, start)
    if plain:
        index.at = plain.end()
        keys = plain.group().split(".")
        for key in keys:
            spans.append((end, end + len(key)))
            end += len(key) + 1
        return keys, spans, (start, index.at)
    while index.at < len(text):
        at = index.at
        if text[at] in "\"'":
            index.at = _string_end(text, at)
            keys.append(unquoted(text[at : index.at]))
        else:
            index.at = _end(_BARE, text, at)
            keys.append(text[at : index.at])
        if index.at <= at:
            break
        end = index.at
        spans.append((at, end))
        after = _end(_SPACE, text, index.at)
        if text[after : after + 1] != ".":
            break
        index.at = _end(_SPACE, text, after + 1)
    return keys, spans, (start, end)


def _pair(index: Index, base: Key) -> None:
    keys, spans, _ = _dotted(index)
    text = index.text
    index.at = _end(_SPACE, text, index.at)
    if text[index.at : index.at + 1] != "=" or len(spans) < len(keys):
        index.at = len(text)
        return
    index.at = _end(_SPACE, text, index.at + 1)
    start = index.at
    path = (*base, *keys)
    _value(index, path)
    if len(spans) == 1:
        index.marks[path] = Mark(spans[0], (start, index.at))
        return
    for depth, span in enumerate(spans, len(base) + 1):
        mark = Mark(span, (start, index.at))
        if depth == len(path):
            index.marks[path] = mark
        else:
            _imply(index, path[:depth], mark)


def _imply(index: Index, path: Key, mark: Mark) -> None:
    """Add the place of a table that only keys below it name.

    The first of them in the text counts, in whatever order its stretches are read.
    """
    known = index.marks.get(path)
    if known is None or mark.key < known.key:
        index.marks[path] = mark


def _value(index: Index, path: Key) -> None:
    text, start = index.text, index.at
    first = text[start : start + 1]
    if first and first in "\"'":
        index.at = _string_end(text, start)
    elif first == "[":
        _items(index, path, "]")
    elif first == "{":
        _items(index, path, "}")
    else:
        index.at = _end(_SCALAR, text, start)


def _items(index: Index, path: Key, close: str) -> None:
    text = index.text
    index.at += 1
    count = 0
    while True:
        # Commas are passed over with the blanks: the text parses, so none is amiss.
        index.at = start = _end(_GAP, text, index.at)
        if start >= len(text):
            return
        if text[start] == close:
            index.at += 1
            return
        if close == "}":
            _pair(index, path)
        else:
            inner = (*path, count)
            _value(index, inner)
            span = (start, index.at)
            index.marks[inner] = Mark(span, span)
            count += 1
        if index.at <= start:
            index.at = len(text)


def _string_end(text: str, at: int) -> int:
    for pattern in _STRINGS:
        match = pattern.match(text, at)
        if match:
            return match.end()
    return len(text)


def unquoted(raw: str) -> str:
    """Return the value of a quoted key."""
    if raw[:1] == "'":
        return raw[1:-1]
    return _ESCAPE.sub(lambda match: _unescaped(match.group()), raw[1:-1])


def _unescaped(escape: str) -> str:
    kind = escape[1:2]
    if kind in {"u", "U", "x"} and len(escape) > 2:  # noqa: PLR2004 - a backslash and the letter
        digits = escape[2:]
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - the last code point
    return _SIMPLE.get(kind, kind)
