"""A saved game watched again, month by month, as it was known then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ChoiceError
from game.outlook import Particles, forecast
from game.report.views import Frame
from game.session import forecasts
from game.session.forecasts import WORLDS

if TYPE_CHECKING:
    from game.report.assessed import AssessmentView
    from game.report.views import Outlook, Review, Why
    from game.session.telling import Telling


class Replay:
    """A record played again; it writes nothing and holds no lock."""

    def __init__(self, telling: Telling) -> None:
        self._particles = Particles()
        telling.assess(self._particles)
        self._telling = telling

    @property
    def name(self) -> str:
        """Return the name that the game was saved under."""
        return self._telling.name

    @property
    def months(self) -> int:
        """Return how many months there are to see, an open one included."""
        course = self._telling.course
        return len(course.decisions) + (not course.is_over)

    def frame(self, turn: int) -> Frame:
        """Return one month: what was known, chosen and what came.

        Raises:
            ChoiceError: If there is no such month.
        """
        self._check(turn)
        telling = self._telling
        course = telling.course
        played = turn <= len(course.decisions)
        choices = course.model.choices
        return Frame(
            room=telling.room(turn, telling.staging(turn)),
            chosen=tuple(choices[place].line for place in course.decisions[turn - 1])
            if played
            else (),
            reveal=telling.reveal(turn) if played else None,
            # It hangs on what is hidden too, so it waits for the end as all that does.
            digest=course.digest(turn).whole if course.is_over else "",
        )

    def why(self, turn: int, id: str) -> Why:
        """Return why a variable or gauge moved in the month before `turn`.

        Raises:
            ChoiceError: If there is no such month or number.
        """
        self._check(turn)
        try:
            return self._telling.why(turn, id)
        except KeyError:
            raise ChoiceError(
                "There is no number `{id}` to ask about.", id=id
            ) from None

    def review(self) -> Review | None:
        """Return the review, or None while the game is not over."""
        if not self._telling.course.is_over:
            return None
        return self._telling.review(self._particles)

    def assessment(self, turn: int) -> AssessmentView:
        """Return the assessment of who sits opposite as it stood in a month.

        Raises:
            ChoiceError: If there is no such month.
        """
        self._check(turn)
        return self._telling.assessment(self._particles, turn)

    def outlook(self, *, worlds: int = WORLDS) -> Outlook | None:
        """Return what may come with nothing chosen, or None if the game is over."""
        telling = self._telling
        if telling.course.is_over:
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
