"""Mandates: which constant line is best, in what share of worlds.

Every line meets the same worlds under every mandate, so what parts two lines is
the lines. A line that is best almost everywhere, or nowhere, is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.engine import (
    DECLARE,
    Array,
    Chance,
    Expression,
    Integers,
    Model,
    Source,
    Spec,
    begin,
    reads,
)
from game.outlook.scoring import scores, shares
from game.session.policies import Policy
from game.study.compiled import compiled
from game.study.room import check_room
from game.study.seats import chunk_of, months
from game.study.simulate import Progress

_TIE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShare:
    """How one line did."""

    policy: str
    best: float
    """Share of worlds and mandates in which it scores most; ties are shared."""
    most: float
    """Its largest share under one mandate."""
    least: float
    score: float
    """Its mean mandate score, 0 to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateTable:
    """Several lines compared under every mandate."""

    seed: int
    level: int
    worlds: int
    mandates: tuple[str, ...]
    lines: tuple[LineShare, ...]
    """In the order given."""


def compare_lines(
    spec: Spec,
    policies: Sequence[Policy],
    worlds: int,
    seed: int,
    progress: Progress | None = None,
) -> MandateTable:
    """Play every line under every mandate in the same worlds.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
        UsageError: what is kept of so many worlds does not fit into the memory.
        ValueError: there is no line, no world or no mandate.
    """
    model = compiled(spec)
    if not policies or worlds < 1 or not model.mandates:
        raise ValueError(len(policies), worlds, len(model.mandates))
    check_room(worlds, 8 * len(model.mandates) * len(policies))
    heeded = _mandate_matters(spec)
    totals = np.zeros((len(model.mandates), len(policies), worlds))
    weights = shares(model, np.arange(len(model.mandates)))
    total = len(policies) * (len(model.mandates) if heeded else 1)
    done = 0
    for column, policy in enumerate(policies):
        played: Array | None = None
        for row in range(len(model.mandates)):
            if played is None or heeded:
                played = _objectives(model, policy, row, worlds, seed)
                done += 1
                if progress is not None:
                    progress(done, total)
            totals[row, column] = np.add.reduce(weights[:, row, None] * played, axis=0)
    return _table(model, policies, totals, seed)


def _objectives(
    model: Model, policy: Policy, mandate: int, worlds: int, seed: int
) -> Array:
    """Return the scores of the objectives at the end, (objectives, worlds)."""
    declaring = _declare_first(model, policy, mandate)
    size = chunk_of(policy, model)
    parts = [
        _played(model, declaring, np.arange(first, min(worlds, first + size)), seed)
        for first in range(0, worlds, size)
    ]
    return np.concatenate(parts, axis=-1)


def _played(model: Model, declaring: Policy, worlds: Integers, seed: int) -> Array:
    chance = Chance(seed)
    state = begin(model, chance, worlds.astype(np.uint64))
    last = None
    for month in months(model, declaring, chance, state):
        last = month
    if last is None:
        raise ValueError(model.spec.turns)
    found = scores(model, last.before, last.step)
    return np.stack([found[row.id] for row in model.spec.objectives])


def _declare_first(model: Model, policy: Policy, mandate: int) -> Policy:
    """Return the policy with a declaration in the first month that allows one."""
    index = next(
        place
        for place, choice in enumerate(model.choices)
        if choice.id == DECLARE and choice.option == " ".join(model.mandates[mandate])
    )
    month = model.spec.mandate.turn
    dated = {**policy.plan.dated}
    dated[month] = (index, *dated.get(month, ()))
    return replace(policy, plan=replace(policy.plan, dated=dated))


def _mandate_matters(spec: Spec) -> bool:
    """Tell whether anything in the crisis reads what was declared."""
    read = {r.source for e in _expressions(spec) for r in reads(e)}
    return bool(read & {Source.LEAD, Source.PRIORITY})


def _expressions(spec: Spec) -> list[Expression]:
    return [
        spec.desk.slots,
        *(row.expression for row in spec.derived),
        *(row.amount for row in spec.effects),
        *(o.utility for rule in spec.rules for o in rule.options),
        *(e for row in spec.events for e in (row.hazard, row.trigger)),
        *(row.watches for row in spec.red_lines),
        *(card.when for card in spec.cards),
        *(e for card in spec.cards for o in card.options for e in (o.cost, o.requires)),
        *(e for row in spec.initiatives for e in (row.cost, row.requires)),
        *(e for row in spec.levers for e in (row.up, row.down)),
        *(rung.requires for row in spec.levers for rung in row.rungs),
        *(row.when for row in spec.endings),
        *(row.value for row in spec.objectives),
    ]


def _table(
    model: Model, policies: Sequence[Policy], totals: Array, seed: int
) -> MandateTable:
    best = totals >= totals.max(axis=1, keepdims=True) - _TIE
    shares = (best / best.sum(axis=1, keepdims=True)).mean(axis=2)
    return MandateTable(
        seed=seed,
        level=model.spec.level,
        worlds=totals.shape[2],
        mandates=tuple(" ".join(mandate) for mandate in model.mandates),
        lines=tuple(
            LineShare(
                policy=policy.name,
                best=float(shares[:, column].mean()),
                most=float(shares[:, column].max()),
                least=float(shares[:, column].min()),
                score=float(totals[:, column].mean()),
            )
            for column, policy in enumerate(policies)
        ),
    )
