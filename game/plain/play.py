"""Playing by lines: read a line, do it, print what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from game.errors import ChoiceError, GameError
from game.plain.beliefs import assessment_lines
from game.plain.ending import review_lines
from game.plain.pages import Pages, numbered_choices
from game.session.choices import bare
from game.words import message, render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from game.session.game import Game

Branch: TypeAlias = "Callable[[str, int], Game]"
"""Begins a game that decides a turn of another, given by its path, anew."""

_HELP = (
    message(
        "A choice a line: LEVER RUNG, CARD OPTION, INITIATIVE, "
        "declare LEAD FIRST SECOND.",
    ),
    message("On a terminal the number of a choice does the same."),
    message("end: the turn is over. undo: take back the last choice. redo: make it."),
    message("drop CHOICE: take back that one. note WORDS: keep words of your own."),
    message(
        "takeback [TURN]: decide the last turn, or that one, anew, in a game of its "
        "own marked with hindsight; this one stays as it is."
    ),
    message("why ID: why a number moved. numbers: every number that can be seen."),
    message("beliefs: who may sit opposite: rival estimates, and odds."),
    message("outlook: what may come of what is staged."),
    message(
        "compare CHOICE, CHOICE / CHOICE: what may come of up to four plans; each "
        "is what is staged with these choices."
    ),
    message("room: print this turn again. policy: the standing policies alone."),
    message("codex [ID]: background to read."),
    message("quit: leave; the game is kept."),
)


_WITH_WORD = frozenset({"why", "codex", "compare", "drop", "note", "takeback"})
"""Commands that something may follow on the line."""
_AFTERWARDS = frozenset(
    {
        *("why", "codex", "room", "numbers", "beliefs", "help", "?", "quit"),
        *("note", "takeback"),
    }
)
"""Commands that still answer when the game is over."""
_MOST_PLANS = 4


class PlainGame:
    """A game played by lines; `write` takes one line of output at a time."""

    def __init__(
        self,
        game: Game,
        write: Callable[[str], object],
        *,
        numbered: bool,
        branch: Branch | None = None,
    ) -> None:
        self._game = game
        self._branch = branch
        self._write = write
        self._numbered = numbered
        self._numbers: dict[str, int] = {}
        self._pages = Pages(game.language)
        self._leaving = False

    @property
    def game(self) -> Game:
        """Return the game that is played, which a turn taken back makes another."""
        return self._game

    @property
    def is_done(self) -> bool:
        """Tell whether nothing more will be read."""
        return self._leaving

    def open(self, *, news: bool = True) -> None:
        """Print the month, or the review of a game that is over."""
        if self._game.is_over:
            self._print(review_lines(self._game.review(), self._game.language))
            if self._numbered:
                self._say(
                    "why ID and codex still answer, and hide nothing; quit leaves."
                )
        else:
            self._room(news=news)

    def take(self, raw: str) -> None:
        """Do what one line says; an empty line and a comment do nothing.

        Raises:
            ChoiceError: If it says nothing that can be done now.
        """
        line = bare(raw)
        if not line:
            return
        word, *rest = line.split(maxsplit=1)
        command = self._commands().get(word)
        if word in self._game.subjects:
            command = None
        if self._game.is_over and not self._numbered and word not in _AFTERWARDS:
            self._leaving = True
        elif command is not None:
            self._refuse(word, "".join(rest))
            command("".join(rest))
        else:
            self._stage(self._by_number(line))

    def _refuse(self, word: str, rest: str) -> None:
        if rest and word not in _WITH_WORD:
            raise ChoiceError("`{word}` stands alone on its line.", word=word)

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            "end": self._end,
            "undo": self._undo,
            "redo": self._redo,
            "drop": self._drop,
            "note": self._note,
            "takeback": self._take_back,
            "why": self._why,
            "numbers": self._list_numbers,
            "beliefs": self._beliefs,
            "outlook": self._outlook,
            "compare": self._compare,
            "codex": self._codex,
            "policy": self._policy,
            "room": lambda _: self.open(),
            "help": lambda _: self._help(),
            "?": lambda _: self._help(),
            "quit": self._quit,
        }

    def _stage(self, line: str) -> None:
        self._game.stage(line)
        room = self._game.room()
        self._say(
            "Staged: {staged}. {budget}: {capital}; desk {desk} left.",
            budget=room.budget,
            staged="; ".join(room.staged),
            capital=room.capital_text,
            desk=room.desk_left,
        )

    def _by_number(self, line: str) -> str:
        if not self._numbered or not line.isdecimal():
            return line
        for known, number in self._numbers.items():
            if str(number) == line:
                return known
        raise ChoiceError("There is no choice number {number}.", number=line[:20])

    def _room(self, *, news: bool = True) -> None:
        room = self._game.room()
        if self._numbered:
            may = {line for line, _ in self._game.number_lines()}
            lines = [line for line in numbered_choices(room) if line in may]
            self._numbers = {line: place for place, line in enumerate(lines, start=1)}
        self._print(self._pages.room(room, self._numbers, news=news))
        if self._numbered:
            self._say("A number chooses, end ends the turn, help tells the rest.")

    def _end(self, _: str) -> None:
        self._print(self._pages.reveal(self._game.end_month()))
        self.open(news=False)

    def _undo(self, _: str) -> None:
        if not self._game.undo():
            raise ChoiceError("There is nothing to take back this turn.")
        self._tell_staged()

    def _redo(self, _: str) -> None:
        if not self._game.redo():
            raise ChoiceError("There is nothing to make again this turn.")
        staged = "; ".join(self._game.staged) or say("nothing", self._game.language)
        self._say("Made again. Staged: {staged}.", staged=staged)

    def _note(self, text: str) -> None:
        self._game.note(text)
        self._say("Noted.")

    def _take_back(self, turn: str) -> None:
        if turn and not turn.isdecimal():
            raise ChoiceError("Say the turn to decide anew: takeback TURN.")
        month = int(turn[:9]) if turn else self._game.turn - 1
        if not 1 <= month < self._game.turn:
            raise ChoiceError("No turn before this one can be taken back.")
        if self._branch is None:
            raise ChoiceError("A turn cannot be taken back here.")
        fork = self._branch(str(self._game.path), month)
        left = self._game.name
        self._game.close()
        self._game = fork
        self._say(
            "You play {name} now, from turn {turn}, with hindsight. {left} stays as it "
            "is.",
            name=fork.name,
            turn=month,
            left=left,
        )
        self.open()

    def _drop(self, line: str) -> None:
        self._game.unstage(self._by_number(line))
        self._tell_staged()

    def _tell_staged(self) -> None:
        staged = "; ".join(self._game.staged) or say("nothing", self._game.language)
        self._say("Taken back. Staged: {staged}.", staged=staged)

    def _why(self, id: str) -> None:
        if not id:
            raise ChoiceError("Ask about a number: why ID. The ids stand in brackets.")
        self._print(self._pages.why(self._game.why(id)))

    def _list_numbers(self, _: str) -> None:
        self._print(self._pages.numbers(self._game.room()))

    def _policy(self, _: str) -> None:
        self._print(self._pages.policy(self._game.room(), self._numbers))

    def _beliefs(self, _: str) -> None:
        self._print(assessment_lines(self._game.assessment(), self._game.language))

    def _compare(self, text: str) -> None:
        parts = text.split("/")
        if not 1 < len(parts) <= _MOST_PLANS:
            raise ChoiceError("Compare two to four plans: compare CHOICE / CHOICE.")
        plans = [self._plan_with(part) for part in parts]
        outlooks = [self._game.outlook(plan) for plan in plans]
        titles = self._game.ending_titles()
        self._print(self._pages.comparison(outlooks, titles))

    def _plan_with(self, part: str) -> tuple[str, ...]:
        """Return what is staged with other choices, which replace their like."""
        words = [word.strip() for word in part.split(",")]
        lines = [self._by_number(word) for word in words if word]
        subjects = {line.split()[0] for line in lines}
        kept = (line for line in self._game.staged if line.split()[0] not in subjects)
        return (*kept, *lines)

    def _outlook(self, _: str) -> None:
        titles = self._game.ending_titles()
        self._print(self._pages.outlook(self._game.outlook(), titles))

    def _codex(self, id: str) -> None:
        entries = {entry[0]: entry for entry in self._game.codex()}
        if not id:
            self._print(f"{key}: {entry[1]}" for key, entry in entries.items())
            return
        if id not in entries:
            raise ChoiceError("The codex has no entry `{id}`.", id=id[:60])
        _, title, text, links, source = entries[id]
        self._print((title, text))
        if links:
            self._say("See also: {links}", links=", ".join(links))
        if source:
            self._say("Source: {source}", source=source)

    def _help(self) -> None:
        self._print(render(line, self._game.language) for line in _HELP)

    def _quit(self, _: str) -> None:
        self._leaving = True

    def _say(self, template: str, **fields: object) -> None:
        self._write(say(template, self._game.language, **fields))

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)


def play_terminal(
    game: Game,
    ask: Callable[[str], str],
    write: Callable[[str], object],
    branch: Branch | None = None,
) -> int:
    """Play with somebody at a terminal; a mistake is told and asked again.

    Args:
        game: The game; closed at the end.
        ask: Shows a prompt and returns a line; raises `EOFError` at the end.
        write: Takes one line of output.
        branch: Begins a game that decides a turn of another anew.

    Returns:
        The exit code.
    """
    face = PlainGame(game, write, numbered=True, branch=branch)
    try:
        face.open()
        while not face.is_done:
            try:
                face.take(ask("> "))
            except EOFError:
                break
            except KeyboardInterrupt:
                _farewell(face.game, write)
                raise
            except GameError as error:
                write(render(error, game.language))
        _farewell(face.game, write)
    finally:
        face.game.close()
    return 0


def play_lines(
    game: Game,
    lines: Iterator[str],
    write: Callable[[str], object],
    complain: Callable[[str], object],
    branch: Branch | None = None,
) -> int:
    """Play lines from a pipe; an impossible one stops, the game is kept.

    Returns:
        The exit code: 1 after an impossible line, else 0.
    """
    face = PlainGame(game, write, numbered=False, branch=branch)
    try:
        face.open()
        for number, line in enumerate(lines, start=1):
            if face.is_done:
                break
            try:
                face.take(line)
            except GameError as error:
                complain(
                    say(
                        "Line {number}: {problem}",
                        game.language,
                        number=number,
                        problem=render(error, game.language),
                    ),
                )
                _farewell(face.game, write)
                return error.exit_code
        _farewell(face.game, write)
    finally:
        face.game.close()
    return 0


def _farewell(game: Game, write: Callable[[str], object]) -> None:
    write("")
    if game.is_over:
        write(say("The game is kept as {name}.", game.language, name=game.name))
    else:
        write(
            say(
                "The game is kept as {name}, turn {turn}. "
                "grave-concern resume {name} goes on.",
                game.language,
                name=game.name,
                turn=game.turn,
            ),
        )
