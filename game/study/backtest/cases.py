"""What a back-test comes to: every forecast with its scores, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCase:
    """One forecast of one number."""

    id: str
    origin: int
    """The turn at whose close it is made."""
    turn: int
    """The turn at whose close it is checked."""
    record: float
    middle: float
    """The median of the forecast."""
    scores: tuple[float, float, float, float]
    """CRPS of the model, then of the baselines, in the unit of the variable."""
    scale: float
    """The width of the stated range: by it numbers of several units are compared."""
    pit: float
    inside: tuple[bool, ...]
    """Whether the middle intervals of `LEVELS` per cent hold the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCase:
    """One forecast of one yes or no."""

    id: str
    origin: int
    turn: int
    came: bool
    chances: tuple[float, float, float, float]
    """Of a yes: by the model, then by the baselines."""

    @property
    def scores(self) -> tuple[float, ...]:
        """Return the Brier scores, in the same order."""
        return tuple((chance - self.came) ** 2 for chance in self.chances)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """All forecasts under one pair of assumptions."""

    given: bool
    """What came from outside is given; otherwise it is drawn after the origin."""
    drawn: bool
    """The params in-sample are drawn from their ranges."""
    numbers: tuple[NumberCase, ...]
    answers: tuple[AnswerCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What a back-test came to."""

    scenario: str
    mechanics: str
    level: int
    record: str
    """The title of the record."""
    first: str
    last: str
    """Days on which the first turn that is scored begins and the last one ends."""
    policy: str
    carried_out: float
    """Share of the player's real choices that the worlds could carry out."""
    in_sample: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    """What each series and question is called."""
    worlds: int
    seed: int
    variants: tuple[Variant, ...]
    partial: bool
    """It was stopped before everything was played."""
