"""Where a rung or an initiative may lead stands beside it before it is staged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.errors import ChoiceError
from game.tui.cells import Look, width_of
from game.tui.draw.ahead import Ahead, ahead
from game.tui.draw.outlook import Shown, one_line, panel, span_of
from game.tui.forecasts import Forecasts
from game.tui.glyphs import UNICODE
from game.tui.widgets.sheet import Sheet
from game.words import say
from tests.tui.fakes import FakeForecaster, FakeGame
from tests.tui.stage import NARROW, SIZES, Stage, stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.tui.ports import GamePort


class Watched(FakeForecaster):
    """Keeps itself, so that a test sees what was asked."""

    last: FakeForecaster

    def __init__(self) -> None:
        super().__init__()
        Watched.last = self


def beside(face: Stage) -> str:
    """Return what stands on the right side of the page."""
    detail = face.app.screen.query_one("#detail", Sheet)
    return "\n".join(row.text for row in detail.rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["p", "a"])
async def test_what_is_under_the_cursor_is_forecast_unstaged(
    size: tuple[int, int], key: str
) -> None:
    """Every gauge has its range and its difference, and nothing is staged."""
    game = FakeGame()
    async with stage(size, start=game) as face:
        await face.press(key)
        for _ in range(12):
            if "80 % range" in beside(face):
                break
            await face.press("down")
        found = beside(face)
        assert all(gauge.label[:8] in found for gauge in game.room().gauges)
        assert ".." in found
        assert game.staged == ()


async def test_a_forecast_is_of_what_else_is_staged_too() -> None:
    """The line under the cursor is set against the other lines that are staged."""
    game = FakeGame()
    async with stage(NARROW, start=game, opener=Watched) as face:
        await face.press("1", "a", "down")
        (line,) = game.staged
        own = face.app.screen.query_one("#list", Sheet).cursor
        assert Watched.last.bases[-1] == (line,)
        assert (line, own) in Watched.last.asked
        assert ".." in beside(face)


async def test_what_cannot_be_staged_is_not_forecast() -> None:
    """What is in force, or not open, has no forecast to wait for."""
    async with stage(NARROW, start=FakeGame()) as face:
        await face.press("p")
        rows = {
            rung.line: rung
            for lever in FakeGame().room().levers
            for rung in lever.rungs
        }
        seen = 0
        for _ in rows:
            rung = rows[face.app.screen.query_one("#list", Sheet).cursor]
            told = "80 % range" in beside(face)
            assert told == (rung.open and not rung.current), rung
            seen += told
            await face.press("down")
        assert seen


def test_another_base_forgets_nothing() -> None:
    """What was worked out against one base is known when it is in hand again."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), FakeForecaster()
    forecasts.connect(source)
    forecasts.month(game)
    forecasts.want([("pickets meet",)])
    forecasts.receive()
    forecasts.want([("pickets meet", "talks")], ("pickets meet",))
    forecasts.receive()
    assert {*forecasts.known} == {("pickets meet", "talks")}
    forecasts.want([("pickets meet",)])
    assert {*forecasts.known} == {("pickets meet",)}
    assert forecasts.settled(("pickets meet",))
    assert len(source.asked) == 2
    source.close()


def test_what_may_be_turned_to_next_is_worked_out_while_nothing_else_is() -> None:
    """Later wishes wait for the wanted ones, are kept, and do not disturb the page."""
    drawn: list[None] = []
    forecasts = Forecasts(lambda: drawn.append(None))
    game, source = FakeGame(), FakeForecaster()
    forecasts.connect(source)
    forecasts.month(game)
    wanted, near, far = ("pickets meet",), ("pickets wait",), ("talks", "pickets wait")
    later = [((near, ()), ()), ((far,), ("talks",))]
    forecasts.want([wanted], later=later)
    assert source.asked == [wanted]
    forecasts.receive()
    assert source.asked == [wanted, near, ()]
    assert len(drawn) == 1
    forecasts.receive()
    forecasts.receive()
    assert source.asked == [wanted, near, (), far]
    assert source.bases[-1] == ("talks",)
    assert len(drawn) == 1
    assert {*forecasts.known} == {wanted, near, ()}
    forecasts.want([far], ("talks",), later)
    assert forecasts.settled(far)
    assert source.asked == [wanted, near, (), far]
    source.close()


def test_what_is_wanted_now_goes_before_what_may_be_wanted_next() -> None:
    """Another wish while something is worked out ahead is asked for at once."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), FakeForecaster()
    forecasts.connect(source)
    forecasts.month(game)
    first, ahead, other = ("pickets meet",), ("pickets wait",), ("talks",)
    forecasts.want([first], later=[((ahead,), ())])
    forecasts.receive()
    forecasts.want([other], later=[((ahead,), ())])
    assert source.asked == [first, ahead, other]
    assert other not in forecasts.known
    forecasts.receive()
    assert forecasts.settled(other)
    assert source.asked == [first, ahead, other, ahead]
    source.close()


async def test_another_card_has_its_forecast_before_it_is_turned_to() -> None:
    """While one card is read, the answers to the others are worked out."""
    async with stage(NARROW, start=FakeGame()) as face:
        cards = FakeGame().room().cards
        assert len(cards) > 1
        for card in cards:
            for option in card.options:
                plan = (option.line,)
                assert face.app.forecasts.settled(plan) == option.open, option


async def test_the_next_card_has_its_forecast_beside_each_answer_to_this_one() -> None:
    """A digit stages and goes on to the next card: its fan stands there at once."""
    async with stage(NARROW, start=FakeGame()) as face:
        first, second, *_ = FakeGame().room().cards
        forecasts = face.app.forecasts
        for option in (o for o in first.options if o.open):
            known = forecasts._against((option.line,)).known
            for other in (o for o in second.options if o.open):
                assert (option.line, other.line) in known


async def test_another_lever_has_its_forecast_before_the_cursor_is_there() -> None:
    """While one rung is read, those of the other levers are worked out."""
    async with stage(NARROW, start=FakeGame()) as face:
        await face.press("p")
        for lever in FakeGame().room().levers:
            for rung in lever.rungs:
                expected = rung.open and not rung.current
                assert face.app.forecasts.settled((rung.line,)) == expected, rung


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_is_said_what_the_sign_is_set_against(language: str) -> None:
    """With something else staged it is that alone, and else that nothing is chosen."""
    look, game = Look(language, UNICODE), FakeGame()
    room, made = game.room(), game.outlook(("talks",))
    bare, rest = (
        "80 % range; the sign: compared with choosing nothing",
        "80 % range; the sign: compared with the rest of what is staged",
    )
    for base, words in (((), bare), (("pickets meet",), rest)):
        known = Ahead(outlook=replace(made, base=base))
        rows = ahead(known, room.gauges, room.objectives, look, 40)
        text = " ".join(row.text.strip() for row in rows)
        assert say(words, language) in text


class Coarse(FakeForecaster):
    """Answers over as many worlds as it was told, and refuses some first plans."""

    def __init__(self) -> None:
        """Refuse nothing yet."""
        super().__init__()
        self.worlds, self.refused = 64, frozenset[tuple[str, ...]]()

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Answer coarsely, with more to come."""
        if plans[0] in self.refused:
            raise ChoiceError("It is not open.")
        super().ask(game, plans, base)
        (answer,) = self._answers
        rough = {p: replace(o, worlds=self.worlds) for p, o in answer.outlooks.items()}
        self._answers = [replace(answer, outlooks=rough, final=False)]


def test_a_forecast_never_becomes_coarser() -> None:
    """What is asked for again begins coarse; what was finer stays."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), Coarse()
    forecasts.connect(source)
    forecasts.month(game)
    source.worlds = 320
    forecasts.want([("talks",)])
    forecasts.receive()
    forecasts.want([("pickets wait",)])
    source.worlds = 64
    forecasts.want([("talks",)])
    forecasts.receive()
    assert forecasts.known["talks",].worlds == 320
    source.worlds = 1280
    forecasts.want([("pickets wait",), ("talks",)])
    forecasts.receive()
    assert forecasts.known["talks",].worlds == 1280
    source.close()


def test_what_is_not_open_does_not_hold_up_what_is() -> None:
    """Of what may be wanted next, plans that cannot be staged together are passed."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), Coarse()
    forecasts.connect(source)
    forecasts.month(game)
    shut, open_, other = ("talks",), ("pickets meet",), ("pickets wait",)
    source.refused = frozenset({shut})
    forecasts.want([], later=[((shut,), ()), ((shut, other), ("talks",))])
    assert source.asked == [other]
    forecasts.want([open_])
    assert source.asked == [other, open_]
    source.close()


def test_nothing_is_worked_out_while_a_turn_is_carried_out() -> None:
    """Forecasts read what is being decided; they go on when something is wanted."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), FakeForecaster()
    forecasts.connect(source)
    forecasts.month(game)
    first, ahead = ("pickets meet",), ("pickets wait",)
    forecasts.want([first], later=[((ahead,), ())])
    forecasts.rest()
    forecasts.receive()
    assert source.asked == [first]
    assert not forecasts.known
    forecasts.want([first])
    forecasts.receive()
    assert forecasts.settled(first)
    source.close()


def test_what_is_known_of_old_bases_goes() -> None:
    """However much is staged and taken back in a turn, memory does not grow on."""
    forecasts, game, source = Forecasts(lambda: None), FakeGame(), FakeForecaster()
    forecasts.connect(source)
    forecasts.month(game)
    for number in range(40):
        forecasts.want([("talks",)], (f"base {number}",))
        forecasts.receive()
    assert len(forecasts._kept) <= 13
    assert forecasts.settled(("talks",))
    source.close()


@pytest.mark.parametrize("cells", [28, 60, 100])
def test_what_a_plan_is_set_against_is_named_as_fully_as_it_can(cells: int) -> None:
    """In the panel and in one line: in full where there is room, else briefly."""
    game, look = FakeGame(), Look("en", UNICODE)
    gauge = game.room().gauges[0]
    for base, full, brief in (
        ((), "choosing nothing", "nothing"),
        (("talks",), "the rest of what is staged", "the rest"),
    ):
        made = replace(game.outlook((*base, "pickets meet")), base=base)
        shown = Shown(outlook=made, gauge=gauge, plan="if 1", titles={}, old=False)
        lines = [panel(shown, look, cells, 10)[1].text]
        if cells >= 60:  # the line of the smallest screen
            lines.append(one_line(shown, look, cells)[0].text)
        for told in lines:
            assert brief in told
            assert width_of(told.rstrip()) <= cells
        assert all(full in told for told in lines) or cells < 100


@pytest.mark.parametrize("cells", [36, 60])
@pytest.mark.parametrize("base", [(), ("tolls low",)])
def test_nothing_is_set_against_itself(base: tuple[str, ...], cells: int) -> None:
    """A plan that is its own base has one range, and no difference from it."""
    game, look = FakeGame(), Look("en", UNICODE)
    gauge = game.room().gauges[0]

    def drawn(*plan: str) -> tuple[str, ...]:
        made = replace(game.outlook(plan), base=base)
        shown = Shown(outlook=made, gauge=gauge, plan="as staged", titles={}, old=False)
        rows = [panel(shown, look, cells, 10)[:2], one_line(shown, look, 100)]
        return tuple("\n".join(row.text for row in found) for found in rows)

    span = span_of(game.outlook(base).fans[0])
    for told in drawn(*base):
        assert told.count(span) == 1
        assert look.glyphs.same not in told
    for told in drawn(*base, "pickets meet"):
        assert told.count("..") == 2
