"""The codex: the list of entries, and one entry with its links and its sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from game.report.entries import KINDS
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    cut,
    fit,
    paragraph,
    row,
    whole,
    width_of,
    wrap,
)
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.entries import EntryView

_DIGITS = 9
"""Links that a digit follows."""
_SHORT = 18
"""Cells of the name of a fact that stands on the line of its value."""
_ENDS = (".", "!", "?")
_MOST = 30
"""Links that are listed at most."""


def kind_words(kind: str, look: Look) -> str:
    """Return the name of a kind of entries."""
    return render(dict(KINDS)[kind], look.language)


def titles(
    entries: Sequence[EntryView], look: Look, cells: int, cursor: str, *, numbers: bool
) -> list[Row]:
    """List entries by title, with their numbers beneath if they are wanted."""
    if not entries:
        words = say("Nothing is found.", look.language)
        return paragraph(words, cells, "dim")
    rows = []
    for entry in entries:
        mark = Span((look.glyphs.cursor if entry.id == cursor else " ") + " ", "key")
        value = entry.facts[0][1] if numbers and entry.facts else ""
        wide = width_of(whole(value, cells // 2))
        title = fit(entry.title, cells - 2 - wide - (wide > 0), look.glyphs.more)
        spans = [mark, Span(title)]
        if wide:
            spans += [Span(" "), Span(whole(value, wide), "strong")]
        rows.append(Row(tuple(spans), entry.id))
        if numbers:
            words = _beneath(entry, cells - 4)
            rows.append(Row((Span("    "), Span(words, "dim")), entry.id))
    return rows


def _beneath(entry: EntryView, cells: int) -> str:
    """Return grade, numbers and source, as many as fit whole."""
    parts = [f"{name} {value}" for name, value in entry.facts[1:]]
    told = ""
    for part in filter(None, (entry.grade, *parts, entry.source)):
        told = whole(f"{told}, {part}" if told else part, cells) or told
    return told


def _graded(entry: EntryView, look: Look) -> str:
    means, grade = entry.graded, entry.grade
    return say("grade {grade}: {means}", look.language, means=means, grade=grade)


def links_of(entry: EntryView) -> tuple[str, ...]:
    """Return every entry that one leads to, in the order of their digits."""
    return tuple(key for part in _parts(entry) for key in part)


def _parts(entry: EntryView) -> tuple[list[str], list[str], list[str]]:
    """Return where an entry leads, what else leads to it, and its sources."""
    said = (key for _, key in entry.mentions)
    ahead = dict.fromkeys((*entry.accounts, *entry.links, *said))
    sources = [key for key in ahead if key.startswith("sources.")]
    others = [key for key in ahead if key not in sources]
    return others, [key for key in entry.named_in if key not in ahead], sources


def detail(
    entry: EntryView,
    by_id: Mapping[str, EntryView],
    look: Look,
    cells: int,
    followed: str,
) -> list[Row]:
    """Open one entry: text, facts, other accounts, links, source.

    Args:
        entry: The entry.
        by_id: All of them.
        look: Language and glyphs.
        cells: Width of the rows.
        followed: The pick of the link under the cursor, or empty.
    """
    head = [kind_words(entry.kind, look), entry.date]
    if entry.grade:
        head.append(_graded(entry, look))
    dot = f" {look.glyphs.dot} "
    rows = [
        *paragraph(entry.title, cells, "strong"),
        *paragraph(dot.join(part for part in head if part), cells, "dim"),
        BLANK,
    ]
    if entry.card:
        words = say("This card is on the desk: open it", look.language)
        pick = f"card:{entry.card}"
        mark = look.glyphs.cursor if pick == followed else look.glyphs.arrow
        rows += [Row((Span(f"{mark} {words}", "key", pick),), pick), BLANK]
    if entry.text:
        rows += linked(entry.text, entry.mentions, cells)
    if entry.text and entry.facts:
        rows.append(BLANK)
    for name, value in entry.facts:
        rows += _fact(name, value, cells)
    rows += _accounts(entry, by_id, look, cells)
    rows += _links(entry, by_id, look, cells, followed)
    if entry.source and not _parts(entry)[2]:
        rows += [BLANK, row(Span(say("Source", look.language), "accent"))]
        rows += paragraph(entry.source, cells, "dim")
    return rows


def nearby(
    entry: EntryView, by_id: Mapping[str, EntryView], cells: int
) -> Iterator[list[Row]]:
    """Tell the entries that an entry leads to, one block each."""
    for other in map(by_id.get, _parts(entry)[0]):
        if other is not None and other.text:
            yield [
                *paragraph(other.title, cells, "strong"),
                *paragraph(other.text, cells),
            ]


def _fact(name: str, value: str, cells: int) -> list[Row]:
    """Write a name and a value, in one line if the name is short; a sentence below."""
    if value and width_of(name) <= _SHORT and not value.endswith(_ENDS):
        return paragraph(value, cells, first=f"{name}  ", indent=2)
    rows = paragraph(name, cells, "dim")
    return [*rows, *paragraph(value, cells, indent=2)] if value else rows


def _accounts(
    entry: EntryView, by_id: Mapping[str, EntryView], look: Look, cells: int
) -> list[Row]:
    """Write the other accounts in full, so that no side stands alone."""
    if not entry.accounts:
        if entry.grade != "C" or entry.kind != "background":
            return []
        words = say("Contested: the text gives more than one side.", look.language)
        return [BLANK, *paragraph(words, cells, "warn")]
    words = (
        say("Contested. Also on record:", look.language)
        if entry.grade == "C"
        else say("What its author says of it:", look.language)
    )
    rows = [BLANK, *paragraph(words, cells, "warn")]
    for key in entry.accounts:
        other = by_id[key]
        title = Span(cut(other.title, cells, look.glyphs.more), "key", f"codex:{key}")
        graded = _graded(other, look) if other.grade else ""
        about = "; ".join(part for part in (other.date, graded, other.source) if part)
        rows += [Row((title,)), *paragraph(other.text, cells, indent=2)]
        rows += paragraph(about, cells, "dim", indent=2)
    return rows


def _links(
    entry: EntryView,
    by_id: Mapping[str, EntryView],
    look: Look,
    cells: int,
    followed: str,
) -> list[Row]:
    """List the links in three parts, each with the digit that follows it."""
    rows: list[Row] = []
    number = 0
    times = Counter(entry.title for entry in by_id.values())
    heads = (
        say("See also", look.language),
        say("Named in", look.language),
        say("Source", look.language),
    )
    for head, keys in zip(heads, _parts(entry), strict=True):
        if keys:
            rows += [BLANK, row(Span(head, "accent"))]
        for key in keys[:_MOST]:
            number += 1
            pick = f"codex:{key}"
            mark = look.glyphs.cursor if pick == followed else " "
            first = f"{mark}{number} " if number <= _DIGITS else f"{mark}  "
            title = by_id[key].title
            if times[title] > 1:
                title += f" ({kind_words(by_id[key].kind, look)})"
            for line in paragraph(title, cells, "key", first=first):
                spans = (replace(span, pick=pick) for span in line.spans)
                rows.append(Row(tuple(spans), pick))
        if len(keys) > _MOST:
            many = len(keys) - _MOST
            words = say("and {many} more, which / finds", look.language, many=many)
            rows += paragraph(words, cells, "dim")
    return rows


def linked(text: str, mentions: Sequence[tuple[str, str]], cells: int) -> list[Row]:
    """Wrap a text; the words that lead to an entry can be clicked."""
    rows = []
    for part in text.split("\n"):
        whole = " ".join(part.split())
        targets = _targets(whole, mentions)
        at = 0
        for line in wrap(whole, cells):
            at = whole.index(line, at)
            rows.append(Row(_spans(line, targets[at : at + len(line)])))
            at += len(line)
    return rows


def _targets(text: str, mentions: Sequence[tuple[str, str]]) -> list[str]:
    """Return for every sign of a text the entry that it leads to, or empty."""
    targets = [""] * len(text)
    for words, key in sorted(mentions, key=lambda pair: -len(pair[0])):
        said = " ".join(words.split())
        at = text.find(said)
        while said and at >= 0:
            if not any(targets[at : at + len(said)]):
                targets[at : at + len(said)] = [key] * len(said)
            at = text.find(said, at + len(said))
    return targets


def _spans(line: str, targets: Sequence[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or targets[at] != targets[start]:
            key = targets[start]
            words = line[start:at]
            spans.append(Span(words, "accent", f"codex:{key}") if key else Span(words))
            start = at
    return tuple(spans)
