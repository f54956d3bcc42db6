"""One game being played: stage, end the month, ask why, ask what may come."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from game.chronicle import DecideRecord, NoteRecord
from game.errors import ChoiceError, StorageError
from game.outlook import Particles, forecast
from game.report.levels import level_view
from game.report.rivals import model_views
from game.session import forecasts
from game.session.calling import call_record, percent_of
from game.session.continuing import Seat, seat_of
from game.session.deciding import foretold, shown_with
from game.session.explaining import explain
from game.session.forecasts import FINE, WORLDS
from game.session.recovering import recovery_text
from game.session.results import remember
from game.session.saved_games import note_text
from game.session.snapshots import state_record
from game.session.written import digest_record, end_record
from game.text import clean
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from game.outlook import Forecast, Request
    from game.report.assessed import AssessmentView
    from game.report.calling import CallsView
    from game.report.entries import EntryView
    from game.report.hints import HintView
    from game.report.matrix import RelationsView, RelationView
    from game.report.reviewed import Review
    from game.report.shelved import LevelView, ModelView
    from game.report.views import NewsTurn, Outlook, Reveal, Room
    from game.report.whys import Why
    from game.scenario import Scenario
    from game.session.book import Book
    from game.session.choices import Grammar
    from game.session.telling import Telling
    from game.words import Message


class Game:
    """A game that is open for play; it holds the lock on its file."""

    def __init__(
        self, telling: Telling, chronicle: Book, *, lost: Message | None = None
    ) -> None:
        """Seat a game.

        Args:
            telling: The course, told.
            chronicle: What it is written down in.
            lost: What is to be said of a damaged game that it left.
        """
        self._telling = telling
        self._chronicle = chronicle
        self._lost = lost
        self._particles = Particles(telling.course.model)
        self._displayed = forecasts.Displayed()
        self._staging = telling.staging(telling.course.turn)

    @property
    def name(self) -> str:
        """Return the name that the game was saved under."""
        return self._telling.name

    @property
    def path(self) -> Path:
        """Return the file of the game."""
        return self._chronicle.path

    @property
    def scenario(self) -> Scenario:
        """Return the scenario, as the game carries it."""
        return self._telling.scenario

    @property
    def language(self) -> str:
        """Return the language of everything shown."""
        return self._telling.labels.language

    @property
    def turn(self) -> int:
        """Return the month that is open, counted from 1."""
        return self._telling.course.turn

    @property
    def is_over(self) -> bool:
        """Tell whether the game has ended."""
        return self._telling.course.is_over

    @property
    def ending(self) -> str:
        """Return the title of the ending that was reached, or empty."""
        reached = self._telling.course.observations[-1].ending
        return self._telling.labels.text(f"endings.{reached}.title") if reached else ""

    @property
    def notice(self) -> str:
        """Return what was put right when the game was opened, or empty.

        Of one that has just left a damaged game, what of that can still be read; later
        that it was damaged then.
        """
        found = self._chronicle.recovered
        told = (None if found is None else recovery_text(found), self._lost)
        return " ".join(render(words, self.language) for words in told if words)

    @property
    def subjects(self) -> frozenset[str]:
        """Return the first words of all lines that can ever name a choice."""
        return frozenset(choice.id for choice in self._telling.course.model.choices)

    @property
    def grammar(self) -> Grammar:
        """Return the choices of the scenario, by the lines that name them."""
        return self._telling.grammar

    @property
    def staged(self) -> tuple[str, ...]:
        """Return the staged choices as lines, in order."""
        return tuple(self._telling.grammar.line(i) for i in self._staging.staged)

    def room(self) -> Room:
        """Return the situation room."""
        self._telling.assess(self._particles)
        return self._telling.room(self.turn, self._staging)

    def level(self) -> LevelView:
        """Return the level that is played, told by what it sets."""
        return level_view(self.scenario, self._telling.labels.spec.level, self.language)

    def model(self) -> ModelView | None:
        """Return the rival model that is played under, if one was chosen."""
        found = model_views(self.scenario, self.language)
        return next((row for row in found if row.id == self.scenario.model), None)

    def hints(self) -> tuple[HintView, ...]:
        """Return what the scenario has to say to a first player now."""
        self._telling.assess(self._particles)
        return self._telling.hints(self.turn, self._staging)

    def stage(self, line: str) -> None:
        """Stage a choice; one of the same card, lever or initiative gives way.

        Raises:
            ChoiceError: If there is no such choice, or it is not open now.
        """
        self._staging.stage(self._telling.grammar.parse(line))

    def unstage(self, line: str) -> None:
        """Take one staged choice away.

        Raises:
            ChoiceError: If it is not staged.
        """
        self._staging.unstage(self._telling.grammar.parse(line))

    def undo(self) -> bool:
        """Take back the last staging action; tell whether there was one."""
        return self._staging.undo()

    def redo(self) -> bool:
        """Take back the last undo; tell whether there was one."""
        return self._staging.redo()

    def seat(self) -> Seat:
        """Return what whoever plays the open month may look at."""
        return seat_of(self._telling.course)

    def note(self, text: str) -> None:
        """Write the player's own words into the game, at this month.

        Raises:
            ChoiceError: If there are none, or too many.
            StorageError: If the disk refused.
        """
        self._chronicle.append(NoteRecord(n=self.turn, text=note_text(text)))

    def call(self, adviser: str, chance: str) -> int:
        """Write down how likely the player holds an adviser's claim; return percent.

        Args:
            adviser: who makes the claim in this turn.
            chance: whole percent, as it was typed.

        Raises:
            ChoiceError: If nobody of that name speaks, or it is no such chance.
            StorageError: If the disk refused.
        """
        percent = percent_of(chance)
        if self.is_over:
            raise ChoiceError("The game is over; nothing more can be called.")
        if not self._telling.speaks(adviser):
            raise ChoiceError(
                "No adviser `{id}` makes a claim this turn.",
                id=clean(adviser, limit=60),
            )
        self._chronicle.append(call_record(self.turn, adviser, percent))
        self._telling.call(adviser, percent)
        return percent

    def calls(self) -> CallsView:
        """Return how the player's own calls turned out so far."""
        return self._telling.called()

    def number_lines(self) -> tuple[tuple[str, str], ...]:
        """Return what may be staged now as (line, label), in a fixed order."""
        choices = self._telling.course.model.choices
        return tuple(
            (choices[place].line, self._telling.labels.choice(choices[place]))
            for place, code in enumerate(self._staging.closed())
            if code == 0 and choices[place].id != "declare"
        )

    def end_month(self) -> Reveal:
        """Decide the month; it is durable before its effect is shown.

        Raises:
            ChoiceError: If the game is over.
            StorageError: If the disk refused; the staged choices still stand.
            NotFiniteError: If a number of the scenario leaves the real line.
        """
        if self.is_over:
            raise ChoiceError("The game is over.")
        telling, month = self._telling, self.turn
        staged = self._staging.staged
        self._telling.assess(self._particles)
        drawn = self._displayed.of(month, staged) or forecasts.unseen(
            telling.course, telling.labels, staged, self._particles
        )
        telling.foresee(staged, self._particles)
        # A month that cannot be worked out is refused before it is written down.
        made = telling.course.foresee(staged)
        record = DecideRecord(
            n=month,
            do=self.staged,
            defaults=telling.defaults(month, staged),
            s=digest_record(telling.course.digest()),
            shown=shown_with(telling, drawn),
        )
        self._chronicle.append(record)
        telling.course.play(staged, made)
        telling.foretold = foretold(drawn)
        self._displayed.clear()
        self._keep()
        self._staging = telling.staging(self.turn)
        self._telling.assess(self._particles)
        return telling.reveal(month)

    def why(self, id: str, *, worlds: int = FINE) -> Why:
        """Return why a number, `objectives.ID`, `endings.ID` or `NEXT` stands so.

        Raises:
            ChoiceError: If there is no such number that the player can see.
        """
        self._telling.assess(self._particles)
        try:
            return explain(self._telling, self._particles, id, self.plan, worlds)
        except KeyError:
            raise ChoiceError(
                "There is no number `{id}` to ask about.", id=id
            ) from None

    def outlook(
        self,
        plan: Sequence[str] | None = None,
        *,
        base: Sequence[str] = (),
        worlds: int = WORLDS,
    ) -> Outlook:
        """Return what may come of a plan (what is staged, by default) and a base."""
        asked, against = (self.plan(plan),), self.plan(base)
        question = self.outlook_request(asked, base=against, worlds=worlds)
        found = forecast(question, self._particles)
        return self.outlook_view(found[0], found[-1])

    def plan(self, lines: Sequence[str] | None = None) -> tuple[int, ...]:
        """Return lines (what is staged, by default) as a plan to ask about.

        Raises:
            ChoiceError: If the game is over, or the lines are not open together.
        """
        if self.is_over:
            raise ChoiceError("The game is over; the codex says how each ending stood.")
        if lines is None:
            return self._staging.staged
        indices = self._telling.grammar.parse_all(lines)
        self._staging.check(indices)
        return indices

    def outlook_request(
        self,
        plans: Sequence[tuple[int, ...]],
        *,
        base: tuple[int, ...] = (),
        worlds: int = FINE,
    ) -> Request:
        """Return the question for the worker: first the first plan and its base."""
        return forecasts.set_against(self._telling.course, plans, base, worlds)

    def outlook_view(self, plan: Forecast, hold: Forecast) -> Outlook:
        """Return the worker's answer to `outlook_request` as it is shown.

        The finest that was shown of a plan is written down when it is decided.
        """
        telling = self._telling
        # An answer may come late: it was shown of the month that it was asked in.
        month = plan.bands[0].months[0] if plan.bands else self.turn
        drawn = forecasts.shown(telling.course, telling.labels, plan)
        self._displayed.add(month, plan, drawn)
        return forecasts.outlook_view(telling.course, telling.labels, plan, hold)

    def review(self) -> Review:
        """Return the review.

        Raises:
            ChoiceError: If the game is not over.
        """
        if not self.is_over:
            raise ChoiceError("The review is opened when the game is over.")
        found = self._telling.review(self._particles)
        remember(self._chronicle.path.parent, self.digest(), found)
        return found

    def assessment(self) -> AssessmentView:
        """Return the assessment of who sits opposite, by all that was seen so far."""
        self._telling.assess(self._particles)
        return self._telling.assessment(self._particles, self.turn)

    def relations(self) -> RelationsView:
        """Return who stands how towards whom, as far as it is known."""
        return self._telling.relations()

    def relation(self, id: str) -> RelationView:
        """Return how a relation came to where it stands.

        Raises:
            ChoiceError: If there is no such relation.
        """
        try:
            return self._telling.relation(id)
        except KeyError:
            raise ChoiceError("There is no relation `{id}`.", id=id) from None

    def headlines(self) -> tuple[NewsTurn, ...]:
        """Return all headlines so far, the newest turn first."""
        return self._telling.news()

    def codex(self) -> tuple[EntryView, ...]:
        """Return the background to read, and what is known of every row."""
        return self._telling.codex(self.turn)

    def ending_titles(self) -> dict[str, str]:
        """Return the labels of gauges and the titles of endings, for a forecast."""
        return self._telling.titles()

    def digest(self) -> str:
        """Return the digest of the state at the opening of this month."""
        return self._telling.course.digest().whole

    def close(self) -> None:
        """Give up the lock. What is staged is not kept."""
        self._chronicle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _keep(self) -> None:
        """Write down the new state, and the end.

        Both can be worked out again, so a disk that refuses them loses nothing;
        the next decision will tell.
        """
        course = self._telling.course
        snapshot = state_record(course)
        with suppress(StorageError):
            if snapshot is not None:
                self._chronicle.append(snapshot)
            if course.is_over:
                self._chronicle.append(end_record(course))
