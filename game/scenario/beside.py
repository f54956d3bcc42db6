"""The tables beside the crisis: what a file extends, accepts, and records."""

from typing import Annotated

from pydantic import Field

from game.scenario.fields import (
    Grade,
    Moment,
    Name,
    Remark,
    Several,
    SourceId,
    Table,
    Text,
    Title,
)
from game.scenario.marks import ChoiceLine


class Extends(Table):
    """`extends`: the scenario that a file changes."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    version: Name
    rules: Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")] | None = None


class Allowance(Table):
    """`[allow.ID]`: a finding that the author has looked at and accepts."""

    code: Name
    about: Annotated[Several[Name], Field(max_length=200)] = ()
    """Dotted paths; empty: whatever it is about."""
    reason: Remark


class Deed(Table):
    """One thing that was really done, on its day."""

    on: Moment
    line: Annotated[str, ChoiceLine(dated=False)]
    """What it is in the grammar of choices."""
    source: SourceId
    grade: Grade
    """How well it is known that this was done, and that the line says it."""
    note: Text | None = None


class History(Table):
    """`[history.ID]`: the record of what was really done, as a line of play."""

    title: Title
    text: Text | None = None
    lines: Annotated[Several[Deed], Field(max_length=2000)]
