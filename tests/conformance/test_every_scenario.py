"""What must hold for every scenario that ships, and for the author's first page."""

from __future__ import annotations

import contextlib
import random
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.engine import Chance, begin, causes, choices, compile_spec, legal, step
from game.engine.spec import GRID
from game.errors import ChoiceError
from game.report.figures import in_unit, with_unit
from game.scenario import Scenario, Severity, available, check, check_text, load
from game.session import Game, Table
from game.study import simulate
from game.study.finding import find_way
from game.words import LANGUAGES

ROOT = Path(__file__).parent.parent.parent
SCENARIOS = available([ROOT / "scenarios"])
NAMES = [
    path.parent.name if path.stem == "scenario" else path.stem for path in SCENARIOS
]


@pytest.fixture(params=SCENARIOS, ids=NAMES)
def path(request: pytest.FixtureRequest) -> Path:
    """Give every shipped scenario in turn."""
    found: Path = request.param
    return found


@cache
def read(path: Path) -> Scenario:
    """Return a scenario, read once for all that is asked of it."""
    return load(path)


MULTIPLE = re.compile(r"\d*[십백천만억조]+( |$)")


def test_no_multiple_is_left_behind_a_korean_number(path: Path) -> None:
    """A unit in thousands or in billions is worked into its numbers, whose it is."""
    scenario = read(path)
    document = scenario.document
    told = [scenario.unit_forms(key, "ko") for key in document.variables]
    told += [scenario.unit_in(row.unit, "ko") for row in document.params.values()]
    for unit in told:
        number = in_unit("3412", unit)
        assert (number != "3412") == bool(MULTIPLE.match(unit)), unit
        after = with_unit("3412", unit).removeprefix(number).lstrip(" (")
        assert not MULTIPLE.match(after), unit


def test_at_least_two_crises_ship() -> None:
    """One scenario could be hard-wired; two cannot."""
    assert len(SCENARIOS) >= 2


def test_checks_without_error_or_warning(path: Path) -> None:
    """A shipped scenario has no finding that an author would have to mend."""
    findings = check(path).diagnostics
    assert [d for d in findings if d.severity is not Severity.NOTE] == []


def test_every_claim_says_what_its_odds_are_of(path: Path) -> None:
    """What an adviser gives odds of is named, in every language of the interface."""
    scenario = read(path)
    for adviser, row in scenario.document.advisers.items():
        for claim in row.claims:
            for key in ("outcome", "text"):
                words = scenario.texts[f"advisers.{adviser}.claims.{claim}.{key}"]
                assert set(words) == set(LANGUAGES)


def test_every_number_is_remarked_on_in_every_language(path: Path) -> None:
    """Whoever asks for a param reads what it is in the language that they play in."""
    scenario = read(path)
    for key in scenario.document.params:
        assert set(scenario.texts[f"params.{key}.note"]) == set(LANGUAGES), key


AUTHOR_PAGE = (ROOT / "game/manual/scenario-author.md").read_text(encoding="utf-8")
STEPS = re.findall(r"## Step \d.*?```toml\n(.*?)```", AUTHOR_PAGE, re.DOTALL)


@pytest.mark.parametrize("steps", range(1, len(STEPS) + 1))
def test_every_step_of_the_author_page_plays(steps: int) -> None:
    """After each step of the tutorial the file is clean, and every game ends."""
    text = "\n".join(STEPS[:steps])
    checked = check_text({"flood.toml": text}, "flood.toml")
    assert [d for d in checked.diagnostics if d.severity is not Severity.NOTE] == []
    assert checked.scenario is not None
    way = find_way(checked.scenario, "hold", 1)
    study = simulate(checked.scenario.spec(), way, 200, 1)
    assert sum(dict(study.endings).values()) == 200
    assert set(dict(study.endings)) <= set(checked.scenario.document.endings)


def test_random_play_keeps_the_books(path: Path) -> None:
    """In every world and month of random play causes sum to the change with ==.

    Values stay in range and on the grid, exactly one act per actor is taken, and
    every world ends with a named ending.
    """
    spec = read(path).spec()
    model = compile_spec(spec)
    chance = Chance(5)
    worlds = 48
    state = begin(model, chance, np.arange(worlds, dtype=np.uint64))
    low = np.array([[v.low] for v in spec.variables])
    high = np.array([[v.high] for v in spec.variables])
    targets = np.array([cause.target for cause in causes(spec)])
    draw = np.random.default_rng(11)
    while state.turn <= spec.turns:
        decision = draw.integers(-1, len(choices(spec)), size=(40, worlds))
        before = state.values
        made = step(model, state, decision, chance)
        state = made.state
        for row in range(len(spec.variables)):
            total = made.ledger[targets == row].sum(axis=0)
            assert (state.values[row] - before[row] == total).all()
        assert ((low <= state.values) & (state.values <= high)).all()
        assert (np.rint(state.values * GRID) == state.values * GRID).all()
    assert (state.ending >= 0).all()


def test_every_month_of_holding_has_something_to_answer(path: Path) -> None:
    """A duty card lies on the desk in at least nine of ten months."""
    spec = read(path).spec()
    model = compile_spec(spec)
    chance = Chance(3)
    worlds = 200
    duty = np.array([card.duty for card in spec.cards])
    state = begin(model, chance, np.arange(worlds, dtype=np.uint64))
    asked = months = 0
    while state.turn <= spec.turns:
        going = state.ending < 0
        asked += int(((state.opened[duty] > 0).any(axis=0) & going).sum())
        months += int(going.sum())
        state = step(model, state, np.empty((0, worlds), dtype=np.int64), chance).state
    assert asked >= 0.9 * months


def test_every_choice_is_open_to_somebody(path: Path) -> None:
    """No card, option, rung, initiative or declaration is out of everyone's reach."""
    spec = read(path).spec()
    model = compile_spec(spec)
    chance = Chance(8)
    worlds = 2000
    seen = np.zeros(len(choices(spec)), dtype=bool)
    state = begin(model, chance, np.arange(worlds, dtype=np.uint64))
    draw = np.random.default_rng(2)
    busy = np.arange(worlds) < worlds // 2  # who does much is offered other cards
    while state.turn <= spec.turns:
        is_open = legal(model, state).closed == 0
        seen |= is_open.any(axis=1)
        lots = np.where(is_open, draw.random(is_open.shape), 2.0)
        picked = np.argsort(lots, axis=0)[:8]
        kept = np.take_along_axis(lots, picked, axis=0) < 1.0
        kept[3:] &= busy
        state = step(model, state, np.where(kept, picked, -1), chance).state
    # A rung at which a lever starts may never be come back to.
    starts = {(lever.id, lever.rungs[lever.start].id) for lever in spec.levers}
    never = [
        choice.line
        for choice, reached in zip(choices(spec), seen, strict=True)
        if not reached and (choice.id, choice.option) not in starts
    ]
    assert never == []


@pytest.mark.long
def test_game_by_chance_is_kept_verified_and_replayed(
    path: Path, tmp_path: Path
) -> None:
    """A game of random open choices resumes, verifies and replays to one digest."""
    table = Table(data_dir=tmp_path)
    chooser = random.Random(4)  # noqa: S311 - play, not secrecy
    with table.new(str(path), seed=9, name="random") as game:
        for _ in range(3):
            for line, _ in chooser.sample(game.number_lines(), 3):
                if line not in game.staged:
                    stage(game, line)
            game.end_month()
        half = game.digest()
    with table.resume("random") as game:
        assert game.digest() == half
        while not game.is_over:
            game.end_month()
        last = game.digest()
        assert game.review().title
    assert table.verify("random").ok
    replay = table.replay("random")
    assert replay.last_digest() == last
    review = replay.review()
    assert review is not None
    assert review.scores or not read(path).spec().objectives


def stage(game: Game, line: str) -> None:
    """Stage a line if the rest of the month leaves room for it."""
    with contextlib.suppress(ChoiceError):
        game.stage(line)


def test_example_game_plays_as_recorded(tmp_path: Path) -> None:
    """The game that the README replays reproduces every digest, and its review."""
    table = Table(data_dir=tmp_path)
    example = str(ROOT / "saves" / "example.chronicle")
    found = table.verify(example)
    assert found.ok
    assert found.months > 0
    assert table.replay(example).review() is not None
