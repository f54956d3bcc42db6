"""Playing by lines: read a line, do it, print what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.listing import DECLARE
from game.errors import ChoiceError
from game.plain.afterwards import After, call, look_back, save_report
from game.plain.coach import Coach
from game.plain.desk import act_lines, adviser_lines, card_lines, policy_lines
from game.plain.ending import review_lines
from game.plain.leaving import back_lines, farewell_lines
from game.plain.lexicon import CHOOSING, GAME, by_name, help_lines
from game.plain.pages import Pages
from game.plain.questions import Questions
from game.plain.reaching import ANSWERS, meant, named
from game.plain.rooms import Rooms, numbers_of
from game.plain.settings import set_option
from game.plain.shelf import branch_off
from game.plain.staging import declare_lines, line_of, refuse, staged_words
from game.plain.standing import coming_lines, odds_lines
from game.plain.watch import Watch
from game.report.dates import tick_words
from game.report.scales import scales
from game.session.choices import bare
from game.session.options import Options, Store
from game.words import message, render, say, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from game.plain.questions import Answer
    from game.report.views import Room
    from game.session import Table
    from game.session.game import Game

    Part = Callable[[Room, Mapping[str, int], Rooms], Iterator[str]]
    Writer = Callable[[Room, Mapping[str, int]], Iterator[str]]

_WORDS = by_name(GAME)
_YES, _NO = ("y", "yes", "예", "네"), ("n", "no", "아니요", "아니오")


class PlainGame:
    """A game played by lines; `write` takes one line of output at a time."""

    def __init__(
        self,
        game: Game,
        write: Callable[[str], object],
        *,
        numbered: bool,
        table: Table | None = None,
        after: After | None = None,
        store: Store | None = None,
    ) -> None:
        """Take a game up.

        Args:
            game: The game.
            write: Takes one line of output.
            numbered: Whether a choice may be made by its number.
            table: Where it can be watched, branched off and shared; without one it
                cannot.
            after: Looks back on a game that is over, and writes its report.
            store: The player's options; without them no hint is told.
        """
        self._game = game
        self._after = after
        self._watch: Watch | None = None
        self._write = write
        self._numbered = numbered
        self._numbers: dict[str, int] = {}
        measures = scales(game.scenario, game.level().number, game.language)
        self._pages = Pages(game.language, measures)
        self._store = store or Store(options=Options({"hints": "off"}))
        self._coach = Coach(self._store)
        self._rooms = Rooms(self._pages, game.language, self._store)
        self._questions = Questions(
            game, self._pages, self._store, table, self._line_of
        )
        self._asked = 0
        """The turn that the player was asked about, or 0."""
        self._leaving = False

    @property
    def game(self) -> Game:
        """Return the game that is played, which a turn taken back makes another."""
        return self._game

    @property
    def language(self) -> str:
        """Return the language of what is said."""
        return self._game.language

    @property
    def is_done(self) -> bool:
        """Tell whether nothing more will be read."""
        return self._leaving

    @property
    def prompt(self) -> str:
        """Return what a line is asked for with: it says when the game is watched."""
        return "> " if self._watch is None else self._watch.prompt

    def open(self) -> None:
        """Print what a turn begins with; of a game that is over the review."""
        self._open(self._rooms.brief)

    def _open(self, how: Writer) -> None:
        if self._game.is_over:
            self._print(review_lines(self._game.review(), self._game.language))
            if self._numbered:
                self._say(
                    "why ID and codex still answer, and hide nothing. lookback tells "
                    "which turns mattered and what was luck; report saves it all; "
                    "quit leaves."
                )
        else:
            self._room(how)
            self._hint()

    def take(self, raw: str) -> None:
        """Do what one line says; an empty line and a comment do nothing.

        Raises:
            ChoiceError: If it says nothing that can be done now.
        """
        line = bare(raw)
        if self._answered(line) or not line:
            return
        if self._watch is not None:
            self._follow(self._watch, line)
            return
        game = self._game
        # Of a game that is over no choice can be made, so none hides a word.
        found = meant(line, _WORDS, None if game.is_over else game.grammar)
        word = found.word
        known = word in _WORDS and _WORDS[word].afterwards
        if game.is_over and not self._numbered and not (known or word in ANSWERS):
            self._leaving = True
        elif word in ANSWERS:
            self._write(render(ANSWERS[word], self.language))
        elif word:
            self._refuse(word, found.rest)
            self._coach.did(word)
            self._commands()[word](found.rest)
        else:
            self._stage(line)
            self._coach.did(line.split(maxsplit=1)[0])
            self._hint()
        if found.besides is not None:
            self._write(render(found.besides, self.language))

    def _printer(self, answer: Answer) -> Callable[[str], object]:
        return lambda rest: self._print(answer(rest))

    def _refuse(self, word: str, rest: str) -> None:
        if rest and not _WORDS[word].takes:
            raise ChoiceError("`{word}` stands alone on its line.", word=word)

    def _commands(self) -> dict[str, Callable[[str], object]]:
        answers = {
            word: self._printer(answer)
            for word, answer in self._questions.words().items()
        }
        return answers | {
            "end": self._end,
            "undo": self._undo,
            "redo": self._redo,
            "drop": self._drop,
            "note": self._note,
            "takeback": self._take_back,
            "call": lambda words: self._write(call(self._game, words)),
            "lookback": lambda _: self._print(look_back(self._after, self._game)),
            "report": lambda file: self._write(
                save_report(self._after, self._game, file)
            ),
            "cards": lambda _: self._look(card_lines),
            "policy": self._policy,
            "acts": lambda _: self._look(act_lines),
            "advisers": self._advisers,
            "timeline": self._timeline,
            "review": self._review,
            "option": lambda rest: self._print(
                set_option(self._store, rest, self.language)
            ),
            "room": lambda _: self._open(self._rooms.whole),
            "hint": self._hints,
            "help": self._help,
            "?": self._help,
            "quit": self._quit,
        }

    def _stage(self, words: str) -> None:
        line = self._line_of(words)
        refuse(line, self._game)
        self._game.stage(line)
        room = self._game.room()
        self._say(
            "Staged: {staged}. {budget}: {capital}; desk {desk} left.",
            budget=room.budget,
            staged=staged_words(room),
            capital=room.capital_text,
            desk=room.desk_left,
        )
        self._print(coming_lines(self._game))

    def _line_of(self, words: str) -> str:
        """Return the line of the choice that a number, a label or a line means."""
        line = self._by_number(words)
        return line_of(line, self._game, takes=self._numbered) if line else line

    def _by_number(self, line: str) -> str:
        if not self._numbered or not line.isdecimal():
            return line
        for known, number in self._numbers.items():
            if str(number) == line:
                return known
        raise ChoiceError("There is no choice number {number}.", number=line[:20])

    def _room(self, how: Writer) -> None:
        room = self._game.room()
        self._numbers = numbers_of(room) if self._numbered else {}
        self._print(how(room, self._numbers))
        self._print(coming_lines(self._game))
        self._print(odds_lines(self._game, self._pages))
        if self._numbered:
            self._say(
                "A number chooses, end ends the {tick}, help tells the rest.",
                tick=tick_words(room.tick, self.language),
            )

    def _end(self, _: str) -> None:
        self._print(self._pages.reveal(self._game.end_month()))
        self._open(self._rooms.changed)

    def _hint(self) -> None:
        self._print(filter(None, [self._coach.line(self._game)]))

    def _hints(self, word: str) -> None:
        if word in {"on", "off"}:
            self._store.change("hints", word)
        elif word:
            raise ChoiceError("Say hint, hint on or hint off.")
        told = self._coach.line(self._game)
        self._write(told or say("There is no hint now.", self.language))

    def _undo(self, _: str) -> None:
        if not self._game.undo():
            self._say("There is nothing to take back this turn.")
            return
        self._tell_staged()

    def _redo(self, _: str) -> None:
        if not self._game.redo():
            self._say("There is nothing to make again this turn.")
            return
        staged = staged_words(self._game.room()) or say("nothing", self.language)
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
        table = self._questions.table
        if not self._numbered:
            self._branch_off(table, month, new_luck=False)
            return
        self._asked = month
        self._say(
            "This begins a game of its own from turn {turn} on, marked with hindsight; "
            "{name} stays as it is, and what is staged in it is not kept. y does it, "
            "any other line does not.",
            turn=month,
            name=self._game.name,
        )

    def _answered(self, line: str) -> bool:
        """Tell whether a line answers what was asked; do what it allows."""
        month, self._asked = self._asked, 0
        if not month or line.casefold() not in (*_YES, *_NO):
            return False
        if line.casefold() in _YES:
            self._branch_off(self._questions.table, month, new_luck=False)
        else:
            self._say("Nothing is taken back.")
        return True

    def _branch_off(self, table: Table, month: int, *, new_luck: bool) -> None:
        """Play on in a game that decides a turn of this one anew."""
        fork = branch_off(table, str(self._game.path), month, new_luck=new_luck)
        left = self._game.name
        self._game.close()
        self._game = self._questions.game = fork.game
        template = (
            message(
                "You play {name} now, from turn {turn}, with hindsight. {left} stays "
                "as it is."
            )
            if fork.hindsight
            else message(
                "You play {name} now, from turn {turn}. {left} stays as it is."
            )
        )
        name = self._game.name
        words = tell(template, self.language, name=name, turn=month, left=left)
        back = back_lines(table, left, self.language)
        self._print(filter(None, (self._game.notice, words, *back)))
        self.open()

    def _timeline(self, _: str) -> None:
        replay = self._questions.table.replay(str(self._game.path))
        self._watch = Watch(replay, self.language, self._write, may_branch=True)
        self._watch.open()

    def _follow(self, watch: Watch, line: str) -> None:
        """Let the replay take a line; go back to the game when it is left."""
        watch.take(line)
        if not watch.is_done:
            return
        self._watch = None
        if watch.branch is None:
            self._say("Back at turn {turn}.", turn=self._game.turn)
        else:
            branch = watch.branch
            table = self._questions.table
            self._branch_off(table, branch.turn, new_luck=branch.new_luck)

    def _review(self, _: str) -> None:
        self._print(review_lines(self._game.review(), self.language))

    def _look(self, part: Part) -> None:
        self._print(part(self._game.room(), self._numbers, self._rooms))

    def _policy(self, lever: str) -> None:
        room, known = self._game.room(), self._numbers
        self._print(policy_lines(room, lever, known, self._rooms, self.language))

    def _advisers(self, _: str) -> None:
        self._print(adviser_lines(self._game.room(), self._rooms))

    def _drop(self, line: str) -> None:
        self._game.unstage(self._line_of(line))
        self._tell_staged()

    def _tell_staged(self) -> None:
        staged = staged_words(self._game.room()) or say("nothing", self.language)
        self._say("Taken back. Staged: {staged}.", staged=staged)

    def _help(self, asked: str) -> None:
        word = named(asked, _WORDS)
        if word == DECLARE:
            self._print(declare_lines(self._game))
        elif word in ANSWERS:
            self._write(render(ANSWERS[word], self.language))
        else:
            self._print(help_lines(GAME, CHOOSING, word, self.language))

    def _quit(self, _: str) -> None:
        self._leaving = True

    def farewell(self) -> None:
        """Say under what name the game is kept, and how it goes on."""
        self._print(farewell_lines(self._game, self._questions.kept))

    def close(self) -> None:
        """Give up the lock on the game."""
        self._game.close()

    def _say(self, template: str, **fields: object) -> None:
        self._write(say(template, self._game.language, **fields))

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)
