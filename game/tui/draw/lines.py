"""The single lines that frame every screen: status, keys and headings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from game.report.dates import tick_words
from game.tui.cells import Look, Row, Span, row, two_sides, width_of
from game.words import render, say

if TYPE_CHECKING:
    from game.report.views import Room
    from game.tui.actions import Action

_DIGITS = 6
"""Decimals of capital that are more than the noise of its arithmetic."""
_DOTS = 10
_TITLE = 18
"""Cells of the scenario's title below which it is left out."""


def tick(room: Room, look: Look) -> str:
    """Return the word for one turn: `month`."""
    return tick_words(room.tick, look.language)


def status(room: Room, look: Look, cells: int) -> Row:
    """Draw the status line: date, month, the crisis by name, capital, desk, saved."""
    glyphs = look.glyphs
    under = f" {glyphs.dot} {room.model}" if room.model else ""
    turn = say(
        "{tick} {turn}/{turns}",
        look.language,
        tick=tick(room, look),
        turn=min(room.turn, room.turns),
        turns=room.turns,
    )
    if room.over:
        turn = say("the game is over", look.language)
    named = say('crisis "{title}"', look.language, title=room.title)
    left = [
        Span(room.date, "strong"),
        Span(f" {glyphs.dot} {turn}"),
        Span(f" {glyphs.dot} {named}{under}", "dim"),
    ]
    if room.hindsight:
        words = say("with hindsight", look.language)
        left.insert(2, Span(f" {glyphs.dot} {words}", "warn"))
    saved = Span("  " + say("saved", look.language), "dim")
    if room.over:  # nothing is left to spend
        return two_sides(left, [saved], cells, glyphs.more)
    capital = [
        Span(f"{room.budget} ", "dim"),
        *coins(room.capital_left, room.capital, look),
        Span(f" {room.capital_text}", "strong"),
    ]
    desk = [
        Span("  " + say("desk", look.language) + " ", "dim"),
        Span(glyphs.slot * room.desk_left, "accent"),
        Span(glyphs.taken * (room.desk - room.desk_left), "dim"),
    ]
    if room.staged:
        words = say("staged {count}", look.language, count=len(room.staged))
        saved = Span(f"  {words}", "warn")
    need = sum(width_of(span.text) for span in left[:-1]) + 1
    number = Span(room.capital_text, "strong")
    alone = Span(room.left_text or room.capital_text, "strong")
    ends = (
        [*capital, *desk, saved],
        [capital[0], number, *desk, saved],
        [*capital, *desk],
        [capital[0], number, *desk],
        [capital[0], alone, *desk],
        [capital[-1], *desk],
        [alone, *desk],
    )
    for end in ends:
        if need + sum(width_of(span.text) for span in end) <= cells:
            spare = cells - need - sum(width_of(span.text) for span in end)
            is_named = spare >= _TITLE and end[0] is capital[0]
            return two_sides(left if is_named else left[:-1], end, cells, glyphs.more)
    return two_sides(left[:-1], [], cells, glyphs.more)


def price(capital: str, slots: int, look: Look) -> str:
    """Write a price in the signs of the status line: `2 ●  ■`; nothing is `free`."""
    parts = [f"{capital} {look.glyphs.coin}"] if capital else []
    if slots:
        parts.append(look.glyphs.slot * slots)
    return "  ".join(parts) or say("free", look.language)


def coins(left: float, capital: float, look: Look) -> tuple[Span, ...]:
    """Draw capital as dots: what is left and what is spoken for this month.

    Part of a dot is none: it never looks enough when it is not.
    """
    have = round(max(left, capital, 0.0), _DIGITS)
    worth = max(1, math.ceil(have / _DOTS))
    total = math.floor(have / worth)
    kept = min(total, max(0, math.floor(round(left, _DIGITS) / worth)))
    return (
        Span(look.glyphs.coin * kept, "accent"),
        Span(look.glyphs.spent * (total - kept), "dim"),
    )


def keys(actions: Iterable[Action], look: Look, cells: int, coming: str = "") -> Row:
    """Draw the footer: as many keys as fit, each one clickable.

    The last three (help, menu, back) are kept before any other.

    Args:
        actions: What can be done.
        look: Language and glyphs.
        cells: Width.
        coming: What is told before the keys, or empty.
    """
    lead = [Span(f"{coming}  ", "accent")] if coming else []
    cells -= sum(width_of(span.text) for span in lead)
    words = [
        (action.shown, render(action.label, look.language), action.name)
        for action in actions
    ]
    sizes = [width_of(key) + width_of(word) + 3 for key, word, _ in words]
    keep = list(range(max(0, len(words) - 3), len(words)))
    free = cells - sum(sizes[n] for n in keep)
    for number in range(len(words) - len(keep)):
        if sizes[number] > free:
            break
        free -= sizes[number]
        keep.append(number)
    spans: list[Span] = [*lead]
    for number in sorted(keep):
        key, word, name = words[number]
        spans += [Span(key, "key", f"!{name}"), Span(f" {word}  ", "dim", f"!{name}")]
    return Row(tuple(spans))


def chosen(line: str, names: Mapping[str, str], look: Look) -> str:
    """Name a line that is staged or was carried out; of duties that they are declared.

    Args:
        line: The line.
        names: What every line is called.
        look: Language and glyphs.
    """
    name = names.get(line, line)
    if not line.startswith("declare "):
        return name
    return say("declared: {duties}", look.language, duties=name)


def charted(label: str, unit: str, look: Look) -> str:
    """Name a chart with what its axis is measured in: `Approval (%)`."""
    if not unit:
        return label
    return say("{label} ({unit})", look.language, label=label, unit=unit)


def heading(title: str, rest: Sequence[Span], look: Look, cells: int) -> Row:
    """Draw the title line of a screen."""
    return two_sides([Span(title, "strong"), *rest], [], cells, look.glyphs.more)


def too_small(cells: int, lines: int, look: Look) -> list[Row]:
    """Say what size is needed; one line, whatever the size."""
    return [
        row(
            say(
                "needs 60x18, now {cells}x{lines}",
                look.language,
                cells=cells,
                lines=lines,
            )
        )
    ]
