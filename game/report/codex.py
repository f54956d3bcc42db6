"""The codex: what the author wrote, what the rows say, and how it hangs together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from game.report.ends import ends
from game.report.entries import EntryView, graded
from game.report.glossary import glossary, sources
from game.report.parameters import parameters
from game.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.known import Known
    from game.report.labels import Labels

_TERMS = frozenset({"background", "who", "numbers", "policy", "desk"})
"""The kinds whose titles are links wherever a text says them."""
_SHORTEST = 3
"""Letters of a title that can be a term; of Hangul syllables, one less."""


def codex(known: Known) -> tuple[EntryView, ...]:
    """Return every entry, the written ones first; all links lead somewhere."""
    labels = known.labels
    entries = [*_written(labels), *glossary(known), *parameters(labels)]
    entries += [*ends(known), *sources(labels)]
    by_id = {entry.id: entry for entry in entries}
    homes = _homes(by_id)
    linked = [
        replace(entry, links=tuple(_resolved(entry, homes)), mentions=mentions)
        for entry, mentions in zip(entries, _mentions(entries), strict=True)
    ]
    return tuple(_with_back_links(_with_sources(linked)))


def _written(labels: Labels) -> Iterator[EntryView]:
    for key, row in labels.scenario.document.codex.items():
        entry = EntryView(
            id=key,
            title=labels.text(f"codex.{key}.title"),
            kind="background",
            text=labels.text(f"codex.{key}.text"),
            links=tuple(row.links),
            date=clean(str(row.date)) if row.date is not None else "",
        )
        yield graded(entry, labels, row)


def _homes(by_id: Mapping[str, EntryView]) -> dict[str, list[str]]:
    """Return for every name that a link may use the entries that it leads to."""
    homes: dict[str, list[str]] = {}
    for key in by_id:
        parts = key.split(".")
        names = {key, ".".join(parts[:2])}
        if len(parts) > 1 and parts[0] not in {"sources", "effects"}:
            names.add(parts[1])
        for name in names:
            homes.setdefault(name, []).append(key)
    return {
        # A bare name is first of all that of a written entry.
        name: [name] if name in by_id else keys
        for name, keys in homes.items()
    }


def _resolved(entry: EntryView, homes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    found = (key for link in entry.links for key in homes.get(link, ()))
    yield from dict.fromkeys(key for key in found if key != entry.id)


def _mentions(entries: Sequence[EntryView]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield for every entry the terms that its text says, each once."""
    terms: dict[str, str] = {}
    for entry in entries:
        if entry.kind in _TERMS and _is_term(entry.title):
            terms.setdefault(entry.title.casefold(), entry.id)
    longest = sorted(terms, key=len, reverse=True)
    said = "|".join(
        re.escape(term) + (r"(?!\w)" if term[-1].isascii() else "") for term in longest
    )
    found = re.compile(rf"(?<!\w)(?:{said})", re.IGNORECASE) if terms else None
    for entry in entries:
        words = dict.fromkeys(found.findall(entry.text)) if found else ()
        pairs = ((word, terms.get(word.casefold(), "")) for word in words)
        yield tuple(pair for pair in pairs if pair[1] not in {"", entry.id})


def _is_term(title: str) -> bool:
    return len(title) >= _SHORTEST - (not title.isascii())


def _with_sources(entries: Sequence[EntryView]) -> Iterator[EntryView]:
    """Lead every entry to its source, and a contested one to the other accounts."""
    named = {entry.title: entry.id for entry in entries if entry.kind == "sources"}
    kinds = {entry.id: entry.kind for entry in entries}
    for entry in entries:
        source = named.get(entry.source)
        accounts = entry.accounts
        if entry.grade == "C" and entry.kind == "background":
            accounts = tuple(k for k in entry.links if kinds[k] == "background")
        links = (*entry.links, source) if source else entry.links
        yield replace(entry, links=links, accounts=accounts)


def _with_back_links(entries_made: Iterator[EntryView]) -> Iterator[EntryView]:
    entries = list(entries_made)
    leads: dict[str, list[str]] = {}
    for entry in entries:
        to = (*entry.links, *entry.accounts, *(key for _, key in entry.mentions))
        for key in dict.fromkeys(to):
            leads.setdefault(key, []).append(entry.id)
    for entry in entries:
        own = {entry.id, *entry.links, *entry.accounts}
        others = tuple(key for key in leads.get(entry.id, ()) if key not in own)
        yield replace(entry, named_in=others)
