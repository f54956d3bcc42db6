"""The tables beside the crisis: what its author accepts of the checks' findings."""

from typing import Annotated

from pydantic import Field

from game.scenario.fields import Name, Remark, Several, Table


class Allowance(Table):
    """`[allow.ID]`: a finding that the author has looked at and accepts."""

    code: Name
    about: Annotated[Several[Name], Field(max_length=200)] = ()
    """Dotted paths; empty: whatever it is about."""
    reason: Remark
