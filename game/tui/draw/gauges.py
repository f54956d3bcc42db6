"""The gauges: the headline numbers, always in view."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from game.report.figures import is_wide, shown
from game.tui.cells import (
    BLANK,
    Look,
    Row,
    Span,
    Tone,
    fit,
    paragraph,
    right,
    whole,
    width_of,
)
from game.tui.charts import bar, marks_over, sparkline
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import GaugeView, NumberView

_MOODS: tuple[Tone, Tone, Tone] = ("bad", "dim", "good")
_BAR = 4
_LONG = 22
_NAME = 16
_SPARK = 12


def mood(gauge: GaugeView) -> Tone:
    """Return the tone of a change: worse, neutral or better."""
    return _MOODS[gauge.mood + 1]


def change(gauge: GaugeView, look: Look) -> str:
    """Return a change with its sign: `▲2`, `▼5!` where it is worse, `=`, nothing."""
    if not gauge.change:
        return ""
    if not gauge.direction:
        return look.glyphs.same
    size = gauge.change.lstrip("+-\u2212")
    worse = look.glyphs.worse if gauge.mood < 0 else ""
    return look.glyphs.change(gauge.direction) + size + worse


_MULTIPLES = message("thousand million billion bn")
"""What units of scenarios count by, each a word; a number keeps it."""


@cache
def _multiples(language: str) -> frozenset[str]:
    """Return the words of a language, and of English: not all is translated."""
    every = (render(_MULTIPLES, one).split() for one in ("en", language))
    return frozenset(chain.from_iterable(every))


def bare(text: str, language: str) -> str:
    """Return a number without the words of its unit, which its page tells.

    What it is counted by stays: 3400 thousand rounds are no 3400.
    """
    words = re.sub(r" \([^()\d]*\)$", "", text).split()
    if words and is_wide(words[-1][-1]):
        number = re.sub(r"(?<=\d)\D+$", "", words[-1])
        if words[-1].removeprefix(number) not in _multiples(language):
            words[-1] = number
    while len(words) > 1 and not any(sign.isdigit() for sign in words[-1]):
        counts = words[-1] in _multiples(language)
        if counts or not re.sub("[./]", "", words[-1]).isalpha():
            break
        words.pop()
    return " ".join(words)


def alone(text: str, language: str) -> str:
    """Return a number without its unit, its scale and the sign of percent."""
    scale = r"( of \d+|/\d+| \([^()]*\))$"
    return bare(re.sub(scale, "", text), language).removesuffix(" %")


def grid(
    gauges: Sequence[GaugeView], picked: str, look: Look, cells: int, lines: int
) -> list[Row]:
    """Lay the gauges out in as many columns as the lines ask for.

    The picked one carries a cursor; each is clickable.
    """
    if not gauges:
        return []
    columns = -(-len(gauges) // max(1, lines))
    width = (cells - 2 * (columns - 1)) // columns
    values = max(width_of(bare(gauge.text, look.language)) for gauge in gauges)
    changes = max(2, *(width_of(change(gauge, look)) for gauge in gauges))
    free = width - 2 - values - 1 - changes - 1 - 1
    names = max(width_of(gauge.label) for gauge in gauges)
    spark = _SPARK if free - names > _SPARK + 2 * _BAR else 0
    free -= spark + 1 if spark else 0
    length = min(_LONG, max(_BAR, free - names))
    if free - length < min(names, _NAME):  # the name counts for more
        length = 0
    rows = []
    for line in range(lines):
        spans: list[Span] = []
        for gauge in gauges[line * columns : (line + 1) * columns]:
            if spans:
                spans.append(Span("  "))
            sizes = (max(1, free - length), values, changes, length)
            spans += cell(gauge, look, sizes, picked=gauge.id == picked)
            if spark:
                past = sparkline(gauge.history, spark, look.glyphs)
                spans.append(Span(" " + past, "dim", gauge.id))
        rows.append(Row(tuple(spans)))
    return rows


def cell(
    gauge: GaugeView, look: Look, sizes: tuple[int, int, int, int], *, picked: bool
) -> list[Span]:
    """Draw one gauge: cursor, label, value, change, bar.

    Args:
        gauge: The gauge.
        look: Language and glyphs.
        sizes: Cells of the label, the value, the change and the bar.
        picked: Whether the cursor is on it.
    """
    label, values, changes, length = sizes
    tone: Tone = "picked" if picked else "text"
    pick = gauge.id
    return [
        Span((look.glyphs.cursor if picked else " ") + " ", "key", pick),
        Span(fit(gauge.label, label, look.glyphs.more), tone, pick),
        Span(" " + right(bare(gauge.text, look.language), values), "strong", pick),
        Span(" " + fit(change(gauge, look), changes) + " ", mood(gauge), pick),
        *(Span(s.text, s.tone, pick) for s in bar(gauge.share, length, look.glyphs)),
    ]


def because(
    gauges: Sequence[GaugeView], look: Look, cells: int, marks: Sequence[str] = ()
) -> list[Row]:
    """List every gauge with its change, its history and the line that says why.

    A history is drawn from its own lowest to its own highest value; both are told
    behind it where there is room.

    Args:
        gauges: The gauges.
        look: Language and glyphs.
        cells: Width.
        marks: By turn, an event that is marked over the histories, or empty.
    """
    rows: list[Row] = []
    values = max((width_of(gauge.text) for gauge in gauges), default=0)
    longest = min(26, max((width_of(g.label) for g in gauges), default=0))
    changes = max((width_of(change(gauge, look)) for gauge in gauges), default=0)
    label = min(longest, max(8, cells - values - changes - 2))
    for gauge in gauges:
        head = (
            Span(fit(gauge.label, label, look.glyphs.more) + " ", "strong"),
            Span(right(gauge.text, values) + " ", "strong"),
            Span(fit(change(gauge, look), changes), mood(gauge)),
        )
        used = sum(width_of(span.text) for span in head) + 1
        room = min(_SPARK, cells - used)
        spark = sparkline(gauge.history, room, look.glyphs) if room > 3 else ""  # noqa: PLR2004 - shorter says nothing
        if not rows and spark and any(marks[-room:]):
            rows.append(_events(marks, look, used, room))
        ends = f" {ends_of(gauge.history[-room:], gauge.text)}" if spark else ""
        ends = whole(ends, cells - used - room)
        rows.append(Row((*head, Span(f" {spark}{ends}", "dim")), gauge.id))
        if gauge.because:
            rows += paragraph(gauge.because, cells, "dim", indent=2, pick=gauge.id)
        rows.append(BLANK)
    return rows


def ends_of(history: Sequence[float], like: str) -> str:
    """Return between what a sparkline runs: `44..51`; empty where nothing moved.

    Args:
        history: the values that it shows.
        like: the number as it is shown, for its decimals.
    """
    _, _, decimals = like.partition(".")
    digits = len(decimals) - len(decimals.lstrip("0123456789"))
    low, high = (shown(value, digits) for value in (min(history), max(history)))
    return f"{low}..{high}" if low != high else ""


def _events(marks: Sequence[str], look: Look, before: int, room: int) -> Row:
    """Mark over the histories the turns in which an event came."""
    line = marks_over([bool(mark) for mark in marks], room, look.glyphs.event)
    words = say("{sign} an event", look.language, sign=look.glyphs.event)
    return Row((Span(right(words, before - 1) + " ", "dim"), Span(line, "warn")))


def shared_words(labels: Sequence[str]) -> str:
    """Return the first words that all labels share: `Relations with`."""
    if len(labels) < 2:  # noqa: PLR2004 - one label shares nothing
        return ""
    split = [label.split() for label in labels]
    shared: list[str] = []
    for words in zip(*(words[:-1] for words in split), strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return " ".join(shared)


def relations(numbers: Sequence[NumberView], look: Look, cells: int) -> list[Row]:
    """List relations: label, value, change, bar."""
    if not numbers:
        return []
    prefix = shared_words([number.label for number in numbers])
    names = [number.label.removeprefix(prefix).strip() for number in numbers]
    values = max(width_of(bare(number.text, look.language)) for number in numbers)
    changes = max(2, *(width_of(number.change) for number in numbers))
    free = cells - values - changes - 3
    length = min(_LONG, free - max(map(width_of, names)))
    if length < _BAR:  # the name counts for more than the picture
        length, free = 0, free + 1
    label = free - length
    return [
        Row(
            (
                Span(fit(name, label, look.glyphs.more) + " ", "text", n.id),
                Span(right(bare(n.text, look.language), values) + " ", "strong", n.id),
                Span(fit(n.change, changes), "dim", n.id),
                Span(" " if length else ""),
                *bar(n.share, length, look.glyphs, "dim"),
            ),
            n.id,
        )
        for name, n in zip(names, numbers, strict=True)
    ]
