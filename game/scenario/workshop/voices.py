"""What the rows that tell the player something say, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.scenario import Scenario
from game.scenario.workshop.things import named
from game.words import say


def report_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what a report tells of, when it comes, and how far it can be trusted."""
    row = scenario.document.reports[key]
    place = f"reports.{key}"
    about = f"{scenario.names.home(row.about)}.{row.about}"
    yield say(
        "Tells of {about} ({thing}); it comes when {when}.",
        language,
        about=named(scenario, about, language),
        thing=about,
        when=scenario.expression_source(f"{place}.when") or "true",
    )
    bands = [
        f"{band.id} (< {band.up_to:g})" if band.up_to is not None else band.id
        for band in row.bands
    ]
    yield say("It names one of: {bands}.", language, bands=", ".join(bands))
    yield say(
        "The chance that it names the true one: {right}; that it was planted:"
        " {planted}.",
        language,
        right=scenario.expression_source(f"{place}.right") or f"{row.right}",
        planted=scenario.expression_source(f"{place}.planted") or f"{row.planted}",
    )
    if row.plant is not None:
        yield say("A planted one names {band}.", language, band=row.plant)
    if row.reliability is not None:
        yield say(
            "The player is told that {name} is {share} % reliable.",
            language,
            name=key,
            share=f"{100 * row.reliability:g}",
        )


def gauge_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what a gauge shows."""
    row = scenario.document.gauges[key]
    if row.variable is not None:
        yield say(
            "A headline number that shows {variable}.",
            language,
            variable=named(scenario, f"variables.{row.variable}", language),
        )
        return
    yield say(
        "A headline number: the chance that {chance} (within turns: {within}).",
        language,
        chance=scenario.expression_source(f"gauges.{key}.chance"),
        within=row.within or "-",
    )


def policy_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say how a line of play is written down, and its choices."""
    row = scenario.document.policies[key]
    yield (
        say("A line of play, one of those that par is the mean of.", language)
        if row.reference
        else say("A line of play.", language)
    )
    yield from row.lines or (say("It chooses nothing.", language),)


def hint_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say when a hint is said, and that it is no part of the rules."""
    row = scenario.document.hints[key]
    yield say(
        "Said to whoever plays for the first time, in the turns {first} to {last}"
        " while {when}; it moves nothing.",
        language,
        first=row.from_turn,
        last=row.to_turn or scenario.document.scenario.turns,
        when=scenario.expression_source(f"hints.{key}.when") or "true",
    )
    if row.about:
        yield say("Only while {about} is in the room.", language, about=row.about)


def adviser_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what an adviser leans to, and what each of the claims expects."""
    row = scenario.document.advisers[key]
    yield say(
        "An office that argues; its bias in log-odds: {tilt}.",
        language,
        tilt=f"{row.tilt:g}",
    )
    for name, claim in row.claims.items():
        place = f"advisers.{key}.claims.{name}"
        yield say(
            "{claim}: when {when}, expects {expects} (within turns: {horizon}; told"
            " chance: {chance} %; leans {leans}); speaks for: {advice}.",
            language,
            claim=name,
            when=scenario.expression_source(f"{place}.when") or "true",
            expects=scenario.expression_source(f"{place}.expects"),
            horizon=claim.horizon,
            chance=f"{100 * claim.chance:g}",
            leans=claim.leans,
            advice=claim.advice or "-",
        )
