"""What the face needs of a table, a game, a replay and a forecaster.

Protocols, so that nothing here imports numpy before the first paint and tests
can seat a game of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from game.report.assessed import AssessmentView
    from game.report.entries import EntryView
    from game.report.hints import HintView
    from game.report.lookback import Glance
    from game.report.matrix import RelationsView, RelationView
    from game.report.pairs import Pair
    from game.report.reviewed import Review
    from game.report.shelved import GameView, ResultView, ScenarioView
    from game.report.views import Frame, NewsTurn, Outlook, Reveal, Room
    from game.report.whys import Why
    from game.session.sharing import Shared


class GamePort(Protocol):
    """A game that is being played."""

    @property
    def name(self) -> str:
        """The saved game's name."""

    @property
    def notice(self) -> str:
        """What was put right when it was opened, or is lost of the one that it left."""

    @property
    def turn(self) -> int:
        """The month that is open."""

    @property
    def is_over(self) -> bool:
        """Whether the game has ended."""

    @property
    def staged(self) -> tuple[str, ...]:
        """Lines staged for this month."""

    def room(self) -> Room:
        """Return the situation room."""

    def hints(self) -> tuple[HintView, ...]:
        """Return what the scenario has to say to a first player now."""

    def stage(self, line: str) -> None:
        """Stage a choice."""

    def unstage(self, line: str) -> None:
        """Take a staged choice back."""

    def undo(self) -> bool:
        """Take the last act of staging back."""

    def redo(self) -> bool:
        """Stage again what was taken back last."""

    def call(self, adviser: str, chance: str) -> int:
        """Keep how likely the player holds an adviser's claim."""

    def end_month(self) -> Reveal:
        """Carry the month out; durable before it returns."""

    def why(self, id: str) -> Why:
        """Explain a number."""

    def assessment(self) -> AssessmentView:
        """Assess who sits opposite."""

    def outlook(self, plan: Sequence[str] | None = None) -> Outlook:
        """Forecast a plan in line."""

    def review(self) -> Review:
        """Open everything, at the end."""

    def relations(self) -> RelationsView:
        """Return who stands how towards whom."""

    def relation(self, id: str) -> RelationView:
        """Return how a relation came to where it stands."""

    def headlines(self) -> Sequence[NewsTurn]:
        """Return all headlines so far, the newest turn first."""

    def codex(self) -> Sequence[EntryView]:
        """Return the entries of the codex."""

    def ending_titles(self) -> Mapping[str, str]:
        """Return the titles of the endings by id."""

    def close(self) -> None:
        """Release the saved game."""


class ReplayPort(Protocol):
    """A saved game, read only."""

    @property
    def name(self) -> str:
        """The saved game's name."""

    @property
    def fault(self) -> str:
        """Where it does not reproduce, and what to do; empty if it does."""

    @property
    def damage(self) -> str:
        """What of a damaged file can still be read; empty if it is whole."""

    @property
    def notice(self) -> str:
        """That it branched off a damaged game; empty if it did not."""

    @property
    def missing(self) -> frozenset[int]:
        """The turns of which nothing is known."""

    @property
    def months(self) -> int:
        """How many months can be shown."""

    @property
    def decided(self) -> frozenset[int]:
        """The months in which something was chosen."""

    @property
    def opens_at(self) -> int:
        """The month to begin at."""

    def frame(self, turn: int) -> Frame:
        """Return one month."""

    def why(self, turn: int, id: str) -> Why:
        """Explain a number of that month."""

    def assessment(self, turn: int) -> AssessmentView:
        """Assess who sits opposite as it stood in that month."""

    def codex(self, turn: int) -> Sequence[EntryView]:
        """Return the entries of the codex as they stood in that month."""

    def review(self) -> Review | None:
        """Open everything, if the game is over."""

    def last_room(self) -> Room:
        """Return the room that the game was left in, behind the last month."""


class TablePort(Protocol):
    """Where games and scenarios live."""

    @property
    def language(self) -> str:
        """The language of the interface."""

    def sketches(self) -> tuple[ScenarioView, ...]:
        """List the scenarios by their first lines, which takes a moment only."""

    def scenarios(self) -> tuple[ScenarioView, ...]:
        """List the scenarios."""

    def before(self, scenario: str) -> ScenarioView:
        """Return all that is said of a scenario before it is played."""

    def games(self) -> tuple[GameView, ...]:
        """List the saved games, newest first."""

    def results(
        self, scenarios: Sequence[ScenarioView], games: Sequence[GameView]
    ) -> Mapping[str, ResultView]:
        """Tell what the finished games of each scenario came to, by its id."""

    def new(
        self,
        scenario: str | None = None,
        *,
        seed: int | None = None,
        name: str | None = None,
        level: int | None = None,
        model: str = "",
    ) -> GamePort:
        """Begin a game."""

    def resume(self, game: str) -> GamePort:
        """Open a saved game to play on."""

    def replay(self, game: str) -> ReplayPort:
        """Open a saved game to look at."""

    def receive(self, code: str) -> GamePort:
        """Begin the game of a share code, or go on with it."""

    def branch(self, game: str, month: int, *, new_luck: bool) -> GamePort:
        """Begin a game that shares the months before one of another."""

    def carry(self, game: str) -> GamePort:
        """Begin a game that goes on from the last written state of another."""

    def compare(self, a: str, b: str) -> Pair:
        """Set two games side by side."""

    def share(self, game: str) -> Shared:
        """Return the codes of a saved game."""

    def repair_text(self, game: str) -> tuple[str, ...]:
        """Repair a game and say what was done."""

    def glance(self, game: str) -> Glance:
        """Return what was worked out of a game that is over."""

    def look_back(
        self, game: str, tell: Callable[[int, int], None], stopped: Callable[[], bool]
    ) -> Glance:
        """Work out what its turns were worth, and what was luck."""

    def save_report(self, game: str) -> Path:
        """Write its after-action report to a new file."""

    def deleted(self) -> tuple[GameView, ...]:
        """List the games that can be restored."""

    def rename(self, game: str, name: str) -> object:
        """Give a saved game another name."""

    def note(self, game: str, text: str) -> None:
        """Write words of the player's own into a saved game."""

    def delete(self, game: str) -> str:
        """Delete a saved game."""

    def restore(self, game: str, name: str | None = None) -> object:
        """Bring a deleted game back, under another name if one is given."""

    def export(self, game: str, target: str) -> tuple[object, int]:
        """Copy a game to a file; return where it stands and its bytes."""

    def keep_text(self, name: str, text: str) -> Path:
        """Write a text to a new file beside the saved games; return its path."""


class ForecastPort(Protocol):
    """Forecasts beside the interface; the newest question wins."""

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Ask for the outlook of plans, of the first one first, set against a base.

        Of the others those that are not open are left out.

        Raises:
            GameError: If the first plan or the base is not open.
        """

    def forget(self) -> None:
        """Drop the newest question: no answer to it is taken any more."""

    def fileno(self) -> int:
        """Return a descriptor that is readable while an answer waits."""

    def take(self) -> Answer | None:
        """Return the next answer to the newest question, or None if none waits."""

    def close(self) -> None:
        """End the worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the forecaster says; `final` when nothing finer follows."""

    outlooks: Mapping[tuple[str, ...], Outlook]
    """By plan; of the first ones alone in an early answer."""
    final: bool
    problem: str = ""
    """Why there are none."""


Opener: TypeAlias = Callable[[], ForecastPort]
"""Starts the forecaster; called in a thread."""
