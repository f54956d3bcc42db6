"""Variants of a card: a row that says only what differs is laid over its card.

A variant is a row of `[agenda]` with a `family`. Whatever it does not say it has from
that card, so that everything after this sees whole cards only.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.document import Document
from game.scenario.findings import Findings
from game.scenario.guesses import nearest
from game.scenario.names import Raw, is_table, item_ids, rows, table
from game.scenario.patch import Layered, row_laid_over, stale
from game.scenario.trace import Trace
from game.scenario.walker import Shape, fields
from game.words import message

MOST = 400
"""The most variants of a file that are filled in; the rest is told as unfinished."""


def variants_of(agenda: Raw) -> dict[str, str]:
    """Return the card of each variant: a row that is there and no variant itself."""
    named = {key: table(row).get("family") for key, row in agenda.items()}
    return {
        key: card
        for key, card in named.items()
        if isinstance(card, str) and card in agenda and named[card] is None
    }


def with_variants(document: Layered, findings: Findings) -> Layered:
    """Return a document in which every variant is a whole card."""
    agenda = table(document.values.get("agenda"))
    found = dict(list(variants_of(agenda).items())[:MOST])
    if not found:
        return document
    texts = {
        language: dict(apart) if is_table(apart) else apart
        for language, apart in table(document.values.get("texts")).items()
    }
    filling = _Filling(agenda, document.trace.step("agenda"), findings)
    filled, parts = dict(agenda), dict(filling.trace.parts)
    for key, card in found.items():
        made, replaced = filling.filled(key, card)
        filled[key], parts[key] = made.values, made.trace
        for apart in texts.values():
            if isinstance(apart, dict):
                _take_over(apart, f"agenda.{card}.", f"agenda.{key}.", replaced)
    values: dict[str, object] = {**document.values, "agenda": filled}
    if texts:
        values["texts"] = texts
    above, old = document.trace, filling.trace
    trace = Trace(above.file, above.path, dict(above.parts), above.was)
    trace.parts["agenda"] = Trace(old.file, old.path, parts, old.was)
    return Layered(values, trace)


@dataclass(frozen=True, slots=True)
class _Filling:
    """The cards as written, over which the variants are laid."""

    agenda: Raw
    trace: Trace
    findings: Findings

    def filled(self, key: str, card: str) -> tuple[Layered, list[str]]:
        """Return a variant as a whole card, and the dotted paths that it replaces."""
        row = dict(table(self.agenda[key]))
        below, replaced = self._below(key, card, rows(row.get("without")))
        shape = fields(Document)["agenda"].values or Shape()
        above = Layered(row, self.trace.step(key))
        made, changed = row_laid_over(below, above, shape, ("agenda", key))
        return made, [*replaced, *changed]

    def _below(
        self, key: str, card: str, without: tuple[object, ...]
    ) -> tuple[Layered, list[str]]:
        """Return what a variant is laid over: its card, less the answers it drops."""
        row, trace = dict(table(self.agenda[card])), self.trace.step(card)
        dropped: list[str] = []
        if "text" in table(self.agenda[key]) and "again" in row:
            # Whoever says it otherwise says it otherwise each time.
            del row["again"]
            dropped.append(f"agenda.{key}.again")
        options = rows(row.get("options"))
        ids = item_ids(options)
        for place, name in enumerate(without):
            if isinstance(name, str) and name not in ids:
                guess = nearest(name, ids)
                self.findings.add(
                    "E110",
                    message("'{owner}' has no '{name}'", owner=card, name=name),
                    ("agenda", key, "without", place),
                    fix=message("did you mean '{name}'?", name=guess)
                    if guess
                    else message("write one of {names}", names=", ".join(ids) or "-"),
                )
        if not without or not options:
            return Layered(row, trace), dropped
        kept = [
            place
            for place, option in enumerate(options)
            if table(option).get("id") not in without
        ]
        row["options"] = [options[place] for place in kept]
        old = trace.step("options")
        parts: dict[str | int, Trace] = {
            new: old.step(place) for new, place in enumerate(kept)
        }
        found = Trace(trace.file, trace.path, dict(trace.parts), trace.was)
        found.parts["options"] = Trace(old.file, old.path, parts, old.was)
        dropped += [f"agenda.{key}.options.{name}" for name in without]
        return Layered(row, found), dropped


def _take_over(
    texts: dict[str, object], card: str, variant: str, replaced: list[str]
) -> None:
    """Give a variant the translations, kept apart, of the texts that it takes over."""
    names = {
        variant + name.removeprefix(card): text
        for name, text in texts.items()
        if name.startswith(card)
    }
    for name in stale(names, replaced):
        del names[name]
    for name, text in names.items():
        texts.setdefault(name, text)
