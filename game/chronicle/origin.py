"""The records that begin a game, or begin to play it again.

A record checks nothing when it is made. `from_payload` checks everything, and
`game.chronicle.encoding` writes only what it reads back as the same record, so
these functions are the one place where the format of each kind is written down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Self

from game.chronicle.checks import (
    NUMBER_LIMIT,
    Malformed,
    boolean,
    digits,
    fields,
    integer,
    mapping,
    name,
    sequence,
    text,
    texts,
)

FORMAT: Final = 1
"""The format that this version writes."""

NO_MODEL: Final = "standard"
"""What a player types for the scenario as it is; a record leaves the field out then."""

_FILE_LIMIT: Final = 64
_SCENARIO_LIMIT: Final = 4 << 20
_FILE_NAME: Final = re.compile(
    r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*"
)
_PAIR: Final = 2


def _hash(place: str, value: object) -> str:
    return digits(place, value, 16, 128)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioName:
    """Which scenario a game plays.

    `mechanics` is the hash of what the state depends on, `content` of all.
    """

    id: str
    version: str
    title: str
    mechanics: str
    content: str

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the name."""
        return {
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "mechanics": self.mechanics,
            "content": self.content,
        }

    @classmethod
    def from_payload(cls, payload: object) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        found = fields(
            "scenario", payload, ("id", "version", "title", "mechanics", "content")
        )
        return cls(
            id=name("scenario.id", found["id"]),
            version=text("scenario.version", found["version"]),
            title=text("scenario.title", found["title"]),
            mechanics=_hash("scenario.mechanics", found["mechanics"]),
            content=_hash("scenario.content", found["content"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """Where a fork left the game it came from.

    `digest` is the digest of the last line that both share; `hindsight` tells
    that a committed month was taken back, `damaged` that what came behind could not
    be read when it was left.
    """

    game: str
    digest: str
    hindsight: bool = False
    damaged: bool = False

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the parent."""
        payload: dict[str, object] = {
            "game": self.game,
            "digest": self.digest,
            "hindsight": self.hindsight,
        }
        if self.damaged:
            payload["damaged"] = True
        return payload

    @classmethod
    def from_payload(cls, payload: object) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        needed = ("game", "digest", "hindsight")
        found = fields("parent", payload, needed, ("damaged",))
        return cls(
            game=digits("parent.game", found["game"]),
            digest=digits("parent.digest", found["digest"]),
            hindsight=boolean("parent.hindsight", found["hindsight"]),
            damaged=boolean("parent.damaged", found.get("damaged", False)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GameRecord:
    """Every input of the state but the decisions; the first line of a file.

    `game` is 32 hex digits of chance, `mechanics` the number that rises when
    the same inputs give other states, `luck` pairs of (month, seed), `created`
    a date to show and `model` the rival model, empty for the file as it is.
    """

    kind: ClassVar[str] = "game"

    game: str
    mechanics: int
    engine: str
    level: int
    seed: int
    scenario: ScenarioName
    created: str
    luck: tuple[tuple[int, int], ...] = ()
    parent: Parent | None = None
    model: str = ""

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        payload: dict[str, object] = {
            "k": self.kind,
            "format": FORMAT,
            "game": self.game,
            "mechanics": self.mechanics,
            "engine": self.engine,
            "level": self.level,
            "seed": self.seed,
            "scenario": self.scenario.payload(),
            "luck": [list(change) for change in self.luck],
            "created": self.created,
        }
        if self.parent is not None:
            payload["parent"] = self.parent.payload()
        if self.model:
            payload["model"] = self.model
        return payload

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        needed = (
            "k",
            "format",
            "game",
            "mechanics",
            "engine",
            "level",
            "seed",
            "scenario",
            "luck",
            "created",
        )
        fields("game", payload, needed, ("parent", "model"))
        integer("format", payload["format"], FORMAT, FORMAT)
        parent = payload.get("parent")
        return cls(
            game=digits("game", payload["game"]),
            mechanics=integer("mechanics", payload["mechanics"], 0, NUMBER_LIMIT),
            engine=name("engine", payload["engine"]),
            level=integer("level", payload["level"], 0, NUMBER_LIMIT),
            seed=integer("seed", payload["seed"]),
            scenario=ScenarioName.from_payload(payload["scenario"]),
            created=text("created", payload["created"]),
            luck=tuple(_change(each) for each in sequence("luck", payload["luck"])),
            parent=None if parent is None else Parent.from_payload(parent),
            model="" if "model" not in payload else _model(payload["model"]),
        )


def _change(value: object) -> tuple[int, int]:
    pair = sequence("luck", value)
    if len(pair) != _PAIR:
        raise Malformed("luck", "not a month and a seed")
    return integer("luck", pair[0], 0, NUMBER_LIMIT), integer("luck", pair[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRecord:
    """The files of the scenario, verbatim, by relative name.

    A game depends on no file outside itself.
    """

    kind: ClassVar[str] = "scenario"

    files: Mapping[str, str]

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {"k": self.kind, "files": dict(self.files)}

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("scenario", payload, ("k", "files"))
        files: dict[str, str] = {}
        for key, value in mapping("files", payload["files"], _FILE_LIMIT).items():
            if not _FILE_NAME.fullmatch(key):
                raise Malformed("files", "a name that is not a relative file name")
            files[key] = text(f"files.{key}", value, _SCENARIO_LIMIT)
        if sum(map(len, files.values())) > _SCENARIO_LIMIT:
            raise Malformed("files", "too long")
        return cls(files=files)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatRecord:
    """From here on the records are of this later format."""

    kind: ClassVar[str] = "format"

    format: int

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {"k": self.kind, "format": self.format}

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        fields("format", payload, ("k", "format"))
        return cls(format=integer("format", payload["format"], 2, NUMBER_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecord:
    """What played on from here: versions and processor, never a name."""

    kind: ClassVar[str] = "open"

    engine: str
    mechanics: int
    python: str
    numpy: str
    machine: str
    features: tuple[str, ...] = ()

    def payload(self) -> dict[str, object]:
        """Return the JSON object of the record."""
        return {
            "k": self.kind,
            "engine": self.engine,
            "mechanics": self.mechanics,
            "python": self.python,
            "numpy": self.numpy,
            "machine": self.machine,
            "features": list(self.features),
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, object]) -> Self:
        """Check and read a JSON object; raises `Malformed`."""
        needed = ("k", "engine", "mechanics", "python", "numpy", "machine", "features")
        fields("open", payload, needed)
        return cls(
            engine=name("engine", payload["engine"]),
            mechanics=integer("mechanics", payload["mechanics"], 0, NUMBER_LIMIT),
            python=text("python", payload["python"]),
            numpy=text("numpy", payload["numpy"]),
            machine=text("machine", payload["machine"]),
            features=texts("features", payload["features"]),
        )


def _model(value: object) -> str:
    """Check the id of a rival model; a game under none has no such field."""
    if value == NO_MODEL:
        raise Malformed("model", "a name that no model has")
    return name("model", value)
