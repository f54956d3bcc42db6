"""What tests, tracks and accepted findings say, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.codes import PAGES
from game.scenario.proofs import (
    AnyExpect,
    Bound,
    CauseExpect,
    CompareExpect,
    MeanExpect,
    Played,
    bound_of,
)
from game.scenario.scenario import Scenario
from game.scenario.workshop.choices import play_sentences, play_text
from game.scenario.workshop.things import HOMES, named
from game.words import render, say


def proof_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what is played, from what start, and what must come of it."""
    row = scenario.document.tests[key]
    yield from _noted(row)
    yield say(
        "Turns that are played: {turns}; worlds: {worlds}; level: {level}.",
        language,
        turns=row.turns or scenario.document.scenario.turns,
        worlds=row.worlds,
        level=row.level or scenario.standard_level,
    )
    for given, value in row.given.items():
        home = scenario.names.home(given)
        yield say(
            "In all worlds the same: {thing} is {value}.",
            language,
            thing=named(scenario, f"{home}.{given}", language),
            value=f"{value:g}",
        )
    yield from play_sentences(scenario, row.when, language)
    for place, expect in enumerate(row.then):
        where = f"tests.{key}.then.{place}"
        yield _expected(scenario, expect, where, language)


def _expected(scenario: Scenario, expect: AnyExpect, where: str, language: str) -> str:
    expression = scenario.expression_source(f"{where}.expr")
    match expect:
        case CauseExpect():
            return _cause(scenario, expect, language)
        case CompareExpect():
            return say(
                "Expected: the mean of {expression} is {bound} once that of the other"
                " play is taken off. The other play: {other}.",
                language,
                expression=expression,
                bound=_bound(expect.diff, language),
                other=play_text(scenario, expect.compare, language),
            )
        case MeanExpect():
            return say(
                "Expected: the mean of {expression} lies from {low} to {high}.",
                language,
                expression=expression,
                low=f"{expect.mean[0]:g}",
                high=f"{expect.mean[1]:g}",
            )
        case _:
            return say(
                "Expected: the share of the worlds in which {expression} holds is"
                " {bound}.",
                language,
                expression=expression,
                bound=_bound(expect.p, language, percent=True),
            )


def _cause(scenario: Scenario, expect: CauseExpect, language: str) -> str:
    home = scenario.names.home(expect.cause)
    terms = {
        "cause": named(scenario, f"{home}.{expect.cause}", language),
        "of": named(scenario, f"variables.{expect.of}", language),
    }
    if expect.compare is None:
        return say(
            "Expected: the part of {cause} in all that moves {of} is {bound}.",
            language,
            bound=_bound(expect.share, language, percent=True),
            **terms,
        )
    return say(
        "Expected: the part of {cause} in what sets {of} apart from the other play is"
        " {bound}. The other play: {other}.",
        language,
        bound=_bound(expect.share, language, percent=True),
        other=play_text(scenario, expect.compare, language),
        **terms,
    )


def _bound(bound: Bound, language: str, *, percent: bool = False) -> str:
    """Say a bound, `">= 0.8"`, in words: `80 % or more`."""
    found = bound_of(bound)
    number = f"{100 * found.limit:g} %" if percent else f"{found.limit:g}"
    if found.above:
        return (
            say("{number} or more", language, number=number)
            if found.itself
            else say("more than {number}", language, number=number)
        )
    return (
        say("{number} or less", language, number=number)
        if found.itself
        else say("less than {number}", language, number=number)
    )


def track_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what is on record, how exact it is, and what is played beside it."""
    row = scenario.document.tracks[key]
    yield from _noted(row)
    unit = scenario.unit(row.variable, language)
    yield say(
        "On record of {variable}, to hold the model against; the record may be off by"
        " {tolerance}.",
        language,
        variable=named(scenario, f"variables.{row.variable}", language),
        tolerance=f"{row.tolerance:g} {unit}".rstrip(),
    )
    for day, value in row.points.items():
        yield say(
            "On {day}: {value}.", language, day=day, value=f"{value:g} {unit}".rstrip()
        )
    yield say(
        "Worlds that are played beside it: {worlds}; level: {level}.",
        language,
        worlds=row.worlds,
        level=row.level or scenario.standard_level,
    )
    yield from play_sentences(scenario, row.when, language)


def _noted(row: Played) -> Iterator[str]:
    if row.note:
        yield row.note


def allowance_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say which finding is accepted, of what, and why."""
    row = scenario.document.allow[key]
    page = PAGES.get(row.code.upper())
    about = ", ".join(_about(scenario, path, language) for path in row.about)
    title = render(page.title, language) if page else ""
    yield (
        say(
            "The author accepts {code} ({title}), of: {about}.",
            language,
            code=row.code,
            title=title,
            about=about,
        )
        if about
        else say(
            "The author accepts {code} ({title}), whatever it is about.",
            language,
            code=row.code,
            title=title,
        )
    )
    yield say("Why: {why}", language, why=row.reason)


def _about(scenario: Scenario, path: str, language: str) -> str:
    home, _, rest = path.partition(".")
    row = f"{home}.{rest.partition('.')[0]}"
    title = named(scenario, row, language) if home in HOMES and rest else ""
    return f"{title} ({path})" if title else path
