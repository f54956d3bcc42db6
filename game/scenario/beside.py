"""The tables beside the crisis: what a file extends, and what its author accepts."""

from typing import Annotated

from pydantic import Field

from game.scenario.fields import Name, Remark, Several, Table


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
