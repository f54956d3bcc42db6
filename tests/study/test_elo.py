"""Ratings say who beats whom how often, and how sure that is."""

from __future__ import annotations

import numpy as np
import pytest

from game.study.elo import duels, elo, rated, share


def test_a_rating_gives_back_the_odds_of_a_duel() -> None:
    """Three wins of four are 191 points; one more drawn duel hardly moves many."""
    wins = np.array([[0.0, 2500.0], [7500.0, 0.0]])
    assert elo(wins)[0] == 0.0
    assert elo(wins)[1] == pytest.approx(400.0 * np.log10(3.0), abs=0.2)


def test_ratings_fit_players_who_keep_their_odds() -> None:
    """Duels drawn up from strengths give the strengths back, all pairs together."""
    true = np.array([0.0, 150.0, 400.0, 900.0])
    odds = 1.0 / (1.0 + 10.0 ** ((true - true[:, None]) / 400.0))
    found = elo(1e6 * odds)
    assert found == pytest.approx(true, abs=0.5)


def test_who_never_loses_has_a_rating_and_more_games_raise_it() -> None:
    """A clean sheet is worth more the longer it is, and never infinite."""
    short, long = (
        elo(np.array([[0.0, 0.0], [games, 0.0]]))[1] for games in (10.0, 100.0)
    )
    assert 0.0 < short < long < 2000.0


def test_equal_games_are_half_won() -> None:
    """A tie is half a win for each, and every duel is shared out in full."""
    worths = np.array([[1.0, 2.0, 3.0], [1.0, 1.0, 9.0]])
    won = duels(worths)
    assert won[0, 1].tolist() == [0.5, 1.0, 0.0]
    assert (won + won.transpose(1, 0, 2) == 1.0).all()


def test_errors_shrink_with_games_and_repeat_by_seed() -> None:
    """Four times as many games halve the error; the same seed gives the same."""
    luck = np.random.default_rng(3)
    worths = luck.normal(size=(3, 400)) + np.array([[0.0], [0.5], [1.0]])
    ratings, few = rated(worths[:, :100], 1)
    again, same = rated(worths[:, :100], 1)
    _, many = rated(worths, 1)
    assert np.array_equal(ratings, again)
    assert np.array_equal(few, same)
    assert 1.5 < few[2] / many[2] < 2.7
    _, small = share(np.array([1.0] * 10))
    assert 0.0 < small < 0.2


def test_who_has_met_nobody_stands_at_nothing() -> None:
    """A report stopped after the first player has a rating for it, and no warning."""
    rating, error = rated(np.array([[50.0, 60.0, 40.0]]), 1)
    assert rating.tolist() == error.tolist() == [0.0]
