"""Forecasts: what to ask of `outlook`, what to show of it, what to write down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from game.outlook import Request, forecast, weigh_claims
from game.report.figures import apportion, units
from game.report.known import Assessment, Foreseen
from game.report.numbers import ranked
from game.report.ready import ready_of
from game.report.views import Fan, Outlook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import Tree
    from game.outlook import Band, Claim, Duty, Forecast, Particles, Weighed
    from game.report.labels import Labels
    from game.session.course import Course

WORLDS = 256
"""Imagined worlds of a forecast, unless another number is asked for."""
FINE = 1280
"""Imagined worlds of a forecast that is refined while it is read: the standard error
of the odds of any ending is then about a point (tests/benchmarks/outlook.py)."""
HORIZON = 12
"""Months ahead that a fan shows."""
COARSE = 64
"""Imagined worlds of what is written down of a plan that nobody looked at."""


class Displayed:
    """What was shown of plans: the finest of each, whatever came after it."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._found: dict[tuple[int, ...], tuple[int, dict[str, Tree]]] = {}

    def add(self, month: int, plan: Forecast, drawn: dict[str, Tree]) -> None:
        """Keep what is shown of a plan, unless more worlds were shown of it."""
        key = _key(month, plan.plan)
        if plan.worlds >= self._found.get(key, (0, drawn))[0]:
            self._found[key] = plan.worlds, drawn

    def of(self, month: int, plan: Sequence[int]) -> dict[str, Tree] | None:
        """Return what was shown of a plan, in whatever order it was staged."""
        found = self._found.get(_key(month, plan))
        return None if found is None else found[1]

    def clear(self) -> None:
        """Begin anew."""
        self._found.clear()


def _key(month: int, plan: Sequence[int]) -> tuple[int, ...]:
    return (month, *sorted(plan))


def request(
    course: Course,
    plans: Sequence[tuple[int, ...]],
    worlds: int,
    horizon: int | None = None,
    *,
    turn: int | None = None,
) -> Request:
    """Return the question that a forecast of plans answers; nothing hidden is in it.

    Without a horizon it looks to the end of the calendar, where the endings are;
    a fan still shows no more than `HORIZON` months of it. With a turn it is asked
    at the opening of that month, by what was known then.
    """
    last = course.turn if turn is None else turn
    return Request(
        spec=course.model.spec,
        history=tuple(course.observations[:last]),
        decisions=tuple(course.decisions[: last - 1]),
        plans=tuple(plans),
        worlds=worlds,
        horizon=course.model.spec.turns if horizon is None else horizon,
    )


def set_against(
    course: Course,
    plans: Sequence[tuple[int, ...]],
    base: tuple[int, ...],
    worlds: int,
) -> Request:
    """Return the question what plans come to, set against a base.

    The first plan and the base come first, and get a coarse answer of their own.
    """
    asked = tuple(dict.fromkeys((plans[0], base, *plans[1:])))
    question = request(course, asked, worlds)
    return replace(question, base=base, first=min(2, len(asked)))


def unseen(
    course: Course, labels: Labels, plan: tuple[int, ...], particles: Particles
) -> dict[str, Tree]:
    """Return what is written down of a plan that nobody looked at: as far as a fan."""
    (found,) = forecast(request(course, (plan,), COARSE, HORIZON), particles)
    return shown(course, labels, found)


def outlook_view(
    course: Course, labels: Labels, plan: Forecast, hold: Forecast
) -> Outlook:
    """Return a forecast as shown: a plan, and what it is set against."""
    names = {row.id: row.variable for row in course.model.spec.gauges}
    order = ranked(labels)
    counts = [count for _, count in plan.endings]
    points = percents(counts, plan.worlds)
    lines = tuple(course.model.choices[place].line for place in plan.plan)
    month = plan.bands[0].months[0] if plan.bands else course.turn
    levers = dict(course.observations[month - 1].levers)
    return Outlook(
        turns=course.model.spec.turns,
        plan=lines,
        ready=ready_of(labels, levers, lines),
        worlds=plan.worlds,
        fans=tuple(_fan(plan.band(key), names, labels) for key in order),
        endings=tuple(
            (key, float(share))
            for (key, _), share in zip(plan.endings, points, strict=True)
        ),
        hold=tuple(_fan(hold.band(key), names, labels) for key in order),
        base=tuple(course.model.choices[place].line for place in hold.plan),
        grades=tuple(
            (key, row.grade) for key, row in labels.scenario.document.endings.items()
        ),
        duties=tuple(
            _score(duty, held, course.model.spec.turns)
            for duty, held in zip(plan.duties, hold.duties, strict=True)
        ),
        duties_held=tuple(
            _score(duty, duty, course.model.spec.turns) for duty in hold.duties
        ),
    )


def assess(
    course: Course, particles: Particles, claims: Sequence[Claim]
) -> tuple[dict[str, Assessment], tuple[Weighed, ...], Forecast | None]:
    """Return the assessed chances at the current opening by gauge, and claims weighed.

    Both come from the same imagined worlds; what these are like if the player holds is
    returned too.
    """
    if not claims and all(gauge.variable for gauge in course.model.spec.gauges):
        return {}, (), None
    # Chances look as far as their window; further months would not be used.
    question = request(course, ((),), WORLDS, horizon=1)
    hold, weighed = weigh_claims(question, claims, particles)
    found: dict[str, Assessment] = {}
    for gauge in course.model.spec.gauges:
        if gauge.variable:
            continue
        band = hold.band(gauge.id)
        percent = units(band.middle[0], 2)
        amounts = [count / hold.worlds for _, count in band.acts]
        parts = apportion(amounts, percent, 2)
        found[gauge.id] = Assessment(
            percent=percent,
            acts=tuple(
                (act, part) for (act, _), part in zip(band.acts, parts, strict=True)
            ),
        )
    return found, weighed, hold


def foresee(
    course: Course,
    plan: tuple[int, ...],
    particles: Particles,
    hold: Forecast | None = None,
) -> dict[str, Foreseen]:
    """Return what a decision is to do to every chance, choice by choice.

    All are read in the same imagined worlds, with the same luck.

    Args:
        course: the course, at the opening of the month that is decided.
        plan: the choices, in their order.
        particles: what is believed at that opening.
        hold: what `assess` returned of the month, if it was asked: it need not be
            played again.
    """
    chances = [gauge.id for gauge in course.model.spec.gauges if not gauge.variable]
    if not chances:
        return {}
    found: tuple[Forecast, ...] = () if hold is None else (hold,)
    plans = tuple(plan[:count] for count in range(len(found), len(plan) + 1))
    if plans:
        found += forecast(request(course, plans, WORLDS, horizon=1), particles)
    lines = [course.model.choices[place].line for place in plan]
    foreseen: dict[str, Foreseen] = {}
    for key in chances:
        held, *chosen = (units(one.band(key).middle[0], 2) for one in found)
        foreseen[key] = Foreseen(
            held=held,
            chosen=tuple(zip(lines, chosen, strict=True)),
            later=units(found[-1].band(key).middle[-1], 2),
        )
    return foreseen


def shown(course: Course, labels: Labels, plan: Forecast) -> dict[str, Tree]:
    """Return a forecast in whole numbers, as it is written down with the decision.

    Fans are the 10, 50 and 90 % at the last month shown, in units of the last
    digit on the screen; chances and endings are in percent.
    """
    names = {row.id: row.variable for row in course.model.spec.gauges}
    fans: dict[str, Tree] = {}
    for band in plan.bands:
        digits = _digits(names[band.gauge], labels)
        last = min(HORIZON, len(band.middle) - 1)
        ends = (band.low[last], band.middle[last], band.high[last])
        scale = _scale(names[band.gauge])
        fans[band.gauge] = tuple(units(value * scale, digits) for value in ends)
    points = percents([count for _, count in plan.endings], plan.worlds)
    endings: dict[str, Tree] = {
        key: share for (key, _), share in zip(plan.endings, points, strict=True)
    }
    return {"worlds": plan.worlds, "fans": fans, "endings": endings}


def percents(counts: Sequence[int], worlds: int) -> tuple[int, ...]:
    """Return how often endings come in whole percent, which add up."""
    shares = [count / worlds for count in counts]
    return apportion(shares, units(sum(shares), 2), 2)


def _fan(band: Band, names: Mapping[str, str], labels: Labels) -> Fan:
    digits = _digits(names[band.gauge], labels)
    scale = _scale(names[band.gauge])

    def rounded(values: Sequence[float]) -> tuple[float, ...]:
        seen = values[: HORIZON + 1]
        return tuple(units(value * scale, digits) / 10.0**digits for value in seen)

    last = min(HORIZON, len(band.gap) - 1) if names[band.gauge] else 0

    def apart(values: Sequence[float]) -> float:
        return units(values[last] * scale, digits + 1) / 10.0 ** (digits + 1)

    return Fan(
        gauge=band.gauge,
        months=band.months[: HORIZON + 1],
        low=rounded(band.low),
        middle=rounded(band.middle),
        high=rounded(band.high),
        chance=not names[band.gauge],
        gap=apart(band.gap) if band.gap else None,
        error=apart(band.error) if band.error else None,
        decimals=digits,
        within=tuple((rounded(low), rounded(high)) for low, high in band.within),
    )


def _score(duty: Duty, held: Duty, turns: int) -> Fan:
    """Return what a duty scores at the end as a range of the last turn.

    The difference is that of the means as they are shown, so that a reader who
    subtracts one from the other finds it.
    """
    mean = units(duty.mean, 1)

    def whole(value: float) -> tuple[float, ...]:
        return (float(units(value, 0)),)

    return Fan(
        gauge=duty.objective,
        months=(turns,),
        low=whole(duty.low),
        middle=whole(duty.middle),
        high=whole(duty.high),
        gap=None if duty.gap is None else (mean - units(held.mean, 1)) / 10.0,
        error=None if duty.error is None else units(duty.error, 1) / 10.0,
        mean=(mean / 10.0,),
    )


def _scale(variable: str) -> float:
    """Return what a gauge is multiplied by to be shown: a chance is in percent."""
    return 1.0 if variable else 100.0


def _digits(variable: str, labels: Labels) -> int:
    return labels.decimals[variable] if variable else 0
