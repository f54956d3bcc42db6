"""Ratings of players from paired duels, by the model of Bradley and Terry.

P(i beats j) = s_i / (s_i + s_j); the strengths are found by minorisation and
maximisation (Hunter 2004) and told as Elo: 400 points are odds of ten to one. Each
pair is taken to have met once more and drawn, or a player that never loses would
have no rating at all.
"""

from __future__ import annotations

import numpy as np

from game.engine import Array

_STEPS = 2000
_NEAR = 1e-9
_SCALE = 400.0
_TIE = 1e-9
"""Points that count as none."""


def duels(worths: Array) -> Array:
    """Return who beats whom in each game, (P, P, G): 1, or a half for a tie.

    Args:
        worths: (P, G) what each player made of each game.
    """
    apart = worths[:, None] - worths[None]
    won: Array = np.where(np.abs(apart) <= _TIE, 0.5, (apart > 0.0).astype(float))
    return won


def elo(wins: Array) -> Array:
    """Return the rating of each player, the first one at 0, (P,).

    Args:
        wins: (P, P) how often the row beat the column.
    """
    count = len(wins)
    if count < 2:  # noqa: PLR2004 - who has met nobody has no rating but the first
        return np.zeros(count)
    off = ~np.eye(count, dtype=np.bool_)
    won = np.where(off, wins + 0.5, 0.0)
    met = won + won.T
    total = won.sum(axis=1)
    strength = np.ones(count)
    for _ in range(_STEPS):
        shared = np.where(off, met / (strength[:, None] + strength), 0.0)
        better = total / shared.sum(axis=1)
        better /= np.exp(np.mean(np.log(better)))
        done = np.max(np.abs(np.log(better / strength)))
        strength = better
        if done < _NEAR:
            break
    rating: Array = _SCALE * np.log10(strength / strength[0])
    return rating


def rated(worths: Array, seed: int, samples: int = 200) -> tuple[Array, Array]:
    """Return ratings and their standard errors, (P,) each, by a bootstrap over games.

    Args:
        worths: (P, G) what each player made of each game.
        seed: of the resampling.
        samples: how many.
    """
    won = duels(worths)
    games = worths.shape[1]
    luck = np.random.default_rng(seed)
    drawn = [
        elo(won[:, :, luck.integers(0, games, games)].sum(axis=2))
        for _ in range(samples)
    ]
    return elo(won.sum(axis=2)), np.std(drawn, axis=0, ddof=1)


def share(won: Array) -> tuple[float, float]:
    """Return a win rate and its standard error.

    Args:
        won: (G,) 1, a half or 0.
    """
    games = won.size
    mean = float(won.mean())
    # As if one more game had been drawn: no rate is ever certain.
    near = (won.sum() + 0.5) / (games + 1.0)
    return mean, float(np.sqrt(near * (1.0 - near) / games))
