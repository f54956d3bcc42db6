"""The codex as a face shows it: its entries, their kinds, and finding them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from game.words import Message, message

if TYPE_CHECKING:
    from game.report.labels import Labels

KINDS: tuple[tuple[str, Message], ...] = (
    ("", message("Everything")),
    ("background", message("Background")),
    ("who", message("Who")),
    ("numbers", message("Numbers")),
    ("policy", message("Policy and acts")),
    ("desk", message("Cards and duties")),
    ("ends", message("How it can end")),
    ("news", message("What happened")),
    ("assumptions", message("Assumptions")),
    ("sources", message("Sources")),
)
"""The kinds of entries in their order; the first stands for all."""
MODEL = "about.model"
"""The id of the entry that says how far the model may be believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One entry of the codex."""

    id: str
    title: str
    kind: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value, in order."""
    links: tuple[str, ...] = ()
    """Ids of the entries that it leads to; all of them exist."""
    named_in: tuple[str, ...] = ()
    """Ids of other entries that lead here."""
    mentions: tuple[tuple[str, str], ...] = ()
    """Words of the text, and the id of the entry that they lead to."""
    accounts: tuple[str, ...] = ()
    """Ids of the entries to be read beside it: the other sides of what is contested."""
    date: str = ""
    grade: str = ""
    """A, B, C or J, or empty."""
    graded: str = ""
    """What the grade means, in words."""
    source: str = ""
    """The title of its source with its date."""
    card: str = ""
    """The card on the desk that it tells of, or empty."""


class Graded(Protocol):
    """A row that says how well it is known, and from where."""

    @property
    def grade(self) -> str | None:
        """A, B, C or J."""

    @property
    def source(self) -> str | None:
        """The id of a row of [sources]."""


def graded(entry: EntryView, labels: Labels, row: Graded) -> EntryView:
    """Return the entry with the grade and the source of the row that it tells of."""
    grade = row.grade or ""
    return replace(
        entry,
        grade=grade,
        graded=labels.grade(grade),
        source=labels.source(row.source or ""),
    )


_BEHIND = frozenset({"assumptions", "sources"})
_NOT_FOUND = 3
_TOLD = ("events.", "rules.", "red_lines.", "reports.", "agenda.")
"""Entries of which an author may have written more."""


def first_of(entries: Sequence[EntryView], asked: Sequence[str]) -> str:
    """Return the id of the first entry that there is, or empty.

    Of what was told in the news, what the author wrote of it comes first.
    """
    known = {entry.id for entry in entries}
    written = [entry for entry in entries if entry.kind == "background"]
    for key in asked:
        if key.startswith(_TOLD):
            found = (entry.id for entry in written if key in entry.links)
            more = next(found, "")
            if more:
                return more
        if key in known:
            return key
    return ""


def search(entries: Iterable[EntryView], words: str) -> list[EntryView]:
    """Return the entries that hold all words, else in the given order.

    Titles that begin so come first, then those that hold them, then texts; numbers
    that the model assumes, and sources, come after what tells of something.
    """
    asked = _folded(words).split()
    if not asked:
        return list(entries)
    ranked = [(_rank(entry, asked), entry) for entry in entries]
    found = [pair for pair in ranked if pair[0] < _NOT_FOUND]
    found.sort(key=lambda pair: (pair[1].kind in _BEHIND, pair[0]))
    return [entry for _, entry in found]


def _rank(entry: EntryView, asked: Sequence[str]) -> int:
    title = _folded(entry.title)
    if all(word in title for word in asked):
        return 0 if title.startswith(asked[0]) else 1
    facts = " ".join(part for fact in entry.facts for part in fact)
    parts = (entry.title, entry.text, facts, entry.source, entry.id)
    whole = _folded(" ".join(parts))
    return 2 if all(word in whole for word in asked) else _NOT_FOUND


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
