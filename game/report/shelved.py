"""What a list shows of scenarios and of saved games."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """A level of difficulty, told by what it changes."""

    number: int
    label: str
    """What the scenario calls it, or empty."""
    note: str
    """What the scenario says of it, or empty."""
    standard: bool
    """Whether it is played unless another is asked for."""
    brief: str
    """Its main numbers in one line."""
    numbers: tuple[str, ...]
    """All that it sets, a sentence each, with the standard level beside it."""
    draws_model: bool = False
    """Whether one of the rival models is drawn unseen, so that none is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """A rival model to play under."""

    id: str
    label: str
    note: str = ""
    """What it claims, or empty."""
    numbers: tuple[str, ...] = ()
    """What it changes, a number each, with the standard beside it."""
    source: str = ""
    """What it is taken from, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """What the finished games of a scenario came to, those with hindsight left out."""

    finished: int
    endings: tuple[str, ...]
    """Titles of the endings that were reached, each once."""
    of: int
    """How many endings the scenario has."""
    margin: int | None = None
    """The best mandate less its par; None where no game was judged."""
    level: int = 0
    """The level of that game."""
    kept: bool = False
    """Whether its mandate was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioView:
    """A scenario on the title screen; what is not known yet, or never, is empty."""

    id: str
    title: str
    brief: str = ""
    player: str = ""
    start: str = ""
    turns: int = 0
    pace: str = ""
    """How long the turns are, in words: `12 hours, then 18 days`."""
    minutes: int = 0
    size: str = ""
    """How much it holds, in words: levers, cards, endings."""
    problem: str = ""
    """Why it cannot be played, or empty."""
    levels: tuple[LevelView, ...] = ()
    """The levels that can be played, lowest first."""
    models: tuple[ModelView, ...] = ()
    """The rival models that can be played under, by id."""
    endings: int = 0
    """How many endings it has."""
    hints: int = 0
    """How many words it has for whoever plays it first."""
    sketched: bool = False
    """Whether no more than its title and its brief have been read yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GameView:
    """A saved game in a list."""

    name: str
    scenario: str
    title: str
    turn: int
    """The turn that is open; of a game that is over the one behind its last."""
    turns: int
    date: str
    """Of the turn that is open; of a game that is over of its last."""
    state: str
    """`open`, `over`, `damaged` or `unreadable`."""
    ending: str
    """The title of its ending, or empty."""
    size: int
    created: str
    problem: str = ""
    id: str = ""
    """The game's own id, which its forks name."""
    parent: str = ""
    """The saved game that it branched off, or empty."""
    parent_id: str = ""
    """The id of that game, which need not be here."""
    branched: int = 0
    """The month that it decides anew; 0 where that cannot be told."""
    hindsight: bool = False
    """Whether a month that had been decided was taken back."""
    luck: tuple[int, ...] = ()
    """The months from which its luck is another."""
    level: int = 0
    level_label: str = ""
    """What that level is called, or empty."""
    model: str = ""
    """The id of the rival model that it is played under, or empty."""
    model_label: str = ""
    """What that model is called."""
    history: bool = False
    """Whether it branched off the record of what was really done."""
    note: str = ""
    """The beginning of the last note."""
    depth: int = 0
    """How many games it branched off, one from the other."""
    end: str = ""
    """The digest of its last state, once it is over and that is written down."""
