"""What the app does with lines of play: branch, take back, compare, recover."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.building import building, keep, let_go
from game.errors import DamagedGameError, DivergedGameError, GameError, ShareCodeError
from game.tui.books import Books
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.report.pairs import Pair
    from game.report.shelved import GameView
    from game.report.views import Room
    from game.session.sharing import Shared
    from game.tui.ports import GamePort

_SAME, _NEW = "same", "new"
_REPAIR, _WATCH, _CARRY, _BEFORE = "repair", "watch", "carry", "before"
_CODE = 20_000
"""Characters that may be typed of a code, spaces and hyphens included."""


class Branches(Books):
    """A seat that can begin games from others, and mend them."""

    _typed = ""
    """The share code that was typed last."""

    def open_saved_games(self) -> None:
        """Open the saved games."""
        self._look_into(self.table.games, self._saved_games_ready)

    def _saved_games_ready(self, games: tuple[GameView, ...]) -> None:
        from game.tui.screens.saved_games import SavedGamesScreen  # noqa: PLC0415 - on demand

        self.push_screen(SavedGamesScreen(games))

    def compare_games(self, a: str, b: str) -> None:
        """Set two saved games side by side."""

        def ready(pair: Pair) -> None:
            from game.tui.screens.pair import PairScreen  # noqa: PLC0415 - on demand

            self.push_screen(PairScreen(pair))

        self._look_into(lambda: self.table.compare(a, b), ready)

    # Branching

    def take_back(self) -> None:
        """Offer to decide the last turn anew; the game at the table stays as it is."""
        if self.game is None or self.game.turn <= 1:
            words = say("No turn has been decided yet.", self.look.language)
            self.trouble(words, "", "")
            return
        self.offer_branch(self.game.name, self.game.turn - 1, hindsight=True)

    def offer_branch(
        self, name: str, turn: int, *, hindsight: bool = False, damage: str = ""
    ) -> None:
        """Ask with which luck to branch off, then play the branch.

        Args:
            name: the game that is left.
            turn: the turn to decide anew.
            hindsight: whether it had been decided.
            damage: what of a damaged game can still be read; empty if it is whole.
        """
        from game.tui.screens.question import Question  # noqa: PLC0415 - on demand

        language = self.look.language
        text = [
            say(
                "A game of its own begins at turn {turn}; {name} stays as it is.",
                language,
                turn=turn,
                name=name,
            )
        ]
        if damage:
            text.append(damage)
            text.append(
                say(
                    "What came of it may have been seen, so the new game is marked: "
                    "with hindsight.",
                    language,
                )
            )
        elif hindsight:
            text.append(
                say(
                    "You have seen what came of that turn, so it is marked: with "
                    "hindsight.",
                    language,
                )
            )
        if self.view is not None and self.view.staged:
            text.append(say("What is staged now is not kept.", language))
        answers = [
            (_SAME, say("With the same luck", language)),
            (_NEW, say("With new luck from that turn on", language)),
        ]

        def done(answer: str | None) -> None:
            if answer:
                table, luck = self.table, answer == _NEW
                self._reseat(lambda: table.branch(name, turn, new_luck=luck), damage)

        title = say("Branch off {name}", language, name=name)
        self.push_screen(Question(title, text, answers), done)

    def _reseat(self, find: Callable[[], GamePort], told: str = "") -> None:
        """Begin a game, then give up the one at the table for it.

        Args:
            find: begins the game, in a thread.
            told: what the player was told of a damaged game that it leaves.
        """

        def prepare() -> tuple[GamePort, Room]:
            with building():
                game = find()
                return game, game.room()

        def show(found: tuple[GamePort, Room]) -> None:
            if self.game is not None:
                self.game.close()
            self.game = self.view = None
            self.forecasts.month(None)
            self._back_to_title()
            let_go()
            keep()
            self._game_ready(*found, told)

        self._look_into(prepare, show)

    # Codes

    def take_code(self) -> None:
        """Ask for a share code, then play what it holds."""
        from game.tui.screens.question import Ask  # noqa: PLC0415 - on demand

        def done(code: str | None) -> None:
            self._typed = code or ""
            if code:
                self._opened(lambda: self.table.receive(code), self._code_refused)

        title = say("The share code, typed or pasted", self.look.language)
        self.push_screen(Ask(title, self._typed, limit=_CODE), done)

    def share_game(self, name: str) -> None:
        """Show the codes of a saved game, which is played again for them."""

        def ready(shared: Shared) -> None:
            from game.tui.screens.codes import Codes  # noqa: PLC0415 - on demand

            self.push_screen(Codes(name, shared))

        self._look_into(lambda: self.table.share(name), ready)

    def _code_refused(self, error: GameError) -> None:
        remedy = ""
        if isinstance(error, ShareCodeError):
            remedy = say(
                "Press p again: what was typed is still there to be put right.",
                self.look.language,
            )
        self.trouble(render(error, self.look.language), "", remedy)

    # Recovery

    def resume(self, name: str) -> None:
        """Open a saved game to play on; one that cannot be offers what can."""
        self._opened(lambda: self.table.resume(name), partial(self._not_opened, name))

    def _not_opened(self, name: str, error: GameError) -> None:
        if isinstance(error, DamagedGameError) and error.repairable:
            self._offer_repair(name, error)
        else:
            self.failed(error)

    def failed(self, error: GameError) -> None:
        """Show an error; where a game does not reproduce, with what can be done."""
        if isinstance(error, DivergedGameError) and "ways" in error.fields:
            self._offer_ways(str(error.fields["name"]), error)
        else:
            super().failed(error)

    def _offer_repair(self, name: str, error: GameError) -> None:
        from game.tui.screens.question import Question  # noqa: PLC0415 - on demand

        language = self.look.language
        text = [render(error, language)]
        answers = [
            (_REPAIR, say("Repair it, and say what was done", language)),
            (_WATCH, say("Watch what can be read", language)),
        ]

        def done(answer: str | None) -> None:
            if answer == _REPAIR:
                table = self.table
                self._look_into(lambda: table.repair_text(name), self._repaired)
            elif answer == _WATCH:
                self.replay_game(name)

        title = say("{name} is damaged", language, name=name)
        self.push_screen(Question(title, text, answers), done)

    def _repaired(self, lines: tuple[str, ...]) -> None:
        self._tell(say("What was done", self.look.language), lines)

    def tell_notice(self, words: str) -> None:
        """Tell what is to be known of a game that was opened, or what was done."""
        self._tell(say("Notice", self.look.language), (words,))

    def _tell(self, title: str, lines: tuple[str, ...]) -> None:
        from game.tui.screens.question import Question  # noqa: PLC0415 - on demand

        answers = [("back", say("Good", self.look.language))]
        self.push_screen(Question(title, lines, answers))

    def _offer_ways(self, name: str, error: DivergedGameError) -> None:
        """Offer what can be done, in the order in which the error tells it."""
        from game.tui.screens.question import Question  # noqa: PLC0415 - on demand

        language = self.look.language
        answers = []
        if error.before:
            words = say(
                "Branch off at turn {turn}, before it differs",
                language,
                turn=error.before,
            )
            answers.append((_BEFORE, words))
        if error.states:
            words = say(
                "Go on from its last written state, in a game of its own", language
            )
            answers.append((_CARRY, words))
        answers.append((_WATCH, say("Watch it from what was written down", language)))

        def done(answer: str | None) -> None:
            if answer == _BEFORE:
                self.offer_branch(name, error.before, hindsight=True)
            elif answer == _WATCH:
                self.replay_game(name)
            elif answer == _CARRY:
                self._reseat(lambda: self.table.carry(name))

        title = say("{name} does not reproduce", language, name=name)
        self.push_screen(Question(title, [render(error, language)], answers), done)
