"""Forecasts of several plans side by side, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.plain.differences import against
from game.plain.pages import ASSUMES, SCORES, duty_name
from game.report.bases import base_names
from game.report.differing import by_difference, duties_by_difference
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from game.plain.pages import Pages
    from game.report.views import Fan, Outlook

_MOST_ENDINGS = 4


def comparison(
    pages: Pages, outlooks: Sequence[Outlook], labels: Mapping[str, str]
) -> Iterator[str]:
    """Write plan beside plan, what they differ in most first.

    Args:
        pages: writes the ranges.
        outlooks: the forecasts, one for each plan.
        labels: of gauges, duties and endings, by id.
    """
    language, first = pages.language, outlooks[0]
    yield ""
    yield say(
        "Compared over {worlds} imagined worlds, the same for every plan.",
        language,
        worlds=first.worlds,
    )
    yield render(ASSUMES, language)
    for number, outlook in enumerate(outlooks, start=1):
        plan = "; ".join(outlook.plan) or say("nothing", language)
        yield say("Plan {number}: {plan}", language, number=number, plan=plan)
        yield from (f"  {words}" for words in outlook.ready)
    yield say("What differs most is first.", language)
    rest, _ = base_names(first.base, language)
    rows = _rows(first.hold, [outlook.fans for outlook in outlooks])
    endings = _endings(pages, outlooks, labels)  # told once, where its turn comes
    for key in by_difference(outlooks):
        if key not in rows:  # a kind of ending: all of them stand together
            yield from endings
            continue
        yield ""
        yield f"{labels.get(key, key)}:"
        yield from _row(
            rows[key],
            rest,
            language,
            lambda fan, parts: pages.spread(fan, pages.when(fan, first), parts),
        )
    yield from _scores(pages, outlooks, labels, rest)
    yield from endings


def _endings(
    pages: Pages, outlooks: Sequence[Outlook], labels: Mapping[str, str]
) -> Iterator[str]:
    yield ""
    yield say("How it may end, if nothing is chosen after that:", pages.language)
    for number, outlook in enumerate(outlooks, start=1):
        plan = say("plan {number}", pages.language, number=number)
        found = pages.endings(outlook, labels)[:_MOST_ENDINGS]
        ends = "; ".join((*pages.kinds(outlook), *found))
        yield f"- {plan}: {ends}"


def _scores(
    pages: Pages, outlooks: Sequence[Outlook], labels: Mapping[str, str], rest: str
) -> Iterator[str]:
    """Write what each plan makes of each duty at the end of the calendar."""
    rows = _rows(outlooks[0].duties_held, [outlook.duties for outlook in outlooks])
    if rows:
        yield ""
        yield f"{render(SCORES, pages.language)}:"
    for key in duties_by_difference(outlooks, [*rows]):
        yield f"{duty_name(rows[key][0], labels)}:"
        yield from _row(
            rows[key], rest, pages.language, lambda fan, parts: pages.ends(fan) + parts
        )


def _rows(
    held: Sequence[Fan], every: Sequence[Sequence[Fan]]
) -> dict[str, tuple[Fan, ...]]:
    """Set the ranges of the same thing side by side, that of the base first."""
    return {row[0].gauge: row for row in zip(held, *every, strict=True)}


def _row(
    fans: Sequence[Fan], rest: str, language: str, told: Callable[[Fan, str], str]
) -> Iterator[str]:
    """Write a range under each plan, and last what all are set against."""
    for number, fan in enumerate(fans[1:], start=1):
        plan = say("plan {number}", language, number=number)
        yield f"- {plan}: {told(fan, against(fan, language, rest))}"
    yield f"- {rest}: {told(fans[0], '')}"
