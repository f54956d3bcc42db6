"""What a finished game turned out to be, and par: others' lines under its luck."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from game.engine import (
    ChoiceKind,
    Seen,
    begin,
    bounded,
    evaluate,
    evaluate_close,
    legal,
    mandates,
    report_subject,
    select,
    step,
)
from game.engine.expression import conjuncts
from game.outlook.beliefs import side_by_side
from game.outlook.scoring import OTHER, scores, weight
from game.report.conditions import is_sure
from game.report.review import Outcome
from game.report.whole import Course as Whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.engine import Array, Chance, Model
    from game.session.course import Course
    from game.session.policies import Policy


def weights(course: Course) -> dict[str, float]:
    """Return what each objective weighs, by the months that a declaration stood.

    A declaration that is changed late counts for the months that are left, so
    nobody can wait for the result and then declare what went well.
    """
    spec = course.model.spec
    duties = mandates(spec)
    stood = [seen.mandate for seen in course.observations[1:] if seen.mandate >= 0]
    if not stood:
        return {row.id: OTHER for row in spec.objectives}
    return {
        row.id: sum(weight(row.id, duties[place]) for place in stood) / len(stood)
        for row in spec.objectives
    }


def par(model: Model, chance: Chance, policies: Sequence[Policy]) -> dict[str, float]:
    """Return the mean score of policies in world 0, all under the same luck."""
    if not policies:
        return {}
    columns = [np.array([place]) for place in range(len(policies))]
    state = begin(model, chance, np.zeros(len(policies), dtype=np.uint64))
    before, last = state, None
    for month in range(1, model.spec.turns + 1):
        decisions = [
            policy.decide(legal(model, select(state, column)), month)
            for policy, column in zip(policies, columns, strict=True)
        ]
        before, last = (
            state,
            step(
                model,
                state,
                side_by_side([row[:, 0].tolist() for row in decisions], 1),
                chance,
            ),
        )
        state = last.state
    if last is None:
        return {}
    found = scores(model, before, last)
    return {key: float(column.mean()) for key, column in found.items()}


def outcome(course: Course, policies: Sequence[Policy]) -> Outcome:
    """Return everything that the end of a game opens."""
    model, last = course.model, course.steps[-1]
    spec, state, before = model.spec, course.state, course.states[-2]
    place = int(state.mandate[0])
    lead, *priorities = mandates(spec)[place] if place >= 0 else ("",)
    reached = course.observations[-1].ending
    return Outcome(
        ending=reached,
        also=tuple(
            row.id
            for row in sorted(spec.endings, key=lambda row: (row.rank, row.id))
            if row.id != reached
            # What holds in every game says nothing beside another.
            and not all(map(is_sure, conjuncts(row.when)))
            and bool(evaluate_close(model, before, last, row.when)[0])
        ),
        lead=lead,
        priorities=tuple(priorities),
        weights=weights(course),
        scores={
            key: float(column[0]) for key, column in scores(model, before, last).items()
        },
        par=par(model, course.chance, [declaring(course, row) for row in policies]),
        types=_named([row.id for row in spec.types], state.types),
        thresholds=_named([row.id for row in spec.red_lines], state.thresholds),
        hidden={
            row.id: float(state.values[place, 0])
            for place, row in enumerate(spec.variables)
            if row.seen is not Seen.EXACT
        },
        errors=_errors(course),
        focus=_focus(course),
        reports=_reports(course),
        courses=_courses(course),
    )


def declaring(course: Course, policy: Policy) -> Policy:
    """Return a policy that declares what the player declared, when he did.

    Prices hang on the lead duty, and par is measured under the same ones.
    """
    choices = course.model.choices
    dated = dict(policy.plan.dated)
    for month, decided in enumerate(course.decisions, start=1):
        own = tuple(i for i in decided if choices[i].kind is ChoiceKind.MANDATE)
        if own:
            dated[month] = (*own, *dated.get(month, ()))
    return replace(policy, plan=replace(policy.plan, dated=dated))


def _named(names: Sequence[str], rows: Array) -> Mapping[str, float]:
    return dict(zip(names, rows[:, 0].tolist(), strict=True))


def _errors(course: Course) -> Mapping[str, tuple[float, ...]]:
    """Return every estimate less what it estimates, by month."""
    spec = course.model.spec
    place = {row.id: number for number, row in enumerate(spec.variables)}
    return {
        row.id: tuple(
            float(state.readings[number, 0] - state.values[place[row.variable], 0])
            for state in course.states
        )
        for number, row in enumerate(spec.estimates)
    }


def _focus(course: Course) -> Mapping[str, tuple[float, ...]]:
    """Return what multiplied the noise of every estimate, by month."""
    return {
        row.id: tuple(
            float(bounded(evaluate(course.model, state, row.focus))[0])
            for state in course.states
        )
        for row in course.model.spec.estimates
    }


def _courses(course: Course) -> Mapping[str, Whole]:
    """Return where the variables of gauges went in the turns that were played."""
    model = course.model
    places = {row.id: number for number, row in enumerate(model.spec.variables)}
    sums = sum(row.ledger[:, 0] for row in course.steps)
    amounts = np.asarray(sums, dtype=np.float64).tolist()
    first, last = course.states[course.first - 1].values, course.state.values
    return {
        gauge.variable: Whole(
            before=float(first[places[gauge.variable], 0]),
            after=float(last[places[gauge.variable], 0]),
            causes={
                cause.id: amount
                for cause, amount in zip(model.causes, amounts, strict=True)
                if cause.target == places[gauge.variable] and amount != 0.0
            },
        )
        for gauge in model.spec.gauges
        if gauge.variable
    }


def _reports(course: Course) -> Mapping[str, tuple[bool, ...]]:
    """Return whether each report named the true band, each time that it came."""
    found: dict[str, list[bool]] = {row.id: [] for row in course.model.spec.reports}
    for state, seen in zip(course.states, course.observations, strict=True):
        named = dict(seen.reports)
        for row in course.model.spec.reports:
            if row.id in named:
                value = float(report_subject(course.model, state, row.about)[0])
                true = sum(value >= cut for cut in row.cuts)
                found[row.id].append(named[row.id] == true)
    return {key: tuple(hits) for key, hits in found.items()}
