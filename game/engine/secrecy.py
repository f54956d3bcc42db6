"""Secrecy: what of a Spec the player cannot see, worked out before any play."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.engine.expression import TRUTH_SOURCES, Expression, Source, reads
from game.engine.model import Model
from game.engine.spec import Seen, Spec
from game.engine.state import Integers

_VALUES = frozenset({Source.VARIABLE, Source.PREVIOUS})
_HAPPENINGS = frozenset({Source.HAPPENED, Source.EVER, Source.SINCE}) | (
    TRUTH_SOURCES - {Source.LEAD, Source.PRIORITY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What the player sees of a model, and what stays hidden."""

    exact: Integers
    """The rows of the variables that are seen exactly."""
    happenings: Integers
    """The rows of the happenings that are not secret."""
    hidden_causes: Integers
    """The rows of the ledger whose amount is hidden."""
    secret: frozenset[str]
    """The happenings that are secret, by name."""
    unseen: frozenset[str]
    """The variables that are not seen exactly, by id."""
    derived: frozenset[str]
    """The derived quantities that read something hidden, by id."""


def _secret(spec: Spec) -> frozenset[str]:
    names = [event.id for event in spec.events if event.secret]
    names += [line.id for line in spec.red_lines if line.secret]
    for rule in spec.rules:
        names += [f"{rule.id}.{option.id}" for option in rule.options if option.secret]
    return frozenset(names)


def _touches(
    expression: Expression,
    secret: frozenset[str],
    unseen: frozenset[str],
    derived: frozenset[str],
) -> bool:
    """Tell whether an expression reads something hidden."""
    return any(
        read.source is Source.TYPE
        or (read.source in _VALUES and read.id in unseen)
        or (read.source in _HAPPENINGS and read.id in secret)
        or (read.source is Source.DERIVED and read.id in derived)
        for read in reads(expression)
    )


@lru_cache(maxsize=64)
def public(model: Model) -> Public:
    """Work out once what the player of a model can see."""
    spec = model.spec
    secret = _secret(spec)
    unseen = frozenset(v.id for v in spec.variables if v.seen is not Seen.EXACT)
    derived: frozenset[str] = frozenset()
    for quantity in spec.derived:
        if _touches(quantity.expression, secret, unseen, derived):
            derived |= {quantity.id}
    hidden = [
        row
        for row, effect in enumerate(spec.effects)
        if _touches(effect.amount, secret, unseen, derived)
    ]
    seen = [row for row, v in enumerate(spec.variables) if v.id not in unseen]
    shown = [row for row, name in enumerate(model.happenings) if name not in secret]
    return Public(
        exact=np.array(seen, dtype=np.int64),
        happenings=np.array(shown, dtype=np.int64),
        hidden_causes=np.array(hidden, dtype=np.int64),
        secret=secret,
        unseen=unseen,
        derived=derived,
    )


def is_hidden(model: Model, expression: Expression) -> bool:
    """Tell whether an expression reads, itself or by derived ones, something hidden.

    Hidden are types, variables that are not seen exactly, and secret happenings.
    """
    known = public(model)
    return _touches(expression, known.secret, known.unseen, known.derived)
