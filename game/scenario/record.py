"""The record of what was observed: a file beside a scenario, to score it against."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from game.scenario.fields import (
    END,
    Grade,
    Id,
    Label,
    Name,
    Positive,
    Real,
    Remark,
    Several,
    Share,
    Size,
    SourceId,
    Table,
    Text,
    Title,
    VariableId,
)
from game.scenario.marks import ChoiceLine
from game.scenario.world import Source

MOST_SERIES = 40
MOST_POINTS = 600


class RecordHead(Table):
    """`[record]`: what the record is of, and how the player played."""

    title: Title
    """What the record is called."""
    text: Text | None = None
    """What it holds, and what it cannot tell."""
    scenario: Annotated[str, Field(pattern=rf"^[A-Za-z0-9_-]{{1,64}}{END}")]
    """The id of the scenario that it observes."""
    first: dt.date
    """A day of the first turn that is scored; what is earlier is only learned from."""
    last: dt.date
    """A day of the last turn that is scored."""
    policy: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    """How the player really played: a policy of the scenario, `history` among them."""
    lines: Annotated[
        Several[Annotated[str, ChoiceLine(dated=True)]], Field(max_length=2000)
    ] = ()
    """The same as lines of the grammar of choices; without both nothing is chosen."""


class Dated(Table):
    """Something on record, on its day."""

    on: dt.date
    """The day; it counts for the turn that holds it."""
    grade: Grade
    """How well it is known: A, B, C or J."""
    source: SourceId
    """A row of [sources], of the record or of its scenario."""
    note: Remark | None = None
    """A remark for whoever asks."""


class Point(Dated):
    """One number on record."""

    value: Real
    """The number as it was published."""
    low: Real | None = None
    """The least that it may have been, one time in twenty less (5 %)."""
    high: Real | None = None
    """The most that it may have been, one time in twenty more (95 %)."""
    sd: Size | None = None
    """Its standard error, in place of low and high; without them it is exact."""


class Series(Table):
    """`[series.ID]`: a number on record, by date, and the variable that it is of."""

    label: Label
    """What it is called."""
    variable: VariableId
    """The variable of the scenario that it observes, at the close of a turn."""
    measure: Literal["level", "change", "direction"] = "level"
    """The variable itself, what it moved in the turn, or only whether it rose."""
    unit: Name
    """What the published number counts in."""
    factor: Positive = 1.0
    """By what the published number is multiplied to count as the variable does."""
    offset: Real = 0.0
    """What is then added."""
    conversion: Remark | None = None
    """Why that is the same thing, where it is a judgement (grade J)."""
    range: Annotated[Several[Real], Field(min_length=2, max_length=2)]
    """Between what it may lie, judged without the record; in the variable's unit."""
    points: Annotated[Several[Point], Field(min_length=1, max_length=MOST_POINTS)]
    """What was published."""


class Answer(Dated):
    """Whether something took place in the turn that holds a day."""

    yes: bool
    """Whether it did."""


class YesNo(Table):
    """`[yes_no.ID]`: whether something took place, turn by turn."""

    label: Label
    """What it is called."""
    of: Annotated[Several[str], Field(min_length=1, max_length=20)]
    """An event, a red line, or options of one rule as RULE.OPTION; any of them."""
    base: Share
    """How often in a turn, judged without the record; it counts as one turn seen."""
    conversion: Remark | None = None
    """Why that is the same thing, where it is a judgement (grade J)."""
    points: Annotated[Several[Answer], Field(min_length=1, max_length=MOST_POINTS)]
    """The turns of which it is known."""


class Shock(Table):
    """`[shocks.ID]`: what came from outside: given to the model, and never scored."""

    of: Annotated[str, Field(min_length=1, max_length=100)]
    """An event or a red line, which is then kept from every other turn; or what a
    government did, as RULE.OPTION.
    """
    on: Annotated[Several[dt.date], Field(max_length=MOST_POINTS)]
    """The days on which it came; none: it never did."""
    grade: Grade
    """How well that is known: A, B, C or J."""
    source: SourceId
    """A row of [sources], of the record or of its scenario."""
    note: Remark | None = None
    """A remark for whoever asks."""


class Record(Table):
    """A whole record."""

    format: Literal[1]
    """The version of the format; stands first."""
    record: RecordHead
    """What the whole file is about."""
    sources: Annotated[dict[Id, Source], Field(max_length=2000)] = Field(
        default_factory=dict
    )
    """Documents that the numbers come from."""
    series: Annotated[dict[Id, Series], Field(max_length=MOST_SERIES)] = Field(
        default_factory=dict
    )
    """Numbers by date."""
    yes_no: Annotated[dict[Id, YesNo], Field(max_length=MOST_SERIES)] = Field(
        default_factory=dict
    )
    """What took place and what did not."""
    shocks: Annotated[dict[Id, Shock], Field(max_length=MOST_SERIES)] = Field(
        default_factory=dict
    )
    """What came from outside."""
