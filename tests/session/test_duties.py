"""How the duties stand is what the review would say, as far as a player can see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.engine.expression import Read, Source
from game.report.duties import standing

if TYPE_CHECKING:
    from game.session import Table


@pytest.mark.parametrize("name", ["harbour-strike", "yeonpyeong-2010"])
def test_at_the_end_duties_stand_as_the_review_scores_them(
    table: Table, name: str
) -> None:
    """Whatever rests on what is seen exactly has one score, in the room and after."""
    with table.new(name, seed=5) as game:
        while not game.is_over:
            game.end_month()
        shown = {row.id: row for row in game.room().objectives}
        exact = {key: row.score for key, row in shown.items() if not row.rough}
        scored = {row.id: row.score for row in game.review().scores}
    assert exact
    assert exact == {key: scored[key] for key in exact}
    assert {row.floor for row in shown.values()} == {
        row.floor for row in game.review().scores
    }


def test_what_nobody_tells_the_player_has_no_score(table: Table) -> None:
    """A duty that reads a hidden type is not even guessed at."""
    with table.new("harbour-strike", seed=5) as game:
        spec, shown = game._telling.labels.spec, game.room().objectives
    hidden = Read(Source.TYPE, spec.types[0].id)
    first = replace(spec.objectives[0], value=hidden)
    veiled = replace(spec, objectives=(first, *spec.objectives[1:]))
    bare = tuple(replace(row, score=None) for row in shown)
    found = {row.id: row for row in standing(veiled, bare, lambda _: 0.0)}
    assert found[first.id].score is None
    assert found[spec.objectives[1].id].score is not None
