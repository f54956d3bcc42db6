"""What the duties may score at the end of the calendar: in a line, and in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report import figures
from game.report.views import fan_of
from game.tui.cells import (
    Look,
    Row,
    Span,
    Tone,
    cut,
    fit,
    paragraph,
    right,
    row,
    whole,
    width_of,
)
from game.tui.draw.answers import SILENCE
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.views import Fan, ObjectiveView, Outlook
    from game.tui.draw.compare import Comparison

_LEAD = 5
"""Cells of an answer's number."""
_LEAST = 4
"""Cells of the name of a duty that stay beside its numbers."""
_COLUMN = 9
_RANGED = 17
"""Cells of a column from which the 80 % range stands beside the mean."""
_NAME = 10
"""Cells that the name of a duty takes at most in the line of all of them."""
_SIGN = 4
"""Cells of a difference: a sign, and three digits."""
_BARS = 20
"""Cells from which a range is drawn on its scale."""


def moved(fan: Fan, held: Sequence[Fan], look: Look) -> str:
    """Return how far a mean lies from the one without: `▲3`; empty if not known.

    It is the difference of the whole numbers that are shown, so that they agree.
    """
    base = fan_of(held, fan.gauge)
    if fan.gap is None or base is None:
        return ""
    size = figures.units(fan.mean[-1], 0) - figures.units(base.mean[-1], 0)
    if not size:
        return look.glyphs.same
    return f"{look.glyphs.change(1 if size > 0 else -1)}{abs(size)}"


def mean(fan: Fan) -> str:
    """Return the mean at the end."""
    return figures.shown(fan.mean[-1], 0)


def ends(fan: Fan) -> str:
    """Return the 80 % range at the end: `41..74`."""
    return f"{figures.shown(fan.low[-1], 0)}..{figures.shown(fan.high[-1], 0)}"


def _tone(duty: ObjectiveView, fan: Fan) -> Tone:
    return "bad" if fan.mean[-1] < duty.floor else "strong"


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
    fan = fan_of(outlook.duties, duty.id) if duty is not None else None
    if duty is None or fan is None:
        return []
    sign = moved(fan, outlook.duties_held, look)
    short = f"{mean(fan)} {sign}".rstrip()
    told = whole(f"{short}  {ends(fan)}", cells - 1 - _LEAST) or short
    end = say("mean at the end", look.language)
    room = cells - width_of(told) - 1
    label = fit(
        duty.label, max(_LEAST, min(width_of(duty.label), room)), look.glyphs.more
    )
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
    lines: list[list[Span]] = [
        [Span(say("duties at the end, mean", look.language), "dim")]
    ]
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
        fan = fan_of(outlook.duties, duty.id)
        if fan is not None:
            name = cut(duty.label, _NAME, look.glyphs.more)
            told = f"{mean(fan)} {moved(fan, outlook.duties_held, look)}"
            yield Span(f"{name} ", "dim"), Span(told.rstrip(), _tone(duty, fan))


def listed(
    duties: Sequence[ObjectiveView], outlook: Outlook, look: Look, cells: int
) -> list[Row]:
    """List every duty with its mean, its range and its difference, in a row each."""
    found = [(duty, fan_of(outlook.duties, duty.id)) for duty in duties]
    known = [(duty, fan) for duty, fan in found if fan is not None]
    if not known:
        return []
    title = say("Duties at the end, of 100: mean, 80 % range", look.language)
    rows = paragraph(title, cells, "accent")
    held = outlook.duties_held
    told = [f"{mean(fan)}  {ends(fan)}  {moved(fan, held, look)}" for _, fan in known]
    if max(map(width_of, told)) > cells - 1 - _LEAST:
        told = [f"{mean(fan)}  {moved(fan, held, look)}" for _, fan in known]
    widest = cells - 1 - max(map(width_of, told))
    label = min(max(width_of(duty.label) for duty, _ in known), max(_LEAST, widest))
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
        say("Duties at the end, of 100: mean, 80 % range, vs row 0", look.language)
        if column >= _RANGED
        else say("Duties at the end, of 100: mean, vs row 0", look.language)
    )
    heads = "".join(
        right(cut(duty.label, column - 1, look.glyphs.more), column) for duty in shown
    )
    held = compared.outlooks.get(SILENCE)
    base = held.duties if held is not None else known.duties_held
    # What the others are set against is first: the smallest screen shows few rows.
    rows = [
        *paragraph(title, cells, "accent"),
        row(Span(" " * _LEAD), Span(heads, "accent")),
        _line("0", base, shown, look, column),
    ]
    for place, option in enumerate(compared.card.options, 1):
        outlook = compared.outlooks.get(option.id)
        if outlook is not None:
            fans = outlook.duties
            rows.append(_line(str(place), fans, shown, look, column, base=base))
    return rows


def _line(
    place: str,
    fans: Sequence[Fan],
    shown: Sequence[ObjectiveView],
    look: Look,
    column: int,
    *,
    base: Sequence[Fan] = (),
) -> Row:
    """Write the scores of an answer, set against a base if there is one."""
    spans = [Span(f"  {place}  ", "key")]
    for duty in shown:
        fan = fan_of(fans, duty.id)
        words = ""
        if fan is not None:
            sign = moved(fan, base, look)
            between = f" {ends(fan)}" if column >= _RANGED else ""
            # Signs below each other: a difference is read down the column.
            words = f"{mean(fan)}{between} {fit(sign, _SIGN)}"
        spans.append(Span(right(words, column), "strong" if base else "dim"))
    return Row(tuple(spans))


def told(duties: Sequence[ObjectiveView], outlook: Outlook, look: Look) -> list[str]:
    """Say in words what becomes of every duty, where that is known."""
    found = ((duty, fan_of(outlook.duties, duty.id)) for duty in duties)
    held = outlook.duties_held
    return [
        f"{duty.label}: {mean(fan)}, {ends(fan)} {moved(fan, held, look)}".rstrip()
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
        if outlook is None or fan is None:
            continue
        sign = "" if pick == SILENCE else moved(fan, outlook.duties_held, look)
        words = f"{mean(fan):>3}  {fit(ends(fan), 7)} {fit(sign, _SIGN)}"
        lead = Span(f"  {place}  ", "key")
        width = cells - _LEAD - width_of(words) - 2
        drawn = _scaled(fan, width, look) if width >= _BARS else []
        rows.append(row(lead, Span(words, "strong"), Span("  "), *drawn))
    return rows


def _scaled(fan: Fan, cells: int, look: Look) -> list[Span]:
    """Draw a range on the scale of 0 to 100, with its mean, which may lie outside."""
    low, at, high = (
        round(values[-1] / 100.0 * (cells - 1))
        for values in (fan.low, fan.mean, fan.high)
    )
    empty, full = look.glyphs.empty, look.glyphs.full
    spans = [
        Span(full, "accent") if low <= place <= high else Span(empty, "dim")
        for place in range(cells)
    ]
    spans[at] = Span(look.glyphs.staged, "strong")
    return spans
