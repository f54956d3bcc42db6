"""What there is to read as lines of text: relations, headlines, the codex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.report.entries import KINDS, search
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.entries import EntryView
    from game.report.matrix import (
        RelationCell,
        RelationPoint,
        RelationsView,
        RelationView,
    )
    from game.report.views import NewsTurn

_MOST = 40
"""Entries that a search names at most."""


def relation_lines(view: RelationsView, language: str) -> Iterator[str]:
    """Write every relation on a line of its own."""
    yield ""
    yield say("Relations, turn {turn}, {date}:", language, **_when(view))
    for cell in view.cells:
        yield f"- {_relation(cell, language)}"
    if not view.cells:
        yield say("This scenario has no relations.", language)


def history_lines(view: RelationView, language: str) -> Iterator[str]:
    """Write one relation turn by turn, the newest first, with what moved it."""
    yield ""
    yield _relation(view.cell, language)
    about = (view.cell.label, view.cell.note, view.sight)
    yield from (line for line in about if line)
    for source, reading, trust in view.estimates:
        yield f"    {source}: {reading}" + (f" ({trust})" if trust else "")
    notes = [point.why.note for point in view.points if point.why is not None]
    yield from dict.fromkeys(note for note in notes if note)
    for point in reversed(view.points):
        yield from _point(point, language)
    entries = ", ".join(f"{title} [{key}]" for key, title in view.entries)
    yield say("In the codex: {entries}", language, entries=entries)


def headline_lines(
    turns: Sequence[NewsTurn], actor: str, language: str
) -> Iterator[str]:
    """Write the headlines, the newest turn first.

    Args:
        turns: All of them.
        actor: Whose are wanted, by name; empty for all.
        language: Of the words around them.

    Raises:
        ChoiceError: If nobody of that name was in the headlines.
    """
    asked = actor.casefold()
    known = {item.actor.casefold() for turn in turns for item in turn.items}
    if asked and asked not in known:
        names = sorted({i.actor for turn in turns for i in turn.items if i.actor})
        raise ChoiceError(
            "Nobody called `{name}` is in the headlines. There are: {names}.",
            name=actor[:60],
            names=", ".join(names) or "-",
        )
    if not turns:
        yield say("Nothing was reported.", language)
    for turn in turns:
        items = [i for i in turn.items if not asked or i.actor.casefold() == asked]
        if items:
            yield ""
            yield say("Turn {turn}, {date}:", language, **_when(turn))
        for item in items:
            text = item.text if item.text != item.title else ""
            parts = (part for part in (item.actor, item.title, text) if part)
            entry = f" [{item.entry}]" if item.entry else ""
            yield f"- {'. '.join(parts)}{entry}"


def codex_lines(
    entries: Sequence[EntryView], words: str, kind: str, language: str
) -> Iterator[str]:
    """Write an entry of the codex, or what a search finds.

    Args:
        entries: All of them.
        words: An id, a title, the name of a kind, or words to be found; empty for a
            list.
        kind: The only kind to be looked at, or empty.
        language: Of the words around them.

    Raises:
        ChoiceError: If nothing is found.
    """
    by_id = {entry.id: entry for entry in entries}
    if words in by_id and not kind:
        yield from _entry(by_id[words], by_id, language)
        return
    general = by_id.get(f"about.{words.casefold()}")
    if general is not None and not kind:
        yield from _entry(general, by_id, language)
        yield ""
    if not kind and words in {key for key, _ in KINDS if key}:
        words, kind = "", words
    titled = [e for e in entries if e.title.casefold() == words.casefold()]
    if len(titled) == 1 and not kind:
        yield from _entry(titled[0], by_id, language)
        return
    asked = kind or ("" if words else "background")
    found = search([e for e in entries if asked in {"", e.kind}], words)
    if not found:
        raise ChoiceError("The codex has no entry `{id}`.", id=words[:60])
    shown = found if kind or not words else found[:_MOST]
    for entry in shown:
        yield f"{entry.id}: {entry.title}{_numbers(entry)}"
    if len(found) > len(shown):
        many = len(found) - len(shown)
        yield say("And {many} more; say more words.", language, many=many)
    if not words and not kind:
        kinds = ", ".join(key for key, _ in KINDS if key)
        yield say(
            "codex ID opens an entry, codex WORDS searches in all {many}; there are: "
            "{kinds}.",
            language,
            many=len(entries),
            kinds=kinds,
        )


def _numbers(entry: EntryView) -> str:
    """Return beside an assumption its numbers, grade and source."""
    if entry.kind != "assumptions":
        return ""
    facts = "; ".join(f"{name} {value}" for name, value in entry.facts)
    parts = (facts, entry.graded, entry.source)
    return " = " + ", ".join(part for part in parts if part)


def _entry(
    entry: EntryView, by_id: dict[str, EntryView], language: str
) -> Iterator[str]:
    kinds = dict(KINDS)
    parts = (render(kinds[entry.kind], language), entry.date, entry.graded)
    yield entry.title
    yield f"({', '.join(part for part in parts if part)})"
    if entry.text:
        yield entry.text
    for name, value in entry.facts:
        yield f"- {name}: {value}" if value else f"- {name}"
    if entry.accounts:
        yield say("To be read beside it:", language)
    for key in entry.accounts:
        other = by_id[key]
        known = ", ".join(p for p in (other.date, other.graded, other.source) if p)
        yield f"- {other.title} [{key}]: {other.text}" + (
            f" ({known})" if known else ""
        )
    links = (*entry.links, *(key for _, key in entry.mentions))
    if links:
        yield say("See also: {links}", language, links=_named(links, by_id))
    if entry.named_in:
        words = _named(entry.named_in[:_MOST], by_id)
        yield say("Named in: {links}", language, links=words)
    if entry.source:
        yield say("Source: {source}", language, source=entry.source)


def _named(keys: Sequence[str], by_id: dict[str, EntryView]) -> str:
    return ", ".join(f"{by_id[key].title} [{key}]" for key in dict.fromkeys(keys))


def _relation(cell: RelationCell, language: str) -> str:
    text = say(
        "{owner} towards {subject} [{id}]: {text}",
        language,
        owner=cell.owner_name,
        subject=cell.subject_name,
        id=cell.id,
        text=cell.text,
    )
    if not cell.change:
        return text
    return say("{text}, change {change}", language, text=text, change=cell.change)


def _point(point: RelationPoint, language: str) -> Iterator[str]:
    head = say(
        "- turn {turn}, {date}: {text}", language, text=point.text, **_when(point)
    )
    if point.why is None:
        yield head
        return
    yield say("{text}, change {change}", language, text=head, change=point.why.change)
    for line in point.why.lines:
        yield f"    {line.amount}  {line.label}"


def _when(view: RelationsView | RelationPoint | NewsTurn) -> dict[str, object]:
    return {"turn": view.turn, "date": view.date}
