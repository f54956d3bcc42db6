"""The names of a file: what each id is, taken from the raw tables.

Built from whatever the file holds, right or wrong, so that references and
expressions can be checked even where the shape of a table is not right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeGuard

from game.scenario.guesses import nearest_in_any_case

Raw = Mapping[str, object]

SPACE = (
    "params",
    "types",
    "variables",
    "derived",
    "levers",
    "rules",
    "red_lines",
    "events",
    "agenda",
    "initiatives",
)
"""The tables whose ids share one space."""
RESERVED = frozenset(
    {
        *("and", "or", "not", "true", "false"),
        *("turn", "turns", "level", "lead", "priority", "events"),
        *("min", "max", "clamp", "abs", "sqrt", "pos", "sat", "hill", "ramp"),
        *("step", "sigmoid", "if", "div", "prev", "since"),
        *("declare", "end", "always"),
    },
)
"""Words of the two languages, which no id of the space may be."""

MOST_VARIANTS = 20
"""Of one card; more are refused."""


def is_table(value: object) -> TypeGuard[Raw]:
    """Tell whether a raw value is a table."""
    return isinstance(value, dict)


def table(value: object) -> Raw:
    """Return a raw value as a table, empty if it is none."""
    return value if is_table(value) else {}


def rows(value: object) -> tuple[object, ...]:
    """Return a raw value as a list, empty if it is none."""
    return tuple(value) if isinstance(value, list | tuple) else ()


def spellings(key: str) -> frozenset[str]:
    """Return what others may call a row whose id has a wrong form."""
    low = key.lower()
    joined = re.sub(r"[^a-z0-9_]+", "_", low)
    closed = re.sub(r"[^a-z0-9_]+", "", low)
    return frozenset(
        {key, low, joined, joined.strip("_"), closed, low.lstrip("0123456789_")}
    )


def item_ids(value: object) -> tuple[str, ...]:
    """Return the ids of a list of tables, in order."""
    found = (table(row).get("id") for row in rows(value))
    return tuple(key for key in found if isinstance(key, str))


@dataclass(frozen=True)
class Names:
    """What every id of a file stands for."""

    document: Raw
    lost: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids whose tables could not be read: known, with unknown contents."""
    partial: bool = False
    """A whole file could not be read, so an unknown name may well be defined."""
    open: frozenset[str] = frozenset()
    """Tables of which a row could not be read, not even its id."""

    def table(self, name: str) -> Raw:
        """Return the rows of a table by id."""
        return table(self.document.get(name))

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids of a table."""
        found = self._ids.get(name)
        if found is None:
            found = frozenset(self.table(name)) | self.lost.get(name, frozenset())
            self._ids[name] = found
        return found

    def pool(self, homes: tuple[str, ...]) -> frozenset[str]:
        """Return the ids of several tables together."""
        found = self._pools.get(homes)
        if found is None:
            found = frozenset().union(*map(self.ids, homes))
            self._pools[homes] = found
        return found

    def is_open(self, homes: Iterable[str] = SPACE) -> bool:
        """Tell whether tables may hold more than is known of them."""
        return self.partial or not self.open.isdisjoint(homes)

    def is_lost(self, key: str) -> bool:
        """Tell whether the id belongs to a table that could not be read."""
        return any(key in ids for ids in self.lost.values())

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        """The ids of the tables that were asked for."""
        return {}

    @cached_property
    def _pools(self) -> dict[tuple[str, ...], frozenset[str]]:
        """The ids of the tables that were asked for together."""
        return {}

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        homes: dict[str, str] = {}
        for name in SPACE:
            for key in self.ids(name):
                homes.setdefault(key, name)
        return homes

    def home(self, key: str) -> str:
        """Return the table of the shared space that defines an id, or nothing."""
        return self._homes.get(key, "")

    def members(self, key: str) -> tuple[str, ...]:
        """Return what may follow `ID.`: rungs or options, in order."""
        home = self.home(key)
        row = table(self.table(home).get(key)) if home else {}
        if home == "levers":
            return item_ids(row.get("rungs"))
        if home == "rules":
            return item_ids(row.get("options"))
        if home == "agenda":
            return (*item_ids(row.get("options")), "silence")
        return ()

    def kin(self, name: str) -> tuple[str, ...]:
        """Return what else a card, or an answer to it, is: the same of its variants."""
        key, _, member = name.partition(".")
        found = self._variants.get(key, ())
        if not member:
            return (name, *found)
        return (name, *(f"{v}.{member}" for v in found if member in self.members(v)))

    @cached_property
    def _variants(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key, row in sorted(self.table("agenda").items()):
            card = table(row).get("family")
            if isinstance(card, str) and card in self.table("agenda"):
                found[card] = (*found.get(card, ()), key)[:MOST_VARIANTS]
        return found

    def number(self, param: str) -> float:
        """Return the value of a param; 0 where the file has none."""
        value = table(self.table("params").get(param)).get("value")
        if isinstance(value, int | float) and abs(value) <= 1e300:  # noqa: PLR2004 - anything beyond is refused as out of range elsewhere
            return float(value)
        return 0.0

    def meant(self, word: str, *, owner: bool = False) -> str:
        """Return the name that was probably meant by an unknown one, or nothing.

        Args:
            word: the name as an expression reads it.
            owner: whether a rung or an option of it is read.
        """
        # Many expressions may read the same wrong name.
        if (word, owner) not in self._meant:
            dotted = "" if owner else self._dotted.get(word, "")
            pool = self._owners() if owner else self._readable()
            self._meant[word, owner] = dotted or nearest_in_any_case(word, pool)
        return self._meant[word, owner]

    @cached_property
    def _meant(self) -> dict[tuple[str, bool], str]:
        """What was meant by the unknown names that were asked for."""
        return {}

    def _readable(self) -> Iterator[str]:
        """Yield every name that an expression could read as it stands."""
        yield from ("turn", "turns", "level")
        for home in SPACE:
            if home != "rules":
                yield from self.ids(home)

    def _owners(self) -> Iterator[str]:
        """Yield every name of which an expression could read a part."""
        yield from ("events", "lead", "priority")
        yield from self.table("rules")
        for name in self._readable():
            if self.members(name):
                yield name

    @cached_property
    def _dotted(self) -> Mapping[str, str]:
        """The first `ID.member` of every member that may be written without its id."""
        found: dict[str, str] = {}
        for home in ("levers", "agenda", "rules"):
            for key in sorted(self.table(home)):
                for member in self.members(key):
                    found.setdefault(member, f"{key}.{member}")
        found.pop("silence", None)
        return found
