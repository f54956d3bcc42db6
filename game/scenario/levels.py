"""Levels of difficulty: what each changes, and which rows it switches on.

A row that is off at a level stays in the Spec and does nothing, so that a name read
elsewhere keeps its meaning: an effect adds nothing, an event and a red line never
come, a card is never dealt, an initiative is never open, a report is never made, and
a rule takes its first option.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.engine.expression import Expression, Number
from game.scenario.compile import STANDARD_LEVEL, standard
from game.scenario.document import Document
from game.scenario.fields import Switched, english
from game.scenario.formulas import NEVER, ZERO

SWITCHED = (
    *("effects", "rules", "red_lines", "events", "agenda", "initiatives", "reports"),
)
"""The tables whose rows may be on at some levels only."""
_NOWHERE = Number(-1e12)
"""What a red line that is off watches: below every threshold."""
_UNWANTED = -64.0
"""Log-odds at which an option is as good as never taken."""
_MARGIN_PER_LEVEL = 2


def margin_of(level: int) -> int:
    """Return the points above par that a level asks for: luck alone keeps nothing."""
    return _MARGIN_PER_LEVEL * level


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamChange:
    """A param that has another value at a level."""

    id: str
    value: float
    standard: float
    """Its value at the standard level."""
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChanges:
    """What a level changes against the standard level of its scenario."""

    level: int
    params: tuple[ParamChange, ...]
    on: tuple[str, ...]
    """Rows that are on here and off at the standard level, as dotted paths."""
    off: tuple[str, ...]
    """Rows that are off here and on at the standard level."""
    ahead: tuple[tuple[str, int], ...]
    """Rules whose actors look ahead here, with the number of turns."""


def is_on(document: Document, path: str, level: int) -> bool:
    """Tell whether a row, by its dotted path, is on at a level."""
    home, _, key = path.partition(".")
    row = getattr(document, home).get(key)
    return not isinstance(row, Switched) or row.from_level <= level <= row.to_level


def switches(document: Document) -> Iterator[tuple[str, str, Switched]]:
    """Yield every row that is not on at all levels: table, id, row."""
    for home in SWITCHED:
        for key, row in sorted(getattr(document, home).items()):
            if isinstance(row, Switched) and row.is_switched:
                yield home, key, row


def overrides(document: Document, level: int) -> Mapping[str, Expression]:
    """Return the expressions of rows that are off at a level, by dotted path."""
    found: dict[str, Expression] = {}
    for home, key, _ in switches(document):
        path = f"{home}.{key}"
        if is_on(document, path, level):
            continue
        if home == "rules":
            rule = document.rules[key]
            for index, option in enumerate(rule.options):
                worth = _UNWANTED * rule.temperature if index else 0.0
                found[f"{path}.options.{option.id}.utility"] = Number(worth)
        elif home == "events":
            found |= {f"{path}.hazard": ZERO, f"{path}.when": NEVER}
        elif home == "red_lines":
            found[f"{path}.watches"] = _NOWHERE
        else:
            found[f"{path}.{'requires' if home == 'initiatives' else 'when'}"] = NEVER
    return found


def settings(document: Document, level: int) -> tuple[ParamChange, ...]:
    """Return every param that some level changes, as it is at one of them."""
    row = standard(document)
    usual = row.params if row else {}
    rows = {r.level: r.params for r in document.difficulty.values()}
    here = rows.get(level, {})
    return tuple(
        ParamChange(
            id=key,
            value=here.get(key, document.params[key].value),
            standard=usual.get(key, document.params[key].value),
            unit=english(document.params[key].unit),
        )
        for key in sorted({key for params in rows.values() for key in params})
    )


def changes(document: Document, level: int) -> LevelChanges:
    """Return what a level changes against the standard level, as plain values."""
    row = standard(document)
    base = row.level if row else STANDARD_LEVEL
    moved = [one for one in settings(document, level) if one.value != one.standard]
    paths = [f"{home}.{key}" for home, key, _ in switches(document)]
    now = {path for path in paths if is_on(document, path, level)}
    then = {path for path in paths if is_on(document, path, base)}
    return LevelChanges(
        level=level,
        params=tuple(moved),
        on=tuple(sorted(now - then)),
        off=tuple(sorted(then - now)),
        ahead=tuple(
            (key, rule.looks_ahead.months)
            for key, rule in sorted(document.rules.items())
            if rule.looks_ahead is not None
            and rule.looks_ahead.from_level <= level
            and is_on(document, f"rules.{key}", level)
        ),
    )
