"""A Pratt parser for expressions: text in, a tree with columns out.

The tree knows nothing of names and types yet; `resolve` gives it a meaning.
"""

from __future__ import annotations

from typing import NamedTuple, Never

from game.scenario.tokens import Token, refuse, tokens
from game.words import message

DEPTH_LIMIT = 24
NODE_LIMIT = 120

_STRENGTH = {
    "or": 1,
    "and": 2,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "==": 4,
    "!=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
_COMPARISON = 4
_NOT = 3
_NEGATIVE = 7
_SHOUTED = {"AND", "OR", "NOT", "TRUE", "FALSE", "And", "Or", "Not", "True", "False"}
_SPOKEN = {"is": "==", "equals": "==", "then": ",", "else": ",", "mod": "div(x, y, 0)"}


class Literal(NamedTuple):
    """A number or a truth value as written."""

    value: float | bool
    start: int
    end: int


class Name(NamedTuple):
    """A name as written, dots included."""

    text: str
    start: int
    end: int


class Call(NamedTuple):
    """A function or an operator on its arguments."""

    operator: str
    """The name of a function, an operator sign, `not`, or `negate`."""
    arguments: tuple[Node, ...]
    start: int
    end: int
    at: int
    """Where the operator or the function's name stands."""
    function: bool = False


Node = Literal | Name | Call


def parse(text: str) -> Node:
    """Parse an expression.

    Raises:
        FaultError: with the first thing that is wrong with its form.
    """
    return _Parser(list(tokens(text))).whole()


class _Parser:
    """One pass over the tokens of one expression."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = found[0]
        self._at = 0
        self._nodes = 0

    def whole(self) -> Node:
        if self._next.kind == "end":
            refuse(
                "E202",
                message("the expression is empty"),
                0,
                0,
                message("write a number, or remove the key"),
            )
        node = self._expression(0, 1)
        if self._next.kind != "end":
            self._refuse_rest()
        return node

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        # Whoever takes the end refuses it and asks for nothing more.
        if token.kind != "end":
            self._next = self._tokens[self._at]
        return token

    def _count(self, start: int, end: int, depth: int) -> None:
        self._nodes += 1
        if depth > DEPTH_LIMIT or self._nodes > NODE_LIMIT:
            refuse(
                "E204",
                message(
                    "this expression is nested more than {depth} deep or has more"
                    " than {nodes} parts",
                    depth=DEPTH_LIMIT,
                    nodes=NODE_LIMIT,
                ),
                start,
                end,
                message("move a part of it to a row of [derived] and use its name"),
            )

    def _expression(self, floor: int, depth: int) -> Node:
        left = self._prefix(depth)
        compared: Token | None = None
        while (strength := _STRENGTH.get(self._next.kind, 0)) > floor:
            sign = self._take()
            if strength == _COMPARISON:
                if compared is not None:
                    self._refuse_chain(compared, sign)
                compared = sign
            self._count(sign.start, sign.end, depth)
            right = self._expression(strength, depth)
            left = Call(sign.kind, (left, right), left.start, right.end, sign.start)
        return left

    def _prefix(self, depth: int) -> Node:
        token = self._take()
        self._count(token.start, token.end, depth)
        if token.kind == "not":
            inner = self._expression(_NOT - 1, depth + 1)
            return Call("not", (inner,), token.start, inner.end, token.start)
        if token.kind == "-":
            inner = self._expression(_NEGATIVE, depth + 1)
            return Call("negate", (inner,), token.start, inner.end, token.start)
        return self._atom(token, depth)

    def _atom(self, token: Token, depth: int) -> Node:
        if token.kind == "number":
            return self._number(token)
        if token.kind in {"true", "false"}:
            return Literal(token.kind == "true", token.start, token.end)
        if token.kind == "name":
            if self._next.kind == "(":
                return self._call(token, depth)
            return self._name(token)
        if token.kind == "(":
            inner = self._expression(0, depth + 1)
            self._close(token)
            return inner
        return self._refuse_atom(token)

    def _number(self, token: Token) -> Literal:
        value = float(token.text)
        if self._next.kind == "%":
            return Literal(value / 100.0, token.start, self._take().end)
        return Literal(value, token.start, token.end)

    def _name(self, token: Token) -> Name:
        if token.text in _SHOUTED:
            refuse(
                "E202",
                message("'{word}' is written in small letters", word=token.text),
                token.start,
                token.end,
                message("write '{instead}'", instead=token.text.lower()),
            )
        return Name(token.text, token.start, token.end)

    def _call(self, token: Token, depth: int) -> Call:
        bracket = self._take()
        arguments: list[Node] = []
        if self._next.kind != ")":
            arguments.append(self._expression(0, depth + 1))
            while self._next.kind == ",":
                self._take()
                arguments.append(self._expression(0, depth + 1))
        end = self._close(bracket)
        return Call(
            token.text,
            tuple(arguments),
            token.start,
            end,
            token.start,
            function=True,
        )

    def _close(self, bracket: Token) -> int:
        if self._next.kind == ")":
            return self._take().end
        if self._next.kind == "end":
            refuse(
                "E202",
                message("this bracket is never closed"),
                bracket.start,
                bracket.end,
                message("add ')'"),
            )
        return self._refuse_rest()

    def _refuse_chain(self, first: Token, second: Token) -> Never:
        refuse(
            "E203",
            message("comparisons are not chained"),
            second.start,
            second.end,
            message(
                "write 'a {first} b and b {second} c'",
                first=first.text,
                second=second.text,
            ),
        )

    def _refuse_atom(self, token: Token) -> Never:
        if token.kind == "end":
            before = self._tokens[self._at - 2]
            refuse(
                "E202",
                message("something is missing after '{sign}'", sign=before.text),
                before.start,
                before.end,
                message("add a number or a name, or remove '{sign}'", sign=before.text),
            )
        refuse(
            "E202",
            message("a number or a name is missing before '{sign}'", sign=token.text),
            token.start,
            token.end,
            message("add a number or a name, or remove '{sign}'", sign=token.text),
        )

    def _refuse_rest(self) -> Never:
        token = self._next
        if token.kind == "%":
            refuse(
                "E202",
                message("'%' stands only directly after a number"),
                token.start,
                token.end,
                message("write 5%, or x / 100"),
            )
        if token.kind == ")":
            refuse(
                "E202",
                message("this ')' closes nothing"),
                token.start,
                token.end,
                message("remove it, or add '(' before"),
            )
        for word in (token.text, self._tokens[self._at - 1].text):
            if word in _SPOKEN:
                refuse(
                    "E202",
                    message("'{word}' is not a word of this language", word=word),
                    token.start,
                    token.end,
                    message("write '{instead}'", instead=_SPOKEN[word]),
                )
        if token.kind == ",":
            refuse(
                "E202",
                message("a comma stands only between the arguments of a function"),
                token.start,
                token.end,
                message("remove it"),
            )
        refuse(
            "E202",
            message("an operator is missing before '{sign}'", sign=token.text),
            token.start,
            token.end,
            message("join the two parts with an operator: + - * / and or < >"),
        )
