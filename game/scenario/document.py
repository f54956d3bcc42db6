"""The whole document: every table of a scenario file under its name."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.beside import Allowance, Extends, History
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
    extends: Extends | None = None
    remove: Several[str] = ()
    scale: dict[str, Annotated[float, Field(ge=-1000, le=1000)]] = Field(
        default_factory=dict
    )
    texts: dict[Literal["ko"], dict[str, Remark]] = Field(default_factory=dict)


class Document(Loose):
    """A whole scenario, all files taken together."""

    format: Literal[1]
    scenario: Head
    sources: dict[Id, Source] = Field(default_factory=dict)
    params: dict[Id, Param] = Field(default_factory=dict)
    types: dict[Id, HiddenType] = Field(default_factory=dict)
    actors: dict[Id, Actor] = Field(default_factory=dict)
    variables: dict[Id, Variable] = Field(default_factory=dict)
    reports: dict[Id, Report] = Field(default_factory=dict)
    derived: dict[Id, Derived] = Field(default_factory=dict)
    levers: dict[Id, Lever] = Field(default_factory=dict)
    effects: dict[Id, Effect] = Field(default_factory=dict)
    rules: dict[Id, Rule] = Field(default_factory=dict)
    red_lines: dict[Id, RedLine] = Field(default_factory=dict)
    events: dict[Id, Event] = Field(default_factory=dict)
    agenda: dict[Id, Card] = Field(default_factory=dict)
    initiatives: dict[Id, Initiative] = Field(default_factory=dict)
    advisers: dict[Id, Adviser] = Field(default_factory=dict)
    gauges: dict[Id, Gauge] = Field(default_factory=dict)
    objectives: dict[Id, Objective] = Field(default_factory=dict)
    endings: dict[Id, Ending] = Field(default_factory=dict)
    difficulty: dict[Id, Difficulty] = Field(default_factory=dict)
    codex: dict[Id, Entry] = Field(default_factory=dict)
    policies: dict[Id, Policy] = Field(default_factory=dict)
    history: dict[Id, History] = Field(default_factory=dict)
    allow: dict[Id, Allowance] = Field(default_factory=dict)
    tests: dict[Id, ScenarioTest] = Field(default_factory=dict)
    tracks: dict[Id, Track] = Field(default_factory=dict)
