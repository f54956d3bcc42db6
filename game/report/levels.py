"""What each level of difficulty sets, in numbers, told by comparing the levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.report.figures import with_unit
from game.report.rivals import model_views
from game.report.shelved import LevelView
from game.scenario.fields import Number
from game.scenario.levels import margin_of
from game.words import message, say, tell

if TYPE_CHECKING:
    from game.scenario import Scenario
    from game.scenario.levels import LevelChanges, ParamChange
    from game.words import Message

_COUNTED: tuple[tuple[str, Message], ...] = (
    ("agenda", message("cards {count}")),
    ("events", message("events {count}")),
    ("rules", message("rules of others {count}")),
    ("red_lines", message("red lines {count}")),
    ("initiatives", message("initiatives {count}")),
    ("reports", message("reports {count}")),
    ("effects", message("causes {count}")),
)
"""The tables whose rows are counted, those that are on."""
_SHARES = ("share", "chance")
"""What the unit of a number begins with that is told in percent."""


def level_views(scenario: Scenario, language: str) -> tuple[LevelView, ...]:
    """Return the levels of a scenario, lowest first, each with its numbers."""
    return tuple(level_view(scenario, level, language) for level in scenario.levels)


def level_view(scenario: Scenario, level: int, language: str) -> LevelView:
    """Return one level of a scenario with its numbers."""
    return _Level(scenario, level, language).view()


@dataclass(frozen=True)
class _Level:
    """One level beside the standard one; without slots, to keep what it found."""

    scenario: Scenario
    number: int
    language: str

    def view(self) -> LevelView:
        document, number = self.scenario.document, self.number
        found = (k for k, row in document.difficulty.items() if row.level == number)
        key = next(found, "")
        margin = self.say("margin over par {margin}", margin=f"+{margin_of(number)}")
        budget = list(self._budget())
        counts, ahead = "; ".join(self._counts()), self._ahead()
        parts = [margin] if document.objectives else []
        return LevelView(
            number=number,
            label=self.scenario.text(f"difficulty.{key}.label", self.language),
            note=self.scenario.text(f"difficulty.{key}.note", self.language),
            standard=number == self.scenario.standard_level,
            brief="; ".join([*parts, *budget[-1:], ahead]),
            numbers=(
                *parts,
                *budget,
                *self._deadlines(),
                counts,
                ahead,
                *self._other(),
                *self._drawn(),
            ),
            draws_model=self.scenario.draws_model(number),
        )

    def say(self, template: str, **fields: object) -> str:
        return say(template, self.language, **fields)

    @cached_property
    def _changes(self) -> LevelChanges:
        return self.scenario.changes(self.number)

    def _beside(self, text: str, usual: str) -> str:
        """Write a number with that of the standard level, where it is another."""
        if text == usual:
            return text
        return self.say("{number} (standard {usual})", number=text, usual=usual)

    def _budget(self) -> Iterator[str]:
        """Tell what there is to pay with: at the start, then what moves it."""
        document = self.scenario.document
        start = document.variables[document.scenario.budget].start
        if isinstance(start, float | Number):
            number = f"{start if isinstance(start, float) else start.value:g}"
            yield self.say("capital at the start {number}", number=number)
        for change in self._set:
            if change.id in self._paying:
                yield self._param(change)

    @cached_property
    def _paying(self) -> frozenset[str]:
        """The params that reach what acts are paid from."""
        document = self.scenario.document
        effects = (
            key
            for key, row in document.effects.items()
            if row.to == document.scenario.budget
        )
        paths = (f"effects.{key}" for key in effects)
        return frozenset(p for path in paths for p in self.scenario.parameters_of(path))

    @cached_property
    def _set(self) -> tuple[ParamChange, ...]:
        """Every param that some level changes, as it is at this one."""
        return self.scenario.settings(self.number)

    def _other(self) -> Iterator[str]:
        """Tell the other numbers that differ from the standard level."""
        for change in self._changes.params:
            if change.id not in self._paying:
                yield self._param(change)

    def _param(self, change: ParamChange) -> str:
        number, usual = (
            _number(value, change.unit) for value in (change.value, change.standard)
        )
        named = self.scenario.param_name(change.id, self.language)
        return f"{named} {self._beside(number, usual)}"

    def _deadlines(self) -> Iterator[str]:
        """Tell how long the cards wait that are on."""
        here, usual = (
            self._waits(level) for level in (self.number, self.scenario.standard_level)
        )
        if here:
            yield self.say(
                "deadlines in turns {number}", number=self._beside(here, usual)
            )

    def _waits(self, level: int) -> str:
        cards = self.scenario.document.agenda
        on = [
            row.deadline
            for key, row in cards.items()
            if self.scenario.is_on(f"agenda.{key}", level)
        ]
        if not on:
            return ""
        mean = sum(on) / len(on)
        return self.say(
            "{least} to {most}, {mean} on average",
            least=min(on),
            most=max(on),
            mean=f"{mean:.1f}",
        )

    def _counts(self) -> Iterator[str]:
        """Count the rows of each table that are on."""
        for home, words in _COUNTED:
            here, usual = (
                sum(
                    self.scenario.is_on(f"{home}.{key}", level)
                    for key in getattr(self.scenario.document, home)
                )
                for level in (self.number, self.scenario.standard_level)
            )
            if here or usual:
                count = self._beside(str(here), str(usual))
                yield tell(words, self.language, count=count)

    def _drawn(self) -> Iterator[str]:
        """Tell of which models one is drawn unseen."""
        if self.scenario.draws_model(self.number):
            models = model_views(self.scenario, self.language)
            yield self.say(
                "one model is drawn unseen, and the outlook mixes them: {models}",
                models=" / ".join(model.label for model in models),
            )

    def _ahead(self) -> str:
        """Tell which actors look ahead, and how far."""
        if not self._changes.ahead:
            return self.say("no actor looks ahead")
        rules = self.scenario.document.rules
        actors = {rules[key].actor: months for key, months in self._changes.ahead}
        named = ", ".join(
            f"{self.scenario.text(f'actors.{actor}.name', self.language)} {months}"
            for actor, months in actors.items()
        )
        return self.say("look ahead, in turns: {actors}", actors=named)


def _number(value: float, unit: str) -> str:
    if unit.startswith(_SHARES):
        return with_unit(f"{100 * value:g}", "%")
    return f"{value:g}"
