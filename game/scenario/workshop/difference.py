"""What two scenarios say differently: by row and by meaning, never by line.

Both are compared as they are read: with every default filled in, expressions as the
trees that are played, and a number written plainly or in a table as one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from game.scenario.names import is_table
from game.scenario.scenario import Scenario
from game.scenario.workshop.things import HOMES
from game.text import clean

Kind = Literal["number", "expression", "text", "other"]
_SHORT = 60
_LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that differs; None where a side does not have it."""

    path: str
    kind: Kind
    before: str | None
    after: str | None
    ratio: float | None = None
    """How much larger a number became, as a part of what it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that two scenarios say differently."""

    before: str
    """The id of the first."""
    after: str
    same_mechanics: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]
    """Values of rows that both have, and of the head."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all differs."""
        return not (self.added or self.removed or self.changed)


def compare(before: Scenario, after: Scenario) -> Difference:
    """Return what differs between two scenarios without errors."""
    one, other = _rows(before), _rows(after)
    changed: list[Change] = []
    for row in one:
        if row in other:
            changed += _changes(before, after, dict(one[row]), dict(other[row]))
    return Difference(
        before=before.id,
        after=after.id,
        same_mechanics=before.mechanics == after.mechanics,
        added=tuple(row for row in other if row not in one),
        removed=tuple(row for row in one if row not in other),
        changed=tuple(changed),
    )


def _rows(scenario: Scenario) -> dict[str, list[tuple[str, object]]]:
    """Return the values of every row by dotted path."""
    whole = scenario.document.model_dump(mode="json", by_alias=True, exclude={"texts"})
    found: dict[str, list[tuple[str, object]]] = {
        "scenario": list(_leaves("scenario", whole["scenario"]))
    }
    for home in HOMES:
        for key, row in whole.get(home, {}).items():
            found[f"{home}.{key}"] = list(_leaves(f"{home}.{key}", row))
    return found


def _leaves(path: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every value under a path; entries of lists go by their ids."""
    if is_table(value):
        # A number with its range is the number itself, and more beside it.
        is_number = "value" in value and path.count(".") > 1
        for key, inner in value.items():
            is_value = is_number and key == "value"
            yield from _leaves(path if is_value else f"{path}.{key}", inner)
    elif isinstance(value, list) and any(is_table(one) for one in value):
        for place, inner in enumerate(value):
            own = inner.get("id") if is_table(inner) else None
            yield from _leaves(f"{path}.{place if own is None else own}", inner)
        order = [one.get("id") for one in value if is_table(one)]
        if all(isinstance(key, str) for key in order):
            yield f"{path}.order", order
    elif value is not None and not path.endswith(".id"):
        yield path, value


def _changes(
    before: Scenario,
    after: Scenario,
    one: Mapping[str, object],
    other: Mapping[str, object],
) -> Iterator[Change]:
    for path in dict.fromkeys((*one, *other)):
        old, new = one.get(path), other.get(path)
        if old == new or _mean_the_same(before, after, path):
            continue
        yield Change(
            path=path,
            kind=_kind(before, after, path, old, new),
            before=_shown(old),
            after=_shown(new),
            ratio=_ratio(old, new),
        )


def _mean_the_same(before: Scenario, after: Scenario, path: str) -> bool:
    """Tell whether two expressions are one tree, however they are spaced."""
    one, other = before.meanings.get(path), after.meanings.get(path)
    return one is not None and other is not None and one.expression == other.expression


def _kind(
    before: Scenario, after: Scenario, path: str, old: object, new: object
) -> Kind:
    if path.rpartition(".")[2] in _LANGUAGES:
        return "text"
    if _is_number(old) and _is_number(new):
        return "number"
    if path in before.meanings or path in after.meanings:
        return "expression"
    is_number = _is_number(old) or _is_number(new)
    return "number" if is_number and (old is None or new is None) else "other"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return clean(str(value))


def shortened(text: str) -> str:
    """Return a text that fits a line."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def _ratio(old: object, new: object) -> float | None:
    if (
        isinstance(old, int | float)
        and isinstance(new, int | float)
        and not isinstance(old, bool)
        and old
    ):
        return (new - old) / abs(old)
    return None
