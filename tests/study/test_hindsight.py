"""Looking back: what a turn was worth, what luck did, and what is kept of it."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from game.engine import step
from game.errors import ChoiceError
from game.outlook.scoring import LOSS
from game.report.hindsight import EARLY_LOSS, Hindsight
from game.session.finished import finished
from game.session.retracing import play_again
from game.study.hindsight import kept, look_back, remembered
from game.study.hindsight.aftermath import Aftermath
from game.study.hindsight.futures import FUTURES, widened
from game.study.hindsight.measuring import fortune, measure, proposals, regret
from game.study.hindsight.own import Own
from tests.session.test_secrecy import hidden_otherwise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from game.session import Game, Table
    from game.session.finished import Finished

MORE = "declare peace bond purse"


def play(game: Game, seed: int) -> None:
    """Play to the end, choosing at random among what is open."""
    luck = np.random.default_rng(seed)
    while not game.is_over:
        if game.turn == 2:
            game.stage(MORE)
        for _ in range(2):
            lines = [line for line, _ in game.number_lines()]
            if lines:
                game.stage(str(luck.choice(lines)))
        game.end_month()


def ended(table: Table, seed: int) -> Finished:
    """Return a game that was played to its end."""
    with table.new(seed=seed, name=f"played-{seed}") as game:
        play(game, seed)
        return finished(game._telling)


@pytest.fixture
def game(table: Table) -> Finished:
    """Return one game that is over."""
    return ended(table, 5)


@pytest.mark.parametrize("seed", range(8))
def test_under_its_own_luck_a_line_is_what_was_played(table: Table, seed: int) -> None:
    """World 0 of a player's line is the game itself, state for state."""
    game = ended(table, seed)
    course, line = game.course, Own(game.course)
    state = widened(course.states[0], 3)
    for then in course.states[1:]:
        state = step(course.model, state, line.decide(state), course.chance).state
        assert np.array_equal(state.values[:, :1], then.values)
        assert np.array_equal(state.levers[:, :1], then.levers)
        assert np.array_equal(state.opened[:, :1], then.opened)
        assert state.ending[0] == then.ending[0]


@pytest.mark.parametrize("seed", range(4))
def test_the_first_luck_scores_what_the_review_scores(table: Table, seed: int) -> None:
    """The first of all lucks is the game's own, for the player and for par."""
    game = ended(table, seed)
    found = fortune(game)
    review = table.replay(f"played-{seed}").review()
    assert review is not None
    assert found.yours[0] == pytest.approx(review.mandate, abs=1.0)
    par = sum(scores[0] for _, scores in found.lines) / len(found.lines)
    assert par == pytest.approx(review.par, abs=1.0)
    assert len(found.yours) == FUTURES


def test_the_decision_itself_is_worth_nothing_more(game: Finished) -> None:
    """Against itself a decision differs in no future, not by a bit."""
    for turn, own in enumerate(game.course.decisions, start=1):
        row = regret(game, turn, own)
        assert row.difference == 0.0
        assert row.error == 0.0
        assert all(moved.difference == 0.0 for moved in row.moved)
        assert all(not moved.causes for moved in row.moved)


def test_every_ledger_of_a_turn_closes(game: Finished) -> None:
    """The mean amounts of the causes sum to the mean difference with `==`."""
    choices = game.course.model.choices
    speech = next(n for n, row in enumerate(choices) if row.id == "speech")
    met = 0
    for turn, own in enumerate(game.course.decisions, start=1):
        other = tuple(c for c in own if c != speech) if speech in own else (speech,)
        row = regret(game, turn, other)
        assert sum(part for _, part in row.duties) == pytest.approx(row.difference)
        for moved in row.moved:
            assert sum(amount for _, amount in moved.causes) == moved.difference
            assert set(moved.only_other) <= {cause for cause, _ in moved.causes}
            met += bool(moved.causes)
    assert met


def test_an_early_loss_costs_what_the_bots_count(game: Finished) -> None:
    """The line of an early loss is a share of the price that planners fear."""
    for turn, own in enumerate(game.course.decisions, start=1):
        parts = dict(regret(game, turn, own[:0]).duties)
        assert abs(parts[EARLY_LOSS]) <= LOSS


def test_the_proposals_hang_on_what_was_seen_alone(game: Finished) -> None:
    """Whatever is hidden may change: the planner proposes the same."""
    other = hidden_otherwise(game.course, 9)
    assert other.digest() != game.course.digest()
    own = list(proposals(game, frozenset()))
    assert list(proposals(replace(game, course=other), frozenset())) == own
    assert len(own) == len(game.course.decisions)


def test_what_was_measured_in_pieces_is_what_is_measured_at_once(
    game: Finished, tmp_path: Path
) -> None:
    """Stopped after any piece and taken up again, it comes to the same."""
    whole = list(measure(game, None))[-1]
    assert whole.complete
    done: list[int] = []

    def stopping(left: int) -> Callable[[], bool]:
        count = iter(range(left))
        return lambda: next(count, None) is None

    found = None
    for pieces in (0, 2, 100):
        found = look_back(tmp_path, game, lambda n, _: done.append(n), stopping(pieces))
        assert found is not None
    assert found == whole
    assert remembered(tmp_path, game) == whole
    assert done[0] == 0


def test_what_is_kept_is_read_back(game: Finished, tmp_path: Path) -> None:
    """A complete look back is not worked out again."""
    found = look_back(tmp_path, game, lambda *_: None)
    told: list[int] = []
    assert look_back(tmp_path, game, lambda n, _: told.append(n)) == found
    assert told == []


def broken() -> list[tuple[str, object]]:
    """Return ways in which a kept file can be wrong."""
    return [
        ("turns", -1),
        ("turns", "six"),
        ("regrets", None),
        ("regrets", [[]]),
        ("regrets", [{"turn": 1}]),
        ("fortune", {"yours": ["1"], "lines": [], "history": []}),
        ("fortune", {"yours": [1.0], "lines": [], "history": []}),
        ("futures", 1.5),
        ("proposer", 7),
    ]


@pytest.mark.parametrize(("key", "value"), broken())
def test_a_kept_file_that_is_wrong_counts_as_missing(
    game: Finished, tmp_path: Path, key: str, value: object
) -> None:
    """Whatever stands in it, it is measured again and nothing breaks."""
    path = kept.path_of(tmp_path, game)
    good = list(measure(game, None))[-1]
    kept.save(path, good)
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, key: value}))
    assert kept.load(path, game) is None


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "[" * 9999, "\x00", "NaN"])
def test_garbage_counts_as_missing(game: Finished, tmp_path: Path, text: str) -> None:
    """A file that is no such file is as good as none."""
    path = kept.path_of(tmp_path, game)
    path.parent.mkdir()
    path.write_text(text)
    assert kept.load(path, game) is None


def test_names_that_are_not_there_are_refused(game: Finished, tmp_path: Path) -> None:
    """A cause, a line or a number that the game does not know is not told."""
    path = kept.path_of(tmp_path, game)
    one = next(measure(game, None))
    row = regret(game, 1, ())
    for wrong in (
        replace(row, better=("rm -rf",)),
        replace(row, turn=99),
        replace(row, moved=(replace(row.moved[0], variable="nobody"),)),
        replace(row, moved=(replace(row.moved[0], causes=(("x", 1.0),)),)),
    ):
        kept.save(path, replace(one, regrets=(wrong,)))
        assert kept.load(path, game) is None
    kept.save(path, replace(one, regrets=(row,)))
    assert kept.load(path, game) == replace(one, regrets=(row,))


def test_numbers_that_are_none_are_refused(game: Finished, tmp_path: Path) -> None:
    """Infinity and NaN are read by no face."""
    path = kept.path_of(tmp_path, game)
    row = replace(regret(game, 1, ()), difference=math.inf)
    kept.save(
        path,
        Hindsight(
            proposer="belief-32", futures=FUTURES, regrets=(row,), fortune=None, turns=6
        ),
    )
    assert kept.load(path, game) is None


def test_a_game_is_played_again_once_to_be_looked_back_on(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking, working out and saving share it; what was added to the game ends that.

    A fork that decides a turn anew is noticed without playing anything again.
    """
    with table.new(seed=5, name="one") as game:
        play(game, 5)
    plays = []

    def counted(*given: object, name: str) -> object:
        plays.append(name)
        return play_again(*given, name=name)  # type: ignore[arg-type]

    monkeypatch.setattr("game.session.lines.play_again", counted)
    after = Aftermath(table)
    assert after.glance("one").lookback is None
    found = after.look_back("one").lookback
    assert found is not None
    after.save("one")
    assert plays == ["one"]
    turn = found.points[0].worth.turn
    with table.fork("one", turn, name="again").game as fork:
        assert not any(row.tried for row in found.points)
        fork.end_month()
    plays.clear()
    seen = after.glance("one").lookback
    assert seen is not None
    assert [row.worth.turn for row in seen.points if row.tried] == [turn]
    assert not plays
    table.saved_games.note("one", "a word")
    assert after.glance("one").lookback == seen
    table.saved_games.rename("one", "two")
    assert after.glance("two").game == "two"
    assert plays == ["one", "two"]


def test_what_cannot_be_measured_says_why(table: Table) -> None:
    """The refusal and the question whether it can be asked agree."""
    with table.new(seed=5, name="half") as game:
        game.end_month()
    assert not table.retrospect("half").can_be_measured
    with pytest.raises(ChoiceError, match="over"):
        table.retrospect("half").finished()
