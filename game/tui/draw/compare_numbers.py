"""The highlighted gauge in numbers: ends of the fans, differences, endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.kinds import kind_words, sign_of
from game.tui.cells import Row, Span, cut, fit, paragraph, right, row, width_of
from game.tui.draw.outlook import failed, fan_of, number, odds
from game.words import say

if TYPE_CHECKING:
    from game.report.views import Fan, Outlook
    from game.tui.cells import Look
    from game.tui.draw.compare import Comparison

_END = 7
_GAP = 12
_WIDE = 100
"""Cells from which three endings stand beside the numbers."""


def numbers(compared: Comparison, look: Look, cells: int) -> list[Row]:
    """List every answer with 10, 50 and 90 %, the difference from none, endings."""
    rows = [_head(compared, look, cells)]
    for place, option in enumerate(compared.card.options, 1):
        outlook = compared.outlooks.get(option.id)
        if outlook is not None:
            rows.append(_line(str(place), outlook, compared, look, cells))
        elif option.open:
            rows.append(row(Span(f"  {place}  ", "key"), Span(look.glyphs.more, "dim")))
    held = next(iter(compared.outlooks.values()), None)
    if held is not None:
        rows.append(_line("0", held, compared, look, cells, held=True))
    return [*rows, *_worlds(compared, look, cells)]


def endings(compared: Comparison, look: Look, cells: int) -> list[Row]:
    """Write the odds of endings out where they do not fit beside the numbers."""
    if cells >= _WIDE:
        return []
    rows: list[Row] = []
    for place, option in enumerate(compared.card.options, 1):
        outlook = compared.outlooks.get(option.id)
        if outlook is not None:
            words = odds(outlook, compared.titles)
            rows += paragraph(words, cells, "dim", first=f"  {place}  ")
    if not rows:
        return []
    legend = ", ".join(
        f"{sign_of(kind)} {kind_words(kind, look.language)}"
        for kind in ("kept", "mixed", "loss")
    )
    title = say("Likeliest endings", look.language)
    return [row(Span(title, "accent"), Span(f"  {legend}", "dim")), *rows]


def _head(compared: Comparison, look: Look, cells: int) -> Row:
    language = look.language
    ends = ("10 %", "50 %", "90 %")
    if compared.gauge.chance:
        ends = ("", say("chance", language), "")
    heads = "".join(right(words, _END) for words in ends)
    against = right(say("vs row 0", language), _GAP)
    text = f"     {heads}{against}  {say('likeliest endings', language)}"
    return row(Span(cut(text, cells, look.glyphs.more), "accent"))


def _line(
    place: str,
    outlook: Outlook,
    compared: Comparison,
    look: Look,
    cells: int,
    *,
    held: bool = False,
) -> Row:
    """Write one answer, or what comes without one."""
    lead = Span(f"  {place}  ", "key")
    fan = fan_of(outlook.hold if held else outlook.fans, compared.gauge.id)
    if fan is None or not fan.months:
        return row(lead)
    words = "".join(right(end, _END) for end in _ends(fan))
    gap = right("" if held else apart(fan), _GAP)
    used = width_of(lead.text + words + gap) + 2
    chances = "" if held else odds(outlook, compared.titles)
    return row(
        lead,
        Span(words, "dim" if held else "strong"),
        Span(gap + "  "),
        Span(fit(chances, max(0, cells - used), look.glyphs.more), "dim"),
    )


def _ends(fan: Fan) -> tuple[str, str, str]:
    if fan.chance:
        return "", f"{number(fan.middle[0], fan)} %", ""
    low, middle, high = (row[-1] for row in (fan.low, fan.middle, fan.high))
    return number(low, fan), number(middle, fan), number(high, fan)


def apart(fan: Fan) -> str:
    """Return the difference from the base with its standard error: `+2.6 ±0.8`."""
    if fan.gap is None or fan.error is None:
        return ""
    sign = "+" if fan.gap > 0.0 else ""
    return f"{sign}{fan.gap:g} ±{fan.error:g}"


def _worlds(compared: Comparison, look: Look, cells: int) -> list[Row]:
    if compared.problem:
        return paragraph(failed(compared.problem, look), cells, "warn")
    if not compared.outlooks:
        return paragraph(say("Working it out.", look.language), cells, "dim")
    words = say(
        "{worlds} imagined worlds, the same for all",
        look.language,
        worlds=compared.worlds,
    )
    if compared.refining:
        words = say("{worlds}; still refining", look.language, worlds=words)
    return paragraph(words, cells, "accent")
