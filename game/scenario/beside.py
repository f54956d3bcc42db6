"""The tables beside the crisis: what a file extends, accepts, records and hints at."""

from typing import Annotated

from pydantic import Field

from game.scenario.fields import (
    END,
    Count,
    Grade,
    Moment,
    Name,
    Rank,
    Remark,
    Several,
    Signal,
    SourceId,
    Table,
    Text,
    Title,
    Words,
)
from game.scenario.marks import ChoiceLine, Refers, Shown

HINT_LIMIT = 220
"""Characters of a hint: three lines of the smallest screen."""


class Extends(Table):
    """`extends`: the scenario that a file changes."""

    id: Annotated[str, Field(pattern=rf"^[A-Za-z0-9_-]{{1,64}}{END}")]
    """The id of the scenario that is extended."""
    version: Name
    """Its version, as its author numbers it."""
    rules: Annotated[str, Field(pattern=rf"^sha256:[0-9a-f]{{64}}{END}")] | None = None
    """The hash of its rules, if it must be exactly those."""


class Allowance(Table):
    """`[allow.ID]`: a finding that the author has looked at and accepts."""

    code: Name
    """The code of the finding."""
    about: Annotated[Several[Name], Field(max_length=200)] = ()
    """Dotted paths; empty: whatever it is about."""
    reason: Remark
    """Why it is accepted."""


class Deed(Table):
    """One thing that was really done, on its day."""

    on: Moment
    """The day on which it was done."""
    line: Annotated[str, ChoiceLine(dated=False)]
    """What it is in the grammar of choices."""
    source: SourceId
    """The row of [sources] that tells of it."""
    grade: Grade
    """How well it is known that this was done, and that the line says it."""
    note: Text | None = None
    """What was done, in a sentence."""


class History(Table):
    """`[history.ID]`: the record of what was really done, as a line of play."""

    title: Title
    """What the record is called."""
    text: Text | None = None
    """What it tells of."""
    lines: Annotated[Several[Deed], Field(max_length=2000)]
    """What was done, in the order of the days."""


class Hint(Table):
    """`[hints.ID]`: a word to a player who is new to it; no part of the rules."""

    text: Annotated[Words, Shown(HINT_LIMIT)]
    """What is said."""
    when: Signal = True
    """When it is said, as the player can see it."""
    about: (
        Annotated[str, Refers(("agenda", "gauges", "levers", "initiatives"))] | None
    ) = None
    """What it is about: it is said only while this stands in the room."""
    from_turn: Count = 1
    """The first turn in which it may be said."""
    to_turn: Count | None = None
    """The last turn in which it may be said."""
    rank: Rank = 0
    """Which of several is said first: that with the lowest rank."""
