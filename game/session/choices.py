"""The one grammar of choices: at the keyboard, in a pipe and in a policy file."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from game.engine.state import ChoiceKind
from game.errors import ChoiceError
from game.text import clean
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from game.engine.state import Choice

_DATED = re.compile(r"(\d{1,4})\s*:\s*(.*)")
_LONGEST = 400
_MOST_LINES = 20_000


class Word(StrEnum):
    """Words of the grammar that are not choices."""

    END = "end"
    ALWAYS = "always"


class Grammar:
    """The choices of one scenario, by the lines that name them."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = tuple(choices)
        self._index = {choice.line: i for i, choice in enumerate(self.choices)}
        self._options: dict[str, list[str]] = {}
        for choice in self.choices:
            self._options.setdefault(choice.id, []).append(choice.option)

    @property
    def subjects(self) -> frozenset[str]:
        """Return the first words of all lines that can ever name a choice."""
        return frozenset(self._options)

    def options(self, id: str) -> tuple[str, ...]:
        """Return what may follow a first word; the empty text where nothing may."""
        return tuple(self._options[id])

    def parse(self, line: str) -> int:
        """Return the index of the choice that a line names.

        Raises:
            ChoiceError: If there is no such choice; it names the nearest ones.
        """
        words = bare(line).split()
        if not words:
            raise ChoiceError("The line names no choice.")
        if words[0] not in self._options:
            raise _unknown(words[0], self._options)
        kind = self.choices[self._index_of_first(words[0])].kind
        if kind is ChoiceKind.MANDATE and len(words) == 4:  # noqa: PLR2004 - declare and three duties
            words[2:] = sorted(words[2:])
        found = self._index.get(" ".join(words))
        if found is None:
            raise self._wrong_option(words)
        return found

    def stand_ins(self, index: int) -> tuple[int, ...]:
        """Return the same answer to the variants of a choice's card."""
        card, option = self.choices[index].id, self.choices[index].option
        return tuple(
            place
            for place, choice in enumerate(self.choices)
            if choice.family == card and choice.option == option
        )

    def parse_all(self, lines: Iterable[str]) -> tuple[int, ...]:
        """Return the indices of several lines, in order."""
        return tuple(self.parse(line) for line in lines)

    def line(self, index: int) -> str:
        """Return a choice as its line."""
        return self.choices[index].line

    def _index_of_first(self, id: str) -> int:
        first = self._options[id][0]
        return self._index[f"{id} {first}" if first else id]

    def _wrong_option(self, words: Sequence[str]) -> ChoiceError:
        subject, *rest = words
        options = [option for option in self._options[subject] if option]
        if not options:
            return ChoiceError(
                "`{id}` stands alone on its line; `{rest}` is too much.",
                id=subject,
                rest=_shown(" ".join(rest)),
            )
        if not rest:
            return ChoiceError(
                "`{id}` needs one of: {options}.",
                id=subject,
                options=_list(options),
            )
        given = " ".join(rest)
        near = difflib.get_close_matches(given, options, n=1, cutoff=0.5)
        if near:
            return ChoiceError(
                "`{id}` has no `{given}`. Did you mean `{near}`?",
                id=subject,
                given=_shown(given),
                near=near[0],
            )
        return ChoiceError(
            "`{id}` has no `{given}`. It has: {options}.",
            id=subject,
            given=_shown(given),
            options=_list(options),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The lines of a policy, by month."""

    dated: Mapping[int, tuple[int, ...]]
    """Choices tried once, in the given month."""
    always: tuple[int, ...] = ()
    """Choices tried every month."""
    stand_ins: frozenset[int] = frozenset()
    """Those of them that follow from the line before: it names a card, and they are
    the same answer to its variants."""

    def wanted(self, month: int) -> tuple[int, ...]:
        """Return what is tried in a month: what is dated first."""
        return self.dated.get(month, ()) + self.always


def bare(line: str) -> str:
    """Return a line without its comment and the space around it."""
    return line.partition("#")[0].strip()


def parse_plan(
    lines: Iterable[str],
    grammar: Grammar,
    language: str = "en",
) -> Plan:
    """Read the lines of a policy: dated, held, or month by month with `end`.

    Raises:
        ChoiceError: With the number of the line that cannot be understood.
    """
    dated: dict[int, list[int]] = {}
    always: list[int] = []
    month = 1
    for number, raw in enumerate(lines, start=1):
        line = bare(raw)
        if number > _MOST_LINES or len(line) > _LONGEST:
            raise ChoiceError("Line {number}: the policy is too long.", number=number)
        if not line:
            continue
        if line == Word.END:
            month += 1
            continue
        try:
            _read_line(line, grammar, month, dated, always)
        except ChoiceError as error:
            raise ChoiceError(
                "Line {number}: {problem}",
                number=number,
                problem=render(error, language),
            ) from error
    named = {*always, *(index for found in dated.values() for index in found)}
    return Plan(
        dated={key: _with_variants(value, grammar) for key, value in dated.items()},
        always=_with_variants(always, grammar),
        stand_ins=frozenset(
            place for index in named for place in grammar.stand_ins(index)
        )
        - named,
    )


def _with_variants(lines: Iterable[int], grammar: Grammar) -> tuple[int, ...]:
    return tuple(
        place for index in lines for place in (index, *grammar.stand_ins(index))
    )


def _read_line(
    line: str,
    grammar: Grammar,
    month: int,
    dated: dict[int, list[int]],
    always: list[int],
) -> None:
    word, *rest = line.split(maxsplit=1)
    if word == Word.ALWAYS:
        always.append(grammar.parse(" ".join(rest)))
        return
    match = _DATED.fullmatch(line)
    if match:
        month = int(match.group(1))
        if month == 0:
            raise ChoiceError("There is no turn 0; the first turn is 1.")
        if match.group(2) == Word.END:
            return
        line = match.group(2)
    dated.setdefault(month, []).append(grammar.parse(line))


def _unknown(word: str, options: Mapping[str, object]) -> ChoiceError:
    near = difflib.get_close_matches(word, options, n=1, cutoff=0.5)
    if near:
        return ChoiceError(
            "There is no choice `{given}`. Did you mean `{near}`?",
            given=_shown(word),
            near=near[0],
        )
    return ChoiceError(
        "There is no choice `{given}`. A line is `LEVER RUNG`, `CARD OPTION`, "
        "`INITIATIVE`, `declare LEAD FIRST SECOND` or `end`.",
        given=_shown(word),
    )


def _shown(text: str) -> str:
    return clean(text, limit=60)


def _list(options: Sequence[str]) -> str:
    most = 12
    return ", ".join(options[:most]) + (", ..." if len(options) > most else "")
