"""Watching a saved game by lines: back and forth, and why, in every month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.errors import ChoiceError, GameError
from game.plain.asking import Asked, asked_for
from game.plain.beliefs import assessment_lines
from game.plain.ending import frame_lines, review_lines
from game.plain.lexicon import GOING, REPLAY, SAME, help_lines
from game.plain.looking_up import codex_lines
from game.plain.pages import Pages
from game.plain.rooms import Rooms
from game.session.choices import bare
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from game.report.whys import Why
    from game.session import Replay

ALL = "all"


def prompt_of(language: str) -> str:
    """Return what a line is asked for with while a game is watched."""
    return say("replay> ", language)


@dataclass(frozen=True, slots=True)
class BranchOff:
    """A game to begin at a turn of the one that was watched."""

    turn: int
    new_luck: bool


class Watch:
    """A replay watched by lines; `write` takes one line of output at a time."""

    def __init__(
        self,
        replay: Replay,
        language: str,
        write: Callable[[str], object],
        *,
        may_branch: bool = False,
    ) -> None:
        """Begin where the replay opens.

        Args:
            replay: What is watched.
            language: Of what is said.
            write: Takes one line of output.
            may_branch: Whether somebody can play on from a turn.
        """
        self._replay, self._language, self._write = replay, language, write
        self._may_branch = may_branch
        self.branch: BranchOff | None = None
        self._pages = Pages(language)
        self._rooms = Rooms(self._pages, language)
        self._turn = replay.opens_at
        self.is_done = False
        self.prompt = prompt_of(language)

    def open(self) -> None:
        """Print the turn that it opens at, and what is wrong with the record."""
        self._print(
            filter(None, (self._replay.damage, self._replay.notice, self._replay.fault))
        )
        entered = say(
            "You watch {name} now, turn by turn: nothing here changes the game. help "
            "tells the words of the replay, quit leaves it.",
            self._language,
            name=self._replay.name,
        )
        self._write(entered)
        self._go(self._replay.opens_at)

    def take(self, raw: str) -> None:
        """Do what one line says.

        Raises:
            ChoiceError: If it says nothing that can be done here.
        """
        word, *rest = bare(raw).split(maxsplit=1) or [""]
        word = SAME.get(word.casefold(), word.casefold())
        places = {
            "next": self._turn + 1,
            "back": self._turn - 1,
            "first": 1,
            "last": self._replay.months,
            "room": self._turn,
        }
        if not word:
            return
        if word in places or word.isdecimal():
            self._go(places[word] if word in places else int(word[:9]))
        elif word == "why":
            self._why("".join(rest))
        elif word == "codex":
            self._codex("".join(rest))
        elif word == "branch":
            self._branch_off("".join(rest))
        elif word in {"help", "?"}:
            self._print(help_lines(REPLAY, GOING, "".join(rest), self._language))
        elif word in {"numbers", "beliefs", "review", "quit"}:
            self._look(word)
        else:
            raise ChoiceError(
                "`{word}` is no word of the replay; help tells them.", word=word[:40]
            )

    def _go(self, turn: int) -> None:
        frame = self._replay.frame(turn)
        self._turn = turn
        self._print(frame_lines(frame, self._rooms, self._language))

    def _why(self, words: str) -> None:
        room = self._replay.frame(self._turn).room
        titles = self._replay.titles()
        asked = asked_for(words, room, titles) if words else Asked(ALL)
        if asked.duty is not None:
            why = self._replay.why(self._turn, f"objectives.{asked.duty.id}")
            self._print(self._pages.duty(asked.duty, room, why))
        else:
            for why in whys(self._replay, self._turn, [asked.id]):
                self._print(self._pages.why(why))
        self._print(asked.besides(self._language))

    def _codex(self, words: str) -> None:
        entries = self._replay.codex(self._turn)
        self._print(codex_lines(entries, words, "", self._language))

    def _look(self, word: str) -> None:
        if word == "numbers":
            self._print(self._pages.numbers(self._replay.frame(self._turn).room))
        elif word == "beliefs":
            view = self._replay.assessment(self._turn)
            self._print(assessment_lines(view, self._language))
        elif word == "review":
            review = self._replay.review()
            if review is None:
                raise ChoiceError("The review opens when the game is over.")
            self._print(review_lines(review, self._language))
        else:
            self.is_done = True

    def _branch_off(self, luck: str) -> None:
        if not self._may_branch:
            raise ChoiceError(
                "Nobody plays here; `grave-concern fork` begins a game at a turn."
            )
        if luck not in {"", "new"}:
            raise ChoiceError("Say branch, or branch new for new luck.")
        self.branch = BranchOff(self._turn, new_luck=bool(luck))
        self.is_done = True

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)


def whys(replay: Replay, turn: int, ids: Sequence[str]) -> Iterator[Why]:
    """Explain numbers of a turn; `all` stands for every gauge.

    Raises:
        ChoiceError: If there is no such number.
    """
    gauges = [gauge.id for gauge in replay.frame(turn).room.gauges]
    for asked in ids:
        for key in gauges if asked == ALL else [asked]:
            yield replay.why(turn, key)


def watch_lines(
    replay: Replay,
    language: str,
    lines: Iterable[str],
    write: Callable[[str], object],
    complain: Callable[[str], object],
    *,
    terminal: bool,
) -> int:
    """Watch a replay by lines and return the exit code.

    At a terminal a line that cannot be done is told and the next one read; from a
    pipe it ends the replay with its number and the code 1.
    """
    watch = Watch(replay, language, write)
    watch.open()
    for number, line in enumerate(lines, start=1):
        try:
            watch.take(line)
        except GameError as error:
            problem = render(error, language)
            if not terminal:
                complain(
                    say(
                        "Line {number}: {problem}",
                        language,
                        number=number,
                        problem=problem,
                    )
                )
                return 1
            write(problem)
        if watch.is_done:
            break
    return 0
