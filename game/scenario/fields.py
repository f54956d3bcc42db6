"""The kinds of values that the tables of a scenario file are made of."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    NaiveDatetime,
    Strict,
    Tag,
)

from game.idle import never
from game.scenario import lengths
from game.scenario.guesses import nearest
from game.scenario.marks import (
    Coefficient,
    Formula,
    Member,
    Refers,
    Shown,
    Where,
)

# What plug-ins are installed is no matter of a scenario; to look for them would bring
# all that reads mail, and what else it takes to know what is installed.
never("pydantic.plugin._loader", get_plugins=tuple)

END = r"$(?!\n)"
"""The end of a text in a pattern: to Python `$` alone stands before a last newline."""
ID_PATTERN = rf"^[a-z][a-z0-9_]{{0,47}}{END}"
LABEL_LIMIT = lengths.LABEL
TITLE_LIMIT = lengths.TITLE
TEXT_LIMIT = lengths.TEXT
EXPRESSION_LIMIT = 400
HIGHEST_LEVEL = 5

Item = TypeVar("Item")
TableKind = TypeVar("TableKind", bound="Table")


class Table(BaseModel):
    """A table of the file: nothing unknown, nothing converted, nothing changed."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        populate_by_name=False,
        defer_build=True,
        regex_engine="python-re",
    )
    sign: ClassVar[str] = ""
    """The key that tells this table from others that may stand in its place."""


def chosen(
    models: Sequence[type[TableKind]], value: Mapping[str, object]
) -> type[TableKind]:
    """Return the model that a table with these keys is meant to follow.

    The first whose sign is there; else the one whose sign was probably misspelt;
    else the one that has none, or the last.
    """
    if len(models) == 1:
        return models[0]
    signs = {model.sign: model for model in models if model.sign}
    found = next((key for key in signs if key in value), "")
    if not found:
        known = {key for model in models for key in model.model_fields}
        guesses = (nearest(key, signs) for key in value if key not in known)
        found = next((guess for guess in guesses if guess), "")
    plain = [model for model in models if not model.sign]
    return signs[found] if found else [*models, *plain][-1]


def kind_of(value: object) -> str:
    """Return the branch of a union that the kind of a value chooses."""
    if isinstance(value, dict):
        return "<draw>" if "draw" in value else "<table>"
    if isinstance(value, Table):
        return "<draw>" if isinstance(value, Drawn) else "<table>"
    if isinstance(value, bool):
        return "<truth>"
    return "<text>" if isinstance(value, str) else "<number>"


def _kind_of_time(value: object) -> str:
    return "<moment>" if isinstance(value, dt.datetime) else "<date>"


Several = Annotated[tuple[Item, ...], Strict(strict=False)]
"""A list of the file, kept as a tuple."""
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Real = Annotated[float, Field(ge=-1e9, le=1e9)]
Positive = Annotated[float, Field(gt=0, le=1e9)]
Size = Annotated[float, Field(ge=0, le=1e9)]
Share = Annotated[float, Field(ge=0, le=1)]
Tilt = Annotated[float, Field(ge=-3, le=3)]
"""Log-odds that an adviser adds to what a claim leans to."""
Lean = Annotated[int, Field(ge=-1, le=1)]
Months = Annotated[int, Field(ge=0, le=520)]
Count = Annotated[int, Field(ge=1, le=520)]
Rank = Annotated[int, Field(ge=-10_000, le=10_000)]
Grade = Literal["A", "B", "C", "J"]
Level = Annotated[int, Field(ge=1, le=HIGHEST_LEVEL)]
Name = Annotated[str, Field(min_length=1), Shown(LABEL_LIMIT)]
Remark = Annotated[str, Shown(TEXT_LIMIT)]
SourceId = Annotated[str, Refers(("sources",))]
ActorId = Annotated[str, Refers(("actors",))]
VariableId = Annotated[str, Refers(("variables",))]
Moment = Annotated[
    Annotated[dt.date, Tag("<date>")] | Annotated[NaiveDatetime, Tag("<moment>")],
    Discriminator(_kind_of_time),
]
"""A date, or a date with a time of day, local to the crisis."""
Tick = Literal["hour", "day", "week", "month", "quarter"]
When = dt.date | Annotated[str, Field(min_length=1, max_length=40)]

_Written = Annotated[
    Annotated[bool, Tag("<truth>")]
    | Annotated[float, Tag("<number>")]
    | Annotated[str, Tag("<text>")],
    Discriminator(kind_of),
]
Price = Annotated[_Written, Formula(truth=False, where=Where.DESK)]
Requirement = Annotated[_Written, Formula(truth=True, where=Where.DESK)]
Occasion = Annotated[_Written, Formula(truth=True, where=Where.OPENING)]
Likelihood = Annotated[_Written, Formula(truth=False, where=Where.OPENING)]
Amount = Annotated[_Written, Formula(truth=False, where=Where.EFFECT)]
Gate = Annotated[_Written, Formula(truth=True, where=Where.EFFECT)]
Hazard = Annotated[_Written, Formula(truth=False, where=Where.HAZARD)]
Utility = Annotated[_Written, Formula(truth=False, where=Where.UTILITY)]
Quantity = Annotated[_Written, Formula(truth=False, where=Where.DERIVED)]
Condition = Annotated[_Written, Formula(truth=True, where=Where.CLOSE)]
Measure = Annotated[_Written, Formula(truth=False, where=Where.CLOSE)]
Signal = Annotated[_Written, Formula(truth=True, where=Where.ADVISER)]
Focus = Annotated[_Written, Formula(truth=False, where=Where.ADVISER)]
Expectation = Annotated[_Written, Formula(truth=True, where=Where.EXPECTED)]


class Words(Table):
    """Text for the player: English, and Korean if it is there."""

    en: Annotated[str, Field(min_length=1)]
    """The English text, which is required."""
    ko: Annotated[str, Field(min_length=1)] | None = None
    """The Korean text; without it the English one is shown."""


Label = Annotated[Words, Shown(LABEL_LIMIT)]
_Worded = Annotated[
    Annotated[Words, Tag("<table>")]
    | Annotated[Annotated[str, Field(min_length=1)], Tag("<text>")],
    Discriminator(kind_of),
]
Unit = Annotated[_Worded, Shown(LABEL_LIMIT)]
"""A word or two: a text, or a plain string that is the same in every language."""
Phrase = Annotated[_Worded, Shown(TEXT_LIMIT)]
"""A title or a remark: a text, or a plain string that is the same in every language."""
Title = Annotated[Words, Shown(TITLE_LIMIT)]
Text = Annotated[Words, Shown(TEXT_LIMIT)]
Again = Annotated[Several[Text], Field(max_length=12)]
"""Further texts of what comes again and again."""


def english(phrase: Words | str | None) -> str:
    """Return a text, or a plain string that stands for one, in English."""
    return phrase.en if isinstance(phrase, Words) else phrase or ""


def translated(phrase: Words | str | None, language: str) -> str:
    """Return a text in a language other than English; empty if it is not there."""
    return str(getattr(phrase, language, None) or "")


class Number(Table):
    """A number with its range and where it comes from."""

    value: Real
    """The number that is played."""
    low: Real | None = None
    """The least that it may well be."""
    high: Real | None = None
    """The most that it may well be."""
    unit: Unit | None = None
    """What it is counted in: `steps`, or `step|steps` where 1 has its own form."""
    grade: Grade | None = None
    """How well it is known: A seen in a source, B well established, C contested, J
    judgement.
    """
    source: SourceId | None = None
    """The row of [sources] that it comes from."""
    note: Phrase | None = None
    """A remark for whoever asks why this number."""


class Drawn(Table):
    """A number drawn once per world."""

    sign: ClassVar[str] = "draw"
    draw: Literal["uniform", "choice"]
    """How it is drawn: evenly between low and high, or as one of the values."""
    low: Real | None = None
    """The lower end of what is drawn evenly."""
    high: Real | None = None
    """The upper end of what is drawn evenly."""
    values: Several[Real] | None = None
    """The values of which one is drawn."""
    weights: Several[Size] | None = None
    """How likely each value is, in the order of the values; equally, without it."""
    unit: Unit | None = None
    """What it is counted in: `steps`, or `step|steps` where 1 has its own form."""
    grade: Grade | None = None
    """How well it is known: A, B, C or J."""
    source: SourceId | None = None
    """The row of [sources] that it comes from."""
    note: Phrase | None = None
    """A remark for whoever asks why this number."""


class Following(Drawn):
    """A number drawn once per world, alone or with a hidden type."""

    follows: Annotated[str, Refers(("types",))] | None = None
    """The hidden type that it goes together with."""
    rank: Annotated[float, Field(ge=-1, le=1)] | None = None
    """How closely: the rank correlation (Spearman's), from -1 to 1."""


_Plain = Annotated[Real, Tag("<number>")]
Given = Annotated[
    _Plain | Annotated[Number, Tag("<table>")],
    Discriminator(kind_of),
    Coefficient(),
]
Start = Annotated[
    _Plain | Annotated[Number, Tag("<table>")] | Annotated[Drawn, Tag("<draw>")],
    Discriminator(kind_of),
    Coefficient(),
]

Threshold = Annotated[
    _Plain | Annotated[Number, Tag("<table>")] | Annotated[Following, Tag("<draw>")],
    Discriminator(kind_of),
    Coefficient(),
]

Effects = dict[VariableId, Amount]
Sets = dict[
    Annotated[str, Refers(("levers",))],
    Annotated[str, Member("key")],
]


class Graded(Table):
    """A row whose numbers carry its grade and source."""

    grade: Grade | None = None
    """How well the row's numbers are known: A seen in a source, B well established, C
    contested (needs low and high), J judgement.
    """
    source: SourceId | None = None
    """The row of [sources] that the row's numbers come from."""


class Switched(Graded):
    """A row that may be on at some levels of difficulty only."""

    from_level: Level = 1
    """The lowest level of difficulty at which the row is on."""
    to_level: Level = HIGHEST_LEVEL
    """The highest level of difficulty at which the row is on."""

    @property
    def is_switched(self) -> bool:
        """Tell whether there are levels at which the row is off."""
        return (self.from_level, self.to_level) != (1, HIGHEST_LEVEL)
