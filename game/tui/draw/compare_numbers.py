"""The answers in numbers: ends of the fans, differences, kinds of endings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from game.report.bases import base_names
from game.report.figures import shown as rounded
from game.report.kinds import kind_words, kinds, sign_of
from game.report.views import fan_of
from game.tui.cells import Row, Span, cut, fit, paragraph, right, row, whole, width_of
from game.tui.draw import scores
from game.tui.draw.answers import SILENCE
from game.tui.draw.endings import KINDS, kind_spans, odds, odds_within
from game.tui.draw.outlook import (
    difference,
    failed,
    number,
    span_of,
)
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.views import Fan, GaugeView, ObjectiveView, Outlook
    from game.tui.cells import Look
    from game.tui.draw.compare import Comparison

_LEAD = 5
"""Cells of an answer's number."""
_END = 7
"""The least cells of an end of a range."""
_KIND = 9
"""Cells of a kind of ending: its sign and word above, its chance below."""
_WIDE = 100
"""Cells from which three endings stand beside the numbers."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The cells of the columns, each with a gap before it, and of all there are."""

    cells: int
    end: int
    gap: int
    kinds: tuple[str, ...]
    """The kinds of endings that there are, if all have room in a line."""

    @property
    def used(self) -> int:
        """The cells of a line of numbers before the endings."""
        return _LEAD + 3 * self.end + self.gap + _KIND * len(self.kinds) + 2


def numbers(compared: Comparison, look: Look, cells: int) -> list[Row]:
    """List every answer: 10 %, 50 % or the mean, 90 %, what it changes, endings."""
    columns = _columns(compared, look, cells)
    rows = [_head(compared, look, columns)]
    for place, option in enumerate(compared.card.options, 1):
        outlook = compared.outlooks.get(option.id)
        if outlook is not None:
            rows.append(_line(str(place), outlook, compared, look, columns))
        elif option.open:
            rows.append(row(Span(f"  {place}  ", "key"), Span(look.glyphs.more, "dim")))
    held = next(iter(compared.outlooks.values()), None)
    none = compared.outlooks.get(SILENCE)
    if none is not None:
        rows.append(_line("0", none, compared, look, columns, held=True))
    elif held is not None:
        early = replace(held, fans=held.hold, endings=(), duties=held.duties_held)
        rows.append(_line("0", early, compared, look, columns, held=True))
    return [*rows, *_worlds(compared, look, cells)]


def endings(compared: Comparison, look: Look, cells: int) -> list[Row]:
    """Write the odds of endings out where they do not fit beside the numbers."""
    known = compared.outlooks.values()
    columns = _columns(compared, look, cells)
    room = cells - columns.used
    if cells >= _WIDE and all(odds_within(o, compared.titles, room)[1] for o in known):
        return []
    rows: list[Row] = []
    picks = [(n, option.id) for n, option in enumerate(compared.card.options, 1)]
    for place, pick in (*picks, (0, SILENCE)):
        outlook = compared.outlooks.get(pick)
        if outlook is not None:
            words = odds(outlook, compared.titles)
            if not columns.kinds:
                sums = kind_spans(outlook, look)
                rows.append(row(Span(f"  {place}  ", "dim"), *sums))
            rows += paragraph(words, cells, "dim", first=f"  {place}  ")
    if not rows:
        return []
    legend = ", ".join(
        f"{sign_of(kind)} {kind_words(kind, look.language)}"
        for kind in ("kept", "mixed", "loss")
    )
    title = say("Likeliest endings, if nothing more is chosen", look.language)
    return [row(Span(title, "accent"), Span(f"  {legend}", "dim")), *rows]


def told(
    gauges: Sequence[GaugeView],
    duties: Sequence[ObjectiveView],
    compared: Comparison,
    pick: str,
    look: Look,
) -> list[str]:
    """Say in words where gauges and duties may stand with an answer, how it ends."""
    options = (option for option in compared.card.options if option.id == pick)
    option = next(options, None)
    outlook = compared.outlooks.get(pick)
    base, _ = base_names(outlook.base if outlook else (), look.language)
    words = [option.label if option else base]
    if outlook is None:
        return words
    for gauge in gauges:
        fan, hold = fan_of(outlook.fans, gauge.id), fan_of(outlook.hold, gauge.id)
        if fan is not None and fan.months:
            sign = "" if option is None else f" {difference(fan, hold, look)}"
            words.append(f"{gauge.label}: {span_of(fan, gauge.unit)}{sign}")
    words += scores.told(duties, outlook, look)
    sums = "".join(span.text for span in kind_spans(outlook, look)).strip()
    return [*words, f"{say('endings', look.language)}: {sums}"]


def _head(compared: Comparison, look: Look, columns: _Columns) -> Row:
    language, cells = look.language, columns.cells
    ends = ("10 %", "50 %", "90 %")
    if compared.chance:
        ends = ("", say("chance", language), "")
    elif compared.duty is not None:
        ends = ("10 %", say("mean", language), "90 %")
    heads = "".join(right(words, columns.end) for words in ends)
    against = next(
        (w for w in _against(compared, look) if width_of(w) < columns.gap), ""
    )
    text = f"     {heads}{right(against, columns.gap)}"
    for kind in columns.kinds:
        text += right(f"{sign_of(kind)} {kind_words(kind, language)}", _KIND)
    if cells >= _WIDE:
        text += f"  {say('likeliest endings, nothing more chosen', language)}"
    return row(Span(cut(text, cells, look.glyphs.more), "accent"))


def _against(compared: Comparison, look: Look) -> list[str]:
    """Name the difference, longest first: of a gauge, with a middle, one of means."""
    is_mean = compared.duty is None and not compared.chance
    long = [say("mean vs row 0", look.language)] if is_mean else []
    return [*long, say("vs row 0", look.language)]


def _columns(compared: Comparison, look: Look, cells: int) -> _Columns:
    """Make the columns as wide as the widest number in them, and what names them."""
    known = compared.outlooks.values()
    rows = (*known, *(replace(o, fans=o.hold, duties=o.duties_held) for o in known))
    fans = [fan for o in rows if (fan := compared.fan(o)) is not None and fan.months]
    ends = [width_of(end) + 1 for fan in fans for end in _ends(fan)]
    gaps = [width_of(apart(fan, cells)) + 1 for fan in fans]
    end = min(max([_END, *ends]), (cells - _LEAD) // 3)
    gap = max([width_of(_against(compared, look)[0]) + 1, *gaps])
    gap = max(0, min(gap, cells - _LEAD - 3 * end))
    found = tuple(kind for kind, _ in kinds(next(iter(known)))) if known else ()
    fits = _LEAD + 3 * end + gap + _KIND * len(found) <= cells
    return _Columns(cells, end, gap, found if fits else ())


def _line(
    place: str,
    outlook: Outlook,
    compared: Comparison,
    look: Look,
    columns: _Columns,
    *,
    held: bool = False,
) -> Row:
    """Write one answer, or what comes without one."""
    lead = Span(f"  {place}  ", "key")
    fan = compared.fan(outlook)
    if fan is None or not fan.months:
        return row(lead)
    words = "".join(
        right(whole(end, columns.end - 1), columns.end) for end in _ends(fan)
    )
    gap = right("" if held else apart(fan, columns.gap - 1), columns.gap)
    shown, chance = columns.kinds, dict(kinds(outlook))
    sums = [Span(right(f"{chance[kind]:.0f} %", _KIND), KINDS[kind]) for kind in shown]
    if not outlook.endings:
        sums = [Span(right(look.glyphs.more, _KIND), "dim") for _ in shown]
    cells, used = columns.cells, columns.used
    chances, _ = odds_within(outlook, compared.titles, max(0, cells - used))
    chances = chances if cells >= _WIDE else ""
    return row(
        lead,
        Span(words, "dim" if held else "strong"),
        Span(gap),
        *sums,
        Span("  "),
        Span(fit(chances, max(0, cells - used), look.glyphs.more), "dim"),
    )


def _ends(fan: Fan) -> tuple[str, str, str]:
    if fan.chance:
        return "", f"{number(fan.middle[0], fan)} %", ""
    low, middle, high = (
        number(row[-1], fan) for row in (fan.low, fan.middle, fan.high)
    )
    if fan.mean:
        # With the digit that the difference beside it has.
        middle = rounded(fan.mean[-1], fan.decimals + 1)
    return low, middle, high


def apart(fan: Fan, cells: int) -> str:
    """Return the difference from the base with its standard error: `+2.6 ±0.8`.

    The error is left out where both have no room, the difference where it has none.
    """
    if fan.gap is None or fan.error is None:
        return ""
    sign = "+" if fan.gap > 0.0 else ""
    gap = f"{sign}{fan.gap:.12g}"  # no exponent, however large
    return whole(f"{gap} ±{fan.error:.12g}", cells) or whole(gap, cells)


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
    found = (words for row in compared.outlooks.values() for words in row.ready)
    rows = [paragraph(words, cells, "dim") for words in dict.fromkeys(found)]
    return [*paragraph(words, cells, "accent"), *chain.from_iterable(rows)]
