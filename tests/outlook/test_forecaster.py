"""The forecaster: the newest request wins, and no worker is left behind."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
from dataclasses import MISSING, fields, replace

import pytest

from game.engine.spec import Spec
from game.outlook import Forecasts, Request, forecast
from game.outlook.forecaster import Forecaster
from game.outlook.question import Shorthand
from tests.outlook.crisis import CRISIS, played

PATIENCE = 60.0


def _request(months: int = 2, worlds: int = 128) -> Request:
    decisions = ((),) * months
    _, _, seen = played(3, decisions)
    return Request(
        spec=CRISIS, history=seen, decisions=decisions, plans=((), (2,)), worlds=worlds
    )


def _final(forecaster: Forecaster) -> tuple[int, Forecasts]:
    while select.select([forecaster], [], [], PATIENCE)[0]:
        answer = forecaster.receive()
        if answer is not None and answer[1].final:
            return answer
    pytest.fail("no answer came")


@pytest.mark.parametrize("worker", [True, False])
def test_answers_are_the_forecast_itself(*, worker: bool) -> None:
    """Beside or in line, month after month, the numbers are those of `forecast`."""
    forecaster = Forecaster(worker=worker)
    try:
        for months in (2, 3, 1):
            ticket = forecaster.submit(_request(months))
            assert _final(forecaster) == (
                ticket,
                Forecasts(forecasts=forecast(_request(months)), final=True),
            )
            assert forecaster.receive() is None
    finally:
        forecaster.close()
        forecaster.close()


@pytest.mark.parametrize("worker", [True, False])
def test_the_newest_request_wins(*, worker: bool) -> None:
    """Of many requests in a row only the last is answered in the end."""
    forecaster = Forecaster(worker=worker)
    try:
        for worlds in range(2000, 2010):
            forecaster.submit(_request(worlds=worlds))
        ticket = forecaster.submit(_request(worlds=70))
        found, answer = _final(forecaster)
        assert found == ticket
        assert answer.forecasts[0].worlds == 70
    finally:
        forecaster.close()


@pytest.mark.parametrize("worker", [True, False])
def test_a_request_that_fails_is_reported_and_survived(*, worker: bool) -> None:
    """A broken request is answered with a problem; the next one with numbers."""
    forecaster = Forecaster(worker=worker)
    try:
        forecaster.submit(replace(_request(), plans=((99_999,),)))
        _, answer = _final(forecaster)
        assert answer.problem
        assert answer.forecasts == ()
        forecaster.submit(_request())
        _, answer = _final(forecaster)
        assert not answer.problem
        assert len(answer.forecasts) == 2
    finally:
        forecaster.close()


def test_a_lost_worker_is_replaced() -> None:
    """When the process is killed the same forecaster goes on answering."""
    forecaster = Forecaster()
    try:
        forecaster.submit(_request())
        _final(forecaster)
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
        ticket = forecaster.submit(_request(3))
        assert _final(forecaster)[0] == ticket
    finally:
        forecaster.close()


def test_closing_leaves_no_process() -> None:
    """After close no child is alive, even while it was starting or computing."""
    for _ in range(2):
        forecaster = Forecaster()
        forecaster.submit(_request(worlds=100_000))
        forecaster.close()
        assert multiprocessing.active_children() == []


def test_what_travels_is_only_news() -> None:
    """A scenario travels once and an observation once, and nothing is lost."""
    here, there = Shorthand(), Shorthand()
    other: Spec = replace(CRISIS, level=2)
    longer = _request(5)
    for request, kept, carries_spec in (
        (_request(3), 0, True),
        (longer, 4, False),
        (_request(2), 3, False),
        (replace(longer, spec=other), 0, True),
    ):
        question = here.shorten(1, request)
        assert (question.kept, question.spec is not None) == (kept, carries_spec)
        assert there.restore(question) == request


def test_no_part_of_a_request_is_left_out() -> None:
    """Each field that has a default travels with another value."""
    given = {"base": (2,), "first": 1, "seed": 7, "worlds": 99, "horizon": 4}
    known = [field for field in fields(Request) if field.default is not MISSING]
    assert {field.name for field in known} == set(given)
    request = replace(_request(), **given)  # type: ignore[arg-type]  # fields by name
    assert Shorthand().restore(Shorthand().shorten(1, request)) == request


def test_a_pipe_begins_with_a_scenario() -> None:
    """A question without a scenario is refused while none is known."""
    question = Shorthand().shorten(1, _request())
    with pytest.raises(ValueError, match="1"):
        Shorthand().restore(replace(question, spec=None))
