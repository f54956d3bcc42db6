"""The tables by which a file is held to its word: tests and tracks."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from game.scenario.fields import (
    END,
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

BOUND_PATTERN = rf"^(<=|>=|<|>) ?-?[0-9]+(\.[0-9]+)?{END}"
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
    """A truth, read at the close of the last turn."""
    p: Bound
    """In what share of the worlds it holds, such as ">= 0.8"."""


class MeanExpect(Expect):
    """Between what the mean over the worlds lies."""

    sign: ClassVar[str] = "mean"
    expr: Measure
    """A number, read at the close of the last turn."""
    mean: Annotated[Several[Real], Field(min_length=2, max_length=2)]
    """Between what its mean over the worlds lies: lower, upper."""


class CauseExpect(Expect):
    """How much of what moved a variable one cause was."""

    sign: ClassVar[str] = "cause"
    cause: Annotated[str, Refers(CAUSES)]
    """The row that adds to the variable: an effect, an event, a card, and so on."""
    of: VariableId
    """The variable that is moved."""
    share: Bound
    """Its share of all movement; with `compare`, of the difference."""
    compare: Play | None = None
    """Another way to play: the cause is asked of the difference between the two."""


class CompareExpect(Expect):
    """How far two ways to play lie apart with the same luck."""

    sign: ClassVar[str] = "compare"
    expr: Measure
    """A number, read at the close of the last turn."""
    compare: Play
    """The other way to play, in the same worlds with the same luck; [] holds."""
    diff: Bound
    """How much larger the mean is than with the other way, such as "< -0.5"."""


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
    """What it is about, for whoever reads the report."""
    when: Play = ()
    """How the player plays: an id of [policies], or lines of its grammar."""
    worlds: Annotated[int, Field(ge=2, le=MOST_WORLDS)] = 500
    """How many worlds are played."""
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    """The level of difficulty; the standard one without."""


class ScenarioTest(Played):
    """`[tests.ID]`: a property that the crisis must have."""

    given: dict[Annotated[str, Refers(("variables", "types", "red_lines"))], Real] = (
        Field(default_factory=dict)
    )
    """Starts, types and thresholds that are the same in all worlds."""
    turns: Count | None = None
    """How many turns are played; all of them without."""
    then: Annotated[Several[AnyExpect], Field(min_length=1, max_length=40)]
    """What is expected at the close of the last turn."""


class Track(Played):
    """`[tracks.ID]`: what a variable is on record to have been, by date."""

    variable: VariableId
    """The variable that is on record."""
    unit: Name | None = None
    """What the record counts in: the unit of the variable."""
    source: SourceId
    """Where the record stands."""
    tolerance: Size = 0.0
    """How far the record may be off: the band is widened by it on both sides."""
    points: Annotated[dict[str, Real], Field(min_length=1, max_length=520)]
    """Date to value: what stands at the opening of the turn that holds the date."""


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
