"""Two worlds that look alike read alike: nothing hidden reaches a face."""

from __future__ import annotations

import copy
import json
import shutil
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from game.engine import Seen, is_hidden, observe
from game.plain.beliefs import assessment_lines
from game.plain.ending import frame_lines
from game.plain.looking_up import (
    codex_lines,
    headline_lines,
    history_lines,
    relation_lines,
)
from game.plain.pages import Pages
from game.plain.rooms import Rooms
from game.report.document.writing import FORMATS, written
from game.report.whys import NEXT
from game.session import Replay, Table
from game.session.game import Game
from game.session.retrospect import Retrospect
from game.session.telling import Telling
from game.session.written import first_records
from tests.conftest import ISLANDS

if TYPE_CHECKING:
    from game.engine import State, Step
    from game.session.course import Course


class Shelf:
    """A chronicle that keeps what is appended in a list."""

    def __init__(self) -> None:
        self.records: list[object] = []

    def append(self, record: object) -> None:
        """Keep a record."""
        self.records.append(record)

    def close(self) -> None:
        """Do nothing."""


def hidden_otherwise(course: Course, number: int) -> Course:
    """Return a course with the same observations and another hidden side."""
    other = copy.copy(course)
    luck = np.random.default_rng(number)
    spec = course.model.spec
    unseen = [i for i, row in enumerate(spec.variables) if row.seen is not Seen.EXACT]
    names = {spec.variables[i].id for i in unseen}
    veiled = [
        i
        for i, row in enumerate(spec.effects)
        if is_hidden(course.model, row.amount) or row.target in names
    ]

    def changed(state: State) -> State:
        values, previous = state.values.copy(), state.previous.copy()
        values[unseen] = luck.uniform(0, 100, (len(unseen), 1))
        previous[unseen] = luck.uniform(0, 100, (len(unseen), 1))
        return replace(
            state,
            values=values,
            previous=previous,
            delays=luck.uniform(0, 5, state.delays.shape),
            types=luck.uniform(0, 1, state.types.shape),
            thresholds=luck.uniform(0, 99, state.thresholds.shape),
            biases=luck.normal(0, 1, state.biases.shape),
        )

    def moved(step: Step, state: State) -> Step:
        ledger = step.ledger.copy()
        ledger[veiled] = luck.uniform(-9, 9, (len(veiled), 1))
        return replace(
            step,
            state=state,
            ledger=ledger,
            odds=tuple(luck.uniform(0, 1, rows.shape) for rows in step.odds),
            utilities=tuple(luck.uniform(0, 1, rows.shape) for rows in step.utilities),
            chances=luck.uniform(0, 1, step.chances.shape),
        )

    other.states = [changed(state) for state in course.states]
    other.steps = [
        moved(step, state)
        for step, state in zip(course.steps, other.states[1:], strict=True)
    ]
    other.observations = [
        observe(course.model, state, last, before, 0)
        for state, last, before in zip(
            other.states, [None, *other.steps], [None, *other.states], strict=False
        )
    ]
    return other


def everything(telling: Telling) -> str:
    """Return all that any face could print of an unfinished game."""
    game = Game(telling, Shelf())  # type: ignore[arg-type] # a stand-in for the file
    pages = Pages("en")
    variables = [row.id for row in telling.course.model.spec.variables]
    gauges = [row.id for row in telling.course.model.spec.gauges]
    gauges += [NEXT, *(f"objectives.{one.id}" for one in game.room().objectives)]
    room = game.room()
    shown: list[object] = [asdict(room), list(Rooms(pages, "en").whole(room, {}))]
    for key in variables + gauges:
        try:
            why = game.why(key)
        except Exception as error:  # noqa: BLE001 - a refusal is shown as well
            shown.append(str(error))
        else:
            shown += [asdict(why), list(pages.why(why))]
    shown += looked_up(game)
    game.stage("speech")
    shown += [game.number_lines(), game.staged]
    assessment = game.assessment()
    shown += [asdict(assessment), list(assessment_lines(assessment, "en"))]
    shown += [asdict(game.why(f"beliefs.{odds.id}")) for odds in assessment.odds]
    shown.append(asdict(game.outlook()))
    shown.append(repr(game.outlook_request([game.plan()])))
    replay = Replay(telling)
    for turn in range(1, replay.months + 1):
        frame = replay.frame(turn)
        shown += [asdict(frame), list(frame_lines(frame, Rooms(pages, "en"), "en"))]
        shown.append(asdict(replay.assessment(turn)))
    records = first_records(telling.scenario, level=3, seed=0)
    report = Retrospect(telling, records, frozenset()).after_action()
    shown += [written(report, form) for form in FORMATS]
    return json.dumps(shown)


def looked_up(game: Game) -> list[object]:
    """Return all that can be looked up: relations, headlines, the codex."""
    relations, news, codex = game.relations(), game.headlines(), game.codex()
    shown: list[object] = [asdict(relations), *map(asdict, news), *map(asdict, codex)]
    shown += [*relation_lines(relations, "en"), *headline_lines(news, "", "en")]
    for cell in relations.cells:
        history = game.relation(cell.id)
        shown += [asdict(history), *history_lines(history, "en")]
    for entry in codex:
        shown += codex_lines(codex, entry.id, "", "en")
    return shown


@pytest.mark.parametrize(
    ("scenario", "seed"), [("ferry", 1), ("ferry", 2), ("ferry", 3), ("islands", 1)]
)
def test_equal_observations_print_the_same_bytes(
    table: Table, scenario: str, seed: int
) -> None:
    """Whatever is hidden may change: room, why, outlook, text and JSON stay."""
    shutil.copy(ISLANDS, table.saves / "scenarios")
    with table.new(scenario, seed=seed, name="open") as game:
        for _ in range(3):
            game.room()
            game.end_month()
        telling = game._telling
        assert not game.is_over
        other = Telling(
            telling.scenario,
            hidden_otherwise(telling.course, seed),
            name=telling.name,
            language="en",
            recorded=list(
                zip(telling.assessments[:-1], telling.advice[:-1], strict=True)
            ),
        )
        assert other.course.observations == telling.course.observations
        assert other.course.digest() != telling.course.digest()
        assert everything(other) == everything(telling)


def test_an_unfinished_replay_opens_nothing(table: Table) -> None:
    """Before the end there is no review, and hidden causes are one line."""
    with table.new(seed=2, name="open") as game:
        game.end_month()
    replay = table.replay("open")
    assert replay.review() is None
    assert "murmur" not in json.dumps(asdict(replay.why(2, "trust")))


def test_the_end_opens_every_cause(table: Table) -> None:
    """After the last month the whole ledger is told, still summing exactly."""
    with table.new(seed=2, name="over") as game:
        while not game.is_over:
            game.end_month()
    why = table.replay("over").why(2, "trust")
    assert "effect:murmur" in {line.id for line in why.lines}
    assert why.closes


def test_what_is_said_of_a_hidden_sum_does_not_hang_on_the_truth(
    table: Table,
) -> None:
    """Acts and odds are the same in a world that looks alike and is another."""
    told = []
    with table.new("seoul-2024", seed=7) as game:
        game.stage("reconsider name_condition")
        game.end_month()
        telling = game._telling
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
            told.append(Game(other, Shelf()).why("rel_rus"))  # type: ignore[arg-type]
        own = game.why("rel_rus")
        believed = next(line.believed for line in own.lines if line.believed)
        odds = {row.label: row for row in game.assessment().odds}
    assert told == [own, own]
    heads = [head for head, _ in believed]
    assert any(head.startswith("Name the condition") for head in heads)
    for head, lines in believed:
        # A size beside the sum would tell the side: the sum would fit one alone.
        assert not any(sign.isdigit() for sign in head.partition(": ")[2])
        if head in odds:
            bands = odds[head].bands
            assert lines == tuple(f"{b.now} %: {b.text}" for b in bands if b.now)
