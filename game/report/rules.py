"""The rule behind a cause as the file writes it, and the numbers that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.figures import in_unit, with_unit
from game.report.rivals import param_text

if TYPE_CHECKING:
    from game.report.labels import Labels
    from game.scenario.world import Effect

Parameter = tuple[str, str, str, str]
"""Name, value with range and unit, grade in words, source."""


def effect_rule(row: Effect) -> str:
    """Return an effect's row in the words of the file."""
    parts = []
    if row.expr is not None:
        parts.append(str(row.expr))
    if row.from_ is not None:
        parts.append(f"from {row.from_}")
    if row.per_rung is not None:
        rungs = ", ".join(
            f"{key} {_value(given)}" for key, given in row.per_rung.items()
        )
        parts.append(f"per_rung {rungs}")
    if row.amount is not None:
        parts.append(f"amount {_value(row.amount)}")
    if row.curve is not None:
        shape = row.curve.model_dump(exclude_none=True)
        parts.append("curve " + " ".join(f"{k} {v}" for k, v in shape.items()))
    if row.delay is not None:
        parts.append(f"delay {row.delay.mean:g} {row.delay.shape}")
    if row.when is not None:
        parts.append(f"when {row.when}")
    if row.draw is not None:
        parts.append(f"draw {row.draw}")
    return "; ".join(parts)


def effect_parameters(
    labels: Labels, row: Effect | None, path: str
) -> tuple[Parameter, ...]:
    """Return the numbers behind an effect: its own amounts and the params it reads.

    Args:
        labels: The scenario's words.
        row: The row of the effect, if it has one of its own.
        path: Where it stands in the file.
    """
    found: list[Parameter] = []
    if row is not None:
        own = [("amount", row.amount)] if row.amount is not None else []
        own += list((row.per_rung or {}).items())
        grade, source = row.grade or "", row.source or ""
        found += [_given(labels, name, given, grade, source) for name, given in own]
    params = labels.scenario.document.params
    named = labels.scenario.parameters_of(path)
    return (
        *found,
        *(
            _given(labels, key, params[key], value=param_text(labels, key))
            for key in named
        ),
    )


def _value(given: object) -> str:
    return f"{getattr(given, 'value', given):g}"


def _given(
    labels: Labels,
    name: str,
    given: object,
    grade: str = "",
    source: str = "",
    *,
    value: str = "",
) -> Parameter:
    unit = labels.scenario.unit_in(getattr(given, "unit", None), labels.language)
    text = with_unit(value or _value(given), unit)
    low, high = getattr(given, "low", None), getattr(given, "high", None)
    if low is not None and high is not None:
        text = labels.say(
            "{value} ({low} to {high})",
            value=text,
            low=in_unit(f"{low:g}", unit),
            high=in_unit(f"{high:g}", unit),
        )
    return (
        name,
        text,
        labels.grade(getattr(given, "grade", None) or grade),
        labels.source(getattr(given, "source", None) or source),
    )
