"""What the duties may score at the end of the calendar: in a line, and in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report import figures
from game.tui.cells import Look, Row, Span, Tone, cut, fit, right, row, width_of
from game.tui.draw.answers import SILENCE
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.views import Fan, ObjectiveView, Outlook
    from game.tui.draw.compare import Comparison

_LEAD = 5
"""Cells of an answer's number."""
_COLUMN = 9
_RANGED = 17
"""Cells of a column from which the 80 % range stands beside the median."""
_NAME = 10
"""Cells that the name of a duty takes at most in the line of all of them."""
_BARS = 20
"""Cells from which a range is drawn on its scale."""


def score_of(fans: Sequence[Fan], duty: str) -> Fan | None:
    """Return what a duty may score, if that is known."""
    return next((fan for fan in fans if fan.gauge == duty), None)


def moved(fan: Fan, look: Look) -> str:
    """Return how far a score lies from the one without: `▲3`; empty if not known."""
    if fan.gap is None:
        return ""
    size = figures.units(fan.gap, 0)
    if not size:
        return look.glyphs.same
    return f"{look.glyphs.change(1 if size > 0 else -1)}{abs(size)}"


def middle(fan: Fan) -> str:
    """Return the median at the end."""
    return figures.shown(fan.middle[-1], 0)


def ends(fan: Fan) -> str:
    """Return the 80 % range at the end: `41..74`."""
    return f"{figures.shown(fan.low[-1], 0)}..{figures.shown(fan.high[-1], 0)}"


def _tone(duty: ObjectiveView, fan: Fan) -> Tone:
    return "bad" if fan.middle[-1] < duty.floor else "strong"


def leading(duties: Sequence[ObjectiveView], outlook: Outlook) -> ObjectiveView | None:
    """Return the lead duty; before any is declared the one that moves most."""
    lead = next((duty for duty in duties if duty.role == "lead"), None)
    if lead is not None:
        return lead
    gaps = {fan.gauge: abs(fan.gap or 0.0) for fan in outlook.duties}
    return max(duties, key=lambda duty: gaps.get(duty.id, 0.0), default=None)


def one(
    duties: Sequence[ObjectiveView], outlook: Outlook, look: Look, cells: int
) -> list[Row]:
    """Write in a line what becomes of the duty that counts most."""
    duty = leading(duties, outlook)
    fan = score_of(outlook.duties, duty.id) if duty is not None else None
    if duty is None or fan is None:
        return []
    told = f"{middle(fan)} {moved(fan, look)}  {ends(fan)}"
    end = say("at the end", look.language)
    room = cells - width_of(told) - 1
    label = fit(duty.label, max(4, min(width_of(duty.label), room)), look.glyphs.more)
    spans = [Span(f"{label} ", "dim"), Span(told, _tone(duty, fan))]
    if sum(width_of(span.text) for span in spans) + width_of(end) + 2 <= cells:
        spans.append(Span(f"  {end}", "dim"))
    return [Row(tuple(spans))]


def every(
    duties: Sequence[ObjectiveView], outlook: Outlook, look: Look, cells: int
) -> list[Row]:
    """Write what becomes of every duty, in as many lines as that takes."""
    parts = list(_parts(duties, outlook, look))
    if not parts:
        return []
    lines: list[list[Span]] = [[Span(say("duties at the end", look.language), "dim")]]
    for spans in parts:
        used = sum(width_of(span.text) for span in lines[-1])
        size = sum(width_of(span.text) for span in spans)
        if used + 2 + size > cells:
            lines.append([*spans])
        else:
            lines[-1] += [Span("  "), *spans]
    return [Row(tuple(spans)) for spans in lines]


def _parts(
    duties: Sequence[ObjectiveView], outlook: Outlook, look: Look
) -> Iterator[tuple[Span, Span]]:
    for duty in duties:
        fan = score_of(outlook.duties, duty.id)
        if fan is not None:
            name = cut(duty.label, _NAME, look.glyphs.more)
            told = f"{middle(fan)} {moved(fan, look)}"
            yield Span(f"{name} ", "dim"), Span(told.rstrip(), _tone(duty, fan))


def listed(
    duties: Sequence[ObjectiveView], outlook: Outlook, look: Look, cells: int
) -> list[Row]:
    """List every duty with its median, its range and its difference, in a row each."""
    found = [(duty, score_of(outlook.duties, duty.id)) for duty in duties]
    known = [(duty, fan) for duty, fan in found if fan is not None]
    if not known:
        return []
    rows = [row(Span(say("Duties at the end, of 100", look.language), "accent"))]
    told = [f"{middle(fan)}  {ends(fan)}  {moved(fan, look)}" for _, fan in known]
    widest = max(map(width_of, told))
    label = min(max(width_of(duty.label) for duty, _ in known), max(4, cells - widest))
    for (duty, fan), words in zip(known, told, strict=True):
        name = Span(fit(duty.label, label, look.glyphs.more) + " ", "dim")
        rows.append(row(name, Span(words, _tone(duty, fan))))
    return rows


def table(
    duties: Sequence[ObjectiveView], compared: Comparison, look: Look, cells: int
) -> list[Row]:
    """Set side by side what every answer makes of every duty."""
    known = next(iter(compared.outlooks.values()), None)
    if known is None or not known.duties:
        return []
    shown = duties[: max(1, (cells - _LEAD) // _COLUMN)]
    column = (cells - _LEAD) // len(shown)
    title = (
        say("Duties at the end, of 100: median, 80 % range, vs row 0", look.language)
        if column >= _RANGED
        else say("Duties at the end, of 100: median, vs row 0", look.language)
    )
    heads = "".join(
        right(cut(duty.label, column - 1, look.glyphs.more), column) for duty in shown
    )
    rows = [
        row(Span(cut(title, cells, look.glyphs.more), "accent")),
        row(Span(" " * _LEAD), Span(heads, "accent")),
    ]
    for place, option in enumerate(compared.card.options, 1):
        outlook = compared.outlooks.get(option.id)
        if outlook is not None:
            rows.append(_line(str(place), outlook.duties, shown, look, column))
    held = compared.outlooks.get(SILENCE)
    base = held.duties if held is not None else known.duties_held
    rows.append(_line("0", base, shown, look, column, held=True))
    return rows


def _line(
    place: str,
    fans: Sequence[Fan],
    shown: Sequence[ObjectiveView],
    look: Look,
    column: int,
    *,
    held: bool = False,
) -> Row:
    spans = [Span(f"  {place}  ", "key")]
    for duty in shown:
        fan = score_of(fans, duty.id)
        words = ""
        if fan is not None:
            sign = "" if held else moved(fan, look)
            between = f" {ends(fan)}" if column >= _RANGED else ""
            # Signs below each other: a difference is read down the column.
            words = f"{middle(fan)}{between} {fit(sign, 3)}"
        spans.append(Span(right(words, column), "dim" if held else "strong"))
    return Row(tuple(spans))


def told(duties: Sequence[ObjectiveView], outlook: Outlook, look: Look) -> list[str]:
    """Say in words what becomes of every duty, where that is known."""
    found = ((duty, score_of(outlook.duties, duty.id)) for duty in duties)
    return [
        f"{duty.label}: {middle(fan)}, {ends(fan)} {moved(fan, look)}".rstrip()
        for duty, fan in found
        if fan is not None
    ]


def ranges(compared: Comparison, look: Look, cells: int) -> list[Row]:
    """Draw the range of the highlighted duty under every answer on one scale."""
    options = [(str(n), o.id) for n, o in enumerate(compared.card.options, 1)]
    rows = []
    for place, pick in [*options, ("0", SILENCE)]:
        outlook = compared.outlooks.get(pick)
        fan = compared.fan(outlook) if outlook is not None else None
        if fan is None:
            continue
        sign = "" if pick == SILENCE else moved(fan, look)
        words = f"{middle(fan):>3}  {fit(ends(fan), 7)} {fit(sign, 4)}"
        lead = Span(f"  {place}  ", "key")
        width = cells - _LEAD - width_of(words) - 2
        drawn = _scaled(fan, width, look) if width >= _BARS else []
        rows.append(row(lead, Span(words, "strong"), Span("  "), *drawn))
    return rows


def _scaled(fan: Fan, cells: int, look: Look) -> list[Span]:
    """Draw a range on the scale of 0 to 100, with its median."""
    low, at, high = (
        round(values[-1] / 100.0 * (cells - 1))
        for values in (fan.low, fan.middle, fan.high)
    )
    empty, full = look.glyphs.empty, look.glyphs.full
    return [
        Span(empty * low, "dim"),
        Span(full * (at - low), "accent"),
        Span(look.glyphs.staged, "strong"),
        Span(full * (high - at), "accent"),
        Span(empty * (cells - 1 - high), "dim"),
    ]
