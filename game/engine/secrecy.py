"""Secrecy: what of a Spec the player, or an actor, cannot see, before any play."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from game.engine.expression import TRUTH_SOURCES, Expression, Source, reads
from game.engine.model import MODELS_KEPT, Model
from game.engine.spec import Seen, Spec
from game.engine.state import Integers

_VALUES = frozenset({Source.VARIABLE, Source.PREVIOUS})
_HAPPENINGS = frozenset({Source.HAPPENED, Source.EVER, Source.SINCE}) | (
    TRUTH_SOURCES - {Source.LEAD, Source.PRIORITY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What the player sees of a model, and what stays hidden."""

    veil: Veil
    """All that stays hidden."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What somebody does not see, by id."""

    types: frozenset[str]
    variables: frozenset[str]
    happenings: frozenset[str]
    derived: frozenset[str] = frozenset()
    """The derived quantities that read something hidden."""

    def covers(self, expression: Expression) -> bool:
        """Tell whether an expression reads something hidden."""
        return any(
            (read.source is Source.TYPE and read.id in self.types)
            or (read.source in _VALUES and read.id in self.variables)
            or (read.source in _HAPPENINGS and read.id in self.happenings)
            or (read.source is Source.DERIVED and read.id in self.derived)
            for read in reads(expression)
        )


def _secret(spec: Spec, actor: str) -> frozenset[str]:
    names = [event.id for event in spec.events if event.secret]
    names += [
        r.id for r in spec.red_lines if r.secret and (not actor or r.actor != actor)
    ]
    for rule in spec.rules:
        if not actor or rule.actor != actor:
            names += [f"{rule.id}.{o.id}" for o in rule.options if o.secret]
    return frozenset(names)


def veil(spec: Spec, actor: str = "") -> Veil:
    """Work out what an actor does not see; without an actor, what the player does not.

    What the player sees exactly is seen by all. An actor sees its own types and
    acts too, and the variables that are known to it.
    """
    found = Veil(
        types=frozenset(t.id for t in spec.types if not actor or t.owner != actor),
        variables=frozenset(
            variable.id
            for variable in spec.variables
            if variable.seen is not Seen.EXACT
            and (not actor or actor not in variable.known_to)
        ),
        happenings=_secret(spec, actor),
    )
    for quantity in spec.derived:
        if found.covers(quantity.expression):
            found = replace(found, derived=found.derived | {quantity.id})
    return found


@lru_cache(maxsize=MODELS_KEPT)
def public(model: Model) -> Public:
    """Work out once what the player of a model can see."""
    spec = model.spec
    hides = veil(spec)
    hidden = [row for row, e in enumerate(spec.effects) if hides.covers(e.amount)]
    seen = [row for row, v in enumerate(spec.variables) if v.id not in hides.variables]
    shown = [
        row for row, name in enumerate(model.happenings) if name not in hides.happenings
    ]
    return Public(
        exact=np.array(seen, dtype=np.int64),
        happenings=np.array(shown, dtype=np.int64),
        hidden_causes=np.array(hidden, dtype=np.int64),
        veil=hides,
        secret=hides.happenings,
        unseen=hides.variables,
        derived=hides.derived,
    )


def is_hidden(model: Model, expression: Expression) -> bool:
    """Tell whether an expression reads, itself or by derived ones, something hidden.

    Hidden are types, variables that are not seen exactly, and secret happenings.
    """
    return public(model).veil.covers(expression)
