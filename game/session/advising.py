"""What advisers say of a month: weighed in the imagined worlds, bent by their bias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from game.engine import UNKNOWN
from game.outlook import Claim
from game.report.advice import REASONS, bent, reasons, spoken
from game.report.known import Advice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import Tree
    from game.engine import Model
    from game.outlook import Weighed
    from game.report.advice import Judge
    from game.report.labels import Labels
    from game.scenario.desk import Claim as Written

_PERCENT = "percent"
"""The key of the chance in what is written down; cause ids have a colon, or are
`unknown`."""

_CERTAIN = 100
"""Percent."""

Said = tuple[str, str, "Written"]
"""Adviser, key of the claim, the claim as the file has it."""


def said(labels: Labels, judge: Judge, turn: int) -> tuple[Said, ...]:
    """Return the claims that advisers make at the opening of a month."""
    found = (
        (key, spoken(labels, judge, key, turn))
        for key in labels.scenario.document.advisers
    )
    return tuple((key, *claim) for key, claim in found if claim is not None)


def questions(labels: Labels, claims: Sequence[Said]) -> tuple[Claim, ...]:
    """Return the claims as the outlook weighs them."""
    return tuple(
        Claim(
            expects=labels.scenario.compile_expression(claim.expects, True),
            months=claim.horizon,
            about=claim.about or "",
        )
        for _, _, claim in claims
    )


def advice(
    labels: Labels, claims: Sequence[Said], weighed: Sequence[Weighed]
) -> dict[str, Advice]:
    """Return what each adviser says, by adviser."""
    document = labels.scenario.document
    return {
        adviser: Advice(
            claim=key,
            percent=bent(
                found.came,
                found.worlds,
                document.advisers[adviser].tilt * claim.leans,
            ),
            reasons=reasons(found.moves, labels.decimals[claim.about] + 1)
            if claim.about
            else (),
        )
        for (adviser, key, claim), found in zip(claims, weighed, strict=True)
    }


def written(months: Mapping[str, Advice]) -> dict[str, Tree]:
    """Return advice in whole numbers, as it is written down with a decision."""
    return {
        adviser: {row.claim: {_PERCENT: row.percent, **dict(row.reasons)}}
        for adviser, row in months.items()
    }


def advice_of(tree: Tree, model: Model) -> dict[str, Advice]:
    """Read advice that was written down; what is malformed is left out."""
    causes = {cause.id for cause in model.causes} | {UNKNOWN}
    found: dict[str, Advice] = {}
    for adviser, claims in tree.items() if isinstance(tree, Mapping) else ():
        for claim, row in claims.items() if isinstance(claims, Mapping) else ():
            numbers = row if isinstance(row, Mapping) else {}
            chance = numbers.get(_PERCENT)
            if isinstance(chance, int) and 0 < chance < _CERTAIN:
                moves = [
                    (cause, amount)
                    for cause, amount in numbers.items()
                    if cause in causes and isinstance(amount, int)
                ]
                moves.sort(key=lambda move: (-abs(move[1]), move[0]))
                found[adviser] = Advice(
                    claim=claim, percent=chance, reasons=tuple(moves[:REASONS])
                )
    return found
