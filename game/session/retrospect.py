"""A game looked back on: gathered into the value that reports are written from."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from game.outlook import Particles
from game.report.document.values import (
    VERSION,
    AfterAction,
    GaugeBand,
    GaugePoint,
    GaugeTrack,
    OddsRow,
    TurnRow,
)
from game.report.lookback import Glance, lookback
from game.report.review import movements
from game.session.expecting import expected, odds_shown
from game.session.finished import finished, unmeasurable
from game.session.written import decided, origin
from game.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import DecideRecord, Record
    from game.report.expected import Expected
    from game.report.hindsight import Hindsight
    from game.report.lookback import Lookback
    from game.report.reviewed import Review
    from game.session.finished import Finished
    from game.session.telling import Telling


class Retrospect:
    """A saved game, played again to be looked back on."""

    def __init__(
        self, told: Telling, records: Sequence[Record], tried: frozenset[int]
    ) -> None:
        """Look back.

        Args:
            told: the game, played again.
            records: what is written down of it.
            tried: the turns that were decided anew in a fork of it.
        """
        self._told = told
        self._records = tuple(records)
        self._record, _ = origin(records, told.name)
        self._decisions = decided(records)
        self.tried = tried
        self._particles = Particles(told.course.model)
        self._review: Review | None = None
        told.assess(self._particles)

    def shows(self, name: str, records: Sequence[Record]) -> bool:
        """Tell whether this is the game of that name, with just these records."""
        return name == self.name and tuple(records) == self._records

    def having_tried(self, tried: frozenset[int]) -> Retrospect:
        """Return this game, played again once for both, with other turns tried."""
        other = copy(self)
        other.tried = tried
        return other

    @property
    def name(self) -> str:
        """Return the name that the game was saved under."""
        return self._told.name

    @property
    def is_over(self) -> bool:
        """Tell whether the game has ended."""
        return self._told.course.is_over

    @property
    def can_be_measured(self) -> bool:
        """Tell whether its turns can be scored: it is over, whole and has duties."""
        return unmeasurable(self._told.course) is None

    def finished(self) -> Finished:
        """Open the game to be measured.

        Raises:
            ChoiceError: If it cannot be.
        """
        return finished(self._told)

    def lookback(self, found: Hindsight, *, show_better: bool = False) -> Lookback:
        """Put into words what was measured.

        Args:
            found: what was measured.
            show_better: tell the better lines of turns that were not tried again too.
        """
        told, course = self._told, self._told.course
        labels = {row.line: told.labels.choice(row) for row in course.model.choices}
        turns = range(1, len(course.decisions) + 1)
        return lookback(
            told.known(len(course.observations)),
            found,
            decisions=[
                [labels[course.model.choices[place].line] for place in chosen]
                for chosen in course.decisions
            ],
            choices=labels,
            tried=frozenset(turns) if show_better else self.tried,
            game=clean(told.name, limit=80),
        )

    def glance(self, found: Hindsight | None) -> Glance:
        """Return what a face shows beside the review."""
        return Glance(
            game=self.name,
            lookback=None if found is None else self.lookback(found),
            measurable=self.can_be_measured,
            calls=self._told.called(),
        )

    def after_action(
        self, found: Hindsight | None = None, *, show_better: bool = False
    ) -> AfterAction:
        """Return all that a report tells.

        Args:
            found: what was measured, if anything was.
            show_better: as in `lookback`.
        """
        told, course, record = self._told, self._told.course, self._record
        over = course.is_over
        if over and self._review is None:
            self._review = told.review(self._particles)
        return AfterAction(
            version=VERSION,
            language=told.labels.language,
            scenario=record.scenario.id,
            title=told.labels.text("scenario.title"),
            game=clean(told.name, limit=80),
            level=record.level,
            created=clean(record.created, limit=40),
            over=over,
            turns=len(course.decisions),
            calendar=course.model.spec.turns,
            hindsight=record.parent is not None and record.parent.hindsight,
            digest=course.digest().whole if over else "",
            review=self._review,
            gauges=self._gauges(),
            odds=tuple(
                OddsRow(
                    turn=row.n,
                    date=told.labels.date(row.n),
                    odds=odds_shown(told, row),
                )
                for row in self._decisions
            ),
            calls=told.called(),
            lookback=None
            if found is None or not over
            else self.lookback(found, show_better=show_better),
            months=self._months(),
        )

    def _gauges(self) -> tuple[GaugeTrack, ...]:
        told = self._told
        openings = range(1, len(told.course.observations) + 1)
        rooms = [told.room(turn, told.staging(turn)) for turn in openings]
        earliest: dict[int, tuple[DecideRecord, Expected]] = {}
        for row in self._decisions:
            shown = expected(told, row)
            if shown is not None and shown.turn in openings:
                earliest.setdefault(shown.turn, (row, shown))
        tracks = []
        for place, gauge in enumerate(rooms[0].gauges):
            points = [room.gauges[place] for room in rooms]
            tracks.append(
                GaugeTrack(
                    id=gauge.id,
                    label=gauge.label,
                    chance=gauge.chance,
                    points=tuple(
                        GaugePoint(
                            turn=turn,
                            date=told.labels.date(turn),
                            text=point.text,
                            value=point.value,
                        )
                        for turn, point in zip(openings, points, strict=True)
                    ),
                    bands=()
                    if gauge.chance
                    else tuple(_bands(gauge.id, sorted(earliest.items()))),
                )
            )
        return tuple(tracks)

    def _months(self) -> tuple[TurnRow, ...]:
        told = self._told
        moved = movements(told.known(len(told.course.observations)))
        rows = []
        for turn, date, line in moved:
            reveal = told.reveal(turn)
            rows.append(
                TurnRow(
                    turn=turn,
                    date=date,
                    chosen=reveal.chosen,
                    news=tuple(row.title for row in reveal.headlines),
                    moved=line,
                )
            )
        return tuple(rows)


def _bands(
    gauge: str, shown: Sequence[tuple[int, tuple[DecideRecord, Expected]]]
) -> list[GaugeBand]:
    return [
        GaugeBand(
            turn=turn,
            made=row.n,
            low=fan.low,
            middle=fan.middle,
            high=fan.high,
            ends=fan.ends,
            came=fan.came,
            place=fan.place,
        )
        for turn, (row, found) in shown
        for fan in found.fans
        if fan.gauge == gauge and fan.came
    ]
