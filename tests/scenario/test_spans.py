"""A division by what can be 0 is told; spans hold whatever comes about."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Chance, begin, compile_spec, evaluate
from game.scenario import check_text, format_text
from game.scenario.names import Names
from game.scenario.resolve import mean
from game.scenario.samples import BASE, FERRY, derived
from game.scenario.spans import Spans

FILE = f'{BASE}\n{FERRY}\n[params.half]\nvalue = 40\nlow = 20\nhigh = 60\ngrade = "C"\n'


def told(expression: str) -> list[str]:
    """Return the warnings of a file with a derived quantity."""
    found = check_text({"a.toml": FILE + derived(expression)}, "a.toml").diagnostics
    return [format_text(one) for one in found if one.code == "W511"]


@pytest.mark.parametrize(
    "expression",
    [
        "1 / standing",
        "1 / (ferry - 4)",
        "1 / offer",
        "ferry / clamp(standing, 0, 3)",
        "1 / (turn - turns)",
        "1 / if(turn > 2, standing, 1)",
        "if(standing > 3, 1 / ferry, 0)",
        "1 / sat(standing, 40)",
    ],
)
def test_division_by_what_can_be_zero_is_told(expression: str) -> None:
    """The sentence names the divisor, its span, and what to write."""
    (warning,) = told(expression)
    assert "can be 0" in warning
    assert "write div(" in warning


@pytest.mark.parametrize(
    "expression",
    [
        "ferry / 9",
        "ferry / half",
        "1 / (1 + standing)",
        "1 / turn",
        "1 / max(1, standing)",
        "1 / div(half, standing + 1, 3)",
        "if(standing > 0, 1 / standing, 0)",
        "if(standing == 0 or turn > 2, 0, ferry / standing)",
        "div(ferry, standing, 0)",
        "1 / clamp(standing, half, 70)",
    ],
)
def test_division_that_is_safe_is_not_told(expression: str) -> None:
    """What cannot be 0, or is guarded, is left alone."""
    assert told(expression) == []


_LEAVES = st.sampled_from(["standing", "ferry", "offer", "half", "turn", "2", "0", "1"])
_FORMS = st.sampled_from(
    [
        *(
            "({} + {})",
            "({} - {})",
            "({} * {})",
            "-({})",
            "abs({})",
            "pos({})",
            "sqrt({})",
        ),
        *("min({}, {})", "max({}, {})", "step({}, {})", "sat({}, {})"),
        *("div({}, 1 + abs({}), {})", "if({} > 1, {}, {})", "clamp({}, {}, {})"),
    ]
)
_TERMS = st.recursive(
    _LEAVES,
    lambda inner: st.tuples(_FORMS, inner, inner, inner).map(
        lambda parts: parts[0].format(*parts[1:])
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=300)
@given(
    _TERMS,
    st.floats(0, 100),
    st.floats(0, 9),
    st.integers(0, 1),
)
def test_a_span_holds_every_value(
    written: str, standing: float, ferry: float, rung: int
) -> None:
    """Whatever an expression comes to within the ranges lies in its span."""
    checked = check_text({"a.toml": FILE}, "a.toml")
    assert checked.scenario is not None
    meaning = mean(written, Names(checked.raw), truth=False)
    if meaning.expression is None:
        return
    span = Spans(Names(checked.raw), {}).of(meaning.expression)
    if span is None:
        assert "sqrt" in written or "sat" in written
        return
    model = compile_spec(checked.scenario.spec())
    state = begin(model, Chance(1), np.zeros(1, dtype=np.uint64))
    rows = [variable.id for variable in model.spec.variables]
    state.values[rows.index("standing")] = standing
    state.values[rows.index("ferry")] = ferry
    state.levers[:] = rung
    value = float(np.ravel(evaluate(model, state, meaning.expression))[0])
    slack = 1e-9 * max(1.0, abs(span[0]), abs(span[1]))
    assert span[0] - slack <= value <= span[1] + slack
