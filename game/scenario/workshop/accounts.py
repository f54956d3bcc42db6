"""What the rows of the desk, of other actors and of the end say, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from game.engine.arithmetic import qexp
from game.scenario.desk import CardOption
from game.scenario.formulas import ZERO
from game.scenario.names import is_table
from game.scenario.scenario import Scenario
from game.scenario.workshop.probe import Probe
from game.scenario.workshop.sentences import (
    drawn,
    effect_sentences,
    red_line_sentences,
    variable_sentences,
)
from game.scenario.workshop.things import named
from game.scenario.workshop.voices import (
    adviser_sentences,
    gauge_sentences,
    hint_sentences,
    policy_sentences,
    report_sentences,
)
from game.text import clean
from game.words import say

Account = Callable[[Scenario, str, str], Iterator[str]]


def sentences_of(scenario: Scenario, home: str, key: str, language: str) -> list[str]:
    """Return what a row says, sentence by sentence, or its values as written."""
    account = _ACCOUNTS.get(home)
    if account is None:
        return list(_as_written(scenario.names.table(home)[key]))
    found = list(account(scenario, key, language))
    for field in ("note", "text", "bias"):
        text = scenario.text(f"{home}.{key}.{field}", language)
        if text:
            found.append(text)
    return found


def _as_written(row: object, path: str = "") -> Iterator[str]:
    if is_table(row):
        for key, value in row.items():
            yield from _as_written(value, f"{path}.{key}" if path else key)
    elif isinstance(row, list):
        for place, value in enumerate(row):
            yield from _as_written(value, f"{path}.{place}")
    else:
        yield f"{path}: {clean(str(row))}"


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
            option=option.id,
            utility=scenario.expression_source(
                f"rules.{key}.options.{option.id}.utility"
            ),
            share=f"{100 * share:.0f}",
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
    yield from _done(scenario, f"events.{key}", row.effects, row.sets, language)


def _lever(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.levers[key]
    yield say(
        "A standing policy of {count} rungs that starts at {start}; rungs a turn at"
        " most: {step}. A rung up costs {up}, a rung down {down}.",
        language,
        count=len(row.rungs),
        start=row.start,
        step=row.max_step,
        up=scenario.expression_source(f"levers.{key}.up") or "0",
        down=scenario.expression_source(f"levers.{key}.down") or "0",
    )
    for place, rung in enumerate(row.rungs):
        label = scenario.text(f"levers.{key}.rungs.{rung.id}.label", language)
        needs = scenario.expression_source(f"levers.{key}.rungs.{rung.id}.requires")
        said = f"{place} {rung.id}: {label}"
        if needs and needs != "true":
            said += " " + say("(only while {needs})", language, needs=needs)
        yield said


def _card(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.agenda[key]
    when = scenario.expression_source(f"agenda.{key}.when")
    terms = {"deadline": row.deadline, "default": row.default, "when": when or "true"}
    yield (
        say(
            "It may come when {when} and must be answered; turns to do so: {deadline};"
            " else: {default}.",
            language,
            **terms,
        )
        if row.kind == "duty"
        else say(
            "It may come when {when} and may be answered; turns to do so: {deadline};"
            " else: {default}.",
            language,
            **terms,
        )
    )
    for option in row.options:
        yield from _option(scenario, f"agenda.{key}.options.{option.id}", option)
    yield f"silence{_added(scenario, f'agenda.{key}.silence', row.silence.effects)}"


def _option(scenario: Scenario, place: str, option: CardOption) -> Iterator[str]:
    cost = scenario.expression_source(f"{place}.cost")
    price = f" [{cost}]" if cost else ""
    sets = "".join(f"; {lever} = {rung}" for lever, rung in option.sets.items())
    yield f"{option.id}{price}{_added(scenario, place, option.effects)}{sets}"


def _added(scenario: Scenario, place: str, effects: Mapping[str, object]) -> str:
    parts = [
        f"{variable} += {scenario.expression_source(f'{place}.effects.{variable}')}"
        for variable in effects
    ]
    return ": " + "; ".join(parts) if parts else ""


def _initiative(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    row = scenario.document.initiatives[key]
    yield say(
        "An act of the player's own. Cost: {cost}; places on the desk: {slots}.",
        language,
        cost=scenario.expression_source(f"initiatives.{key}.cost") or "0",
        slots=row.slots,
    )
    if row.cooldown:
        yield say(
            "Turns that must pass before it can be done again: {turns}.",
            language,
            turns=row.cooldown,
        )
    if row.wear < 1:
        yield say(
            "Each repetition within {window} turns leaves {wear} of its force.",
            language,
            window=row.window,
            wear=f"{row.wear:g}",
        )
    yield from _done(scenario, f"initiatives.{key}", row.effects, row.sets, language)


def _done(
    scenario: Scenario,
    place: str,
    effects: Mapping[str, object],
    sets: Mapping[str, str],
    language: str,
) -> Iterator[str]:
    if effects:
        added = _added(scenario, place, effects).removeprefix(": ")
        yield say("It adds: {added}.", language, added=added)
    for lever, rung in sets.items():
        yield say("It sets {lever} to {rung}.", language, lever=lever, rung=rung)


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
            other=row.follows,
            rank=f"{row.rank or 0:g}",
        )
    if row.actor is not None:
        yield say("It is known to {actors}.", language, actors=row.actor)


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
    if row.note:
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
        grade=row.grade,
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


_ACCOUNTS: Mapping[str, Account] = {
    "variables": variable_sentences,
    "effects": effect_sentences,
    "red_lines": red_line_sentences,
    "rules": _rule,
    "events": _event,
    "levers": _lever,
    "agenda": _card,
    "initiatives": _initiative,
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
}
