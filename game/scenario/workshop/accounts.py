"""What the rows of the desk, of other actors and of the end say, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from game.engine.arithmetic import qexp
from game.scenario.fields import english
from game.scenario.formulas import ZERO
from game.scenario.scenario import Scenario
from game.scenario.workshop.acts import (
    again_sentences,
    card_sentences,
    done,
    initiative_sentences,
    labelled,
    lever_sentences,
)
from game.scenario.workshop.probe import Probe
from game.scenario.workshop.proving import (
    allowance_sentences,
    proof_sentences,
    track_sentences,
)
from game.scenario.workshop.records import (
    actor_sentences,
    entry_sentences,
    hint_sentences,
    history_sentences,
    policy_sentences,
    source_sentences,
)
from game.scenario.workshop.sentences import (
    drawn,
    effect_sentences,
    red_line_sentences,
    variable_sentences,
)
from game.scenario.workshop.settings import level_sentences, model_sentences
from game.scenario.workshop.things import named
from game.scenario.workshop.voices import (
    adviser_sentences,
    gauge_sentences,
    report_sentences,
)
from game.words import Message, message, render, say

_GRADES: Mapping[str, Message] = {
    "loss": message("it counts as lost"),
    "mixed": message("it counts as mixed"),
    "kept": message("it counts as good"),
}

Account = Callable[[Scenario, str, str], Iterator[str]]


def sentences_of(scenario: Scenario, home: str, key: str, language: str) -> list[str]:
    """Return what a row says, sentence by sentence."""
    found = list(ACCOUNTS[home](scenario, key, language))
    for field in ("note", "text", "bias"):
        text = scenario.text(f"{home}.{key}.{field}", language)
        if text:
            found.append(text)
    return found


def _rule(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.rules[key]
    yield say(
        "Chosen by {actor} in every turn, one of these, by utility and chance"
        " (temperature {temperature}).",
        language,
        actor=named(scenario, f"actors.{row.actor}", language),
        temperature=f"{row.temperature:g}",
    )
    probe = Probe(scenario.spec())
    worth = {}
    for option in row.options:
        path = f"rules.{key}.options.{option.id}.utility"
        meaning = scenario.meanings[path]
        worth[option.id] = float(probe.at(meaning.expression or ZERO, {})[0])
    weights = qexp(np.array(list(worth.values())) / row.temperature)
    shares = weights / weights.sum()
    for option, share in zip(row.options, shares, strict=True):
        yield say(
            "{option}: utility {utility}; {share} % at the opening, with everything"
            " hidden in its middle.",
            language,
            option=labelled(scenario, f"rules.{key}.options.{option.id}", language),
            utility=scenario.expression_source(
                f"rules.{key}.options.{option.id}.utility"
            ),
            share=f"{100 * share:.0f}",
        )
        yield from again_sentences(
            scenario, f"rules.{key}.options.{option.id}", option.again, language
        )
    ahead = row.looks_ahead
    if ahead is not None:
        yield say(
            "From level {level} on it looks {months} turns ahead in {worlds} worlds"
            " and wants: {wants}.",
            language,
            level=ahead.from_level,
            months=ahead.months,
            worlds=ahead.worlds,
            wants=scenario.expression_source(f"rules.{key}.looks_ahead.wants"),
        )


def _event(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.events[key]
    hazard = scenario.expression_source(f"events.{key}.hazard")
    if hazard and row.turn is not None:
        yield say(
            "It may come in turn {turn}, with the chance: {hazard}.",
            language,
            turn=row.turn,
            hazard=hazard,
        )
    elif hazard:
        yield say("Its chance in a turn: {hazard}.", language, hazard=hazard)
    when = scenario.expression_source(f"events.{key}.when")
    if when:
        yield say(
            "It is raised at the close when {when}, and comes a turn later.",
            language,
            when=when,
        )
    yield (
        say("It comes once at most.", language)
        if row.once
        else say("It may come again after {turns} turns.", language, turns=row.cooldown)
    )
    yield from again_sentences(scenario, f"events.{key}", row.again, language)
    yield from done(scenario, f"events.{key}", row.effects, row.sets, language)


def _type(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.types[key]
    yield say(
        "Hidden, and drawn once per world: {where}.",
        language,
        where=drawn(row, language),
    )
    if row.follows is not None:
        yield say(
            "It goes together with {other}, rank correlation {rank}.",
            language,
            other=named(
                scenario, f"{scenario.names.home(row.follows)}.{row.follows}", language
            ),
            rank=f"{row.rank or 0:g}",
        )
    if row.actor is not None:
        yield say(
            "It is known to {actors}.",
            language,
            actors=named(scenario, f"actors.{row.actor}", language),
        )


def _derived(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    meaning = scenario.meanings[f"derived.{key}.expr"]
    value = float(Probe(scenario.spec()).at(meaning.expression or ZERO, {})[0])
    yield say(
        "Worked out afresh wherever it is read; {value} at the opening.",
        language,
        value=f"{value:.4g}",
    )


def _param(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.params[key]
    told = scenario.unit_in(row.unit, language)
    unit = f" {told}" if told else ""
    if row.low is None or row.high is None:
        yield f"{row.value:g}{unit}"
    else:
        yield say(
            "{value}{unit}, and it may well be from {low} to {high}.",
            language,
            value=f"{row.value:g}",
            unit=unit,
            low=f"{row.low:g}",
            high=f"{row.high:g}",
        )
    for level in scenario.document.difficulty.values():
        if key in level.params:
            yield say(
                "At level {level} it is {value}.",
                language,
                level=level.level,
                value=f"{level.params[key]:g}",
            )
    for name, model in scenario.document.models.items():
        if key in model.params:
            yield say(
                "Under the model {model} it is {value}.",
                language,
                model=scenario.text(f"models.{name}.label", language) or name,
                value=f"{model.params[key]:g}",
            )
    if row.in_sample:
        yield say(
            "In-sample: set, or moved, by somebody who had seen how things went on.",
            language,
        )
    if isinstance(row.note, str):
        yield row.note


def _ending(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.endings[key]
    when = scenario.expression_source(f"endings.{key}.when")
    yield (
        say(
            "It ends the game at any close when {when} (closes in a row: {hold}).",
            language,
            when=when,
            hold=row.hold,
        )
        if row.early
        else say("It holds at the last close when {when}.", language, when=when)
    )
    yield say(
        "Rank {rank} (the lowest that holds wins); {grade}.",
        language,
        rank=row.rank,
        grade=render(_GRADES[row.grade], language),
    )
    for place, voice in enumerate(row.voices):
        where = f"endings.{key}.voices.{place}"
        yield say(
            "{who}: {text}",
            language,
            who=scenario.text(f"{where}.who", language) or english(voice.who),
            text=scenario.text(f"{where}.text", language) or english(voice.text),
        )


def _objective(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.objectives[key]
    yield say(
        "Scored at the end: {value}; {bottom} scores 0, {top} scores 100, less than"
        " {floor} is a duty failed.",
        language,
        value=scenario.expression_source(f"objectives.{key}.value"),
        bottom=f"{row.bottom:g}",
        top=f"{row.top:g}",
        floor=f"{row.floor:g}",
    )


ACCOUNTS: Mapping[str, Account] = {
    "variables": variable_sentences,
    "effects": effect_sentences,
    "red_lines": red_line_sentences,
    "rules": _rule,
    "events": _event,
    "levers": lever_sentences,
    "agenda": card_sentences,
    "initiatives": initiative_sentences,
    "types": _type,
    "derived": _derived,
    "params": _param,
    "endings": _ending,
    "objectives": _objective,
    "reports": report_sentences,
    "gauges": gauge_sentences,
    "policies": policy_sentences,
    "advisers": adviser_sentences,
    "hints": hint_sentences,
    "sources": source_sentences,
    "actors": actor_sentences,
    "difficulty": level_sentences,
    "models": model_sentences,
    "codex": entry_sentences,
    "history": history_sentences,
    "allow": allowance_sentences,
    "tests": proof_sentences,
    "tracks": track_sentences,
}
"""How a row of each table is told; every table that holds rows by id has one."""
