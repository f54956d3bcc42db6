"""What acts are paid from next turn, and why: told before the turn is ended.

Only what is settled is counted: the price of what is staged, and effects that read what
the player does and sees, or has estimates of. What others do or chance brings may add
to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine import veil
from game.engine.expression import (
    Apply,
    Expression,
    Number,
    Read,
    Source,
    all_reads,
    reads,
)
from game.engine.spec import Draw
from game.report.causes import Causes
from game.report.duties import is_told
from game.report.figures import apportion, plain, signed, units_left, with_unit
from game.report.summing import ADDS, take_apart
from game.report.whys import NEXT, CauseView, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from game.engine.observation import Line
    from game.engine.spec import Effect, Spec
    from game.report.known import Known

_CAME = frozenset({Source.HAPPENED, Source.EVER, Source.SINCE})


def coming(
    known: Known,
    lines: Sequence[Line],
    read: Callable[[Expression], float],
    rungs: Mapping[str, int],
) -> Why:
    """Return what acts will be paid from at the next opening, cause by cause.

    Args:
        known: What the player knows.
        lines: What the turn adds to the budget, by what the player sees.
        read: Works an amount out in this turn, with what is staged.
        rungs: The rungs in force then.
    """
    labels, spec = known.labels, known.labels.spec
    budget, causes = spec.desk.budget, Causes(known)
    row = known.variables[budget]
    digits, unit = labels.decimals[budget], labels.unit(budget)
    own = [effect for effect in spec.effects if effect.target == budget]
    told = {f"effect:{one.id}": one for one in own if _is_settled(spec, one)}
    amounts = {
        line.cause: line.amount
        for line in lines
        if line.cause in told or line.cause.partition(":")[0] in {"price", "drift"}
    }
    counting = {
        key: tuple(_counting(known, effect.amount, read, rungs))
        for key, effect in told.items()
    }
    amounts.update(
        {key: 0.0 for key in counting if counting[key] and key not in amounts}
    )
    rough = any(key in amounts and veil(spec).covers(told[key].amount) for key in told)
    before = known.series(budget)[-1]
    raw = before + sum(amounts.values())
    after = min(row.high, max(row.low, raw))
    if after != raw:
        amounts[f"limit:{budget}"] = after - raw
    first, last = units_left(before, digits), units_left(after, digits)
    keys = sorted(amounts, key=lambda key: (-abs(amounts[key]), key))
    parts = apportion([amounts[key] for key in keys], last - first, digits)

    def told_as(units: int) -> str:
        return labels.measured(budget, signed(units, digits))

    prices = [
        part for key, part in zip(keys, parts, strict=True) if key.startswith("price:")
    ]
    doubtful = [labels.effect(one.id) for one in own if f"effect:{one.id}" not in told]
    notes = [labels.say("With what is staged, if nothing else comes.")]
    if rough:
        notes.append(labels.say("It rests on estimates."))
    if doubtful:
        notes.append(
            labels.say(
                "It may be moved as well by: {causes}.",
                causes="; ".join(dict.fromkeys(doubtful)),
            )
        )
    return Why(
        id=NEXT,
        label=labels.say("{budget}, next turn", budget=labels.budget),
        before=with_unit(plain(first, digits), unit),
        after=("~" if rough else "") + with_unit(plain(last, digits), unit),
        change=told_as(last - first),
        lines=tuple(
            CauseView(
                id=key,
                label=causes.label(key, amounts[key]),
                amount=told_as(part),
                value=amounts[key],
                by=causes.by(key),
                sentence=_sentence(known, causes, key, counting.get(key, ())),
                rule="",
            )
            for key, part in zip(keys, parts, strict=True)
        ),
        closes=after - before == sum(amounts.values()),
        note=" ".join(notes),
        staged=told_as(sum(prices)) if any(prices) else "",
    )


def _sentence(known: Known, causes: Causes, key: str, counting: Sequence[str]) -> str:
    told = causes.sentence(key)
    if not counting:
        return told
    names = known.labels.say("Counting: {names}.", names="; ".join(counting))
    return f"{told} {names}".strip()


def _is_settled(spec: Spec, effect: Effect) -> bool:
    """Tell whether what an effect adds hangs on nothing that others or chance do."""
    if (
        effect.stages
        or effect.draw is not Draw.NONE
        or not is_told(spec, effect.amount)
    ):
        return False
    theirs = {
        f"{rule.id}.{option.id}" for rule in spec.rules for option in rule.options
    }
    derived = {row.id: row.expression for row in spec.derived}
    read = all_reads(effect.amount, derived)
    return not any(one.id in theirs for one in read if one.source in _CAME)


def _counting(
    known: Known,
    amount: Expression,
    read: Callable[[Expression], float],
    rungs: Mapping[str, int],
) -> Iterator[str]:
    """Name what counts in the sums that an amount is derived from."""
    derived = {row.id: row.expression for row in known.labels.spec.derived}
    waiting = [derived[one.id] for one in reads(amount) if one.source is Source.DERIVED]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Read) and one.source is Source.DERIVED:
            waiting.append(derived[one.id])
        elif isinstance(one, Apply) and one.operator in ADDS:
            found = {leaf: read(leaf) for leaf in take_apart(one, derived).times}
            # A tally counts things that are or are not; any other sum is a number.
            ladders = any(_is_rung(leaf) for leaf in found)
            if not ladders and set(found.values()) <= {0.0, 1.0}:
                named = (_named(known, leaf, rungs) for leaf in found if found[leaf])
                yield from filter(None, named)
        elif isinstance(one, Apply):
            waiting += [part for part in one.arguments if not isinstance(part, Number)]


def _is_rung(leaf: Expression) -> bool:
    levers = {Source.LEVER, Source.PREVIOUS_LEVER}
    return isinstance(leaf, Read) and leaf.source in levers


def _named(known: Known, leaf: Expression, rungs: Mapping[str, int]) -> str:
    """Name a summand by the first rung or number that it reads."""
    labels = known.labels
    for one in reads(leaf):
        if one.source is Source.LEVER:
            ladder = labels.scenario.document.levers[one.id].rungs
            rung = labels.text(
                f"levers.{one.id}.rungs.{ladder[rungs[one.id]].id}.label"
            )
            return f"{labels.text(f'levers.{one.id}.label')}: {rung}"
        if one.source is Source.VARIABLE:
            return labels.text(f"variables.{one.id}.label")
    return ""
