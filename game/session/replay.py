"""A saved game watched again, month by month, as it was known then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.outlook import Particles, forecast
from game.report.views import Frame
from game.session import forecasts
from game.session.expecting import expected
from game.session.explaining import of_belief
from game.session.forecasts import WORLDS
from game.words import render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import DecideRecord
    from game.errors import DivergedGameError
    from game.report.assessed import AssessmentView
    from game.report.entries import EntryView
    from game.report.reviewed import Review
    from game.report.views import Outlook, Room
    from game.report.whys import Why
    from game.session.telling import Telling
    from game.words import Message


class Replay:
    """A record played again; it writes nothing and holds no lock."""

    def __init__(
        self,
        telling: Telling,
        decisions: Sequence[DecideRecord] = (),
        *,
        fault: DivergedGameError | None = None,
        verified: int | None = None,
        missing: frozenset[int] = frozenset(),
        damage: Message | None = None,
        left: Message | None = None,
    ) -> None:
        """Watch a course.

        Args:
            telling: the course, told.
            decisions: what was written down of each month.
            fault: where the record does not reproduce, if it does not.
            verified: how many openings reproduce; all when left out.
            missing: the openings of which nothing is known.
            damage: what of the file can still be read, if decisions may be missing.
            left: that it branched off a damaged game, if it did.
        """
        self._particles = Particles(telling.course.model)
        self._fault, self._missing, self._damage = fault, missing, damage
        self._left = left
        course = telling.course
        self._verified = len(course.states) if verified is None else verified
        if fault is None:
            telling.assess(self._particles)
        self._telling = telling
        self._decisions = decisions
        self._frames: dict[int, Frame] = {}

    @property
    def name(self) -> str:
        """Return the name that the game was saved under."""
        return self._telling.name

    @property
    def fault(self) -> str:
        """Return where the record does not reproduce and what to do; empty if it does.

        Months that do not are shown as they were written down.
        """
        if self._fault is None:
            return ""
        language = self._telling.labels.language
        return " ".join(
            (
                render(self._fault, language),
                say(
                    "Turns 1 to {last} are played again; later ones are shown from the "
                    "states that were written down.",
                    language,
                    last=self._verified,
                )
                if self._verified
                else say(
                    "All turns are shown from the states that were written down.",
                    language,
                ),
            )
        )

    @property
    def damage(self) -> str:
        """Return what of a damaged file can still be read; empty if it is whole."""
        if self._damage is None:
            return ""
        return render(self._damage, self._telling.labels.language)

    @property
    def notice(self) -> str:
        """Return that it branched off a damaged game; empty if it did not."""
        if self._left is None:
            return ""
        return render(self._left, self._telling.labels.language)

    @property
    def missing(self) -> frozenset[int]:
        """Return the months of which nothing is known."""
        return self._missing

    @property
    def months(self) -> int:
        """Return how many months there are to see, an open one included."""
        course = self._telling.course
        return len(course.decisions) + (not course.is_over)

    @property
    def decided(self) -> frozenset[int]:
        """Return the months in which something was chosen."""
        decisions = self._telling.course.decisions
        return frozenset(turn for turn, one in enumerate(decisions, start=1) if one)

    @property
    def opens_at(self) -> int:
        """Return the month to begin at: the last one played, of a game in play.

        One that is over begins at its first. Of neither more than is known.
        """
        course = self._telling.course
        known = [n for n in range(1, self.months + 1) if n not in self._missing]
        played = [n for n in known if n <= len(course.decisions)]
        return played[-1] if played and not course.is_over else known[0]

    def frame(self, turn: int) -> Frame:
        """Return one month: what was known, chosen, expected and what came.

        Raises:
            ChoiceError: If there is no such month, or nothing is known of it.
        """
        self._check(turn)
        if turn not in self._frames:
            self._frames[turn] = self._made(turn)
        return self._frames[turn]

    def _made(self, turn: int) -> Frame:
        telling = self._telling
        course = telling.course
        played = turn <= len(course.decisions)
        known = turn + 1 not in self._missing and turn < len(course.states)
        choices = course.model.choices
        row = self._decisions[turn - 1] if turn <= len(self._decisions) else None
        return Frame(
            room=telling.room(turn, telling.staging(turn)),
            chosen=tuple(choices[place].line for place in course.decisions[turn - 1])
            if played
            else (),
            reveal=telling.reveal(turn) if played and known else None,
            # It hangs on what is hidden too, so it waits for the end as all that does.
            digest=course.digest(turn).whole if course.is_over else "",
            expected=None if row is None else expected(telling, row),
            lost=telling.labels.say(
                "What was decided in this turn, and in any after it, cannot be read."
            )
            if self._damage is not None and not played
            else "",
            note=""
            if turn <= self._verified
            else telling.labels.say(
                "From what was written down: it does not reproduce, so why its numbers "
                "moved is not known, and a chance stands as it was last assessed."
            ),
        )

    def why(self, turn: int, id: str) -> Why:
        """Return why a variable or gauge moved in the month before `turn`.

        Raises:
            ChoiceError: If there is no such month or number.
        """
        self._check(turn)
        try:
            if id.startswith("beliefs."):
                return of_belief(self._telling, self._particles, id, turn)
            return self._telling.why(turn, id)
        except KeyError:
            raise ChoiceError(
                "There is no number `{id}` to ask about.", id=id
            ) from None

    def codex(self, turn: int) -> tuple[EntryView, ...]:
        """Return the background to read, and what was known in that month.

        Raises:
            ChoiceError: If there is no such month, or nothing is known of it.
        """
        self._check(turn)
        return self._telling.codex(turn)

    def last_room(self) -> Room:
        """Return the room that the game was left in, behind the last month."""
        turn = len(self._telling.course.observations)
        return self._telling.room(turn, self._telling.staging(turn))

    def review(self) -> Review | None:
        """Return the review, or None while the game is not over."""
        if not self._telling.course.is_over or self._fault is not None:
            return None
        return self._telling.review(self._particles)

    def assessment(self, turn: int) -> AssessmentView:
        """Return the assessment of who sits opposite as it stood in a month.

        Raises:
            ChoiceError: If there is no such month.
        """
        self._check(turn)
        if self._fault is not None:
            raise ChoiceError(
                "Who sits opposite cannot be assessed: the game does not reproduce."
            )
        return self._telling.assessment(self._particles, turn)

    def outlook(self, *, worlds: int = WORLDS) -> Outlook | None:
        """Return what may come with nothing chosen, or None if the game is over."""
        telling = self._telling
        if telling.course.is_over or self._fault is not None:
            return None
        question = forecasts.request(telling.course, ((),), worlds)
        hold = forecast(question, self._particles)[0]
        return forecasts.outlook_view(telling.course, telling.labels, hold, hold)

    def titles(self) -> dict[str, str]:
        """Return the labels of gauges and endings, for a forecast."""
        return self._telling.titles()

    def last_digest(self) -> str:
        """Return the digest of the last state, or empty while the game is not over."""
        course = self._telling.course
        return course.digest().whole if course.is_over else ""

    def _check(self, turn: int) -> None:
        if not 1 <= turn <= self.months:
            raise ChoiceError(
                "There is no turn {turn}; the game has turns 1 to {turns}.",
                turn=turn,
                turns=self.months,
            )
        if turn in self._missing:
            raise ChoiceError(
                "Nothing was written down of how turn {turn} opened, and it does not "
                "reproduce.",
                turn=turn,
            )
