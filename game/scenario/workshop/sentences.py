"""What the rows that move the world say, in sentences, and the formulas behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.scenario.effects import plain
from game.scenario.fields import Drawn
from game.scenario.scenario import Scenario
from game.scenario.workshop.choices import member
from game.scenario.workshop.things import named
from game.scenario.world import Curve, Effect, RedLine, Variable
from game.words import Message, message, render, say

_SPREADS: Mapping[str, Message] = {
    "erlang1": message("spread widely around the mean"),
    "erlang2": message("spread around the mean"),
    "erlang3": message("closely around the mean"),
}
_DRAWS: Mapping[str, Message] = {
    "normal": message("from a bell curve"),
    "uniform": message("all of a range equally likely"),
    "skewed": message("mostly small, seldom large"),
}


def effect_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say what a row of [effects] adds, to what, when and how late."""
    row = scenario.document.effects[key]
    target = named(scenario, f"variables.{row.to}", language)
    yield _what_it_adds(scenario, row, target, language)
    if row.curve is not None:
        yield _bend(scenario, row, row.curve, target, language)
    if row.when is not None:
        when = scenario.expression_source(f"effects.{key}.when")
        yield say("It does so only while: {when}.", language, when=when)
    if row.delay is not None:
        yield say(
            "It takes {mean} turns on average to arrive ({shape}).",
            language,
            mean=f"{row.delay.mean:g}",
            shape=render(_SPREADS[row.delay.shape], language),
        )
    if row.draw is not None:
        yield say(
            "A draw multiplies it anew in every turn ({draw}).",
            language,
            draw=render(_DRAWS[row.draw], language),
        )
    why = scenario.text(f"effects.{key}.why", language)
    if why:
        yield say("Why: {why}", language, why=why)


def _what_it_adds(scenario: Scenario, row: Effect, target: str, language: str) -> str:
    amount = f"{plain(row.amount):g}" if row.amount is not None else ""
    if row.per_rung is not None and row.from_ is not None:
        rungs = {rung.id: 0.0 for rung in scenario.document.levers[row.from_].rungs}
        rungs |= {rung: plain(number) for rung, number in row.per_rung.items()}
        return say(
            "Adds to {target} by where {lever} stands: {rungs}.",
            language,
            target=target,
            lever=named(scenario, f"levers.{row.from_}", language),
            rungs=", ".join(
                f"{member(scenario, row.from_, rung, language)} {value:g}"
                for rung, value in rungs.items()
            ),
        )
    if row.from_ is not None:
        home = "variables" if row.from_ in scenario.document.variables else "derived"
        return say(
            "Adds {amount} to {target} for each unit of {source}.",
            language,
            amount=amount,
            target=target,
            source=named(scenario, f"{home}.{row.from_}", language),
        )
    if row.expr is not None:
        return say(
            "Adds to {target} what its formula comes to.", language, target=target
        )
    return say(
        "Adds {amount} to {target} in every turn.",
        language,
        amount=amount,
        target=target,
    )


def _bend(
    scenario: Scenario, row: Effect, curve: Curve, target: str, language: str
) -> str:
    on = target
    if curve.on == "from" and row.from_ is not None:
        home = "variables" if row.from_ in scenario.document.variables else "derived"
        on = named(scenario, f"{home}.{row.from_}", language)
    if curve.kind == "saturating":
        return say(
            "The higher {on} stands, the less each unit adds: half at {half}.",
            language,
            on=on,
            half=f"{curve.half:g}",
        )
    if curve.kind == "ramp":
        return say(
            "It is nothing at {low} of {on} and in full at {high}.",
            language,
            on=on,
            low=f"{curve.low:g}",
            high=f"{curve.high:g}",
        )
    return say(
        "It grows along an S of {on}: half at {at}, over a width of {width}.",
        language,
        on=on,
        at=f"{curve.at:g}",
        width=f"{curve.width:g}",
    )


def effect_formula(scenario: Scenario, key: str) -> str:
    """Return what a row of [effects] adds, in the language of the file."""
    row = scenario.document.effects[key]
    if row.expr is not None:
        found = scenario.expression_source(f"effects.{key}.expr")
    elif row.per_rung is not None:
        found = "{" + ", ".join(
            f"{row.from_}.{rung}: {plain(number):g}"
            for rung, number in row.per_rung.items()
        ) + "}"  # fmt: skip
    else:
        found = f"{plain(row.amount):g}" if row.amount is not None else "0"
        if row.from_ is not None:
            bent = row.curve is not None and row.curve.on == "from"
            x = _shaped(row.curve, row.from_) if bent and row.curve else row.from_
            found = f"{found} * {x}"
    if row.curve is not None and row.curve.on == "to":
        loose = row.expr is not None and " " in found
        found = _curved(row.curve, f"({found})" if loose else found, row.to)
    return f"{row.to} += {found}"


def _curved(curve: Curve, found: str, on: str) -> str:
    if curve.kind == "saturating":
        return f"{found} * {curve.half:g} / ({curve.half:g} + pos({on}))"
    return f"{found} * {_shaped(curve, on)}"


def _shaped(curve: Curve, on: str) -> str:
    if curve.kind == "saturating":
        return f"{on} * {curve.half:g} / ({curve.half:g} + pos({on}))"
    if curve.kind == "ramp":
        return f"ramp({on}, {curve.low:g}, {curve.high:g})"
    return f"sigmoid({on}, {curve.at:g}, {curve.width:g})"


def variable_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say where a variable starts, between what, and where it drifts."""
    row = scenario.document.variables[key]
    low, high = row.range
    unit = scenario.unit(key, language)
    yield say(
        "A number from {low} to {high}{unit} that starts {start}.",
        language,
        low=f"{low:g}",
        high=f"{high:g}",
        unit=f" ({unit})" if unit else "",
        start=_start(row.start, language),
    )
    if row.rest is not None and row.half_life is not None:
        yield say(
            "It drifts back to {rest}, half of the way in {turns} turns.",
            language,
            rest=f"{plain(row.rest):g}",
            turns=f"{row.half_life:g}",
        )
    yield _seen(scenario, row, language)
    for name, source in row.estimates.items():
        yield say(
            "{label} ({name}) estimates it: noise {noise}, bias {bias}.",
            language,
            label=scenario.text(f"variables.{key}.estimates.{name}.label", language),
            name=f"{key}.{name}",
            noise=f"{source.noise:g}",
            bias=f"{source.bias:g}",
        )
        if source.reliability is not None:
            yield say(
                "The player is told that {name} is {share} % reliable.",
                language,
                name=f"{key}.{name}",
                share=f"{100 * source.reliability:g}",
            )
        focus = scenario.expression_source(f"variables.{key}.estimates.{name}.focus")
        if focus and focus != "1":
            yield say(
                "The noise of {name} is multiplied with: {focus}.",
                language,
                name=f"{key}.{name}",
                focus=focus,
            )


def _seen(scenario: Scenario, row: Variable, language: str) -> str:
    known = ", ".join(
        named(scenario, f"actors.{actor}", language) for actor in row.known_to
    )
    if row.seen == "exact":
        return say("All see it exactly.", language)
    seen = (
        say("The player sees it through estimates.", language)
        if row.seen == "noisy"
        else say("The player does not see it.", language)
    )
    also = say("It is known to {actors}.", language, actors=known) if known else ""
    return f"{seen} {also}".rstrip()


def _start(given: object, language: str) -> str:
    if isinstance(given, Drawn):
        return drawn(given, language)
    value = getattr(given, "value", given)
    return say("at {value}", language, value=f"{value:g}")


def drawn(given: Drawn, language: str) -> str:
    """Say how a number is drawn."""
    if given.draw == "uniform":
        return say(
            "anywhere from {low} to {high}, all equally likely",
            language,
            low=f"{given.low:g}",
            high=f"{given.high:g}",
        )
    values = ", ".join(f"{value:g}" for value in given.values or ())
    if given.weights is None:
        return say("at one of {values}, all equally likely", language, values=values)
    weights = ", ".join(f"{weight:g}" for weight in given.weights)
    return say(
        "at one of {values}, with weights {weights}",
        language,
        values=values,
        weights=weights,
    )


def red_line_sentences(scenario: Scenario, key: str, language: str) -> Iterator[str]:
    """Say whose line it is, what it watches, and where it may lie."""
    row: RedLine = scenario.document.red_lines[key]
    yield say(
        "Watched by {actor} at every close: {watches}.",
        language,
        actor=named(scenario, f"actors.{row.actor}", language),
        watches=scenario.expression_source(f"red_lines.{key}.watches"),
    )
    yield say(
        "The line lies {where}; it is crossed once at most and acts a turn later.",
        language,
        where=_start(row.threshold, language),
    )
