"""Changing a document by dotted paths: parts taken out, numbers multiplied."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.marks import Formula
from game.scenario.names import Raw, is_table, item_ids, table
from game.scenario.patch import ROW, Layered, stale
from game.scenario.trace import Steps, Trace, Was
from game.scenario.walker import ROOT, Shape, fields


def located(values: object, name: str) -> Steps | None:
    """Return the path of a dotted name; entries of lists are named by their ids."""
    path: list[str | int] = []
    for part in name.split("."):
        if is_table(values) and part in values:
            path.append(part)
            values = values[part]
        elif isinstance(values, list) and part in item_ids(values):
            ids = [table(one).get("id") for one in values]
            path.append(ids.index(part))
            values = values[ids.index(part)]
        else:
            return None
    return tuple(path)


def names_of(values: object, name: str = "", depth: int = 5) -> Iterator[str]:
    """Yield the dotted names of everything down to a depth."""
    if name:
        yield name
    if not depth:
        return
    parts: list[tuple[str, object]] = []
    if is_table(values):
        parts = list(values.items())
    elif isinstance(values, list) and values and len(item_ids(values)) == len(values):
        parts = list(zip(item_ids(values), values, strict=True))
    for key, value in parts:
        yield from names_of(value, f"{name}.{key}" if name else key, depth - 1)


def remove(document: Layered, path: Steps, name: str) -> None:
    """Take a value out of a document, with the translations of its texts."""
    *above, last = path
    holder: object = document.values
    for part in above:
        holder = holder[part]  # type: ignore[index]  # the path was found in it
    if isinstance(holder, list) and isinstance(last, int):
        trace = document.trace.at(tuple(above))
        kept = [place for place in range(len(holder)) if place != last]
        parts: dict[str | int, Trace] = {
            new: trace.step(old) for new, old in enumerate(kept)
        }
        del holder[last]
        moved = Trace(trace.file, trace.path, parts, trace.was)
        document.trace.put(tuple(above), moved)
    elif isinstance(holder, dict):
        del holder[last]
    for texts in table(document.values.get("texts")).values():
        if isinstance(texts, dict):
            for place in stale(texts, [name]):
                del texts[place]


_SCALED = {
    "effects": ("amount", "per_rung", "expr"),
    "params": ("value", "low", "high"),
}
"""What of a whole row is multiplied."""
_ABOUT = {"unit", "grade", "source", "note", "draw", "weights", "follows", "rank"}
"""What a table of a number says about it."""


def scale(document: Layered, path: Steps, factor: float, place: Trace) -> bool:
    """Multiply the numbers at a path; tell whether there were any.

    Args:
        document: changed in place.
        path: a number, an expression, a table of numbers, or a row of [effects] or
            [params].
        factor: what they are multiplied by.
        place: where the file asks for it.
    """
    *above, last = path
    holder: object = document.values
    for part in above:
        holder = holder[part]  # type: ignore[index]  # the path was found in it
    if not isinstance(holder, dict | list):
        return False
    value = holder[last]  # type: ignore[index]  # as above
    keys = _SCALED.get(str(path[0])) if len(path) == ROW else None
    if keys is not None:
        row = table(value)
        found = [
            scale(document, (*path, key), factor, place) for key in keys if key in row
        ]
        return any(found)
    made = _scaled(value, factor) if _is_amount(value, path) else None
    if made is None:
        return False
    holder[last] = made  # type: ignore[index]  # as above
    was = Was(value, document.trace.at(path))
    document.trace.put(path, Trace(place.file, place.path, {}, was))
    return True


def _is_amount(value: object, path: Steps) -> bool:
    """Tell whether a value is a number, a table of one, or reads as one."""
    if is_table(value):
        return "value" in value or "draw" in value or path[-1] == "per_rung"
    if not isinstance(value, str):
        return True
    shape = ROOT
    for part in path:
        models = shape.models
        if isinstance(part, int):
            shape = shape.items or Shape()
        elif models:
            shape = fields(models[0]).get(part, Shape())
        else:
            shape = shape.values or Shape()
    return isinstance(shape.mark, Formula) and not shape.mark.truth


def _scaled(value: object, factor: float) -> object:
    """Return a value multiplied; None if there is nothing to multiply."""
    if isinstance(value, str):
        return f"({value}) * {factor:.9f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        many = [_scaled(one, factor) for one in value]
        return None if None in many or not many else many
    if is_table(value):
        return _scaled_table(value, factor)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    made = value * factor
    return round(made) if isinstance(value, int) and made.is_integer() else made


def _scaled_table(value: Raw, factor: float) -> object:
    changed = {
        key: _scaled(one, factor) for key, one in value.items() if key not in _ABOUT
    }
    if None in changed.values() or not changed:
        return None
    if factor < 0 and {"low", "high"} <= set(changed):
        changed["low"], changed["high"] = changed["high"], changed["low"]
    return {**value, **changed}
