"""The Model: a Spec with its rows counted and its expressions compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.engine.cards import CardRows, card_rows
from game.engine.compiler import Names, compile_program
from game.engine.expression import Expression, Read, Source, reads
from game.engine.gates import Gates, compile_gates
from game.engine.listing import causes, choices, happenings, mandates
from game.engine.program import Program
from game.engine.rows import (
    ChoiceRows,
    EffectRows,
    EventRows,
    InitiativeRows,
    VariableRows,
    choice_rows,
    effect_rows,
    event_rows,
    initiative_rows,
    integers,
    number_rows,
    variable_rows,
)
from game.engine.spec import Spec
from game.engine.state import Array, Cause, Choice, Integers, Mask

MODELS_KEPT: Final = 8
"""How many models may be held by what was worked out of them: each takes megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """The expressions of each moment of a turn."""

    opening: Program
    """The desk; then the requirement and the price of each choice that has them."""
    hazards: Program
    minds: Program
    """The derived quantities that effects read; then the utilities, rule by rule."""
    effects: Program
    """The amounts of the standing effects; the others stand behind `gates`."""
    close: Program
    """What the red lines watch; the triggers; the endings."""
    deck: Program
    focus: Program
    """What the noise of each estimate is multiplied by."""
    reports: Program
    """When, right and planted of each report."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """A Spec ready to be played. Equal only to itself."""

    spec: Spec
    choices: tuple[Choice, ...]
    causes: tuple[Cause, ...]
    happenings: tuple[str, ...]
    mandates: tuple[tuple[str, str, str], ...]
    names: Names
    programs: Programs
    choice_rows: ChoiceRows
    cards: CardRows
    events: EventRows
    gates: Gates
    effects: EffectRows
    variables: VariableRows
    options: Integers
    """The happenings of all options, rule by rule."""
    temperatures: Array
    """(options, 1) of the rule of each."""
    acts: tuple[tuple[int, ...], ...]
    """For each rule the happenings of its options."""
    initiatives: InitiativeRows
    leads: Mask
    """(objectives, mandates + 1) whether a mandate, or none (last), leads with it."""
    priorities: Mask
    """(objectives, mandates + 1)"""
    default_mandate: int


def _name_rows(spec: Spec) -> Names:
    values = number_rows([variable.id for variable in spec.variables])
    levers = number_rows([lever.id for lever in spec.levers])
    happening = number_rows(happenings(spec))
    objectives = number_rows([objective.id for objective in spec.objectives])
    return Names(
        rows={
            Source.VARIABLE: values,
            Source.PREVIOUS: values,
            Source.LEVER: levers,
            Source.PREVIOUS_LEVER: levers,
            Source.TYPE: number_rows([hidden.id for hidden in spec.types]),
            Source.HAPPENED: happening,
            Source.EVER: happening,
            Source.SINCE: happening,
            Source.FRESHNESS: number_rows([item.id for item in spec.initiatives]),
            Source.LEAD: objectives,
            Source.PRIORITY: objectives,
        },
        derived={derived.id: derived.expression for derived in spec.derived},
        turns=spec.turns,
        level=spec.level,
    )


def _opening_terms(spec: Spec) -> list[Expression]:
    """Desk; (requires, cost) by option and initiative; (up, down) and rungs."""
    terms: list[Expression] = [spec.desk.slots]
    for card in spec.cards:
        for option in card.options:
            terms += [option.requires, option.cost]
    for item in spec.initiatives:
        terms += [item.requires, item.cost]
    for lever in spec.levers:
        terms += [lever.up, lever.down, *(rung.requires for rung in lever.rungs)]
    return terms


def _brought(spec: Spec) -> dict[str, int]:
    """Number the derived quantities that effects read."""
    amounts = [effect.amount for effect in spec.effects]
    return number_rows(
        sorted({r.id for a in amounts for r in reads(a) if r.source is Source.DERIVED})
    )


def _programs(
    spec: Spec, names: Names, brought: Mapping[str, int], standing: Integers
) -> Programs:
    amounts = [spec.effects[row].amount for row in standing]
    minds: list[Expression] = [Read(Source.DERIVED, name) for name in brought]
    minds += [option.utility for rule in spec.rules for option in rule.options]
    closing = [line.watches for line in spec.red_lines]
    closing += [event.trigger for event in spec.events]
    closing += [ending.when for ending in spec.endings]
    return Programs(
        opening=compile_program(names, _opening_terms(spec)),
        hazards=compile_program(names, [event.hazard for event in spec.events]),
        minds=compile_program(names, minds),
        effects=compile_program(names, amounts, brought),
        close=compile_program(names, closing),
        deck=compile_program(names, [card.when for card in spec.cards]),
        focus=compile_program(names, [estimate.focus for estimate in spec.estimates]),
        reports=compile_program(
            names,
            [term for r in spec.reports for term in (r.when, r.right, r.planted)],
        ),
    )


def _default_mandate(spec: Spec) -> int:
    """Return the index of the mandate declared by default; -1 if there is none."""
    listed = mandates(spec)
    if not listed:
        return -1
    if spec.mandate.default is None:
        return 0
    lead, *others = spec.mandate.default
    first, second = sorted(others)
    return listed.index((lead, first, second))


def _mandate_table(spec: Spec, places: slice) -> Mask:
    """Tell for each objective which mandates name it in some of their places."""
    return np.array(
        [[o.id in m[places] for m in (*mandates(spec), ())] for o in spec.objectives],
        dtype=np.bool_,
    ).reshape(len(spec.objectives), len(mandates(spec)) + 1)


def compile_spec(spec: Spec) -> Model:
    """Count the rows of a Spec and compile its expressions.

    Args:
        spec: a checked Spec: named things sorted by id, numbers on the grid.

    Raises:
        KeyError: an expression or a reference names something that is not there.
    """
    names = _name_rows(spec)
    happening = names.rows[Source.HAPPENED]
    brought = _brought(spec)
    gates = compile_gates(spec, names, brought)
    acts = tuple(
        tuple(happening[f"{rule.id}.{option.id}"] for option in rule.options)
        for rule in spec.rules
    )
    return Model(
        spec=spec,
        choices=choices(spec),
        causes=causes(spec),
        happenings=happenings(spec),
        mandates=mandates(spec),
        names=names,
        programs=_programs(spec, names, brought, gates.standing),
        choice_rows=choice_rows(spec, names),
        cards=card_rows(spec, names),
        events=event_rows(spec, names),
        gates=gates,
        effects=effect_rows(spec, gates.standing),
        variables=variable_rows(spec, names),
        options=integers([row for rows in acts for row in rows]),
        temperatures=np.array(
            [[rule.temperature] for rule in spec.rules for _ in rule.options]
        ).reshape(-1, 1),
        acts=acts,
        initiatives=initiative_rows(spec, names),
        leads=_mandate_table(spec, slice(0, 1)),
        priorities=_mandate_table(spec, slice(1, 3)),
        default_mandate=_default_mandate(spec),
    )
