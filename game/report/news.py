"""Headlines: what of a month became public, and who did it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from game.report.recurring import wording
from game.report.told import report_headlines
from game.report.views import Headline, NewsTurn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.engine.observation import Observation
    from game.report.known import Known
    from game.report.labels import Labels

_EARLIER = 4
"""Openings whose headlines are told beside those of the latest."""
_LOOKED_AT = 12
"""Openings among which they are looked for."""


def news(known: Known) -> tuple[Headline, ...]:
    """Return what happened before the latest opening, and what is reported at it."""
    *earlier, now = known.observations
    told = Counter(name for seen in earlier for name in seen.happened)
    return _news(known.labels, now, told)


def earlier_news(known: Known) -> tuple[NewsTurn, ...]:
    """Return the last few openings before the latest that had headlines, newest first.

    Only these are told, however long the game is.
    """
    labels, before = known.labels, known.observations[:-1]
    told = Counter(name for seen in before for name in seen.happened)
    turns: list[NewsTurn] = []
    for seen in reversed(before[-_LOOKED_AT:]):
        told.subtract(seen.happened)
        items = _news(labels, seen, told)
        if items and len(turns) < _EARLIER:
            turns.append(_turn(labels, seen, items))
    return tuple(turns)


def all_news(known: Known) -> tuple[NewsTurn, ...]:
    """Return the headlines of every turn so far that brought any, the newest first."""
    labels = known.labels
    told: Counter[str] = Counter()
    turns = []
    for seen in known.observations:
        items = _news(labels, seen, told)
        if items:
            turns.append(_turn(labels, seen, items))
        told.update(seen.happened)
    return tuple(reversed(turns))


def _turn(labels: Labels, seen: Observation, items: tuple[Headline, ...]) -> NewsTurn:
    """Date headlines by the turn that brought them: they are read when it is over."""
    turn = max(1, seen.turn - 1)
    return NewsTurn(turn=turn, date=labels.date(turn), items=items)


def _news(
    labels: Labels, seen: Observation, told: Mapping[str, int]
) -> tuple[Headline, ...]:
    """Return the headlines of an opening; `told` is how often each came before it."""
    found = (_headline(labels, name, told.get(name, 0)) for name in seen.happened)
    happened = tuple(headline for headline in found if headline is not None)
    return (*happened, *report_headlines(labels, seen))


def event(labels: Labels, happened: Sequence[str]) -> str:
    """Return the title of the first event among happenings, or empty."""
    events = labels.scenario.document.events
    heads = (name.partition(".")[0] for name in happened)
    named = (labels.text(f"events.{head}.title") for head in heads if head in events)
    return next((title for title in named if title), "")


def _headline(labels: Labels, name: str, before: int) -> Headline | None:
    head, _, tail = name.partition(".")
    document = labels.scenario.document
    if head in document.events:
        return Headline(
            id=name,
            title=labels.text(f"events.{head}.title"),
            text=wording(
                labels, f"events.{head}", len(document.events[head].again), before
            ),
            actor="",
            entry=f"events.{head}",
        )
    if head in document.red_lines:
        return _act(
            labels,
            (name, f"red_lines.{head}"),
            labels.text(f"red_lines.{head}.label"),
            labels.text(f"red_lines.{head}.text"),
            document.red_lines[head].actor,
        )
    if head in document.rules:
        path, row = f"rules.{head}.options.{tail}", document.rules[head]
        further = next(len(one.again) for one in row.options if one.id == tail)
        return _act(
            labels,
            (name, f"rules.{name}"),
            labels.text(f"{path}.label"),
            wording(labels, path, further, before),
            row.actor,
        )
    if tail == "silence":
        return Headline(
            id=name,
            title=labels.happening(name),
            text=labels.text(f"agenda.{head}.silence.text"),
            actor="",
            entry=f"agenda.{head}",
        )
    return None


def _act(
    labels: Labels, named: tuple[str, str], title: str, text: str, actor: str
) -> Headline | None:
    if not text:
        return None
    name, entry = named
    return Headline(
        id=name, title=title, text=text, actor=labels.actor(actor), entry=entry
    )
