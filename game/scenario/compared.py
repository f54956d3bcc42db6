"""Comparisons that mean something else than what is written."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.names import Names
from game.scenario.parser import Call, Literal, Name, Node, parse
from game.scenario.tokens import Fault, FaultError
from game.words import message

_COMPARING = frozenset({"<", "<=", ">", ">=", "==", "!="})


def shares(written: str) -> Iterator[tuple[Node, Literal]]:
    """Yield what an expression compares with a number that has a percent sign."""
    if "%" not in written:
        return
    try:
        rest = [parse(written)]
    except FaultError:
        return
    while rest:
        node = rest.pop()
        if not isinstance(node, Call):
            continue
        rest += node.arguments
        if node.operator not in _COMPARING:
            continue
        for other, one in (node.arguments, node.arguments[::-1]):
            if isinstance(one, Literal) and written[one.end - 1] == "%":
                yield other, one


def unjoined(node: Call, names: Names) -> Fault | None:
    """Return the fault of `RULE == OPTION`, or of a card and its option.

    What is meant is one thing, which the faults of its two names could not tell.
    """
    if node.operator not in {"==", "!="}:
        return None
    first, second = node.arguments
    if not (isinstance(first, Name) and isinstance(second, Name)):
        return None
    for owner, member in ((first, second), (second, first)):
        home = names.home(owner.text)
        if home not in {"rules", "agenda"} or names.home(member.text):
            continue
        if member.text.rpartition(".")[2] not in names.members(owner.text):
            continue
        joined = f"{owner.text}.{member.text.rpartition('.')[2]}"
        return Fault(
            code="E205",
            message=message(
                "'{id}' is not compared: '{joined}' is true when it is chosen",
                id=owner.text,
                joined=joined,
            ),
            start=node.start,
            end=node.end,
            fix=message(
                "write {joined}",
                joined=joined if node.operator == "==" else f"not {joined}",
            ),
        )
    return None
