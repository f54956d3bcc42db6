"""Rows that lead to one another in a circle, each circle reported once."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError

from game.scenario.findings import Findings
from game.scenario.formulas import in_order
from game.words import Message, message

MOST_CIRCLES = 20
"""More circles than this are not looked for: each costs a pass over all rows."""


def check_circles(
    links: Mapping[str, frozenset[str]],
    findings: Findings,
    *,
    code: str,
    text: Message,
    fix: Message,
    place: tuple[str, str],
) -> None:
    """Report every circle among rows at the first of its ids.

    Args:
        links: for each row the ids that it leads to; others than rows are left out.
        findings: the list to add to.
        code: the code of a circle.
        text: what is said of it, with a field `circle`.
        fix: what to do.
        place: the table of the rows, and the key that leads on.
    """
    home, key = place
    left = dict(sorted(links.items()))
    for _ in range(MOST_CIRCLES):
        known = frozenset(left)
        left = {one: others & known for one, others in left.items()}
        try:
            in_order(left)
        except CycleError as error:
            circle = list(error.args[1])
            first = min(circle)
            findings.add(
                code,
                Message(text.template, {"circle": " -> ".join(circle)}),
                (home, first, key),
                fix=fix,
                related=tuple(
                    (message("it passes through here"), "", (home, one, key))
                    for one in sorted(set(circle) - {first})
                ),
            )
            # Without the first of its rows the circle is open; others may be left.
            left.pop(first)
        else:
            return
