"""Reading lines for a face: from somebody at a terminal, or from a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from game.errors import GameError
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Face(Protocol):
    """What takes lines one after the other."""

    @property
    def language(self) -> str:
        """The language of what it says."""

    @property
    def is_done(self) -> bool:
        """Whether nothing more will be read."""

    @property
    def prompt(self) -> str:
        """What a line is asked for with; it tells where one is."""

    def open(self) -> None:
        """Print where things stand."""

    def take(self, raw: str) -> None:
        """Do what one line says, or raise a `GameError`."""

    def farewell(self) -> None:
        """Say what is kept."""

    def close(self) -> None:
        """Give up what is held."""


def converse(
    face: Face, ask: Callable[[str], str], write: Callable[[str], object]
) -> int:
    """Read from somebody at a terminal; a mistake is told and asked again.

    Args:
        face: What takes the lines; closed at the end.
        ask: Shows a prompt and returns a line; raises `EOFError` at the end.
        write: Takes one line of output.

    Returns:
        The exit code.
    """
    try:
        face.open()
        while not face.is_done:
            try:
                face.take(ask(face.prompt))
            except EOFError:
                break
            except KeyboardInterrupt:
                face.farewell()
                raise
            except GameError as error:
                write(render(error, face.language))
        face.farewell()
    finally:
        face.close()
    return 0


def recite(face: Face, lines: Iterable[str], complain: Callable[[str], object]) -> int:
    """Read from a pipe; an impossible line stops, and what was decided is kept.

    Returns:
        The exit code: 1 after an impossible line, else 0.
    """
    try:
        face.open()
        for number, line in enumerate(lines, start=1):
            if face.is_done:
                break
            try:
                face.take(line)
            except GameError as error:
                language = face.language
                problem = render(error, language)
                words = say(
                    "Line {number}: {problem}",
                    language,
                    number=number,
                    problem=problem,
                )
                complain(words)
                face.farewell()
                return error.exit_code
        face.farewell()
    finally:
        face.close()
    return 0
