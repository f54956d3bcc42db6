"""What an actor that looks ahead imagines, and what it wants to find there."""

from typing import Annotated

from pydantic import Field

from game.scenario.fields import Level, Measure, Table


class Foresight(Table):
    """How far an actor looks ahead, and what it wants to find there."""

    months: Annotated[int, Field(ge=1, le=12)]
    """How many turns ahead it imagines, this one included."""
    worlds: Annotated[int, Field(ge=1, le=64)] = 8
    """In how many imagined worlds."""
    from_level: Level = 1
    """The lowest level of difficulty at which it does."""
    wants: Measure
    """What it hopes for at the last imagined close, in log-odds."""
