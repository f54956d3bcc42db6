"""Laws of a study: world 0 is the game, and how the work is cut changes nothing."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Chance, Closed, begin, choices, compile_spec, digest
from game.outlook import OPEN
from game.outlook.kinds import bot_named
from game.outlook.lines import HOLDING
from game.session.choices import Grammar
from game.session.policies import Policy, policy_named, policy_of
from game.study import as_json, simulate
from game.study.command import pool
from tests.outlook.crisis import CRISIS, played

GRAMMAR = Grammar(choices(CRISIS))
HOLD = policy_of((), GRAMMAR, name="hold")


def _policy(*lines: str) -> Policy:
    return policy_of(lines, GRAMMAR, name="lines")


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**40), month=st.integers(1, 12))
def test_world_0_is_the_live_game(seed: int, month: int) -> None:
    """The digests of world 0 are those of the game of the same seed and choices."""
    study = simulate(CRISIS, _policy(f"{month}: talk"), 3, seed)
    decisions = tuple((2,) if n == month else () for n in range(1, 13))
    model, states, _ = played(seed, decisions)
    assert study.digests == tuple(digest(model, s, 0).whole for s in states)


def test_the_cut_changes_nothing() -> None:
    """Chunks of any size, here or in an executor, give the same study."""
    policy = policy_named("random", GRAMMAR, {}, Chance(4, "show"))
    whole = simulate(CRISIS, policy, 150, 4)
    assert simulate(CRISIS, policy, 150, 4, chunk=47) == whole
    with ThreadPoolExecutor(2) as executor:
        assert simulate(CRISIS, policy, 150, 4, executor=executor, chunk=47) == whole
    assert json.loads(as_json(whole))["worlds"] == 150


def test_every_executor_gives_the_same_study() -> None:
    """Other processes, threads and this thread alone make equal values."""
    policy = policy_named("random", GRAMMAR, {}, Chance(6, "show"))
    alone = simulate(CRISIS, policy, 90, 6, chunk=30)
    with pool(2) as processes, ThreadPoolExecutor(2) as threads:
        assert isinstance(processes, ProcessPoolExecutor)
        for executor in (processes, threads):
            study = simulate(CRISIS, policy, 90, 6, executor=executor, chunk=30)
            assert study == alone


def test_the_sums_add_up() -> None:
    """Endings count every world; quantiles ascend; the first opening is the start."""
    study = simulate(CRISIS, HOLD, 400, 1)
    assert sum(count for _, count in study.endings) == study.worlds == 400
    assert {name for name, _ in study.endings} <= {OPEN, "closed", "quiet"}
    anger, stoppage, strain = study.bands
    assert anger.low[0] == anger.high[0] == 30.0
    for low, middle, high in zip(strain.low, strain.middle, strain.high, strict=True):
        assert low <= middle <= high
    assert len(anger.months) == CRISIS.turns + 1
    assert len(stoppage.months) == CRISIS.turns
    assert all(0.0 <= share <= 1.0 for share in stoppage.middle)


def test_a_chance_is_what_came_true() -> None:
    """The share of a chance is the share of worlds whose act came within it."""
    study = simulate(CRISIS, HOLD, 60, 8)
    model, chance = compile_spec(CRISIS), Chance(8)
    state = begin(model, chance, np.arange(60, dtype=np.uint64))
    assert study.bands[1].middle[0] == _share_by_hand(state.worlds.size, 8)


def _share_by_hand(worlds: int, seed: int) -> float:
    came = 0
    for world in range(worlds):
        _, _, seen = played(seed, ((),) * 3, world)
        acts = {name for observation in seen for name in observation.happened}
        came += bool(acts & {"walkout", "dockers.strike"})
    return came / worlds


def test_what_is_not_open_is_skipped_and_counted() -> None:
    """A dated line that is not open counts once a world; a held lever does not."""
    study = simulate(
        CRISIS, _policy("1: patrol heavy", "2: patrol heavy", "1: demand give"), 50, 2
    )
    assert study.skipped == ()
    early = simulate(CRISIS, _policy("1: declare calm means order"), 50, 2)
    assert early.skipped == (("declare calm means order", 50),)
    assert early.reasons == (Closed.NOT_NOW,)
    held = simulate(
        CRISIS, _policy("always demand refuse", "always patrol light"), 9, 2
    )
    assert held.skipped == ()
    replaced = simulate(CRISIS, _policy("1: demand give", "1: demand refuse"), 9, 2)
    assert replaced.skipped == ()
    twice = simulate(CRISIS, _policy("1: demand give", "1: demand give"), 9, 2)
    assert twice.skipped == ()


def test_progress_is_told_and_a_stop_is_heeded() -> None:
    """Each chunk is told; a stop ends with a sound study of what is done."""
    told: list[tuple[int, int]] = []
    study = simulate(
        CRISIS,
        HOLD,
        100,
        3,
        progress=lambda done, worlds: told.append((done, worlds)),
        stop=lambda: len(told) == 2,
        chunk=20,
    )
    assert told == [(20, 100), (40, 100)]
    assert study == replace(simulate(CRISIS, HOLD, 40, 3), partial=True)


def test_no_world_is_refused() -> None:
    """A study of nothing is an error of the caller."""
    with pytest.raises(ValueError, match="0"):
        simulate(CRISIS, HOLD, 0, 1)


def test_processes_play_the_same_worlds() -> None:
    """Chunks played in other processes give the study played here."""
    policy = _policy("always talk")
    with pool(2) as executor:
        spread = simulate(CRISIS, policy, 60, 4, executor=executor, chunk=20)
    assert spread == simulate(CRISIS, policy, 60, 4)


@pytest.mark.parametrize("name", ["greedy-1", "belief-8", "oracle"])
def test_a_bot_is_simulated_like_a_policy(name: str) -> None:
    """Its games are cut and spread as those of policies are, and world 0 is its own."""
    bot = bot_named(name, HOLDING, frozenset({"closed"}))
    whole = simulate(CRISIS, bot, 5, 4)
    assert simulate(CRISIS, bot, 5, 4, chunk=2) == whole
    with ThreadPoolExecutor(2) as executor:
        assert simulate(CRISIS, bot, 5, 4, executor=executor, chunk=3) == whole
    assert simulate(CRISIS, bot, 1, 4).digests == whole.digests
    assert whole.skipped == ()


def test_what_ctrl_c_leaves_is_kept() -> None:
    """What was played before an interrupt is a study of that much."""

    def interrupt(done: int, asked: int) -> None:
        del done, asked
        raise KeyboardInterrupt

    kept = simulate(CRISIS, HOLD, 64, 5, chunk=16, progress=interrupt)
    whole = simulate(CRISIS, HOLD, 16, 5, chunk=16)
    assert kept.partial
    assert (kept.worlds, kept.bands) == (16, whole.bands)
