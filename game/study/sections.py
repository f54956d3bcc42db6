"""The sections of a balance report: plain values, each worked out from the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.outlook import OPEN
from game.study.elo import duels, rated, share
from game.study.field import Field, worths
from game.study.options import Option, entropy, summed_up

DOUBLINGS = ("belief-8", "belief-16", "belief-32", "belief-64")
RUNGS = ("random", "greedy-1", "greedy-3", "rollout-32", "belief-32")
"""From the lowest rung of the ladder up."""

STEADY = ("doctrine", "greedy-3")
"""Fair players that are set against actors that look ahead."""

STRONG, BOUND, CONSTANT = "belief-32", "oracle", "doctrine"
BEST = "asking-64"
"""The best fair player known: it learns, asks, and imagines twice as many worlds."""

_CLOSE, _FAR = 0.25, 1.0
"""Standard deviations of the score: below, a choice is hard; above, critical."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One player among those that were rated together."""

    name: str
    elo: float
    """Against the first; its error is the standard error over games."""
    error: float
    score: float
    """The mean worth of its games, and its standard error."""
    score_error: float
    lost: float
    """Share of its games that ended early in a loss, or in any other way."""
    early: float
    choices: float
    """A game."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """How often one player beats another in the same games."""

    name: str
    against: str
    wins: float
    error: float
    worst: float
    """Its win rate under the lead duty that suits it least, and which that is."""
    lead: str
    games: int
    """How many games that lead duty had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Players rated together, and the duels that were asked for."""

    rungs: tuple[Rung, ...]
    duels: tuple[Duel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingShares:
    """The endings that one player reached."""

    name: str
    reached: int
    effective: float
    """1 / sum of squared shares."""
    shares: tuple[tuple[str, float], ...]
    """Most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """What the worth of games hangs on: shares of its variance."""

    names: tuple[str, ...]
    policy: float
    game: float
    """Hidden types, luck and mandate of a game, which all players of it share."""
    rest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What it is worth to be told the hidden types."""

    name: str
    points: float
    error: float
    wins: float
    wins_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What one player loses where actors look ahead."""

    name: str
    wins: float
    """Share of its games worth more than its median where actors only react."""
    reactive: float
    """The same where they only react."""
    error: float
    """The standard error of the difference."""
    points: float
    """What a game is worth more; its error is the standard error."""
    points_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a planner thinks of the answers to the cards."""

    name: str
    states: int
    options: tuple[Option, ...]
    entropy: float
    hard: float
    """Share of cards of which best and second lie within a quarter deviation."""
    critical: float
    """Share in which they lie more than one deviation apart."""
    hard_here: float
    """The same two shares where a deviation is that of the outcome from the state on:
    what luck and types still do, and not what parts games and mandates."""
    critical_here: float


def ladder(
    field: Field, names: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> Ladder:
    """Rate players together; those that were not played are left out."""
    have = [name for name in names if name in field.played]
    if not have:
        return Ladder(rungs=(), duels=())
    found = worths(field, have)
    ratings, errors = rated(found, field.plan.seed)
    games = found.shape[1]
    rungs = tuple(
        Rung(
            name=name,
            elo=float(rating),
            error=float(error),
            score=float(row.mean()),
            score_error=float(row.std() / np.sqrt(games)),
            lost=float(_lost(field, name).mean()),
            early=float((field.played[name].months < field.plan.spec.turns).mean()),
            choices=float(field.played[name].choices.mean()),
        )
        for name, rating, error, row in zip(have, ratings, errors, found, strict=True)
    )
    return Ladder(
        rungs=rungs,
        duels=tuple(
            duel(field, name, against)
            for name, against in pairs
            if name in field.played and against in field.played
        ),
    )


def _lost(field: Field, name: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    spec = field.plan.spec
    early = [row.early and row.id in field.plan.losses for row in spec.endings]
    return np.array([*early, False])[field.played[name].ending]


def duel(field: Field, name: str, against: str) -> Duel:
    """Set two players against each other, over all and by lead duty."""
    won = duels(worths(field, (name, against)))[0, 1]
    wins, error = share(won)
    leads = [
        field.model.mandates[row][0] if row >= 0 else ""
        for row in field.mandates.tolist()
    ]
    by_lead = {
        lead: won[[place for place, own in enumerate(leads) if own == lead]]
        for lead in sorted(set(leads))
    }
    lead = min(by_lead, key=lambda key: float(by_lead[key].mean()))
    return Duel(
        name=name,
        against=against,
        wins=wins,
        error=error,
        worst=float(by_lead[lead].mean()),
        lead=lead,
        games=by_lead[lead].size,
    )


def endings(field: Field) -> tuple[EndingShares, ...]:
    """Count the endings of every player, and of all together (the empty name)."""
    names = [*(row.id for row in field.plan.spec.endings), OPEN]
    counts = {
        name: np.bincount(games.ending % len(names), minlength=len(names))
        for name, games in field.played.items()
    }
    if counts:
        counts[""] = np.sum(list(counts.values()), axis=0)
    found = []
    for name, count in counts.items():
        shares = count / count.sum()
        rows = [(key, float(part)) for key, part in zip(names, shares, strict=True)]
        found.append(
            EndingShares(
                name=name,
                reached=int(np.count_nonzero(count)),
                effective=float(1.0 / (shares * shares).sum()),
                shares=tuple(
                    sorted(
                        (row for row in rows if row[1] > 0.0),
                        key=lambda row: (-row[1], row[0]),
                    )
                ),
            )
        )
    return tuple(found)


def luck(field: Field, names: Sequence[str]) -> Luck:
    """Part the variance of worth between player, game and the rest."""
    have = tuple(name for name in names if name in field.played)
    found = worths(field, have)
    total = float(found.var()) or 1.0
    policy = float(found.mean(axis=1).var()) / total
    game = float(found.mean(axis=0).var()) / total
    return Luck(names=have, policy=policy, game=game, rest=1.0 - policy - game)


def told(field: Field, name: str) -> Told:
    """Set a bot that was told the hidden types against itself without."""
    pair = np.stack([field.told[name].worth, field.played[name].worth])
    apart = pair[0] - pair[1]
    wins, error = share(duels(pair)[0, 1])
    return Told(
        name=name,
        points=float(apart.mean()),
        error=float(apart.std(ddof=1) / np.sqrt(apart.size)) if apart.size > 1 else 0.0,
        wins=wins,
        wins_error=error,
    )


def ahead(field: Field, names: Sequence[str]) -> tuple[Ahead, ...]:
    """Set players against actors that look ahead, beside the same that only react."""
    found = []
    for name in names:
        if name not in field.played or name not in field.reacted:
            continue
        planned, reacted = field.played[name].worth, field.reacted[name].worth
        bar = np.median(reacted)
        won, calm = planned > bar, reacted > bar
        root = np.sqrt(planned.size)
        apart = planned - reacted
        found.append(
            Ahead(
                name=name,
                wins=float(won.mean()),
                reactive=float(calm.mean()),
                error=float((won.astype(float) - calm).std() / root),
                points=float(apart.mean()),
                points_error=float(apart.std() / root),
            )
        )
    return tuple(found)


def answers(field: Field, name: str) -> Answers:
    """Sum up what a planner weighed."""
    weighed = field.weighed[name]
    # How far the games of the planner itself lie apart.
    spread = float(field.played[name].worth.std()) or 1.0
    points = np.array([row.gap for row in weighed])
    gaps = points / spread
    left = np.array([row.spread for row in weighed])
    return Answers(
        name=name,
        states=len(weighed),
        options=summed_up(weighed),
        entropy=entropy(weighed) if weighed else 0.0,
        hard=float((gaps < _CLOSE).mean()) if weighed else 0.0,
        critical=float((gaps > _FAR).mean()) if weighed else 0.0,
        hard_here=float((points <= _CLOSE * left).mean()) if weighed else 0.0,
        critical_here=float((points > _FAR * left).mean()) if weighed else 0.0,
    )
