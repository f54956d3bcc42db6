"""What the rows that tell the player something say, in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.scenario.scenario import Scenario
from game.scenario.workshop.choices import choice_text
from game.scenario.workshop.things import named
from game.words import say


def report_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what a report tells of, when it comes, and how far it can be trusted."""
    row = scenario.document.reports[key]
    place = f"reports.{key}"
    about = f"{scenario.names.home(row.about)}.{row.about}"
    when = scenario.expression_source(f"{place}.when")
    title = named(scenario, about, language)
    yield (
        say(
            "Tells of {about} ({thing}); it comes when {when}.",
            language,
            about=title,
            thing=about,
            when=when,
        )
        if when and when != "true"
        else say(
            "Tells of {about} ({thing}); it comes in every turn.",
            language,
            about=title,
            thing=about,
        )
    )
    labels = {
        band.id: scenario.text(f"{place}.bands.{band.id}.label", language) or band.id
        for band in row.bands
    }
    bands = [
        labels[band.id] + (f" (< {band.up_to:g})" if band.up_to is not None else "")
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
        yield say("A planted one names {band}.", language, band=labels[row.plant])
    if row.reliability is not None:
        yield say(
            "The player is told that {name} is {share} % reliable.",
            language,
            name=scenario.text(f"{place}.source_name", language)
            or named(scenario, place, language),
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


def adviser_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what an adviser leans to, and what each of the claims expects."""
    row = scenario.document.advisers[key]
    yield say("An office that argues.", language)
    if row.tilt:
        yield say(
            "Its bias: where a claim leans its way, it gives about {times} times the"
            " odds that the outlook gives; where one leans the other way, the odds"
            " divided by as much.",
            language,
            times=_times(row.tilt),
        )
    else:
        yield say("It has no bias: it gives the odds of the outlook.", language)
    for name in row.claims:
        yield " ".join(_claim(scenario, key, name, language))
        argued = scenario.text(f"advisers.{key}.claims.{name}.text", language)
        yield f"  {argued}"


def _claim(scenario: Scenario, key: str, name: str, language: str) -> Iterator[str]:
    adviser = scenario.document.advisers[key]
    claim = adviser.claims[name]
    place = f"advisers.{key}.claims.{name}"
    expects = scenario.expression_source(f"{place}.expects")
    outcome = scenario.text(f"{place}.outcome", language)
    when = scenario.expression_source(f"{place}.when")
    terms = {
        "claim": name,
        "expects": f"{outcome} ({expects})" if outcome else expects,
        "horizon": claim.horizon,
    }
    yield (
        say(
            "{claim}: when {when}, it expects within {horizon} turns: {expects}.",
            language,
            when=when,
            **terms,
        )
        if when and when != "true"
        else say(
            "{claim}: at any time, it expects within {horizon} turns: {expects}.",
            language,
            **terms,
        )
    )
    pull = claim.leans * adviser.tilt
    if pull > 0:
        yield say("It gives {times} times the odds.", language, times=_times(pull))
    elif pull < 0:
        yield say("It divides the odds by {times}.", language, times=_times(-pull))
    else:
        yield say("It gives the odds of the outlook.", language)
    yield say(
        "Where none can be worked out it tells {chance} %.",
        language,
        chance=f"{100 * claim.chance:g}",
    )
    if claim.advice:
        advised = choice_text(scenario, claim.advice, language)
        yield say("It advises: {advice}.", language, advice=advised)


def _times(pull: float) -> str:
    """Return by how much log-odds multiply the odds."""
    return f"{math.exp(pull):.2g}"
