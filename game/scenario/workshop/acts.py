"""What the player can set, answer and do, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.scenario.desk import CardOption
from game.scenario.fields import Words, english
from game.scenario.scenario import Scenario
from game.scenario.workshop.choices import member
from game.scenario.workshop.things import named
from game.words import say


def lever_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say how a standing policy moves, and each of its rungs."""
    row = scenario.document.levers[key]
    yield say(
        "A standing policy of {count} rungs that starts at {start}; rungs a turn at"
        " most: {step}. A rung up costs {up}, a rung down {down}.",
        language,
        count=len(row.rungs),
        start=member(scenario, key, row.start, language),
        step=row.max_step,
        up=scenario.expression_source(f"levers.{key}.up") or "0",
        down=scenario.expression_source(f"levers.{key}.down") or "0",
    )
    for place, rung in enumerate(row.rungs):
        path = f"levers.{key}.rungs.{rung.id}"
        needs = scenario.expression_source(f"{path}.requires")
        said = f"{place} {labelled(scenario, path, language)}"
        if needs and needs != "true":
            said += " " + say("(only while {needs})", language, needs=needs)
        yield said


def card_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say when a card comes, what it is a variant of, and each answer."""
    row = scenario.document.agenda[key]
    if row.family:
        yield say(
            "A variant of {card} ({id}): what it does not say is as there. Of several"
            " that may come the lowest rank does; this one has {rank}.",
            language,
            card=named(scenario, f"agenda.{row.family}", language),
            id=row.family,
            rank=row.rank,
        )
    variants = [
        f"{named(scenario, f'agenda.{variant}', language)} ({variant})"
        for variant, other in scenario.document.agenda.items()
        if other.family == key
    ]
    if variants:
        yield say("Its variants: {cards}.", language, cards=", ".join(variants))
    when = scenario.expression_source(f"agenda.{key}.when")
    yield (
        say("It may come when {when}.", language, when=when)
        if when and when != "true"
        else say("It may come in any turn.", language)
    )
    terms = {
        "deadline": row.deadline,
        "default": member(scenario, key, row.default, language),
    }
    yield (
        say(
            "It must be answered; turns to do so: {deadline}; else: {default}.",
            language,
            **terms,
        )
        if row.kind == "duty"
        else say(
            "It may be answered; turns to do so: {deadline}; else: {default}.",
            language,
            **terms,
        )
    )
    yield from again_sentences(scenario, f"agenda.{key}", row.again, language)
    for option in row.options:
        place = f"agenda.{key}.options.{option.id}"
        yield " ".join(_option(scenario, place, option, language))
    silence = done(scenario, f"agenda.{key}.silence", row.silence.effects, {}, language)
    yield " ".join((say("If nobody answers:", language), *silence))
    yield scenario.text(f"agenda.{key}.silence.text", language)


def again_sentences(
    scenario: Scenario, place: str, texts: Sequence[Words], language: str
) -> Iterator[str]:
    """Tell the further words of what comes again."""
    for number, words in enumerate(texts):
        text = scenario.text(f"{place}.again.{number}", language) or english(words)
        yield say("Told when it comes again: {text}", language, text=text)


def _option(
    scenario: Scenario, place: str, option: CardOption, language: str
) -> Iterator[str]:
    label = labelled(scenario, place, language)
    cost = scenario.expression_source(f"{place}.cost")
    yield (
        say("{option}, for {cost}.", language, option=label, cost=cost)
        if cost and cost != "0"
        else f"{label}."
    )
    needs = scenario.expression_source(f"{place}.requires")
    if needs and needs != "true":
        yield say("Only while {needs}.", language, needs=needs)
    yield from done(scenario, place, option.effects, option.sets, language)


def labelled(scenario: Scenario, place: str, language: str) -> str:
    """Return what a rung or an answer is called, with its id."""
    key = place.rpartition(".")[2]
    label = scenario.text(f"{place}.label", language)
    return f"{label} ({key})" if label else key


def initiative_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what an act costs, how it wears, and what it does."""
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
    yield from done(scenario, f"initiatives.{key}", row.effects, row.sets, language)


def done(
    scenario: Scenario,
    place: str,
    effects: Mapping[str, object],
    sets: Mapping[str, str],
    language: str,
) -> Iterator[str]:
    """Say what a row adds to variables, and which standing policies it sets."""
    if effects:
        added = "; ".join(
            f"{named(scenario, f'variables.{variable}', language)}"
            f" += {scenario.expression_source(f'{place}.effects.{variable}')}"
            for variable in effects
        )
        yield say("It adds: {added}.", language, added=added)
    for lever, rung in sets.items():
        yield say(
            "It sets {lever} to {rung}.",
            language,
            lever=named(scenario, f"levers.{lever}", language),
            rung=member(scenario, lever, rung, language),
        )
