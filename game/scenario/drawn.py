"""Params of a Spec that differ from world to world, for studies of what hangs on them.

Such a param becomes a hidden type that nobody owns: drawn evenly over the param's
range, or set at the opening. Luck is keyed by name, so nothing else in the world draws
otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from game.engine.expression import Apply, Number, Read, Source
from game.engine.spec import HiddenType, Prior, PriorKind, Spec
from game.scenario.formulas import grid
from game.scenario.scenario import Scenario

_PREFIX = "param."
"""Before the id of the type of a param: no id of a file has a dot."""


def in_sample(scenario: Scenario) -> tuple[str, ...]:
    """Return the params marked as set by somebody who had seen how things went on."""
    return tuple(
        key for key, row in sorted(scenario.document.params.items()) if row.in_sample
    )


def with_params_drawn(spec: Spec, scenario: Scenario) -> Spec:
    """Return a Spec in which every param in-sample is drawn from its whole range."""
    priors = {
        key: Prior(kind=PriorKind.UNIFORM, low=grid(row.low), high=grid(row.high))
        for key, row in scenario.document.params.items()
        if row.in_sample and row.low is not None and row.high is not None
    }
    return _with_types(spec, priors)


def with_params_set(spec: Spec, params: Iterable[str]) -> Spec:
    """Return a Spec in which some params are set at the opening, world by world.

    `begin` takes their values, as of hidden types called `type_of(param)`.
    """
    return _with_types(spec, dict.fromkeys(params, Prior()))


def type_of(param: str) -> str:
    """Return the id of the hidden type that stands for a param."""
    return _PREFIX + param


def _with_types(spec: Spec, priors: Mapping[str, Prior]) -> Spec:
    if not priors:
        return spec
    added = [HiddenType(id=type_of(key), prior=row) for key, row in priors.items()]
    changed: Spec = _substituted(spec, priors)
    types = sorted((*spec.types, *added), key=lambda one: one.id)
    return replace(changed, types=tuple(types))


def _substituted(value: Any, priors: Collection[str]) -> Any:  # noqa: ANN401 - any part of a Spec
    """Return a part of a Spec that reads types where it had params."""
    if isinstance(value, Number):
        known = value.name in priors
        return Read(Source.TYPE, type_of(value.name)) if known else value
    if isinstance(value, Apply):
        inner = tuple(_substituted(part, priors) for part in value.arguments)
        return Apply(value.operator, inner)
    if isinstance(value, tuple):
        return tuple(_substituted(part, priors) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                part.name: _substituted(getattr(value, part.name), priors)
                for part in fields(value)
            },
        )
    return value
