"""Every saved game, its forks below it, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.errors import ExistingGameError
from game.tui.actions import bindings
from game.tui.cells import Span
from game.tui.draw import saved_games as draw
from game.tui.screens.page import Page
from game.tui.screens.question import Ask, Question
from game.tui.widgets.sheet import Sheet
from game.words import counted, message, render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.errors import GameError
    from game.report.shelved import GameView
    from game.tui.cells import Row

_OF_A_GAME = frozenset(
    {
        "compare",
        "mark",
        "rename",
        "note",
        "export",
        "delete",
        "watch",
        "branch",
        "share",
    }
)
"""Actions that need a game that is not deleted."""
_NOTE = 2000
"""Characters of a note that is typed here."""
_PATH = 1000
"""Characters of a path that is typed here."""
_DIGITS = 4
"""Digits of a turn that is typed here."""


class SavedGamesScreen(Page):
    """Games as a tree of lines."""

    shape = "even"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("saved_games")]
    scope = "saved_games"

    def __init__(self, games: Sequence[GameView]) -> None:
        super().__init__()
        self._games = games
        self._marked = ""
        self._deleted = False
        self._opening = False

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        language = self.look.language
        words = say("Deleted games", language) if self._deleted else ""
        one, more = message("{count} game"), message("{count} games")
        many = render(counted(one, more, len(self._games)), language)
        spans = [Span(f"  {many}", "dim")]
        if self._opening:
            going = say("opening", language) + self.look.glyphs.more
            spans.append(Span(f"  {going}", "accent"))
        return words or say("Saved games", language), spans

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the games."""
        del height
        return draw.tree(self._games, self._marked, self.look, width, cursor)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Say what the game under the cursor is."""
        del height
        return draw.brief(self._games, cursor, self.look, width, deleted=self._deleted)

    def on_screen_resume(self) -> None:
        """Read the games again when another screen was left."""
        self._opening = False
        if self.ready:
            self._read()

    def _open(self) -> None:
        """Show that a game is being opened: playing it again may take a moment."""
        self._opening = True
        self.redraw()

    def can(self, name: str) -> bool:
        """Hold back what needs a game, or one that is not deleted."""
        if name in _OF_A_GAME:
            return bool(self._games) and not self._deleted
        return True

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Open a game, or bring a deleted one back."""
        if sheet.id != "list":
            return
        game = self._game(pick)
        if self._deleted:
            self._restore(pick)
        elif game is not None:
            self._open()
            over = game.state == "over"
            (self.face.replay_game if over else self.face.resume)(pick)

    def action_pick(self) -> None:
        """Open the game under the cursor."""
        self.picked(self.query_one("#list", Sheet), self.at())

    def _game(self, name: str) -> GameView | None:
        return next((game for game in self._games if game.name == name), None)

    def _read(self, *, deleted: bool | None = None) -> None:
        """Read the games anew; those on the screen stay until the others are there."""
        table = self.face.table
        gone = self._deleted if deleted is None else deleted
        self.face.in_thread(
            lambda: (table.deleted() if gone else table.games(), gone), self._found
        )

    def _found(self, found: tuple[Sequence[GameView], bool]) -> None:
        self._games, self._deleted = found
        if self.ready:
            self.redraw()
            self.draw_keys()

    def _restore(self, name: str) -> None:
        """Bring a deleted game back; ask for another name where its own is taken."""
        table = self.face.table

        def taken(error: GameError) -> None:
            if not isinstance(error, ExistingGameError):
                self.face.failed(error)
                return
            title = say("{name} is taken; another name", self.look.language, name=name)
            self.app.push_screen(Ask(title, name), again)

        def again(typed: str | None) -> None:
            if typed:
                self._do(lambda: table.restore(name, typed))

        self.face.in_thread(lambda: table.restore(name), lambda _: self._read(), taken)

    def _do(self, work: Callable[[], object]) -> None:
        """Do something to the games in a thread, then list them again."""
        self.face.in_thread(work, lambda _: self._read())

    def action_watch(self) -> None:
        """Replay the game under the cursor."""
        if self.at():
            self._open()
            self.face.replay_game(self.at())

    def action_mark(self) -> None:
        """Mark the game under the cursor as the one to compare with."""
        self._marked = "" if self._marked == self.at() else self.at()
        self.query_one("#list", Sheet).rebuild()

    def action_compare(self) -> None:
        """Set the game under the cursor beside the marked one, or its parent."""
        game = self._game(self.at())
        other = self._marked or (_origin(game) if game is not None else "")
        if game is None or not other or other == game.name:
            language = self.look.language
            words = say("Mark another game with m first.", language)
            self.face.trouble(words, "", "")
            return
        self._open()
        self.face.compare_games(other, game.name)

    def action_branch(self) -> None:
        """Ask for a turn of the game under the cursor, and offer to leave it there."""
        game = self._game(self.at())
        if game is None:
            return
        if not game.turns:
            self.face.trouble(game.problem, "", "")
            return
        last = game.turn - 1 if game.state == "over" else min(game.turn, game.turns)
        title = say(
            "Branch off {name}: at which turn, 1 to {last}?",
            self.look.language,
            name=game.name,
            last=last,
        )

        def done(typed: str | None) -> None:
            if typed:
                self._branch_at(game, typed, last)

        if last == 1:
            self._branch_at(game, "1", last)
        else:
            self.app.push_screen(Ask(title, str(last), limit=_DIGITS), done)

    def _branch_at(self, game: GameView, typed: str, last: int) -> None:
        turn = int(typed) if typed.isascii() and typed.isdecimal() else 0
        if not 1 <= turn <= last:
            words = say(
                "`{typed}` is no turn of it; it has the turns 1 to {last}.",
                self.look.language,
                typed=typed,
                last=last,
            )
            self.face.trouble(words, "", "")
            return
        self.face.offer_branch(
            game.name,
            turn,
            hindsight=game.state == "over" or turn < game.turn,
            damage=game.problem if game.state == "damaged" else "",
        )

    def action_take_code(self) -> None:
        """Take up a share code."""
        self.face.take_code()

    def action_share(self) -> None:
        """Show the codes of the game under the cursor."""
        if self.at():
            self.face.share_game(self.at())

    def action_rename(self) -> None:
        """Give the game under the cursor another name."""
        name, table = self.at(), self.face.table
        title = say("Another name for {name}", self.look.language, name=name)

        def done(typed: str | None) -> None:
            if typed and typed != name:
                self._do(lambda: table.rename(name, typed))

        self.app.push_screen(Ask(title, name), done)

    def action_note(self) -> None:
        """Write a note into the game under the cursor."""
        name, table = self.at(), self.face.table
        title = say("A note in {name}", self.look.language, name=name)

        def done(typed: str | None) -> None:
            if typed:
                self._do(lambda: table.note(name, typed))

        self.app.push_screen(Ask(title, limit=_NOTE), done)

    def action_export(self) -> None:
        """Copy the game under the cursor to a file, and say where it is."""
        name, table, language = self.at(), self.face.table, self.look.language
        title = say("Copy {name} to which file or folder?", language, name=name)

        def done(typed: str | None) -> None:
            if typed:
                self.face.in_thread(lambda: table.export(name, typed), copied)

        def copied(found: tuple[object, int]) -> None:
            path, size = found
            words = say(
                "Copied {game} to {path}: {size} bytes, read back.",
                language,
                game=name,
                path=path,
                size=size,
            )
            self.face.tell_notice(words)

        self.app.push_screen(Ask(title, f"{name}.chronicle", limit=_PATH), done)

    def action_delete(self) -> None:
        """Delete the game under the cursor, after a question."""
        name, table, language = self.at(), self.face.table, self.look.language
        text = say(
            "It goes to the deleted games, from where it can be restored; its forks "
            "stay.",
            language,
        )

        def done(answer: str | None) -> None:
            if answer:
                self._do(lambda: table.delete(name))

        title = say("Delete {name}", language, name=name)
        answers = [("delete", say("Delete it", language))]
        self.app.push_screen(Question(title, [text], answers), done)

    def action_deleted(self) -> None:
        """Show the deleted games, or the others again."""
        self._read(deleted=not self._deleted)


def _origin(game: GameView) -> str:
    """Return what a game branched off: a game, what was really done, or nothing."""
    return game.parent or (f"history:{game.scenario}" if game.history else "")
