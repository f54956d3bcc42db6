"""A small crisis with a hidden type, an actor and weather, and records made by it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from game.engine import Chance, begin, compile_spec, hold, step
from game.scenario import CheckedRecord, Scenario, check_record_text, check_text
from game.scenario.samples_played import CLEAN

QUAY = (
    CLEAN.replace("turns = 8", "turns = 7").replace(
        "range = [0, 100]\nstart = 60", "range = [0, 300]\nstart = 200"
    )
    + """
[actors.crews]
name = { en = "The crews" }
role = "adversary"

[types.haste]
label = { en = "Haste" }
draw = "uniform"
low = 0
high = 4
grade = "J"
source = "office"

[params.wear]
value = 1
low = 0
high = 3
grade = "J"
source = "office"
in_sample = true

[effects.haste_wears]
to = "stores"
expr = "0 - haste - wear"
grade = "J"

[effects.weather]
to = "stores"
expr = "4 + 0 * stores"
draw = "normal"
grade = "J"

[effects.talk]
to = "standing"
expr = "3 + 0 * standing"
draw = "normal"
grade = "J"

[rules.crews]
actor = "crews"
options = [
  { id = "work", label = { en = "Work" }, utility = 0 },
  { id = "strike", label = { en = "Strike" }, utility = "0.6 * haste - 1.5" },
]
grade = "J"
"""
)
"""A crisis of seven weeks, with one number that was set after the event."""

HEAD = """\
format = 1

[record]
title = { en = "The winter as it was" }
scenario = "harbour_dues"
first = 2001-11-10
last = 2001-12-21

[sources.log]
title = "The log of the harbour"
kind = "data"
"""

TURNS = 7


def quay(text: str = QUAY) -> Scenario:
    """Return the crisis."""
    checked = check_text({"a.toml": text}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario


def day(turn: int) -> str:
    """Return a day in the middle of a turn."""
    return (date(2001, 11, 6) + timedelta(days=7 * (turn - 1))).isoformat()


def series(
    points: dict[int, float], *, id: str = "stock", rest: str = "", error: float = 0.0
) -> str:
    """Return a series of the stores as the text of a record."""
    lines = "".join(
        f'  {{ on = {day(turn)}, value = {value!r}, sd = {error}, grade = "A",'
        ' source = "log" },\n'
        for turn, value in points.items()
    )
    rest = rest or 'variable = "stores"\nunit = "sacks"\nconversion = "Sacks."'
    return (
        f'[series.{id}]\nlabel = {{ en = "Stores" }}\n{rest}\n'
        f"range = [0, 300]\npoints = [\n{lines}]\n"
    )


def yes_no(answers: dict[int, bool], *, id: str, of: str, base: float = 0.2) -> str:
    """Return a yes-or-no row as the text of a record."""
    lines = "".join(
        f"  {{ on = {day(turn)}, yes = {str(came).lower()},"
        ' grade = "A", source = "log" },\n'
        for turn, came in answers.items()
    )
    return (
        f'[yes_no.{id}]\nlabel = {{ en = "It came" }}\nof = {of}\nbase = {base}\n'
        f"points = [\n{lines}]\n"
    )


def shock(days: list[str], of: str = "storm") -> str:
    """Return a shock as the text of a record."""
    return (
        f'[shocks.gale]\nof = "{of}"\non = [{", ".join(days)}]\n'
        'grade = "A"\nsource = "log"\n'
    )


def record(rows: str, scenario: Scenario, last: int = TURNS) -> CheckedRecord:
    """Return a record without errors, scored up to a turn."""
    head = HEAD.replace("2001-12-21", day(last))
    checked = check_record_text(head + rows, "record.toml", scenario)
    assert checked.record is not None, checked.diagnostics
    return checked


class Winter:
    """What one world of the crisis came to, as somebody would have written it down."""

    def __init__(self, scenario: Scenario, world: int, seed: int, error: float) -> None:
        """Play one world of its own luck.

        Args:
            scenario: the crisis.
            world: its number.
            seed: the seed of the games, of which no forecast knows.
            error: how far the log may be off.
        """
        model = compile_spec(scenario.spec())
        chance = Chance(seed)
        state = begin(model, chance, np.array([world], dtype=np.uint64))
        place = {name: row for row, name in enumerate(model.happenings)}
        rows = {variable.id: n for n, variable in enumerate(model.spec.variables)}
        self.stores: dict[int, float] = {}
        self.standing: dict[int, float] = {}
        self.storm: dict[int, bool] = {}
        self.strike: dict[int, bool] = {}
        while state.turn <= TURNS:
            turn, made = state.turn, step(model, state, hold(model, 1), chance)
            state = made.state
            blur = error * chance.normal("log", turn, state.worlds)
            self.stores[turn] = float((state.values[rows["stores"]] + blur)[0])
            self.standing[turn] = float(state.values[rows["standing"]][0])
            self.storm[turn] = bool(made.happened[place["storm"]][0])
            self.strike[turn] = bool(made.happened[place["crews.strike"]][0])

    def rows(self, error: float, last: int = TURNS) -> str:
        """Return the rows of its record up to a turn."""
        turns = range(1, last + 1)
        standing = 'variable = "standing"\nunit = "points"\nconversion = "As counted."'
        return (
            series({turn: self.stores[turn] for turn in turns}, error=error)
            + series(
                {turn: self.standing[turn] for turn in turns},
                id="standing",
                rest=standing,
            )
            + yes_no(
                {turn: self.strike[turn] for turn in turns},
                id="strike",
                of='["crews.strike"]',
            )
            + yes_no(
                {turn: self.storm[turn] for turn in turns}, id="storm", of='["storm"]'
            )
        )
