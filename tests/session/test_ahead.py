"""What moves a duty until the end: in imagined worlds, summing to what is forecast."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.outlook.ahead import look_ahead
from game.plain.pages import Pages
from game.report.figures import units
from game.report.summing import put_together
from game.session import Game, Table
from game.session.forecasts import request
from game.session.telling import Telling
from game.tui.cells import Look
from game.tui.draw import why as draw
from game.tui.glyphs import UNICODE
from tests.session.test_secrecy import Shelf, hidden_otherwise

WORLDS = 128
CRISES = ("seoul-2024", "bern-2022", "yeonpyeong-2010")


def tenths(text: str) -> int:
    """Return a number with one digit after the point, in tenths."""
    return units(float(text), 1)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", CRISES)
def test_the_causes_sum_to_the_change_that_is_forecast(
    tmp_path: Path, name: str, language: str
) -> None:
    """From what the duty scores now to its mean in the forecast of what is staged."""
    told = 0
    with Table(data_dir=tmp_path, language=language).new(name, seed=5) as game:
        game.end_month()
        game.stage(game.number_lines()[0][0])
        ends = {fan.gauge: fan.mean[0] for fan in game.outlook(worlds=WORLDS).duties}
        room = game.room()
        for duty in room.objectives:
            why = game.why(f"objectives.{duty.id}", worlds=WORLDS)
            if not why.ahead_of:
                continue
            told += 1
            change = units(ends[duty.id], 1) - tenths(why.after)
            assert sum(tenths(row.amount) for row in why.ahead) == change
            assert all(tenths(row.amount) for row in why.ahead)
            assert str(WORLDS) in why.ahead_of
            page = "\n".join(Pages(language).duty(duty, room, why))
            assert why.ahead_of in page
            assert all(f"{row.label}: {row.amount}" in page for row in why.ahead)
            look = Look(language, UNICODE)
            picks = [row.pick for row in draw.causes(why, look, 76, "")]
            for row in why.ahead:
                assert row.id in picks
                beside = draw.cause_detail(why, row.id, look, (76, 1))
                text = "".join(span.text for line in beside for span in line.spans)
                assert row.amount in text
    assert told


@pytest.mark.parametrize("name", CRISES)
def test_nothing_is_left_over_but_what_is_cut_off(tmp_path: Path, name: str) -> None:
    """In each number the causes are all of its motion: no remainder hides in a line."""
    with Table(data_dir=tmp_path).new(name, seed=5) as game:
        game.end_month()
        course, known = game._telling.course, game._telling.known(game.turn)
        for row in course.model.spec.objectives:
            _, leaves = put_together(known, row)
            found = look_ahead(
                request(course, ((),), WORLDS),
                row.id,
                [leaf.amount for leaf in leaves],
                [leaf.variable for leaf in leaves if leaf.variable],
                game._particles,
            )
            moves = dict(found.moves)
            rows = zip(leaves, found.starts, found.ends, strict=True)
            for leaf, start, end in rows:
                total = sum(amount for _, amount in moves.get(leaf.variable, ()))
                if leaf.variable:
                    assert end - start == pytest.approx(total, abs=1e-6)


def test_what_has_not_come_yet_is_not_named(tmp_path: Path) -> None:
    """Neither an event nor a question of the future is told by its name."""
    with Table(data_dir=tmp_path, language="en").new("bern-2022", seed=5) as game:
        game.end_month()
        known, document = game._telling.known(game.turn), game.scenario.document
        seen = {card.id for o in known.observations for card in o.cards}
        past = {act for o in known.observations for act in o.happened}
        whys = [game.why(f"objectives.{d.id}") for d in game.room().objectives]
    named = {row.id.partition("effect:")[2] for why in whys for row in why.ahead}
    for key in named:
        head = key.partition("/")[0].partition(".")[0]
        assert head not in document.events or head in past
        assert head not in document.agenda or head in seen
    labels_told = {row.label for why in whys for row in why.ahead}
    assert "questions that have not come yet, left unanswered" in labels_told


def test_what_lies_ahead_does_not_hang_on_the_truth(table: Table) -> None:
    """It is the same in a world that looks alike and is another."""
    with table.new("seoul-2024", seed=7) as game:
        game.stage("reconsider name_condition")
        game.end_month()
        telling = game._telling
        own = game.why("objectives.door", worlds=WORLDS)
        assert own.ahead
        for number in (1, 2):
            other = Telling(
                telling.scenario,
                hidden_otherwise(telling.course, number),
                name="other",
                language="en",
                recorded=list(
                    zip(telling.assessments[:-1], telling.advice[:-1], strict=True)
                ),
            )
            assert other.course.observations == telling.course.observations
            alike = Game(other, Shelf())  # type: ignore[arg-type]
            assert alike.why("objectives.door", worlds=WORLDS) == own


def test_nothing_lies_ahead_of_a_game_that_is_over(table: Table) -> None:
    """At the end a duty is told as it stands."""
    with table.new("seoul-2024", seed=7) as game:
        while not game.is_over:
            game.end_month()
        assert not game.why("objectives.door").ahead
