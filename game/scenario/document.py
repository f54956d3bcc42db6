"""The whole document: every table of a scenario file under its name."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.beside import Allowance, Extends, Hint, History
from game.scenario.desk import (
    Adviser,
    Card,
    Difficulty,
    Ending,
    Entry,
    Gauge,
    Head,
    Initiative,
    Objective,
    Policy,
    RivalModel,
)
from game.scenario.fields import (
    Id,
    Remark,
    Several,
    Table,
)
from game.scenario.proofs import ScenarioTest, Track
from game.scenario.world import (
    Actor,
    Derived,
    Effect,
    Event,
    HiddenType,
    Lever,
    Param,
    RedLine,
    Report,
    Rule,
    Source,
    Variable,
)


class Loose(Table):
    """What of a document is not a row of a table."""

    include: Several[str] = ()
    """Further files of the same folder, by name."""
    extends: Extends | None = None
    """The scenario that this file changes."""
    remove: Several[str] = ()
    """Rows of the extended scenario that this one does without, as TABLE.ID."""
    scale: dict[str, Annotated[float, Field(ge=-1000, le=1000)]] = Field(
        default_factory=dict
    )
    """What is multiplied: an effect, a param or a dotted path, each with its factor."""
    texts: dict[Literal["ko"], dict[str, Remark]] = Field(default_factory=dict)
    """Korean texts kept apart, by the dotted path of each."""


class Document(Loose):
    """A whole scenario, all files taken together."""

    format: Literal[1]
    """The version of the file format; stands first."""
    scenario: Head
    """What the whole file is about."""
    sources: dict[Id, Source] = Field(default_factory=dict)
    """Documents that numbers and claims come from."""
    params: dict[Id, Param] = Field(default_factory=dict)
    """Numbers with a name."""
    types: dict[Id, HiddenType] = Field(default_factory=dict)
    """Hidden properties of the world, drawn once."""
    actors: dict[Id, Actor] = Field(default_factory=dict)
    """Who acts or is acted upon."""
    variables: dict[Id, Variable] = Field(default_factory=dict)
    """What is counted."""
    reports: dict[Id, Report] = Field(default_factory=dict)
    """What is told of something hidden, right or wrong."""
    derived: dict[Id, Derived] = Field(default_factory=dict)
    """Named quantities, worked out afresh."""
    levers: dict[Id, Lever] = Field(default_factory=dict)
    """Standing policies, each a ladder of rungs."""
    effects: dict[Id, Effect] = Field(default_factory=dict)
    """What moves variables, and why."""
    rules: dict[Id, Rule] = Field(default_factory=dict)
    """How the other actors choose."""
    red_lines: dict[Id, RedLine] = Field(default_factory=dict)
    """Thresholds of others."""
    events: dict[Id, Event] = Field(default_factory=dict)
    """Happenings that nobody chooses."""
    agenda: dict[Id, Card] = Field(default_factory=dict)
    """Questions that come to the desk."""
    initiatives: dict[Id, Initiative] = Field(default_factory=dict)
    """Acts of the player's own."""
    advisers: dict[Id, Adviser] = Field(default_factory=dict)
    """Offices that argue from a bias."""
    gauges: dict[Id, Gauge] = Field(default_factory=dict)
    """Headline numbers, six at most."""
    objectives: dict[Id, Objective] = Field(default_factory=dict)
    """Duties scored at the end."""
    endings: dict[Id, Ending] = Field(default_factory=dict)
    """Names for how it ended."""
    difficulty: dict[Id, Difficulty] = Field(default_factory=dict)
    """Levels, and the params that each changes."""
    models: dict[Id, RivalModel] = Field(default_factory=dict)
    """Rival models to play under, and the params that each changes."""
    codex: dict[Id, Entry] = Field(default_factory=dict)
    """Background to read."""
    policies: dict[Id, Policy] = Field(default_factory=dict)
    """Lines of play written down."""
    history: dict[Id, History] = Field(default_factory=dict)
    """Records of what was really done, as lines of play."""
    hints: dict[Id, Hint] = Field(default_factory=dict)
    """Words to whoever plays for the first time."""
    allow: dict[Id, Allowance] = Field(default_factory=dict)
    """Findings that the author has looked at and accepts."""
    tests: dict[Id, ScenarioTest] = Field(default_factory=dict)
    """Properties that the crisis must have."""
    tracks: dict[Id, Track] = Field(default_factory=dict)
    """What is on record, to hold the model against."""
