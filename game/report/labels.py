"""The scenario's own words in one language: every text of a file enters here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.engine.expression import Apply, Number, Operator, Source, reads
from game.engine.listing import choices
from game.engine.state import ChoiceKind
from game.report.dates import date_text, span_text, tick_of
from game.report.figures import in_unit, shown, unit_after
from game.report.hanging import Hanging, hanging
from game.report.ready import Brought, brought
from game.scenario.rival import DRAWN
from game.text import clean
from game.words import message, render, say

if TYPE_CHECKING:
    from game.engine.spec import Spec
    from game.engine.state import Choice
    from game.scenario import Scenario

_GRADES = {
    "A": message("seen in a source"),
    "B": message("well established"),
    "C": message("contested"),
    "J": message("judgement"),
}


_GROUPS = {
    "talk": message("Talk"),
    "pressure": message("Pressure"),
    "home": message("At home"),
    "build": message("Building"),
    "intelligence": message("Intelligence"),
}


@dataclass(frozen=True)
class Labels:
    """A scenario in one language; without slots, to keep what it worked out."""

    scenario: Scenario
    spec: Spec
    language: str

    def text(self, path: str) -> str:
        """Return the text at a dotted path of the file, or empty."""
        return self.scenario.text(path, self.language)

    def say(self, template: str, **fields: object) -> str:
        """Return a sentence of the interface in this language."""
        return say(template, self.language, **fields)

    @cached_property
    def budget(self) -> str:
        """Return the name of what acts are paid from."""
        return self.text(f"variables.{self.spec.desk.budget}.label")

    def date(self, turn: int) -> str:
        """Return the date of a turn."""
        return date_text(self.scenario.calendar, turn, self.language)

    def span(self, turn: int, count: int) -> str:
        """Return how long a number of turns is, from the opening of one on."""
        return span_text(self.scenario.calendar, turn, count, self.language)

    def tick(self, turn: int) -> str:
        """Return what a turn is: `hour` to `quarter`, or `turn` if it is several."""
        return tick_of(self.scenario.calendar, turn)

    def is_on(self, path: str) -> bool:
        """Tell whether a row, by its dotted path, is on at the level played."""
        return self.scenario.is_on(path, self.spec.level)

    def hidden(self, key: str) -> str:
        """Return what something hidden is called: a type, a red line, the model."""
        if key == DRAWN:
            return self.say("The model that the world follows")
        return self.text(f"types.{key}.label") or self.text(f"red_lines.{key}.label")

    def grade(self, grade: str) -> str:
        """Return in words how well a number is known."""
        return render(_GRADES[grade], self.language) if grade in _GRADES else ""

    def group(self, group: str) -> str:
        """Return what a group of initiatives is called, or empty."""
        return render(_GROUPS[group], self.language) if group in _GROUPS else ""

    def source(self, id: str, turn: int = 0) -> str:
        """Return a source as title and date, or empty.

        Given a turn, one that is dated after it is said to be known later.
        """
        row = self.scenario.document.sources.get(id)
        if row is None:
            return ""
        title = clean(self.scenario.citation(id, self.language), limit=200)
        if row.date is None:
            return title
        date = clean(str(row.date))
        if turn and isinstance(row.date, dt.date) and self._is_after(row.date, turn):
            return self.say("known later: {title} ({date})", title=title, date=date)
        return self.say("{title} ({date})", title=title, date=date)

    def _is_after(self, day: dt.date, turn: int) -> bool:
        """Tell whether a day begins after the end of a turn."""
        end = self.scenario.calendar.opening(turn + 1)
        return dt.datetime.combine(day, dt.time.min) >= end

    def actor(self, id: str) -> str:
        """Return the name of an actor, or empty."""
        return self.text(f"actors.{id}.name") if id else ""

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Return every choice by its line."""
        return {choice.line: choice for choice in choices(self.spec)}

    def choice(self, choice: Choice) -> str:
        """Return a choice as a player reads it."""
        if choice.kind is ChoiceKind.LEVER:
            return self.say(
                "{subject}: {answer}",
                subject=self.text(f"levers.{choice.id}.label"),
                answer=self.text(f"levers.{choice.id}.rungs.{choice.option}.label"),
            )
        if choice.kind is ChoiceKind.CARD:
            return self.say(
                "{subject}: {answer}",
                subject=self.text(f"agenda.{choice.id}.title"),
                answer=self.text(f"agenda.{choice.id}.options.{choice.option}.label"),
            )
        if choice.kind is ChoiceKind.INITIATIVE:
            return self.text(f"initiatives.{choice.id}.label")
        return self.mandate(choice.option)

    def mandate(self, duties: str) -> str:
        """Return a declaration, `LEAD FIRST SECOND`, as a player reads it."""
        lead, first, second = (
            self.text(f"objectives.{key}.label") for key in duties.split()
        )
        return self.say(
            "lead duty {lead}; priorities {first} and {second}",
            lead=lead,
            first=first,
            second=second,
        )

    def subject(self, key: str) -> str:
        """Return what a price was paid for: a card, lever, initiative or `declare`."""
        for path in (
            f"agenda.{key}.title",
            f"levers.{key}.label",
            f"initiatives.{key}.label",
        ):
            text = self.text(path)
            if text:
                return text
        return self.say("the declaration")

    def happening(self, name: str) -> str:
        """Return something that can take place in a few words."""
        head, _, tail = name.partition(".")
        if tail and head in self.scenario.document.rules:
            actor = self.actor(self.scenario.document.rules[head].actor)
            return self.say(
                "{actor}: {act}",
                actor=actor,
                act=self.text(f"rules.{head}.options.{tail}.label"),
            )
        if tail == "silence":
            return self.say(
                "{subject}: no answer",
                subject=self.text(f"agenda.{head}.title"),
            )
        if tail:
            return self.say(
                "{subject}: {answer}",
                subject=self.text(f"agenda.{head}.title"),
                answer=self.text(f"agenda.{head}.options.{tail}.label"),
            )
        return (
            self.text(f"events.{head}.title")
            or self.text(f"red_lines.{head}.label")
            or self.subject(head)
        )

    def effect(self, key: str) -> str:
        """Return the label of an effect, or its id in words."""
        if key in self.scenario.document.effects:
            return self.text(f"effects.{key}.label") or key.replace("_", " ")
        return self.text(self.scenario.effect_info(key).label)

    def unit(self, variable: str) -> str:
        """Return the unit of a variable in its forms, as `with_unit` takes it."""
        return clean(self.scenario.unit_forms(variable, self.language), limit=40)

    def axis(self, variable: str) -> str:
        """Return what an axis of a variable is measured in: its unit for many."""
        many = unit_after("", self.unit(variable))
        return "%" if many == "per cent" else many

    def measured(self, variable: str, text: str) -> str:
        """Write a number in the measure of a variable, without its words."""
        return in_unit(text, self.unit(variable))

    @cached_property
    def hanging(self) -> dict[str, tuple[Hanging, ...]]:
        """Return the levers that the outcomes of the player's own acts hang on."""
        document = self.scenario.document
        own = tuple(f"{key}/" for key in document.initiatives)
        return hanging(
            self.spec, lambda key: key in document.effects or key.startswith(own)
        )

    @cached_property
    def brought(self) -> dict[str, Brought]:
        """Return by act what each rung that its outcomes hang on would bring."""
        return {act: brought(self, act) for act in self.hanging}

    @cached_property
    def priced_by(self) -> dict[str, str]:
        """Say of acts how their price hangs on which duty leads, if it does."""
        found = {}
        for row in self.spec.initiatives:
            leads = [one.id for one in reads(row.cost) if one.source is Source.LEAD]
            duties = ", ".join(self.text(f"objectives.{key}.label") for key in leads)
            if not leads:
                continue
            match row.cost:
                case Apply(Operator.IF, (_, Number(led), Number(left))):
                    found[row.id] = self.say(
                        "Its price is {led} where this duty leads: {duties}; else "
                        "{left}.",
                        led=shown(led, self.decimals[self.spec.desk.budget]),
                        duties=duties,
                        left=shown(left, self.decimals[self.spec.desk.budget]),
                    )
                case _:
                    found[row.id] = self.say(
                        "Its price hangs on which duty leads: {duties}.", duties=duties
                    )
        return found

    @cached_property
    def decimals(self) -> dict[str, int]:
        """Return for every variable the digits shown after the point."""
        rows = self.scenario.document.variables
        return {key: row.decimals for key, row in rows.items()}
