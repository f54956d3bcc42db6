"""From an older format of the file to the newest, one step for each format.

Format 1 is the first that was released. Format 0 is the draft before it, which nobody
needs any more: its step is kept so that the way is walked by the tests, and a format
2 will find it open. A step is a list of renamings, each of which can be carried out
on plain values and on a text whose comments must stay; the two are held equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from game.errors import ScenarioError
from game.scenario.checking import FORMAT
from game.scenario.names import is_table
from game.text import clean

ANY = "*"
"""Stands for one key, or one place of a list, in a pattern."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A key of some tables that has another name, and perhaps another value."""

    where: Place
    """The path of the tables, with `ANY` for ids and places of lists."""
    old: str
    new: str
    value: Callable[[object], object] | None = None
    """What becomes of the value; it stays as it is without this."""

    def fits(self, place: Place, key: str) -> bool:
        """Tell whether it is about a key of the table at a place."""
        return key == self.old and is_like(place, self.where)


def is_like(place: Place, pattern: Place) -> bool:
    """Tell whether a place fits a pattern."""
    return len(place) == len(pattern) and all(
        want in {ANY, have} for have, want in zip(place, pattern, strict=True)
    )


def _graded(basis: object) -> object:
    """Return the grade of what the draft called the basis of a number."""
    grades = {"observed": "A", "estimate": "B", "contested": "C"}
    return grades.get(str(basis), "J")


def _turned(priority: object) -> object:
    """Return the rank of an ending: the highest came first, now the lowest does."""
    return -priority if isinstance(priority, int) else priority


_NUMBERS: tuple[Place, ...] = (
    ("variables", ANY, "start"),
    ("variables", ANY, "rest"),
    ("effects", ANY, "amount"),
    ("effects", ANY, "per_level", ANY),
    ("red_lines", ANY, "threshold"),
    ("params", ANY),
)
_FROM_DRAFT = (
    Renaming(where=("levers", ANY), old="levels", new="rungs"),
    Renaming(where=("effects", ANY), old="per_level", new="per_rung"),
    Renaming(where=("endings", ANY), old="priority", new="rank", value=_turned),
    *(
        Renaming(where=place, old="basis", new="grade", value=_graded)
        for place in _NUMBERS
    ),
)

STEPS: Mapping[int, tuple[Renaming, ...]] = {0: _FROM_DRAFT}
"""What leads from each format to the next."""


def format_of(raw: Mapping[str, object]) -> int:
    """Return the format that a first file says it has.

    Raises:
        ScenarioError: if it says none, or one that is not known.
    """
    found = raw.get("format")
    if found is None:
        raise ScenarioError(
            "The file does not say its format. Write format = {format} as its first"
            " line, or format = 0 if it is a draft with levels in place of rungs.",
            format=FORMAT,
        )
    known = (*STEPS, FORMAT)
    if isinstance(found, bool) or not isinstance(found, int) or found not in known:
        raise ScenarioError(
            "The format {found} is not known. The newest is {format}; a newer version"
            " of the program may know it.",
            found=clean(str(found), limit=20),
            format=FORMAT,
        )
    return found


def renamings(start: int) -> tuple[tuple[Renaming, ...], ...]:
    """Return the steps from a format to the newest, in their order."""
    return tuple(STEPS[number] for number in range(start, FORMAT))


def migrated(raw: Mapping[str, object], start: int) -> dict[str, object]:
    """Return the values of one file in the newest format.

    Args:
        raw: the values of a first file, or of one that it includes.
        start: the format of the first file.

    Raises:
        ScenarioError: if a key stands under its old and its new name.
    """
    values = dict(raw)
    for step in renamings(start):
        values = dict(_renamed(values, (), step))
    if "format" in values:
        values["format"] = FORMAT
    return values


def _renamed(
    table: Mapping[str, object], place: Place, step: tuple[Renaming, ...]
) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        inner = _inner(value, (*place, key), step)
        rule = rule_for(step, place, key)
        if rule is None:
            yield key, inner
            continue
        check_free(rule, place, table)
        yield rule.new, inner if rule.value is None else rule.value(inner)


def _inner(value: object, place: Place, step: tuple[Renaming, ...]) -> object:
    if is_table(value):
        return dict(_renamed(value, place, step))
    if isinstance(value, list):
        return [_inner(one, (*place, str(row)), step) for row, one in enumerate(value)]
    return value


def rule_for(step: tuple[Renaming, ...], place: Place, key: str) -> Renaming | None:
    """Return the renaming of a key of the table at a place, if there is one."""
    return next((rule for rule in step if rule.fits(place, key)), None)


def check_free(rule: Renaming, place: Place, keys: Mapping[str, object]) -> None:
    """Refuse a table that has a key under its old and its new name.

    Raises:
        ScenarioError: if it has both.
    """
    if rule.new in keys:
        raise ScenarioError(
            "[{table}] has both '{old}' and '{new}', which is its new name. Remove one"
            " of the two.",
            table=".".join(place),
            old=rule.old,
            new=rule.new,
        )
