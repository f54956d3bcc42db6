"""A checked document becomes the engine's Spec."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.engine import spec as engine
from game.engine.expression import Expression, Number
from game.engine.intelligence import Report
from game.scenario.desk import CardOption, Difficulty
from game.scenario.document import Document
from game.scenario.effects import EffectInfo, effects_of, plain
from game.scenario.fields import Drawn, Following
from game.scenario.fields import Number as NumberTable
from game.scenario.formulas import (
    NEVER,
    ZERO,
    Formulas,
    derived_read,
    grid,
    in_order,
)
from game.scenario.world import Rule, Variable

STANDARD_LEVEL = 3
"""The level of a file without [difficulty]."""


def prior(given: float | NumberTable | Drawn) -> engine.Prior:
    """Return the distribution of a number that may be drawn once per world."""
    if not isinstance(given, Drawn):
        return engine.Prior(low=grid(plain(given)))
    drawn = _drawn(given)
    if not isinstance(given, Following) or given.follows is None:
        return drawn
    return replace(drawn, follows=given.follows, rank=given.rank or 0.0)


def _drawn(given: Drawn) -> engine.Prior:
    if given.draw == "uniform":
        return engine.Prior(
            kind=engine.PriorKind.UNIFORM,
            low=grid(given.low or 0.0),
            high=grid(given.high or 0.0),
        )
    values = tuple(grid(value) for value in given.values or ())
    return engine.Prior(
        kind=engine.PriorKind.CHOICE,
        values=values,
        weights=given.weights or (1.0,) * len(values),
    )


def standard(document: Document) -> Difficulty | None:
    """Return the level that is played unless another is asked for."""
    return usual_level(document.difficulty.values())


def usual_level(rows: Iterable[Difficulty]) -> Difficulty | None:
    """Return the level of some that is played unless another is asked for."""
    levels = sorted(rows, key=lambda row: row.level)
    marked = [row for row in levels if row.standard]
    near = sorted(levels, key=lambda row: abs(row.level - STANDARD_LEVEL))
    return next(iter((*marked, *near)), None)


def compile_spec(
    document: Document,
    formulas: Formulas,
    *,
    level: int,
    mechanics: str,
) -> tuple[engine.Spec, tuple[EffectInfo, ...]]:
    """Return the Spec of a level, and where each of its effects comes from."""
    derived = {
        key: formulas.get(f"derived.{key}.expr", ZERO) for key in document.derived
    }
    effects = effects_of(document, formulas, derived)
    return (
        engine.Spec(
            mechanics=mechanics,
            turns=document.scenario.turns,
            level=level,
            desk=_desk(document, formulas),
            variables=_variables(document),
            levers=_levers(document, formulas),
            effects=tuple(effect for effect, _ in effects),
            endings=_endings(document, formulas),
            types=tuple(
                engine.HiddenType(id=key, prior=prior(row), owner=row.actor or "")
                for key, row in sorted(document.types.items())
            ),
            derived=_derived(derived),
            estimates=_estimates(document, formulas),
            reports=_reports(document, formulas),
            rules=_rules(document, formulas, level),
            events=_events(document, formulas),
            red_lines=_red_lines(document, formulas),
            cards=_cards(document, formulas),
            initiatives=_initiatives(document, formulas),
            gauges=_gauges(document, formulas),
            objectives=_objectives(document, formulas),
            mandate=_mandate(document),
        ),
        tuple(info for _, info in effects),
    )


def _desk(document: Document, formulas: Formulas) -> engine.Desk:
    desk = document.scenario.desk
    return engine.Desk(
        budget=document.scenario.budget,
        slots=formulas.get("scenario.desk.slots", Number(3.0)),
        optional=desk.optional,
    )


def _mandate(document: Document) -> engine.MandateTerms:
    terms = document.scenario.mandate
    default = None
    if terms.default is not None:
        lead, one, other = terms.default
        default = (lead, min(one, other), max(one, other))
    return engine.MandateTerms(
        turn=terms.turn,
        again=terms.again,
        cost=grid(terms.cost),
        default=default,
    )


def _variables(document: Document) -> tuple[engine.Variable, ...]:
    return tuple(
        engine.Variable(
            id=key,
            low=grid(row.range[0]),
            high=grid(row.range[1]),
            start=prior(row.start),
            seen=engine.Seen(row.seen),
            rest=grid(plain(row.rest)) if row.rest is not None else 0.0,
            rate=grid(1.0 - 0.5 ** (1.0 / row.half_life)) if row.half_life else 0.0,
            known_to=tuple(sorted(set(row.known_to))),
        )
        for key, row in sorted(document.variables.items())
    )


def _estimates(document: Document, formulas: Formulas) -> tuple[engine.Estimate, ...]:
    found = [
        estimate
        for key, row in document.variables.items()
        for estimate in _estimates_of(key, row, formulas)
    ]
    return tuple(sorted(found, key=lambda estimate: estimate.id))


def _estimates_of(key: str, row: Variable, formulas: Formulas) -> list[engine.Estimate]:
    place = f"variables.{key}"
    found = [
        engine.Estimate(
            id=f"{key}.{name}",
            variable=key,
            bias=source.bias,
            noise=source.noise,
            focus=formulas.get(f"{place}.estimates.{name}.focus", Number(1.0)),
        )
        for name, source in row.estimates.items()
    ]
    if row.noise is not None:
        own = engine.Estimate(
            id=f"{key}.own",
            variable=key,
            bias=row.bias or 0.0,
            noise=row.noise,
            focus=formulas.get(f"{place}.focus", Number(1.0)),
        )
        found.append(own)
    return found


def _reports(document: Document, formulas: Formulas) -> tuple[Report, ...]:
    return tuple(
        Report(
            id=key,
            about=row.about,
            cuts=tuple(grid(band.up_to or 0.0) for band in row.bands[:-1]),
            when=formulas.get(f"reports.{key}.when"),
            right=formulas.get(f"reports.{key}.right", Number(1.0)),
            planted=formulas.get(f"reports.{key}.planted", ZERO),
            plant=[band.id for band in row.bands].index(row.plant) if row.plant else 0,
        )
        for key, row in sorted(document.reports.items())
    )


def _derived(derived: dict[str, Expression]) -> tuple[engine.Derived, ...]:
    links = {key: derived_read(tree) for key, tree in sorted(derived.items())}
    return tuple(
        engine.Derived(id=key, expression=derived[key]) for key in in_order(links)
    )


def _levers(document: Document, formulas: Formulas) -> tuple[engine.Lever, ...]:
    return tuple(
        engine.Lever(
            id=key,
            rungs=tuple(
                engine.Rung(
                    id=rung.id,
                    requires=formulas.get(f"levers.{key}.rungs.{rung.id}.requires"),
                )
                for rung in row.rungs
            ),
            start=[rung.id for rung in row.rungs].index(row.start),
            max_step=row.max_step,
            up=formulas.get(f"levers.{key}.up", ZERO),
            down=formulas.get(f"levers.{key}.down", ZERO),
            slots=row.slots,
        )
        for key, row in sorted(document.levers.items())
    )


def _sets(document: Document, sets: dict[str, str]) -> tuple[engine.Setting, ...]:
    return tuple(
        engine.Setting(
            lever=lever,
            rung=[row.id for row in document.levers[lever].rungs].index(rung),
        )
        for lever, rung in sorted(sets.items())
    )


def _rules(
    document: Document, formulas: Formulas, level: int
) -> tuple[engine.Rule, ...]:
    return tuple(
        _rule(key, row, formulas, level) for key, row in sorted(document.rules.items())
    )


def _rule(key: str, row: Rule, formulas: Formulas, level: int) -> engine.Rule:
    rule = engine.Rule(
        id=key,
        actor=row.actor,
        temperature=row.temperature,
        options=tuple(
            engine.Option(
                id=option.id,
                utility=formulas.get(f"rules.{key}.options.{option.id}.utility", ZERO),
                secret=option.secret,
            )
            for option in sorted(row.options, key=lambda option: option.id)
        ),
    )
    if row.looks_ahead is None or level < row.looks_ahead.from_level:
        return rule
    return replace(
        rule,
        ahead=row.looks_ahead.months,
        imagined=row.looks_ahead.worlds,
        wants=formulas.get(f"rules.{key}.looks_ahead.wants", ZERO),
    )


def _events(document: Document, formulas: Formulas) -> tuple[engine.Event, ...]:
    return tuple(
        engine.Event(
            id=key,
            hazard=formulas.get(f"events.{key}.hazard", ZERO),
            trigger=formulas.get(f"events.{key}.when", NEVER),
            turn=row.turn or 0,
            once=row.once,
            cooldown=row.cooldown,
            sets=_sets(document, row.sets),
            secret=row.secret,
        )
        for key, row in sorted(document.events.items())
    )


def _red_lines(document: Document, formulas: Formulas) -> tuple[engine.RedLine, ...]:
    return tuple(
        engine.RedLine(
            id=key,
            actor=row.actor,
            watches=formulas.get(f"red_lines.{key}.watches", ZERO),
            threshold=prior(row.threshold),
            secret=row.secret,
        )
        for key, row in sorted(document.red_lines.items())
    )


def _cards(document: Document, formulas: Formulas) -> tuple[engine.Card, ...]:
    return tuple(
        engine.Card(
            id=key,
            duty=row.kind == "duty",
            options=tuple(
                _option(document, formulas, f"agenda.{key}.options", option)
                for option in sorted(row.options, key=lambda option: option.id)
            ),
            when=formulas.get(f"agenda.{key}.when"),
            weight=row.weight,
            priority=row.priority,
            deadline=row.deadline,
            once=row.once,
            cooldown=row.cooldown,
            default=row.default,
            family=row.family or "",
            rank=row.rank,
        )
        for key, row in sorted(document.agenda.items())
    )


def _option(
    document: Document,
    formulas: Formulas,
    place: str,
    option: CardOption,
) -> engine.CardOption:
    return engine.CardOption(
        id=option.id,
        cost=formulas.get(f"{place}.{option.id}.cost", ZERO),
        slots=option.slots,
        requires=formulas.get(f"{place}.{option.id}.requires"),
        delay=grid(option.delay),
        sets=_sets(document, option.sets),
    )


def _initiatives(
    document: Document,
    formulas: Formulas,
) -> tuple[engine.Initiative, ...]:
    return tuple(
        engine.Initiative(
            id=key,
            cost=formulas.get(f"initiatives.{key}.cost", ZERO),
            slots=row.slots,
            requires=formulas.get(f"initiatives.{key}.requires"),
            cooldown=row.cooldown,
            wear=row.wear,
            window=row.window,
            sets=_sets(document, row.sets),
        )
        for key, row in sorted(document.initiatives.items())
    )


def _gauges(document: Document, formulas: Formulas) -> tuple[engine.Gauge, ...]:
    return tuple(
        engine.Gauge(
            id=key,
            variable=row.variable or "",
            chance=formulas.get(f"gauges.{key}.chance", NEVER),
            within=row.within or 0,
        )
        for key, row in sorted(document.gauges.items())
    )


def _objectives(document: Document, formulas: Formulas) -> tuple[engine.Objective, ...]:
    return tuple(
        engine.Objective(
            id=key,
            value=formulas.get(f"objectives.{key}.value", ZERO),
            bottom=row.bottom,
            top=row.top,
            floor=row.floor,
        )
        for key, row in sorted(document.objectives.items())
    )


def _endings(document: Document, formulas: Formulas) -> tuple[engine.Ending, ...]:
    return tuple(
        engine.Ending(
            id=key,
            rank=row.rank,
            when=formulas.get(f"endings.{key}.when", NEVER),
            early=row.early,
            hold=row.hold,
        )
        for key, row in sorted(document.endings.items())
    )
