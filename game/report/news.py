"""Headlines: what of a month became public, and who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.views import Headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.labels import Labels


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
        )
    if head in document.red_lines:
        return _act(
            labels,
            name,
            labels.text(f"red_lines.{head}.label"),
            labels.text(f"red_lines.{head}.text"),
            document.red_lines[head].actor,
        )
    if head in document.rules:
        path = f"rules.{head}.options.{tail}"
        return _act(
            labels,
            name,
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
        )
    return None


def _act(
    labels: Labels, name: str, title: str, text: str, actor: str
) -> Headline | None:
    if not text:
        return None
    return Headline(id=name, title=title, text=text, actor=labels.actor(actor))
