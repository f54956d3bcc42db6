"""The options: what can be chosen, what holds, and what each choice means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.tui.cells import BLANK, Look, Row, Span, Tone, fit, paragraph, row, width_of
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.session.options import Option, Store

Choices = tuple[tuple[str, str], ...]
"""Value and words."""


def choices_of(option: Option, themes: Sequence[str], look: Look) -> Choices:
    """Return what an option can be, in the player's language."""
    if option.choices:
        told = [(v, render(words, look.language)) for v, words in option.choices]
        # A language bears its own name, which signs of another script may write.
        return tuple(
            (v, v if look.ascii and not words.isascii() else words) for v, words in told
        )
    auto = (option.default, say("automatic", look.language))
    return (auto, *((name, name) for name in themes))


def listing(
    rows: Sequence[tuple[Option, str]], look: Look, size: tuple[int, int], cursor: str
) -> list[Row]:
    """List the options with the words for what holds; with their help if it fits."""
    short = _names(rows, look, size[0], cursor)
    full: list[Row] = []
    for (option, _), name in zip(rows, short, strict=True):
        words = render(option.help, look.language)
        full += [BLANK] if full else []
        full += [name, *paragraph(words, size[0], "dim", indent=2, pick=option.key)]
    return full if len(full) <= size[1] else short


def _names(
    rows: Sequence[tuple[Option, str]], look: Look, cells: int, cursor: str
) -> list[Row]:
    label = max(width_of(render(option.label, look.language)) for option, _ in rows)
    drawn = []
    for option, value in rows:
        mark = look.glyphs.cursor if option.key == cursor else " "
        name = fit(render(option.label, look.language), label, look.glyphs.more)
        words = fit(value, cells - label - 4, look.glyphs.more)
        spans = (Span(f"{mark} ", "key"), Span(f"{name}  "), Span(words, "strong"))
        drawn.append(Row(spans, option.key))
    return drawn


def detail(
    option: Option, choices: Choices, store: Store, look: Look, cells: int
) -> list[Row]:
    """Say what an option does, what it can be, and what does not hold."""
    rows = [*paragraph(render(option.help, look.language), cells), BLANK]
    held = store.options.value(option.key)
    for value, words in choices:
        mark = look.glyphs.staged if value == held else " "
        tone: Tone = "strong" if value == held else "dim"
        rows.append(Row((Span(f"{mark} {words}", tone, f"value:{value}"),)))
    if option.restart:
        words = say("It holds from the next start on.", look.language)
        rows += [BLANK, *paragraph(words, cells, "dim")]
    if store.path is not None:
        words = say("Kept in {path}.", look.language, path=store.path)
        rows += [BLANK, *paragraph(words, cells, "dim")]
    if store.problems:
        rows += [BLANK, row(Span(say("Left alone", look.language), "warn"))]
    for problem in store.problems:
        rows += paragraph(render(problem, look.language), cells, "warn")
    return rows
