"""The schedule: which calls stand behind which conditions, in what order and where.

A value needed by one branch of a single `if` alone (or by what follows in one
`and` or `or`) stands behind the condition of it. Calls behind the same conditions
make a stretch; passing results give their registers back.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import isnan
from typing import Any

import numpy as np

from game.engine.agreement import Row
from game.engine.program import (
    BINARY,
    BOTH,
    CHOOSE,
    EITHER,
    UNARY,
    Call,
    Function,
    Program,
    Stretch,
)

Node = tuple[int, Function, tuple[int, ...]]
"""The number of a value, what makes it, and the numbers of the arguments."""

_Guards = tuple[tuple[int, bool], ...]
"""(number of a truth, wanted), the outermost first."""

_FEWEST = 2
"""Fewer calls than this are carried out rather than asked about."""


def _larger(one: Any, two: Any) -> Any:  # noqa: ANN401 - numpy scalars
    """Return the larger; a NaN where there is one."""
    return one if one >= two or isnan(one) else two


def _smaller(one: Any, two: Any) -> Any:  # noqa: ANN401 - numpy scalars
    """Return the smaller; a NaN where there is one."""
    return one if one <= two or isnan(one) else two


_SCALAR: dict[Function, Function] = {
    np.add: operator.add,
    np.subtract: operator.sub,
    np.multiply: operator.mul,
    np.divide: operator.truediv,
    np.negative: operator.neg,
    np.abs: operator.abs,
    np.sqrt: np.sqrt,
    np.less: operator.lt,
    np.less_equal: operator.le,
    np.greater: operator.gt,
    np.greater_equal: operator.ge,
    np.equal: operator.eq,
    np.not_equal: operator.ne,
    np.logical_not: operator.invert,
    np.minimum: _smaller,
    np.maximum: _larger,
}
_FORMS: dict[Function, int] = {
    np.where: CHOOSE,
    np.logical_and: BOTH,
    np.logical_or: EITHER,
}


def _branches(node: Node) -> list[tuple[int, tuple[int, bool] | None]]:
    """Return each argument with the condition under which the value needs it."""
    _, function, arguments = node
    first = arguments[0]
    if function is np.where:
        return [
            (first, None),
            (arguments[1], (first, True)),
            (arguments[2], (first, False)),
        ]
    if function in (np.logical_and, np.logical_or):
        return [(first, None), (arguments[1], (first, function is np.logical_and))]
    return [(argument, None) for argument in arguments]


def _shared(one: _Guards, two: _Guards) -> _Guards:
    """Return the conditions that two users of a value have in common."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return one[:count]


@dataclass(slots=True)
class _Plan:
    """The calls that are needed at all, and what each stands behind."""

    nodes: dict[int, Node]
    guards: dict[int, _Guards] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)

    def guard(self, code: Sequence[Node], roots: Sequence[int]) -> None:
        """Find what each value stands behind; users come after their arguments."""
        self.guards = dict.fromkeys(roots, ())
        for node in reversed(code):
            own = self.guards.get(node[0])
            if own is None:
                continue
            for argument, condition in _branches(node):
                wanted = own if condition is None else (*own, condition)
                before = self.guards.get(argument)
                self.guards[argument] = (
                    wanted if before is None else _shared(before, wanted)
                )

    def drop_short(self) -> None:
        """Let the calls of a stretch that is too short for a question stand outside."""
        kept = [number for number in self.nodes if number in self.guards]
        size = Counter(
            self.guards[number][:depth]
            for number in kept
            for depth in range(1, len(self.guards[number]) + 1)
        )
        for number in kept:
            chain = self.guards[number]
            while chain and size[chain] < _FEWEST:
                chain = chain[:-1]
            self.guards[number] = chain

    def put_in_order(self, roots: Sequence[int]) -> None:
        """Put arguments before users, and a condition before what it guards."""
        seen: set[int] = set()
        waiting = [(root, False) for root in reversed(roots)]
        while waiting:
            number, ready = waiting.pop()
            if ready:
                self.order.append(number)
            elif number in self.nodes and number not in seen:
                seen.add(number)
                waiting.append((number, True))
                arguments = self.nodes[number][2]
                waiting += [(argument, False) for argument in reversed(arguments)]


def _call(node: Node, register: Mapping[int, int]) -> Call:
    number, function, arguments = node
    places = [*(register[argument] for argument in arguments), -1, -1]
    alone = UNARY if len(arguments) == 1 else BINARY
    return Call(
        form=_FORMS.get(function, alone),
        target=register[number],
        function=function,
        plain=_SCALAR.get(function, function),
        first=places[0],
        second=places[1],
        third=places[2],
    )


def schedule(
    constants: Mapping[int, Row],
    loads: Mapping[int, tuple[int, int]],
    code: Sequence[Node],
    roots: Sequence[int],
) -> Program:
    """Put calls in order, behind their conditions, and give values registers.

    Args:
        constants: values by number.
        loads: (bank, row) by number.
        code: the calls, arguments before users.
        roots: the numbers of the results.
    """
    plan = _Plan({node[0]: node for node in code})
    plan.guard(code, roots)
    plan.drop_short()
    plan.put_in_order(roots)
    register = {number: place for place, number in enumerate((*constants, *loads))}
    first = size = len(register)
    last_use = {
        argument: place
        for place, number in enumerate(plan.order)
        for argument in plan.nodes[number][2]
    }
    kept = set(roots) | constants.keys() | loads.keys()
    free: list[int] = []
    calls: list[tuple[_Guards, Call]] = []
    for place, number in enumerate(plan.order):
        arguments = plan.nodes[number][2]
        passing = [a for a in set(arguments) - kept if last_use[a] == place]
        free += [register[argument] for argument in passing]
        if free:
            register[number] = free.pop()
        else:
            register[number], size = size, size + 1
        guards = tuple((register[c], wanted) for c, wanted in plan.guards[number])
        calls.append((guards, _call(plan.nodes[number], register)))
    return Program(
        constants=tuple(constants.values()),
        arrays=tuple(np.asarray(value) for value in constants.values()),
        loads=tuple(loads.values()),
        banks=frozenset(bank for bank, _ in loads.values()),
        temporaries=size - first,
        stretches=tuple(
            Stretch(conditions, tuple(call for _, call in run))
            for conditions, run in groupby(calls, key=lambda pair: pair[0])
        ),
        outputs=tuple(register[root] for root in roots),
    )
