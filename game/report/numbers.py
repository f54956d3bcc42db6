"""Numbers and gauges as a player reads them, with the cause that counted most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.figures import shown, signed, units, with_unit
from game.report.views import GaugeView, NumberView

if TYPE_CHECKING:
    from game.engine.spec import Estimate
    from game.report.causes import Causes
    from game.report.known import Known
    from game.report.labels import Labels

_RELIABLE = 0.7
_DOUBTFUL = 0.4


def number(known: Known, variable: str) -> NumberView:
    """Return one variable as the player can see it."""
    labels = known.labels
    row = labels.scenario.document.variables[variable]
    series = known.series(variable)
    digits = labels.decimals[variable]
    return NumberView(
        id=variable,
        label=labels.text(f"variables.{variable}.label"),
        note=labels.text(f"variables.{variable}.note"),
        text=_text(known, variable),
        change=labels.measured(variable, _change(series, digits)),
        direction=_direction(series, digits),
        estimates=_estimates(known, variable),
        share=_share(known, variable, series[-1]),
        history=series,
        owner=labels.actor(row.owner or ""),
        subject=labels.actor(row.subject or ""),
    )


def numbers(known: Known) -> tuple[NumberView, ...]:
    """Return every variable that the player can see, by label."""
    views = (number(known, key) for key in known.variables if known.is_seen(key))
    return tuple(sorted(views, key=lambda view: (view.label, view.id)))


def relations(known: Known) -> tuple[NumberView, ...]:
    """Return the relations that the file lists, in its order."""
    listed = known.labels.scenario.document.scenario.relations or ()
    return tuple(number(known, key) for key in listed if known.is_seen(key))


def gauges(known: Known, causes: Causes) -> tuple[GaugeView, ...]:
    """Return the headline numbers in the order of the file's ranks."""
    spec = {gauge.id: gauge for gauge in known.labels.spec.gauges}
    return tuple(
        _of_variable(known, key, spec[key].variable, causes)
        if spec[key].variable
        else _of_chance(known, key, causes)
        for key in ranked(known.labels)
    )


def ranked(labels: Labels) -> tuple[str, ...]:
    """Return the ids of the gauges in the order in which they are shown."""
    rows = labels.scenario.document.gauges
    return tuple(sorted(rows, key=lambda key: (rows[key].rank, key)))


def _of_variable(known: Known, gauge: str, variable: str, causes: Causes) -> GaugeView:
    labels = known.labels
    series = known.series(variable)
    digits = labels.decimals[variable]
    row = labels.scenario.document.variables[variable]
    return GaugeView(
        id=gauge,
        label=labels.text(f"gauges.{gauge}.label"),
        value=series[-1],
        text=_text(known, variable),
        change=labels.measured(variable, _change(series, digits)),
        direction=_direction(series, digits),
        mood=_mood(known, gauge, row.good, _direction(series, digits)),
        share=_share(known, variable, series[-1]),
        because=causes.because(variable) if _direction(series, digits) else "",
        history=series,
        entry=f"variables.{variable}",
        unit=labels.axis(variable),
    )


def _of_chance(known: Known, gauge: str, causes: Causes) -> GaugeView:
    labels = known.labels
    series = tuple(float(month[gauge].percent) for month in known.assessments)
    now = series[-1] if series else 0.0
    return GaugeView(
        id=gauge,
        label=labels.text(f"gauges.{gauge}.label"),
        value=now,
        text=with_unit(shown(now, 0), "%") if series else labels.say("not assessed"),
        change=_change(series, 0),
        direction=_direction(series, 0),
        mood=_mood(known, gauge, "none", _direction(series, 0)),
        share=now / 100.0,
        because=causes.chances.because(gauge),
        history=series,
        chance=True,
        entry=f"gauges.{gauge}",
        unit="%",
    )


def _mood(known: Known, gauge: str, own: str, direction: int) -> int:
    stated = known.labels.scenario.document.gauges[gauge].good
    good = own if stated == "none" else stated
    return {"up": direction, "down": -direction}.get(good, 0)


def _text(known: Known, variable: str) -> str:
    digits = known.labels.decimals[variable]
    unit = known.labels.unit(variable)
    if known.is_exact(variable):
        return with_unit(shown(known.series(variable)[-1], digits), unit)
    readings = known.readings(variable)
    low, high = shown(min(readings), digits), shown(max(readings), digits)
    if low == high:
        return with_unit(known.labels.say("about {value}", value=low), unit)
    return with_unit(known.labels.say("{low} to {high}", low=low, high=high), unit)


def _estimates(known: Known, variable: str) -> tuple[tuple[str, str, str], ...]:
    if known.is_exact(variable):
        return ()
    digits = known.labels.decimals[variable]
    own = {row.id: row for row in known.labels.spec.estimates}
    return tuple(
        (
            source_label(known.labels, own[key]),
            known.labels.measured(variable, shown(value, digits)),
            reliability(known.labels, own[key]),
        )
        for key, value in zip(
            known.estimates[variable], known.readings(variable), strict=True
        )
    )


def source_label(labels: Labels, row: Estimate) -> str:
    """Return the name of a source."""
    own = row.id.partition(".")[2]
    label = labels.text(f"variables.{row.variable}.estimates.{own}.label")
    return label or labels.say("our own estimate")


def reliability(labels: Labels, row: Estimate) -> str:
    """Return in words how reliable a source says that it is, or empty."""
    rows = labels.scenario.document.variables[row.variable].estimates
    own = row.id.partition(".")[2]
    trust = rows[own].reliability if own in rows else None
    if trust is None:
        return ""
    if trust >= _RELIABLE:
        return labels.say("mostly reliable")
    if trust >= _DOUBTFUL:
        return labels.say("fairly reliable")
    return labels.say("doubtful")


def _change(series: tuple[float, ...], digits: int) -> str:
    if len(series) < 2:  # noqa: PLR2004 - a change needs two months
        return ""
    return signed(units(series[-1], digits) - units(series[-2], digits), digits)


def _direction(series: tuple[float, ...], digits: int) -> int:
    if len(series) < 2:  # noqa: PLR2004 - a change needs two months
        return 0
    change = units(series[-1], digits) - units(series[-2], digits)
    return (change > 0) - (change < 0)


def _share(known: Known, variable: str, value: float) -> float:
    row = known.variables[variable]
    if row.high == row.low:
        return 0.0
    return min(1.0, max(0.0, (value - row.low) / (row.high - row.low)))
