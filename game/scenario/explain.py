"""What the shape library found, in the words of this checker."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pydantic_core import ErrorDetails

from game.scenario.fields import ID_PATTERN
from game.scenario.findings import Aim, Findings
from game.scenario.guesses import nearest
from game.scenario.names import is_table
from game.scenario.proofs import BOUND_PATTERN
from game.scenario.walker import Path
from game.words import Message, message

_WANTED = {
    "float": message("this must be a number, not {value}"),
    "int": message("this must be a whole number, not {value}"),
    "string": message("this must be text in quotes, not {value}"),
    "bool": message("this must be true or false, not {value}"),
    "date": message("this must be a date such as 2001-02-03, not {value}"),
    "timezone": message("this must be a time without a time zone, not {value}"),
    "tuple": message("this must be a list in [ ], not {value}"),
    "list": message("this must be a list in [ ], not {value}"),
    "union": message("this must be a number or an expression in quotes, not {value}"),
}
_TABLE = message("this must be a table, not {value}")
_SHORT = 40
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"


def explained(error: ErrorDetails, raw: object, path: Path, findings: Findings) -> None:
    """Add what the library found in a row, translated.

    Args:
        error: one entry of the library's list.
        raw: the row as the file has it.
        path: where the row stands.
        findings: the list to add to.
    """
    inner = tuple(part for part in error["loc"] if not str(part).startswith("<"))
    of_key = inner[-1:] == ("[key]",)
    if of_key:
        inner = inner[:-1]
    is_date_or_text = _is_branch(raw, inner)
    if is_date_or_text:
        inner = inner[:-1]
    value = _at(raw, inner)
    kind = error["type"]
    context: Mapping[str, object] = error.get("ctx", {})
    if kind == "missing":
        findings.add(
            "E102",
            message("the key '{key}' is missing", key=inner[-1]),
            (*path, *inner[:-1]),
            aim=Aim.KEY,
            fix=message("add {key} = ...", key=inner[-1]),
        )
        return
    if kind == "too_short" and _has(value, context.get("min_length")):
        # The library counts only the entries that are right.
        return
    for part, explain in _EXPLAIN:
        if re.fullmatch(part, kind):
            code, text, fix = explain(
                kind, context, value, str(inner[-1:] and inner[-1])
            )
            if path[:1] == ("levers",) and inner == ("start",) and code == "E103":
                fix = _rungs(raw) or fix
            if is_date_or_text and isinstance(value, int):
                fix = message(
                    'write a date, or a year in quotes: "{year}"', year=_short(value)
                )
            break
    else:
        code, text, fix = (
            "E103",
            message("this value is not allowed here: {problem}", problem=error["msg"]),
            message("compare it with the reference page"),
        )
    findings.add(
        code,
        text,
        (*path, *inner),
        aim=Aim.KEY if of_key else Aim.VALUE,
        fix=fix,
    )


def _is_branch(raw: object, path: Path) -> bool:
    """Tell whether the library names a branch of a union behind a plain value."""
    return bool(path) and isinstance(_at(raw, path[:-1]), str | int | float)


def _rungs(lever: object) -> Message | None:
    """Return the advice to write one of the rungs of a lever."""
    found = lever.get("rungs") if is_table(lever) else None
    ids = [
        f'"{row["id"]}"'
        for row in (found if isinstance(found, list) else ())
        if is_table(row) and isinstance(row.get("id"), str) and is_id(str(row["id"]))
    ]
    return message("write one of {names}", names=", ".join(ids)) if ids else None


def _has(value: object, least: object) -> bool:
    """Tell whether the file has as many entries as are asked for."""
    return isinstance(value, list) and isinstance(least, int) and len(value) >= least


def _at(raw: object, path: Path) -> object:
    for part in path:
        if is_table(raw) and isinstance(part, str):
            raw = raw.get(part)
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
        else:
            return None
    return raw


_Explained = tuple[str, Message, Message]


def _short(value: object) -> str:
    """Return a value of the file in a few characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_table(value):
        return "{ ... }"
    if isinstance(value, list):
        return "[ ... ]"
    if isinstance(value, int) and abs(value) >= 10**_SHORT:
        return "..."
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= _SHORT else text[: _SHORT - 3] + "..."


def _wrong_kind(
    kind: str,
    context: Mapping[str, object],
    value: object,
    key: str,
) -> _Explained:
    # A union without this branch holds numbers, and no expressions.
    if kind.startswith("union") and "<text>" not in str(context.get("expected_tags")):
        return _no_expression(value, key)
    wanted = _WANTED.get(kind.partition("_")[0], _TABLE)
    return (
        "E103",
        Message(wanted.template, {"value": _short(value)}),
        _right_kind(kind, value, key, is_text=wanted is _TABLE),
    )


def _no_expression(value: object, key: str) -> _Explained:
    """Say that a number is wanted, and where an expression would belong."""
    wanted = message("this must be a number, not {value}", value=_short(value))
    fix = message("write {key} = 0.5, or another number", key=key)
    if isinstance(value, str):
        if re.fullmatch(_NUMBER, value):
            fix = message("write {number} without quotes", number=value)
        elif key == "amount":
            wanted = message(
                "{key} takes a number, not {value}; an expression is written as"
                ' expr = "..."',
                key=key,
                value=_short(value),
            )
            fix = message("write expr = {value} in its place", value=_quoted(value))
    return "E103", wanted, fix


def _quoted(text: str) -> str:
    return '"' + _short(text)[1:].removesuffix("'") + '"'


def _right_kind(kind: str, value: object, key: str, *, is_text: bool) -> Message:
    if isinstance(value, str):
        unquoted = _unquoted(kind, value)
        if unquoted is not None:
            return unquoted
        if is_text:
            return message('write {key} = { en = "..." }', key=key)
    elif kind.startswith("string"):
        return message("put it in quotes")
    if kind.startswith(("tuple", "list")):
        return message("write {key} = [ ... ]", key=key)
    if is_text:
        return _table_of(value, key)
    return message("change the value of {key}", key=key)


def _table_of(value: object, key: str) -> Message:
    if key == "delay" and isinstance(value, int | float):
        return message("write delay = { mean = {number} }", number=_short(value))
    return message("write {key} = { ... } with its keys inside", key=key)


def _unquoted(kind: str, value: str) -> Message | None:
    """Return the advice to leave out the quotes, where that would help."""
    number = re.search(_NUMBER, value)
    if number and kind.startswith(("float", "int")):
        return message("write {number} without quotes", number=number.group())
    if kind.startswith("date"):
        return message("write the date without quotes, such as 2001-02-03")
    if value.lower() in {"true", "false"} and kind.startswith("bool"):
        return message("write {value} without quotes", value=value.lower())
    return None


def _not_one_of(
    _kind: str,
    context: Mapping[str, object],
    value: object,
    _key: str,
) -> _Explained:
    allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    guess = nearest(value, allowed) if isinstance(value, str) else ""
    return (
        "E104",
        message(
            "{value} is not one of {allowed}",
            value=_short(value),
            allowed=", ".join(allowed),
        ),
        message("did you mean '{name}'?", name=guess)
        if guess
        else message("write one of {allowed}", allowed=", ".join(allowed)),
    )


def _out_of_range(
    kind: str,
    context: Mapping[str, object],
    value: object,
    _key: str,
) -> _Explained:
    limit = next(
        (context[name] for name in ("ge", "gt", "le", "lt") if name in context), ""
    )
    bounds = {
        "greater_than_equal": message(
            "{value} is too small: at least {limit}", value=_short(value), limit=limit
        ),
        "greater_than": message(
            "{value} is too small: more than {limit}", value=_short(value), limit=limit
        ),
        "less_than_equal": message(
            "{value} is too large: at most {limit}", value=_short(value), limit=limit
        ),
        "less_than": message(
            "{value} is too large: less than {limit}", value=_short(value), limit=limit
        ),
    }
    return (
        "E105",
        bounds.get(
            kind, message("{value} is not a finite number", value=_short(value))
        ),
        message("write a number within the limit"),
    )


def is_id(key: str) -> bool:
    """Tell whether a key has the form of an id."""
    return re.fullmatch(ID_PATTERN, key) is not None


def check_id(key: str, path: Path, findings: Findings) -> None:
    """Report the id of a row if it has not the form of one."""
    if not is_id(key):
        code, text, fix = _malformed("", {}, key, key)
        findings.add(code, text, path, aim=Aim.KEY, fix=fix)


def _malformed(
    _kind: str,
    context: Mapping[str, object],
    value: object,
    key: str,
) -> _Explained:
    if context.get("pattern") == BOUND_PATTERN:
        return (
            "E104",
            message("{value} is not a bound", value=_short(value)),
            message('write an order sign and a number, such as ">= 0.8"'),
        )
    word = key if not isinstance(value, str) else value
    slug = re.sub(r"[^a-z0-9_]+", "_", word.lower()).strip("_")[:48] or "name"
    slug = slug if slug[0].isalpha() else f"n_{slug}"[:48]
    return (
        "E106",
        message(
            "{word} is not an id: a small letter, then small letters, digits and _,"
            " at most 48 in all",
            word=_short(word),
        ),
        message("write '{slug}'", slug=slug),
    )


def _wrong_length(
    kind: str,
    context: Mapping[str, object],
    _value: object,
    _key: str,
) -> _Explained:
    low, high = context.get("min_length"), context.get("max_length")
    if kind == "string_too_long":
        return (
            "E113",
            message("this text is too long: at most {limit} characters", limit=high),
            message("shorten it"),
        )
    if kind == "string_too_short":
        return (
            "E113",
            message("this text is empty"),
            message("write something, or remove the key"),
        )
    if kind == "too_short":
        return (
            "E111",
            message("this list needs at least {limit} entries", limit=low),
            message("add entries"),
        )
    return (
        "E111",
        message("this list may have at most {limit} entries", limit=high),
        message("remove entries"),
    )


_EXPLAIN: tuple[
    tuple[str, Callable[[str, Mapping[str, object], object, str], _Explained]],
    ...,
] = (
    (r"literal_error", _not_one_of),
    (r"(greater|less)_than(_equal)?|finite_number|int_parsing_size", _out_of_range),
    (r"string_pattern_mismatch", _malformed),
    (r"string_too_(long|short)|too_(long|short)", _wrong_length),
    (
        r"(float|int|string|bool|date|tuple|list|dict|model|union)_.*|date_type|timezone_naive",
        _wrong_kind,
    ),
)
