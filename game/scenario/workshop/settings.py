"""What the levels of difficulty and the rival models set, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.levels import margin_of
from game.scenario.rival import in_place
from game.scenario.scenario import Scenario
from game.scenario.workshop.things import named
from game.words import say


def level_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what a level sets and switches, beside the standard level."""
    row = scenario.document.difficulty[key]
    usual = scenario.standard_level
    if row.level == usual:
        yield say(
            "Level {level}, the standard one: it is played unless another is chosen.",
            language,
            level=row.level,
        )
    else:
        yield say(
            "Level {level}; the standard one is {usual}.",
            language,
            level=row.level,
            usual=usual,
        )
    yield from _set(scenario, row.level, language)
    yield from _switched(scenario, row.level, language)
    if scenario.document.objectives:
        yield say(
            "The mandate is kept at {margin} points over par or more.",
            language,
            margin=margin_of(row.level),
        )
    yield from _ahead(scenario, row.level, language)
    if row.draws_model:
        yield say(
            "For every world one of these models is drawn and not shown: {models}.",
            language,
            models=", ".join(
                named(scenario, f"models.{model}", language)
                for model, _ in in_place(scenario.document)
            ),
        )


def _set(scenario: Scenario, level: int, language: str) -> Iterator[str]:
    for one in scenario.settings(level):
        param = scenario.document.params[one.id]
        terms = {
            "param": _param(scenario, one.id, language),
            "value": _number(one.value, scenario.unit_in(param.unit, language)),
        }
        yield (
            say("{param}: {value}, as at the standard level.", language, **terms)
            if one.value == one.standard
            else say(
                "{param}: {value}; at the standard level {usual}.",
                language,
                usual=f"{one.standard:g}",
                **terms,
            )
        )


def _switched(scenario: Scenario, level: int, language: str) -> Iterator[str]:
    changes = scenario.changes(level)
    for is_on, paths in ((True, changes.on), (False, changes.off)):
        if not paths:
            continue
        rows = ", ".join(_row(scenario, path, language) for path in paths)
        yield (
            say("On here and off at the standard level: {rows}.", language, rows=rows)
            if is_on
            else say(
                "Off here and on at the standard level: {rows}.", language, rows=rows
            )
        )
    if not changes.on and not changes.off and level != scenario.standard_level:
        yield say("The same rows are on as at the standard level.", language)


def _ahead(scenario: Scenario, level: int, language: str) -> Iterator[str]:
    rules = scenario.document.rules
    ahead = scenario.changes(level).ahead
    for key, turns in ahead:
        yield say(
            "{actor} looks ahead, in turns: {turns}.",
            language,
            actor=named(scenario, f"actors.{rules[key].actor}", language),
            turns=turns,
        )
    if not ahead:
        yield say("No actor looks ahead.", language)


def model_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what a rival model sets, against the file, and where it is drawn."""
    row = scenario.document.models[key]
    yield say(
        "A rival model: the same crisis with other values of what is contested.",
        language,
    )
    for changed, value in row.params.items():
        param = scenario.document.params[changed]
        unit = scenario.unit_in(param.unit, language)
        terms = {
            "param": _param(scenario, changed, language),
            "value": _number(value, unit),
            "usual": f"{param.value:g}",
        }
        yield (
            say("{param}: {value}; in the file {usual}.", language, **terms)
            if param.low is None or param.high is None
            else say(
                "{param}: {value}; in the file {usual}, and it may well be from {low}"
                " to {high}.",
                language,
                low=f"{param.low:g}",
                high=f"{param.high:g}",
                **terms,
            )
        )
    levels = [
        str(one.level)
        for one in scenario.document.difficulty.values()
        if one.draws_model
    ]
    models = dict(in_place(scenario.document))
    whole = sum(one.weight for one in models.values())
    if levels and whole:
        yield say(
            "At the levels that draw one unseen ({levels}) it is drawn in {share} % of"
            " the worlds.",
            language,
            levels=", ".join(levels),
            share=f"{100 * row.weight / whole:.0f}",
        )
    else:
        yield say(
            "It is played where a player chooses it; no level draws it.", language
        )


def _param(scenario: Scenario, id: str, language: str) -> str:
    label = scenario.text(f"params.{id}.label", language)
    return f"{label} ({id})" if label else id


def _number(value: float, unit: str) -> str:
    return f"{value:g} {unit}".rstrip()


def _row(scenario: Scenario, path: str, language: str) -> str:
    name = named(scenario, path, language)
    return f"{name} ({path})"
