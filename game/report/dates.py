"""Dates and stretches of time in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.words import Message, counted, message, render, say

if TYPE_CHECKING:
    from game.scenario.calendar import Calendar

_MONTHS = (
    message("Jan"),
    message("Feb"),
    message("Mar"),
    message("Apr"),
    message("May"),
    message("Jun"),
    message("Jul"),
    message("Aug"),
    message("Sep"),
    message("Oct"),
    message("Nov"),
    message("Dec"),
)
_SPANS = {
    "hour": (message("{count} hour"), message("{count} hours")),
    "day": (message("{count} day"), message("{count} days")),
    "week": (message("{count} week"), message("{count} weeks")),
    "month": (message("{count} month"), message("{count} months")),
    "quarter": (message("{count} quarter"), message("{count} quarters")),
    "turn": (message("{count} turn"), message("{count} turns")),
}


def tick_of(calendar: Calendar, turn: int) -> str:
    """Return what a turn is: its tick, or `turn` if it lasts several."""
    stretch = calendar.stretch(turn)
    return stretch.tick if stretch.length == 1 else "turn"


_TICKS = {
    "hour": message("hour"),
    "day": message("day"),
    "week": message("week"),
    "month": message("month"),
    "quarter": message("quarter"),
    "turn": message("turn"),
}


def tick_words(tick: str, language: str) -> str:
    """Return the word for one turn: `month`."""
    return render(_TICKS[tick], language)


def span_text(calendar: Calendar, turn: int, count: int, language: str) -> str:
    """Return how long a number of turns is, from the opening of one on.

    Turns that are not all equally long are only counted.
    """
    stretch = calendar.stretch(turn)
    even = calendar.is_even(turn, count)
    amount = count * stretch.length if even else count
    return render(counted(*_SPANS[stretch.tick if even else "turn"], amount), language)


def turns_text(count: float) -> Message:
    """Return a number of turns: `1 turn`, `2 turns`."""
    return counted(*_SPANS["turn"], count)


def pace_text(calendar: Calendar, language: str) -> str:
    """Return how long the turns of a calendar are: `12 hours, then 18 days`."""
    ends = [*(one.first for one in calendar.stretches[1:]), calendar.turns + 1]
    texts = []
    for one, end in zip(calendar.stretches, ends, strict=True):
        count = end - one.first
        texts.append(span_text(calendar, one.first, count, language))
        if one.length > 1:
            turns = turns_text(count)
            texts[-1] = say("{span} in {turns}", language, span=texts[-1], turns=turns)
    text = texts[0]
    for other in texts[1:]:
        text = say("{before}, then {after}", language, before=text, after=other)
    return text


def date_text(calendar: Calendar, turn: int, language: str) -> str:
    """Return when a turn begins, in words and as exact as its tick needs."""
    at = calendar.moment(turn)
    tick = calendar.stretch(turn).tick
    month = render(_MONTHS[at.month - 1], language)
    if tick in {"month", "quarter"}:
        return say("{month} {year}", language, month=month, year=at.year)
    text = say("{day} {month} {year}", language, day=at.day, month=month, year=at.year)
    if tick != "hour":
        return text
    clock = f"{at.hour:02}:{at.minute:02}"
    return say("{date}, {clock}", language, date=text, clock=clock)
