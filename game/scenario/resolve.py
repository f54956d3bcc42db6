"""Giving a parsed expression its meaning: names, types, the engine's tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.expression import (
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
    is_truth,
)
from game.scenario.compared import unjoined
from game.scenario.functions import ARGUMENTS, FUNCTIONS, guessed, usage
from game.scenario.guesses import nearest
from game.scenario.meaning import Division, Meaning, Placed, any_of, division_of, parts
from game.scenario.names import SPACE, Names
from game.scenario.parser import Call, Literal, Name, Node, parse
from game.scenario.tokens import LARGEST, Fault, FaultError, Missing, too_large_for_any
from game.words import Message, message

_OPERATORS = {one.value: one for one in Operator}
_LOGIC = {"and", "or", "not"}
_STEEPEST = 4
_QUANTITIES = {
    "variables": Source.VARIABLE,
    "derived": Source.DERIVED,
    "types": Source.TYPE,
    "levers": Source.LEVER,
}
_HAPPENINGS = {"events", "red_lines", "initiatives", "agenda"}
_CALENDAR = {"turn": Source.TURN, "turns": Source.TURNS, "level": Source.LEVEL}
_PAST = {
    ("prev", Source.VARIABLE): Source.PREVIOUS,
    ("prev", Source.LEVER): Source.PREVIOUS_LEVER,
    ("since", Source.HAPPENED): Source.SINCE,
    ("since", Source.EVER): Source.SINCE,
}
_DUTIES = {"lead": Source.LEAD, "priority": Source.PRIORITY}


def mean(written: str | float | bool, names: Names, *, truth: bool) -> Meaning:  # noqa: FBT001 - a file may hold any of the three
    """Give an expression its meaning.

    Args:
        written: the expression as the file has it.
        names: the names of the file.
        truth: whether a truth value is asked for, rather than a number.
    """
    resolver = _Resolver(names)
    if isinstance(written, bool):
        node: Node = Literal(written, 0, 0)
    elif isinstance(written, int | float):
        if not abs(written) <= LARGEST:
            return Meaning(expression=None, faults=too_large_for_any(written))
        node = Literal(float(written), 0, 0)
    else:
        try:
            node = parse(written)
        except FaultError as error:
            return Meaning(expression=None, faults=(error.fault,))
    found = resolver.typed(node, truth=truth)
    return Meaning(
        expression=None if resolver.faults else found,
        faults=tuple(resolver.faults),
        reads=tuple(resolver.reads),
        literals=tuple(resolver.literals),
        params=tuple(sorted(resolver.params)),
        divisions=tuple(resolver.divisions),
    )


@dataclass(slots=True)
class _Resolver:
    """One pass over one tree, gathering faults instead of stopping."""

    names: Names
    faults: list[Fault] = field(default_factory=list)
    reads: list[Placed] = field(default_factory=list)
    literals: list[tuple[float, int, int]] = field(default_factory=list)
    params: set[str] = field(default_factory=set)
    divisions: list[Division] = field(default_factory=list)
    guards: tuple[Expression, ...] = ()
    """The conditions around a branch."""

    def _fault(
        self,
        code: str,
        text: Message,
        span: tuple[int, int],
        fix: Message | None = None,
        missing: Missing | None = None,
    ) -> None:
        start, end = span
        self.faults.append(
            Fault(
                code=code,
                message=text,
                start=start,
                end=end,
                fix=fix,
                missing=missing,
            ),
        )

    def typed(self, node: Node, *, truth: bool) -> Expression | None:
        """Return the tree of a node that must be a truth, or must be a number."""
        found = self.any(node)
        if found is None or is_truth(found) == truth:
            return found
        span = (node.start, node.end)
        if truth:
            self._fault(
                "E208",
                message("this is a number where a truth value is asked for"),
                span,
                message("compare it with something, such as x > 0"),
            )
        else:
            self._fault(
                "E208",
                message("this is a truth value where a number is asked for"),
                span,
                message("write if(x, 1, 0) to count it as a number"),
            )
        return None

    def any(self, node: Node) -> Expression | None:
        """Return the tree of a node of either type."""
        if isinstance(node, Literal):
            if isinstance(node.value, bool):
                return Truth(node.value)
            if node.value not in {0.0, 1.0}:
                self.literals.append((node.value, node.start, node.end))
            return Number(node.value)
        if isinstance(node, Name):
            return self._name(node)
        if node.function:
            return self._function(node)
        slip = unjoined(node, self.names)
        if slip is not None:
            self.faults.append(slip)
            return None
        truth = node.operator in _LOGIC
        found = [self.typed(part, truth=truth) for part in node.arguments]
        if node.operator == "/" and found[1] and not self._is_guarded(found[1]):
            self.divisions.append(division_of(node, found[1]))
        return _apply(_OPERATORS[node.operator], found)

    def _is_guarded(self, below: Expression) -> bool:
        """Tell whether a condition around a division compares or reads the divisor."""
        return any(below == part for one in self.guards for part in parts(one))

    def _function(self, node: Call) -> Expression | None:
        span = (node.at, node.at + len(node.operator))
        if node.operator not in ARGUMENTS:
            self._unknown_function(node, span)
            for part in node.arguments:
                self.any(part)
            return None
        low, high = ARGUMENTS[node.operator]
        if not low <= len(node.arguments) <= high:
            self._fault(
                "E207",
                message(
                    "{function} takes {wanted} arguments, not {given}",
                    function=node.operator,
                    wanted=low if low == high else f"{low}+",
                    given=len(node.arguments),
                ),
                (node.start, node.end),
                usage(node.operator),
            )
            return None
        if node.operator in {"prev", "since"}:
            return self._past(node)
        if node.operator == "if":
            return self._choice(node)
        if node.operator == "hill" and not _is_power(node.arguments[2]):
            self._fault(
                "E209",
                message("the last argument of hill is a whole number from 1 to 4"),
                (node.arguments[2].start, node.arguments[2].end),
                message("write 1, 2, 3 or 4"),
            )
            return None
        kept = len(self.literals)
        found = [self.typed(part, truth=False) for part in node.arguments]
        if node.operator == "hill":
            power = node.arguments[2]
            self.literals[kept:] = [
                literal for literal in self.literals[kept:] if literal[1] != power.start
            ]
        return _apply(_OPERATORS[node.operator], found)

    def _unknown_function(self, node: Call, span: tuple[int, int]) -> None:
        text = message("there is no function '{name}'", name=node.operator)
        self._fault("E206", text, span, guessed(node.operator))

    def _choice(self, node: Call) -> Expression | None:
        condition = self.typed(node.arguments[0], truth=True)
        outside = self.guards
        self.guards = outside if condition is None else (*outside, condition)
        try:
            return self._branches(node, condition)
        finally:
            self.guards = outside

    def _branches(self, node: Call, condition: Expression | None) -> Expression | None:
        first = self.any(node.arguments[1])
        if first is None:
            self.any(node.arguments[2])
            return None
        second = self.typed(node.arguments[2], truth=is_truth(first))
        return _apply(Operator.IF, [condition, first, second])

    def _past(self, node: Call) -> Expression | None:
        inner = node.arguments[0]
        if not isinstance(inner, Name):
            self._fault(
                "E209",
                message("{function} takes a name", function=node.operator),
                (inner.start, inner.end),
                usage(node.operator),
            )
            return None
        faults = len(self.faults)
        found = self._read(inner)
        if len(self.faults) > faults:
            return None
        past = None if found is None else _PAST.get((node.operator, found.source))
        if found is None or past is None:
            if self._is_known(inner.text.partition(".")[0]):
                self._fault(
                    "E209",
                    message(
                        "{function} cannot be asked of '{name}'",
                        function=node.operator,
                        name=inner.text,
                    ),
                    (inner.start, inner.end),
                    usage(node.operator),
                )
            return None
        return self._placed(Read(past, found.id), inner)

    def _is_known(self, key: str) -> bool:
        """Tell whether something wrong about a name is certain."""
        return not self.names.is_open() and not self.names.is_lost(key)

    def _name(self, node: Name) -> Expression | None:
        home = self.names.home(node.text)
        if home == "params":
            self.params.add(node.text)
            return Number(self.names.number(node.text), node.text)
        if "." in node.text:
            key, _, member = node.text.partition(".")
            rungs = self.names.members(key)
            if self.names.home(key) == "levers" and member in rungs:
                return Number(float(rungs.index(member)), rung=node.text)
        found = self._read(node)
        return None if found is None else self._placed(found, node)

    def _placed(self, read: Read, node: Name) -> Expression:
        kin = [Read(read.source, name) for name in self.names.kin(read.id)]
        self.reads += [Placed(read=one, start=node.start, end=node.end) for one in kin]
        return any_of(kin)

    def _read(self, node: Name) -> Read | None:
        if "." in node.text:
            return self._dotted(node)
        if node.text in _CALENDAR:
            return Read(_CALENDAR[node.text])
        if self.names.is_lost(node.text):
            return None
        home = self.names.home(node.text)
        source = _QUANTITIES.get(home)
        if source is not None:
            return Read(source, node.text)
        if home in _HAPPENINGS:
            return Read(Source.HAPPENED, node.text)
        if home == "rules":
            self._member_missing(node, node.text)
        else:
            self._unknown(node)
        return None

    def _dotted(self, node: Name) -> Read | None:
        key, _, member = node.text.partition(".")
        if key == "events":
            known = self.names.ids("events") | self.names.ids("red_lines")
            return self._from_pool(node, member, known, Source.EVER, "events")
        if key in _DUTIES:
            known = self.names.ids("objectives")
            return self._from_pool(node, member, known, _DUTIES[key], "objectives")
        if self.names.is_lost(key):
            return None
        home = self.names.home(key)
        if home in {"agenda", "rules"} and member in self.names.members(key):
            return Read(Source.HAPPENED, node.text)
        if home in {"agenda", "rules", "levers"}:
            self._member_missing(node, key, member)
        elif home:
            self._fault(
                "E205",
                message("'{name}' has no parts", name=key),
                (node.start, node.end),
                message("write '{name}'", name=key),
            )
        else:
            self._unknown(Name(key, node.start, node.start + len(key)), node.text)
        return None

    def _from_pool(
        self,
        node: Name,
        member: str,
        pool: frozenset[str],
        source: Source,
        table: str,
    ) -> Read | None:
        if member in pool:
            return Read(source, member)
        if self.names.is_open((table,)):
            return None
        guess = nearest(member, pool)
        self._fault(
            "E205",
            message("there is no [{table}.{id}]", table=table, id=member),
            (node.start, node.end),
            message(
                "did you mean '{name}'?",
                name=f"{node.text.partition('.')[0]}.{guess}",
            )
            if guess
            else message("define it, or write another name"),
            Missing(member, (table, "red_lines") if table == "events" else (table,)),
        )
        return None

    def _member_missing(self, node: Name, key: str, member: str = "") -> None:
        members = self.names.members(key)
        if not members:
            # The list itself is missing, and reported where it should be.
            return
        guess = nearest(member, members) if member else ""
        self._fault(
            "E205",
            message("'{id}' has no part '{member}'", id=key, member=member)
            if member
            else message("'{id}' cannot be read by itself", id=key),
            (node.start, node.end),
            message("did you mean '{name}'?", name=f"{key}.{guess}")
            if guess
            else message(
                "write one of {names}",
                names=", ".join(f"{key}.{one}" for one in members) or "-",
            ),
            Missing(member, (self.names.home(key),), key) if member else None,
        )

    def _unknown(self, node: Name, whole: str = "") -> None:
        if self.names.is_open() or self.names.home(node.text):
            return
        guess = self.names.meant(node.text, owner=bool(whole))
        if not guess and node.text in FUNCTIONS:
            fix = usage(node.text)
        elif guess:
            fix = message("did you mean '{name}'?", name=guess)
        else:
            fix = message("define it in a table, or write another name")
        self._fault(
            "E205",
            message("unknown name '{name}'", name=node.text),
            (node.start, node.end),
            fix,
            Missing(node.text, SPACE),
        )


def _is_power(node: Node) -> bool:
    return (
        isinstance(node, Literal)
        and not isinstance(node.value, bool)
        and node.value in range(1, _STEEPEST + 1)
    )


def _apply(
    operator: Operator,
    arguments: list[Expression | None],
) -> Expression | None:
    found = [part for part in arguments if part is not None]
    return Apply(operator, tuple(found)) if len(found) == len(arguments) else None
