"""Rows of effects become the engine's effects, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.engine.expression import (
    Expression,
    Number,
    Operator,
    Read,
    Source,
    all_reads,
)
from game.engine.spec import Draw, Effect, Owner
from game.scenario.document import Document
from game.scenario.fields import Given
from game.scenario.fields import Number as NumberTable
from game.scenario.formulas import (
    ZERO,
    Formulas,
    apply,
    grid,
    only_when,
)
from game.scenario.world import Curve
from game.scenario.world import Effect as EffectRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectInfo:
    """Where an effect of the engine comes from."""

    id: str
    place: str
    """The row of [effects], or what holds the `effects` table."""
    row: str
    """The row that carries grade and source."""
    label: str
    """The path of the text that names the cause in a few words."""
    why: str
    """The path of the sentence that says why."""

    @property
    def path(self) -> str:
        """Return the row of [effects], or the entry of an `effects` table."""
        _, slash, variable = self.id.partition("/")
        return f"{self.place}.effects.{variable}" if slash else self.place


def plain(number: Given) -> float:
    """Return the value of a number, with or without its table."""
    return number.value if isinstance(number, NumberTable) else number


def effects_of(
    document: Document,
    formulas: Formulas,
    derived: Mapping[str, Expression],
) -> tuple[tuple[Effect, EffectInfo], ...]:
    """Return all effects, sorted by id, each with where it comes from."""
    found = [
        (_row(key, row, document, formulas, derived), _info_of_row(key))
        for key, row in document.effects.items()
    ]
    found.extend(_of_happenings(document, formulas))
    return tuple(sorted(found, key=lambda pair: pair[0].id))


def _info_of_row(key: str) -> EffectInfo:
    place = f"effects.{key}"
    return EffectInfo(
        id=key,
        place=place,
        row=place,
        label=f"{place}.label",
        why=f"{place}.why",
    )


def _row(
    key: str,
    row: EffectRow,
    document: Document,
    formulas: Formulas,
    derived: Mapping[str, Expression],
) -> Effect:
    amount = _amount(key, row, document, formulas)
    if row.when is not None or f"effects.{key}.when" in formulas.fixed:
        amount = only_when(formulas.get(f"effects.{key}.when"), amount)
    stages = int(row.delay.shape[-1]) if row.delay else 0
    return Effect(
        id=key,
        target=row.to,
        amount=amount,
        owner=Owner(row.by) if row.by else _owner(row, amount, derived),
        draw=Draw(row.draw) if row.draw else Draw.NONE,
        stages=stages,
        rate=grid(min(1.0, stages / row.delay.mean)) if row.delay else 0.0,
    )


def _amount(
    key: str,
    row: EffectRow,
    document: Document,
    formulas: Formulas,
) -> Expression:
    factor = Number(plain(row.amount)) if row.amount is not None else ZERO
    if row.expr is not None:
        found = formulas.get(f"effects.{key}.expr", ZERO)
    elif row.from_ is None:
        found = factor
    elif row.per_rung is not None:
        rungs = [rung.id for rung in document.levers[row.from_].rungs]
        found = _per_rung(row, rungs)
    else:
        source = Source.VARIABLE if row.from_ in document.variables else Source.DERIVED
        entering: Expression = Read(source, row.from_)
        if row.curve is not None and row.curve.on == "from":
            entering = _shaped(row.curve, entering)
        found = apply(Operator.MULTIPLY, factor, entering)
    if row.curve is None or row.curve.on == "from":
        return found
    return _curved(row.curve, found, Read(Source.VARIABLE, row.to))


def _per_rung(row: EffectRow, rungs: list[str]) -> Expression:
    found: Expression = ZERO
    for rung, number in sorted((row.per_rung or {}).items()):
        value = plain(number)
        if value and row.from_:
            here = apply(
                Operator.EQUAL,
                Read(Source.LEVER, row.from_),
                Number(float(rungs.index(rung))),
            )
            found = apply(Operator.IF, here, Number(value), found)
    return found


def _shape(curve: Curve, x: Expression) -> Expression:
    if curve.kind == "ramp":
        return apply(
            Operator.RAMP,
            x,
            Number(curve.low or 0.0),
            Number(curve.high or 0.0),
        )
    return apply(
        Operator.SIGMOID,
        x,
        Number(curve.at or 0.0),
        Number(curve.width or 1.0),
    )


def _curved(curve: Curve, amount: Expression, x: Expression) -> Expression:
    if curve.kind != "saturating":
        return apply(Operator.MULTIPLY, amount, _shape(curve, x))
    half = Number(curve.half or 1.0)
    return apply(
        Operator.DIVIDE,
        apply(Operator.MULTIPLY, amount, half),
        apply(Operator.ADD, half, apply(Operator.POS, x)),
    )


def _shaped(curve: Curve, x: Expression) -> Expression:
    return _curved(curve, x, x) if curve.kind == "saturating" else _shape(curve, x)


def _owner(
    row: EffectRow,
    amount: Expression,
    derived: Mapping[str, Expression],
) -> Owner:
    for read in frozenset(all_reads(amount, derived)):
        if read.source in {Source.LEVER, Source.PREVIOUS_LEVER, Source.FRESHNESS}:
            return Owner.MINE
    return Owner.CHANCE if row.draw else Owner.THEIRS


def _of_happenings(
    document: Document,
    formulas: Formulas,
) -> Iterator[tuple[Effect, EffectInfo]]:
    for key, event in document.events.items():
        place = f"events.{key}"
        info = (place, place, f"{place}.title", f"{place}.text")
        yield from _added(key, event.effects, info, formulas, Owner.EVENT)
    for key, line in document.red_lines.items():
        place = f"red_lines.{key}"
        info = (place, place, f"{place}.label", f"{place}.text")
        yield from _added(key, line.effects, info, formulas, Owner.EVENT)
    for key, initiative in document.initiatives.items():
        place = f"initiatives.{key}"
        info = (place, place, f"{place}.label", f"{place}.text")
        yield from _added(
            key, initiative.effects, info, formulas, Owner.MINE, wear=True
        )
    for key, card in document.agenda.items():
        row = f"agenda.{key}"
        place = f"{row}.silence"
        info = (place, row, f"{row}.title", f"{place}.text")
        yield from _added(
            f"{key}.silence",
            card.silence.effects,
            info,
            formulas,
            Owner.MINE,
        )
        for option in card.options:
            place = f"{row}.options.{option.id}"
            info = (place, row, f"{place}.label", f"{place}.text")
            yield from _added(
                f"{key}.{option.id}",
                option.effects,
                info,
                formulas,
                Owner.MINE,
            )


def _added(
    happening: str,
    effects: Mapping[str, object],
    info: tuple[str, str, str, str],
    formulas: Formulas,
    owner: Owner,
    *,
    wear: bool = False,
) -> Iterator[tuple[Effect, EffectInfo]]:
    place, row, label, why = info
    came = Read(Source.HAPPENED, happening)
    for variable in effects:
        path = f"{place}.effects.{variable}"
        amount = formulas.get(path, ZERO)
        if wear:
            amount = apply(Operator.MULTIPLY, amount, Read(Source.FRESHNESS, happening))
        key = f"{happening}/{variable}"
        yield (
            Effect(
                id=key,
                target=variable,
                amount=only_when(came, amount),
                owner=owner,
            ),
            EffectInfo(id=key, place=place, row=row, label=label, why=why),
        )
