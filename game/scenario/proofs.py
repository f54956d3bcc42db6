"""The tables by which a file is held to its word: tests and tracks."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from game.scenario.fields import (
    Condition,
    Count,
    Measure,
    Name,
    Real,
    Remark,
    Several,
    Size,
    SourceId,
    Table,
    VariableId,
    chosen,
)
from game.scenario.marks import ChoiceLine, Refers

BOUND_PATTERN = r"^(<=|>=|<|>) ?-?[0-9]+(\.[0-9]+)?$"
MOST_WORLDS = 20_000

Bound = Annotated[str, Field(pattern=BOUND_PATTERN, max_length=40)]
"""`">= 0.8"`: an order sign and a number."""


def _kind_of_play(value: object) -> str:
    return "<policy>" if isinstance(value, str) else "<lines>"


Play = Annotated[
    Annotated[str, Tag("<policy>"), Refers(("policies",))]
    | Annotated[
        Annotated[
            Several[Annotated[str, ChoiceLine(dated=True)]], Field(max_length=2000)
        ],
        Tag("<lines>"),
    ],
    Discriminator(_kind_of_play),
]
"""How the player plays: an id of [policies], or lines of its grammar."""

CAUSES = ("effects", "events", "red_lines", "agenda", "initiatives")
"""The tables whose rows add to variables under their own names."""


class Expect(Table):
    """What a test expects at the close of its last turn."""


class ShareExpect(Expect):
    """In what share of the worlds something holds."""

    sign: ClassVar[str] = "p"
    expr: Condition
    p: Bound


class MeanExpect(Expect):
    """Between what the mean over the worlds lies."""

    sign: ClassVar[str] = "mean"
    expr: Measure
    mean: Annotated[Several[Real], Field(min_length=2, max_length=2)]


class CauseExpect(Expect):
    """How much of what moved a variable one cause was."""

    sign: ClassVar[str] = "cause"
    cause: Annotated[str, Refers(CAUSES)]
    of: VariableId
    share: Bound
    compare: Play | None = None


class CompareExpect(Expect):
    """How far two ways to play lie apart with the same luck."""

    sign: ClassVar[str] = "compare"
    expr: Measure
    compare: Play
    diff: Bound


EXPECTS: tuple[type[Expect], ...] = (
    CauseExpect,
    CompareExpect,
    MeanExpect,
    ShareExpect,
)


def _kind_of_expect(value: object) -> str:
    model = (
        chosen(EXPECTS, value)
        if isinstance(value, dict)
        else type(value)
        if isinstance(value, Expect)
        else ShareExpect
    )
    return f"<{model.sign}>"


AnyExpect = Annotated[
    Annotated[CauseExpect, Tag("<cause>")]
    | Annotated[CompareExpect, Tag("<compare>")]
    | Annotated[MeanExpect, Tag("<mean>")]
    | Annotated[ShareExpect, Tag("<p>")],
    Discriminator(_kind_of_expect),
]


class Played(Table):
    """Games that are played to see whether the file keeps its word."""

    note: Remark | None = None
    when: Play = ()
    worlds: Annotated[int, Field(ge=2, le=MOST_WORLDS)] = 500
    level: Annotated[int, Field(ge=1, le=5)] | None = None


class ScenarioTest(Played):
    """`[tests.ID]`: a property that the crisis must have."""

    given: dict[Annotated[str, Refers(("variables", "types", "red_lines"))], Real] = (
        Field(default_factory=dict)
    )
    turns: Count | None = None
    then: Annotated[Several[AnyExpect], Field(min_length=1, max_length=40)]


class Track(Played):
    """`[tracks.ID]`: what a variable is on record to have been, by date."""

    variable: VariableId
    unit: Name | None = None
    source: SourceId
    tolerance: Size = 0.0
    points: Annotated[dict[str, Real], Field(min_length=1, max_length=520)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """On which side of a number something is expected."""

    limit: float
    above: bool
    """Above it, or below."""
    itself: bool
    """Whether the number itself will do."""

    def holds(self, value: float) -> bool:
        """Tell whether a value lies where it is expected."""
        if value == self.limit:
            return self.itself
        return (value > self.limit) == self.above


def bound_of(text: Bound) -> Limit:
    """Read a bound that has the right form."""
    sign = text.rstrip("-.0123456789 ")
    return Limit(
        limit=float(text[len(sign) :]), above=sign[0] == ">", itself=sign[1:] == "="
    )
