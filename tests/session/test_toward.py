"""Why the odds of an ending moved, and what it takes: told from imagined worlds."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import ChoiceError
from game.plain.pages import Pages
from game.report.whys import Why
from game.session import Game, Table
from game.tui.cells import Look
from game.tui.draw import why as draw
from game.tui.glyphs import UNICODE

CRISIS = "harbour-strike"
ENDING = "endings.empty_shelves"
WORLDS = 128


def odds(game: Game) -> int:
    """Return how likely the ending is with what is staged, as a forecast shows it."""
    found = dict(game.outlook(worlds=WORLDS).endings)
    return round(found.get(ENDING.partition(".")[2], 0.0))


def asked(game: Game, ending: str = ENDING) -> Why:
    """Return why the odds moved, in as many worlds."""
    return game.why(ending, worlds=WORLDS)


def play_on(game: Game) -> None:
    """Play a turn in which something is chosen."""
    game.stage(game.number_lines()[0][0])
    game.end_month()


def stage_all(game: Game) -> None:
    """Stage whatever is open, as far as it goes together."""
    for line, _ in game.number_lines():
        if line in dict(game.number_lines()):
            game.stage(line)


@pytest.mark.parametrize("seed", range(3))
def test_the_causes_sum_to_the_change_between_two_forecasts(
    table: Table, seed: int
) -> None:
    """From what was shown at the last decision to what is shown of the plan now."""
    with table.new(CRISIS, seed=seed) as game:
        for _ in range(3):
            game.stage(game.number_lines()[0][0])
            before = odds(game)
            game.end_month()
            held = odds(game)
            stage_all(game)
            why = asked(game)
            assert (why.before, why.after) == (f"{before} %", f"{odds(game)} %")
            assert sum(line.value for line in why.lines) == int(why.change)
            sizes = [abs(int(line.amount)) for line in why.lines]
            assert sizes == sorted(sizes, reverse=True)
            moved = {line.id: line.value for line in why.lines}
            assert moved.get("came", 0.0) == held - before
            assert moved.get("staged", 0.0) == odds(game) - held


def test_what_nobody_looked_at_is_worked_out_again_and_is_the_same(
    table: Table,
) -> None:
    """The odds at the last decision do not hang on whether they were looked at."""
    told = []
    for looks in (True, False):
        with table.new(CRISIS, seed=4, name="looked" if looks else "blind") as game:
            play_on(game)
            game.stage(game.number_lines()[0][0])
            if looks:
                game.outlook(worlds=WORLDS)
            game.end_month()
            told.append(asked(game))
    assert told[0] == told[1]


def test_a_game_that_is_taken_up_again_tells_the_same(table: Table) -> None:
    """What stood when the last turn was decided is read from its record."""
    with table.new(CRISIS, seed=4, name="kept") as game:
        game.outlook(worlds=WORLDS)
        play_on(game)
        told = asked(game)
    with table.resume("kept") as game:
        assert asked(game) == told


def test_what_an_ending_takes_adds_up(table: Table) -> None:
    """Parts are told with what they ask, and the odds are what is left of all of it."""
    with table.new(CRISIS, seed=0) as game:
        for _ in range(3):
            game.end_month()
        early, late = asked(game), asked(game, "endings.thirteenth_week")
    for why, label, now in (
        (early, "Stores", "; now "),
        (late, "Agreement signed", "and it is not."),
    ):
        part, whole, *others = why.parts
        assert part.label == label
        assert part.sentence.startswith("It must ")
        assert now in part.sentence
        assert part.value >= whole.value
        assert part.amount == f"met in {part.value:.0f} %"
        assert whole.amount == f"met in {whole.value:.0f} %"
        assert all(other.id.startswith("endings.") for other in others)
        left = whole.value - sum(other.value for other in others)
        assert why.after == f"{left:.0f} %"


def test_what_comes_when_no_other_does_is_told_by_the_others(table: Table) -> None:
    """Nothing is asked of it; with the odds of the others its own are everything."""
    with table.new("seoul-2024", seed=4) as game:
        last = game.why("endings.grave_concern", worlds=64)
        odds = dict(game.outlook(worlds=64).endings)
    told = {part.id.partition(".")[2]: part.value for part in last.parts}
    assert len(told) > 1
    assert told == {key: odds[key] for key in odds if key != "grave_concern"}
    with table.new(seed=4) as game:
        why = game.why("endings.routine", worlds=WORLDS)
    assert why.after == "100 %"
    assert not why.parts
    assert why.note.startswith("Nothing has moved yet")
    assert "It comes when no other ending does." in why.note


def test_nothing_has_moved_before_anything_is_done(table: Table) -> None:
    """In the first turn only what is staged moves the odds; what it takes is told."""
    with table.new(CRISIS, seed=4) as game:
        why = asked(game)
        assert not why.change
        assert not why.lines
        text = list(Pages("en").why(why))
        assert any("It must be at most 3" in line for line in text)
        stage_all(game)
        assert {line.id for line in asked(game).lines} <= {"staged"}


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_an_ending_takes_comes_before_how_it_is_ranked(
    tmp_path: Path, language: str
) -> None:
    """On every page, whether or not its odds moved; a long list is only counted."""
    words = "met in" if language == "en" else "충족"
    with Table(data_dir=tmp_path, language=language).new("seoul-2024", seed=4) as game:
        for _ in range(2):
            for key in game.scenario.document.endings:
                why = game.why(f"endings.{key}", worlds=64)
                assert why.below
                look = Look(language, UNICODE)
                drawn = [
                    "".join(span.text for span in row.spans)
                    for row in draw.causes(why, look, 76, "")
                ]
                for told in (list(Pages(language).why(why)), drawn):
                    flat = " ".join(" ".join(told).split())
                    begin = flat.find(" ".join(why.below.split())[:20])
                    assert begin > 0
                    if why.parts:
                        assert flat.find(words) < begin
                        assert flat.find(why.made_of[:20]) < begin
                assert why.below.count(";") <= 4
            # What was looked at is written down; else every page works it out again.
            game.outlook(worlds=64)
            game.end_month()


def test_only_an_ending_of_a_game_that_goes_on_can_be_asked_about(
    table: Table,
) -> None:
    """No other name is one, and after the end nothing more may come."""
    with table.new(CRISIS, seed=4) as game:
        with pytest.raises(ChoiceError):
            asked(game, "endings.nobody")
        while not game.is_over:
            game.end_month()
        with pytest.raises(ChoiceError):
            asked(game)
