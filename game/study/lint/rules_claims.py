"""Faults of what advisers say: W313."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario import Found
from game.study.lint.facts import Facts
from game.words import message

_SURE = 0.95
"""The share of openings in which a claim may come true, or fail to."""
_LEAST = 200
"""Openings below which nothing is said of a claim."""


def foregone(facts: Facts) -> Iterator[Found]:
    """Yield claims that nearly always, or nearly never, come true where they are said.

    A game that ended before the horizon was over counts against neither.
    """
    for claim, row in zip(facts.claims, facts.seen.claims.tolist(), strict=True):
        said, came, cut = row
        if said - cut < _LEAST:
            continue
        if came > _SURE * said:
            fix = message(
                "expect something that may not come, or look at the horizon; what is to"
                " stay is true at the first close"
            )
        elif came < (1.0 - _SURE) * (said - cut):
            fix = message("expect what does come, say it later, or give it more turns")
        else:
            continue
        yield Found(
            code="W313",
            path=("advisers", claim.adviser, "claims", claim.claim),
            text=message(
                "'{name}' came true in {share} % of {said} openings in which it was"
                " said",
                name=claim.claim,
                share=f"{100 * came / said:.1f}",
                said=said,
            ),
            fix=fix,
        )
