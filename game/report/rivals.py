"""Rival models in words: what each claims, and what it changes, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.entries import EntryView, graded
from game.report.figures import with_unit
from game.report.shelved import ModelView
from game.scenario.rival import in_place
from game.text import clean
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.report.labels import Labels
    from game.scenario import Scenario


def model_views(scenario: Scenario, language: str) -> tuple[ModelView, ...]:
    """Return the rival models of a scenario, by id; none where it has none."""
    return tuple(
        ModelView(
            id=key,
            label=scenario.text(f"models.{key}.label", language),
            note=scenario.text(f"models.{key}.note", language),
            numbers=tuple(
                say(
                    "{number} {value} (standard {usual})",
                    language,
                    number=scenario.param_name(param, language),
                    value=f"{value:g}",
                    usual=f"{scenario.document.params[param].value:g}",
                )
                for param, value in row.params.items()
            ),
            source=scenario.citation(row.source or "", language),
        )
        for key, row in in_place(scenario.document)
    )


def played_under(labels: Labels) -> str:
    """Say which model a game is played under; empty for the file as it is.

    Which one was drawn is not said: it is hidden like a type.
    """
    scenario = labels.scenario
    if scenario.model:
        return labels.text(f"models.{scenario.model}.label")
    if scenario.draws_model(labels.spec.level):
        models = " / ".join(drawn_labels(labels))
        return labels.say("drawn unseen ({models})", models=models)
    return ""


def drawn_labels(labels: Labels) -> tuple[str, ...]:
    """Return what the models are called, in the order that the drawn type counts."""
    models = in_place(labels.scenario.document)
    return tuple(labels.text(f"models.{key}.label") for key, _ in models)


def model_entries(labels: Labels) -> Iterator[EntryView]:
    """Yield an entry for every rival model, with all that it changes."""
    scenario = labels.scenario
    for key, row in in_place(scenario.document):
        facts = []
        for param, value in row.params.items():
            given = scenario.document.params[param]
            words = labels.say(
                "{value} instead of {usual}",
                value=f"{value:g}",
                usual=f"{given.value:g}",
            )
            unit = scenario.unit_in(given.unit, labels.language)
            name = scenario.param_name(param, labels.language)
            facts.append((name, with_unit(words, unit)))
        if key == scenario.model:
            facts.append((labels.say("in force"), labels.say("in this game")))
        elif scenario.draws_model(labels.spec.level):
            facts.append((labels.say("in force"), labels.say("drawn unseen, or not")))
        entry = EntryView(
            id=f"models.{key}",
            title=labels.text(f"models.{key}.label"),
            kind="assumptions",
            text=labels.text(f"models.{key}.note"),
            facts=tuple(facts),
            links=tuple(f"params.{param}" for param in row.params),
        )
        yield graded(entry, labels, row)


def param_text(labels: Labels, param: str) -> str:
    """Return the value that a param is played with, as a player may know it."""
    scenario, level = labels.scenario, labels.spec.level
    models = scenario.document.models.values()
    if scenario.draws_model(level) and any(param in row.params for row in models):
        return labels.say("drawn unseen")
    usual = scenario.document.params[param].value
    return f"{scenario.params(level).get(param, usual):g}"


def model_facts(labels: Labels, param: str) -> Iterator[tuple[str, str]]:
    """Yield what each rival model makes of a param, where it changes it."""
    for key, row in in_place(labels.scenario.document):
        if param in row.params:
            name = labels.text(f"models.{key}.label")
            yield clean(name, limit=80), f"{row.params[param]:g}"
