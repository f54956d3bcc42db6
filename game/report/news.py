"""Headlines: what of a month became public, and who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.told import report_headlines
from game.report.views import Headline, NewsTurn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.engine.observation import Observation
    from game.report.known import Known
    from game.report.labels import Labels


def news(labels: Labels, seen: Observation) -> tuple[Headline, ...]:
    """Return what happened before an opening, and what is reported at it."""
    return (*headlines(labels, seen.happened), *report_headlines(labels, seen))


def all_news(known: Known) -> tuple[NewsTurn, ...]:
    """Return the headlines of every opening so far that had any, the newest first."""
    labels = known.labels
    turns = (
        NewsTurn(turn=seen.turn, date=labels.date(seen.turn), items=news(labels, seen))
        for seen in reversed(known.observations)
    )
    return tuple(turn for turn in turns if turn.items)


def headlines(labels: Labels, happened: Sequence[str]) -> tuple[Headline, ...]:
    """Return the headlines of the happenings that are news, in their order."""
    found = (_headline(labels, name) for name in happened)
    return tuple(headline for headline in found if headline is not None)


def event(labels: Labels, happened: Sequence[str]) -> str:
    """Return the title of the first event among happenings, or empty."""
    events = labels.scenario.document.events
    heads = (name.partition(".")[0] for name in happened)
    named = (labels.text(f"events.{head}.title") for head in heads if head in events)
    return next((title for title in named if title), "")


def _headline(labels: Labels, name: str) -> Headline | None:
    head, _, tail = name.partition(".")
    document = labels.scenario.document
    if head in document.events:
        return Headline(
            id=name,
            title=labels.text(f"events.{head}.title"),
            text=labels.text(f"events.{head}.text"),
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
        path = f"rules.{head}.options.{tail}"
        return _act(
            labels,
            (name, f"rules.{name}"),
            labels.text(f"{path}.label"),
            labels.text(f"{path}.text"),
            document.rules[head].actor,
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
