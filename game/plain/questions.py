"""What a player may ask of a game that is played; nothing of it changes the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.plain.asking import asked_for, labels_of, relation_of
from game.plain.beliefs import assessment_lines
from game.plain.comparing import comparison
from game.plain.looking_back import calls_lines
from game.plain.looking_up import (
    codex_lines,
    headline_lines,
    history_lines,
    relation_lines,
)
from game.plain.plans import example_of, plans_of
from game.plain.settings import option_lines
from game.session.forecasts import WORLDS
from game.session.sharing import share_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from game.plain.pages import Pages
    from game.session import Table
    from game.session.game import Game
    from game.session.options import Store

    Answer = Callable[[str], Iterable[str]]


class Questions:
    """Answers the words that only tell, as lines of text."""

    def __init__(
        self,
        game: Game,
        pages: Pages,
        store: Store,
        table: Table | None,
        read: Callable[[str], str],
    ) -> None:
        """Take a game that is asked about.

        Args:
            game: The game.
            pages: Writes the pages.
            store: The player's options.
            table: Where the game lies, or None.
            read: Reads a choice as it was typed into its line.
        """
        self.game = game
        self.kept = table
        """Where the game lies, or None if it is kept nowhere."""
        self._pages, self._store, self._read = pages, store, read

    def words(self) -> dict[str, Answer]:
        """Return what answers each word; it takes what follows the word."""
        return {
            "why": self._why,
            "numbers": lambda _: self._pages.numbers(self.game.room()),
            "beliefs": lambda _: assessment_lines(
                self.game.assessment(), self._language
            ),
            "outlook": self._outlook,
            "compare": self._compare,
            "codex": self._codex,
            "assumptions": lambda words: self._codex(words, "assumptions"),
            "relations": self._relations,
            "headlines": lambda actor: headline_lines(
                self.game.headlines(), actor, self._language
            ),
            "calls": lambda _: calls_lines(self.game.calls(), self._language),
            "share": self._share,
            "options": lambda _: option_lines(self._store, self._language),
        }

    @property
    def table(self) -> Table:
        """Where the game lies.

        Raises:
            ChoiceError: If it is kept nowhere.
        """
        if self.kept is None:
            raise ChoiceError("A game that is not kept cannot do that.")
        return self.kept

    @property
    def _language(self) -> str:
        return self.game.language

    def _why(self, words: str) -> Iterator[str]:
        if not words:
            raise ChoiceError("Ask about a number: why ID. The ids stand in brackets.")
        room = self.game.room()
        asked = asked_for(words, room, self.game.ending_titles())
        if asked.duty is None:
            yield from self._pages.why(self.game.why(asked.id, worlds=WORLDS))
        else:
            why = self.game.why(f"objectives.{asked.duty.id}", worlds=WORLDS)
            yield from self._pages.duty(asked.duty, room, why)
        yield from asked.besides(self._language)

    def _compare(self, text: str, fewest: int = 2) -> Iterator[str]:
        room = self.game.room()
        plans, base = plans_of(
            text,
            self.game.staged,
            self._read,
            example=example_of(room),
            labels=labels_of(room),
            fewest=fewest,
        )
        outlooks = [self.game.outlook(plan, base=base) for plan in plans]
        return comparison(self._pages, outlooks, self.game.ending_titles())

    def _outlook(self, text: str) -> Iterator[str]:
        if text:
            return self._compare(text, fewest=1)
        return self._pages.outlook(self.game.outlook(), self.game.ending_titles())

    def _codex(self, words: str, kind: str = "") -> Iterator[str]:
        return codex_lines(self.game.codex(), words, kind, self._language)

    def _relations(self, words: str) -> Iterator[str]:
        if not words:
            return relation_lines(self.game.relations(), self._language)
        key = relation_of(words, self.game.relations())
        return history_lines(self.game.relation(key), self._language)

    def _share(self, _: str) -> Iterable[str]:
        return share_lines(self.table.share(str(self.game.path)), self._language)
