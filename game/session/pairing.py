"""Two lines of play side by side, told as far as both players may know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from game.engine import UNKNOWN, Line
from game.errors import ChoiceError
from game.report.causes import Causes
from game.report.numbers import ranked
from game.report.pairing import Track, pair_chances, pair_numbers
from game.report.pairs import GaugePair, MonthPair, Pair, SideView
from game.text import clean
from game.words import message, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.chronicle import GameRecord
    from game.report.labels import Labels
    from game.session.telling import Telling
    from game.words import Message

_OTHER_SCENARIO = message(
    "{first} plays {scenario} and {second} plays {other}: two scenarios, so their "
    "numbers cannot be set side by side."
).template
_OTHER_RULES = message(
    "{first} and {second} play two versions of {scenario} with different rules, so "
    "their numbers cannot be set side by side."
).template


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two games, as it is recorded and told."""

    record: GameRecord
    telling: Telling
    damage: Message | None = None
    """What of its file can still be read, if decisions may be missing."""


class Pairing:
    """Two courses of one scenario; the second is measured against the first."""

    def __init__(self, a: Side, b: Side) -> None:
        """Pair two games.

        Raises:
            ChoiceError: If they do not play the same scenario by the same rules.
        """
        one, two = a.record.scenario, b.record.scenario
        # Two models of one file have different mechanics, and yet the same numbers.
        if one.mechanics != two.mechanics and one.content != two.content:
            raise ChoiceError(
                _OTHER_RULES if one.id == two.id else _OTHER_SCENARIO,
                first=a.telling.name,
                second=b.telling.name,
                scenario=clean(one.id, limit=80),
                other=clean(two.id, limit=80),
            )
        self._records = a.record, b.record
        self._tellings = a.telling, b.telling
        self._damages = a.damage, b.damage
        self._open = all(told.course.is_over for told in self._tellings)

    @property
    def labels(self) -> Labels:
        """Return the words of the scenario."""
        return self._tellings[0].labels

    def view(self) -> Pair:
        """Return everything that can be told of the two."""
        first, difference = self._first()
        sides = [self._side(place) for place in (0, 1)]
        return Pair(
            a=sides[0],
            b=sides[1],
            first=first,
            difference=difference,
            open=self._open,
            months=tuple(self._months()),
            gauges=tuple(self._gauge(key) for key in ranked(self.labels)),
        )

    def _side(self, place: int) -> SideView:
        told, record = self._tellings[place], self._records[place]
        ending = told.course.observations[-1].ending
        say, marks = self.labels.say, []
        other = self._records[1 - place]
        if record.parent is not None and record.parent.game == other.game:
            marks.append(say("branched off the other"))
        if record.parent is not None and record.parent.hindsight:
            marks.append(say("with hindsight"))
        if record.luck:
            turns = ", ".join(str(month) for month, _ in record.luck)
            marks.append(say("new luck from turn {turns}", turns=turns))
        damage = self._damages[place]
        return SideView(
            name=told.name,
            title=self.labels.text("scenario.title"),
            marks=tuple(marks),
            months=len(told.course.decisions),
            over=told.course.is_over,
            ending=self.labels.text(f"endings.{ending}.title") if ending else "",
            damage="" if damage is None else render(damage, self.labels.language),
        )

    # What was chosen

    def _lines(self, place: int, turn: int) -> tuple[str, ...]:
        course = self._tellings[place].course
        if turn > len(course.decisions):
            return ()
        choices = course.model.choices
        return tuple(choices[row].line for row in course.decisions[turn - 1])

    def _labelled(self, place: int, turn: int) -> tuple[str, ...]:
        grammar = self._tellings[place].grammar
        return tuple(
            self.labels.choice(grammar.choices[grammar.parse(line)])
            for line in self._lines(place, turn)
        )

    def _months(self) -> list[MonthPair]:
        decided = [len(told.course.decisions) for told in self._tellings]
        # Nothing is said of a turn in which what one of them chose cannot be read.
        lost = [n for n, damage in zip(decided, self._damages, strict=True) if damage]
        return [
            MonthPair(
                turn=turn,
                date=self.labels.date(turn),
                a=self._labelled(0, turn),
                b=self._labelled(1, turn),
                same=turn <= min(decided)
                and sorted(self._lines(0, turn)) == sorted(self._lines(1, turn)),
            )
            for turn in range(1, min([max(decided), *lost]) + 1)
        ]

    def _first(self) -> tuple[int, str]:
        """Return the first turn in which anything differs, and what it is."""
        say = self.labels.say
        one, two = self._records
        if one.model != two.model:
            return 1, say("They are played under different models.")
        if (one.seed, one.level) != (two.seed, two.level):
            return 1, say("They began with another seed or at another level.")
        courses = [told.course for told in self._tellings]
        both = min(len(course.decisions) for course in courses)
        for turn in range(1, both + 1):
            if courses[0].observations[turn - 1] != courses[1].observations[turn - 1]:
                return turn, say("Turn {turn} opens otherwise.", turn=turn)
            if sorted(self._lines(0, turn)) != sorted(self._lines(1, turn)):
                return turn, say(
                    "Turn {turn}, {date}, is decided otherwise.",
                    turn=turn,
                    date=self.labels.date(turn),
                )
            if _seed(one, turn) != _seed(two, turn):
                return turn, say(
                    "Luck is another from turn {turn} on, {date}.",
                    turn=turn,
                    date=self.labels.date(turn),
                )
        return self._same(both)

    def _same(self, both: int) -> tuple[int, str]:
        """Say how far two lines go that do not differ in the turns of both."""
        say = self.labels.say
        if any(self._damages):
            return 0, say("They are the same as far as both can be read.")
        first, second = (len(told.course.decisions) for told in self._tellings)
        if first != second:
            longer = self._tellings[second > first].name
            return both + 1, say(
                "They are the same as far as both go; {name} goes on.", name=longer
            )
        return 0, say("They are the same, turn for turn.")

    # The numbers

    def _gauge(self, gauge: str) -> GaugePair:
        variable = {row.id: row.variable for row in self.labels.spec.gauges}[gauge]
        known = [told.known(len(told.course.observations)) for told in self._tellings]
        causes = Causes(known[0])
        say = self.labels.say
        if not variable:
            note = say("An assessed chance, as it was assessed at each opening.")
            acts = tuple(self._acts(place, gauge) for place in (0, 1))
            return pair_chances(causes, gauge, (acts[0], acts[1]), note)
        tracks = tuple(self._track(place, variable) for place in (0, 1))
        note = ""
        if self._open:
            note = say("Both games are over, so every cause is told.")
        elif not known[0].is_exact(variable):
            note = say("You see estimates only; shown is the middle of their readings.")
        return pair_numbers(causes, gauge, variable, (tracks[0], tracks[1]), note)

    def _acts(self, place: int, gauge: str) -> Sequence[Mapping[str, int]]:
        return [
            dict(months[gauge].acts) if gauge in months else {}
            for months in self._tellings[place].assessments
        ]

    def _track(self, place: int, variable: str) -> Track:
        told = self._tellings[place]
        last = len(told.course.observations)
        if self._open:
            motions = [told.truth(turn, variable) for turn in range(2, last + 1)]
            found = [motion for motion in motions if motion is not None]
            first = told.opening(variable)
            return Track(
                values=(first, *(motion.after for motion in found)),
                lines=[motion.lines for motion in found],
            )
        # As its player may see it, even of a game that is over: the other is not.
        known = replace(told.known(last), opened=None)
        values = known.series(variable)
        if known.is_exact(variable):
            lines = [known.until(turn).ledger(variable) for turn in range(2, last + 1)]
            return Track(values=values, lines=lines)
        changes = pairwise(values)
        return Track(
            values=values,
            lines=[
                (Line(cause=UNKNOWN, amount=after - before),)
                for before, after in changes
            ],
        )


def _seed(record: GameRecord, month: int) -> int:
    """Return the seed of a month."""
    seed = record.seed
    for first, other in record.luck:
        if first <= month:
            seed = other
    return seed
