"""Which word of the game a line is, where a choice may have the same name.

A line that is a choice is that choice. Every other line that begins with a word of
the game is the word; one that could be meant either way is answered with both. With a
colon before it a word is never a choice, so no choice can hide one.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.plain.lexicon import SAME
from game.words import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.plain.lexicon import Word
    from game.session.choices import Grammar
    from game.words import Message

MARK = ":"
"""What stands before a word that is meant as none of the choices."""

ANSWERS = {
    "save": message(
        "Nothing needs saving: every turn that was ended is kept. What is staged is "
        "kept when the turn ends."
    ),
    "back": message(
        "undo takes back the last choice, takeback decides a turn anew, quit leaves."
    ),
}
"""Words that do nothing here, and what does what they may mean."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a line is."""

    word: str
    """The word of the game; empty for a choice."""
    rest: str
    """What follows it."""
    besides: Message | None = None
    """What else the line might have been, to be told with it."""


def meant(line: str, words: Mapping[str, Word], grammar: Grammar | None) -> Meant:
    """Return the word of the game that a line is, or that it is a choice.

    Args:
        line: What was typed, without comment and space around it.
        words: The words of the game by name.
        grammar: The choices of the scenario; None where no choice can be made.

    Raises:
        ChoiceError: If it might be both, or a word after the colon is none.
    """
    marked = line.startswith(MARK)
    first, *more = line.removeprefix(MARK).split(maxsplit=1) or [""]
    rest = "".join(more)
    subjects = frozenset() if marked or grammar is None else grammar.subjects
    word = _word(first, words, subjects)
    known = word in words or (word in ANSWERS and not rest)
    if marked and not known:
        raise ChoiceError("`{word}` is no word here; help lists them.", word=first[:40])
    if grammar is not None and word in subjects:
        own = words.get(word)
        return Meant("", line) if own is None else _either(own, rest, grammar)
    return Meant(word if known else "", rest)


def _word(first: str, words: Mapping[str, Word], subjects: frozenset[str]) -> str:
    """Return the word that the first of a line is, in whatever letters."""
    return first if first in subjects else named(first, words)


def named(asked: str, words: Mapping[str, Word]) -> str:
    """Return the word that somebody names, in whatever letters, marked or not."""
    word = asked.removeprefix(MARK)
    small = word.casefold()
    if small in words or small in ANSWERS:
        return small
    return SAME.get(small, word)


def _either(word: Word, rest: str, grammar: Grammar) -> Meant:
    """Decide what a line is whose first word is a choice too."""
    options = grammar.options(word.name)
    if rest in options and rest:
        return Meant("", rest)
    forced = f"{MARK}{word.name}"
    if rest in options:
        return Meant(
            "", rest, message("`{forced}` is the word of the game.", forced=forced)
        )
    lines = ", ".join(f"`{word.name} {option}`" for option in options if option)
    if not rest and not word.acts:
        other = message(
            "`{word}` is a choice here as well: {lines}.", word=word.name, lines=lines
        )
        return Meant(word.name, rest, other)
    near = difflib.get_close_matches(rest, options, n=1, cutoff=0.5)
    if rest and word.takes and not near and re.fullmatch(word.like, rest):
        return Meant(word.name, rest)
    raise ChoiceError(
        "`{word}` is a choice here: {lines}. The word of the game is `{forced}`.",
        word=word.name,
        lines=lines,
        forced=forced,
    )
