"""Answers side by side: ends of the fans, differences, endings, and the wait."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

import pytest

from game.report.dates import turns_text
from game.report.views import Outlook, Room
from game.tui.cells import Look
from game.tui.draw import scores
from game.tui.draw.answers import SILENCE
from game.tui.draw.outlook import horizon
from game.tui.ports import Answer, GamePort
from game.tui.screens.compare import Compare
from game.tui.screens.room import RoomScreen
from game.tui.widgets.sheet import Sheet
from game.words import render
from tests.tui.fakes import FakeForecaster, FakeGame
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage

TINY = (60, 18)


class Refining(FakeForecaster):
    """Answers coarsely, and never finely."""

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Answer in a few worlds only."""
        del base
        outlooks = {plan: game.outlook(plan) for plan in plans}
        self._answers = [Answer(outlooks=outlooks, final=False)]
        os.write(self._near, b"\0")


class Failing(FakeForecaster):
    """Cannot work anything out."""

    def ask(
        self,
        game: GamePort,
        plans: Sequence[tuple[str, ...]],
        base: tuple[str, ...] = (),
    ) -> None:
        """Answer with a problem."""
        del game, plans, base
        words = "effect tide is not finite in turn 3, world 7"
        self._answers = [Answer(outlooks={}, final=True, problem=words)]
        os.write(self._near, b"\0")


@pytest.mark.parametrize("size", [*SIZES, TINY])
async def test_each_answer_has_its_ends_its_difference_and_its_endings(
    size: tuple[int, int],
) -> None:
    """For the highlighted gauge 10, 50 and 90 %, and what parts it from holding."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("c", "left")
        text = face.text()
        for words in ("10 %", "50 %", "90 %", "vs row 0", "±0.4"):
            assert words in text, text
        await face.press("end")
        text += face.text()
        assert "46 %" in text, text
        for words in ("46 % + A tr", "+ good", "- lost"):
            assert words in text, text


@pytest.mark.parametrize("size", SIZES)
async def test_a_chance_has_one_number(size: tuple[int, int]) -> None:
    """A chance has no ends: it is told once, with its difference from holding."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("c")
        text = face.text()
        assert "chance" in text
        assert "10 %  " not in text
        assert "±0.4" in text


async def test_every_ending_is_written_out_where_lines_are_short() -> None:
    """At 80 cells the odds that do not fit beside the numbers stand below."""
    async with stage(start=FakeGame()) as face:
        await face.press("c", "end")
        assert "Likeliest endings, if nothing more is chosen" in face.text()


async def test_the_worlds_are_told_while_they_are_refined() -> None:
    """A coarse answer says how many worlds it has, and that more will come."""
    async with stage(MIDDLE, start=FakeGame(), opener=Refining) as face:
        await face.press("c")
        assert "256 imagined worlds, the same for all; still refining" in face.text()


async def test_a_settled_comparison_refines_no_more() -> None:
    """When every answer is final the note is gone."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("c")
        assert "256 imagined worlds, the same for all" in face.text()
        assert "still refining" not in face.text()


@pytest.mark.parametrize("size", [*SIZES, TINY])
async def test_a_forecast_that_fails_says_so(size: tuple[int, int]) -> None:
    """What cannot be worked out is one sentence, in the room and beside answers."""
    async with stage(size, start=FakeGame(), opener=Failing) as face:
        await face.until("cannot")
        assert "Working out" not in face.text()
        await face.press("c")
        await face.until("cannot")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (NARROW, "assumes nothing else changes"),
        (MIDDLE, "Assumes that policy stays, later cards stay unanswered,"),
    ],
)
async def test_the_room_and_the_comparison_say_what_a_forecast_assumes(
    size: tuple[int, int], words: str
) -> None:
    """Beside the fan it is said briefly or in full; beside the answers in full."""
    async with stage(size, start=FakeGame()) as face:
        await face.until(words)
        await face.press("c")
        await face.until("vs row 0")
        text = " ".join(" ".join(row.text for row in compared(face).rows).split())
        assert "others act as now" in text, text


@pytest.mark.parametrize("size", [*SIZES, TINY])
async def test_a_chance_among_ranges_is_said_to_have_no_horizon(
    size: tuple[int, int],
) -> None:
    """Where a column is a chance the note says from when on; else it does not."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("c")
        words = " ".join(row.text for row in compared(face).rows)
        told = "single number with % is a chance from now on"
        assert told in " ".join(words.split())


def compared(face: Stage) -> Sheet:
    """Return the table of answers."""
    return face.app.screen.query_one("#list", Sheet)


class Percents(FakeGame):
    """Every gauge is measured in percent."""

    def room(self) -> Room:
        """Return the room."""
        room = super().room()
        gauges = tuple(replace(gauge, unit="%") for gauge in room.gauges)
        return replace(room, gauges=gauges)


@pytest.mark.parametrize("size", [*SIZES, TINY])
async def test_a_range_of_percents_has_its_sign(size: tuple[int, int]) -> None:
    """Behind each range, or where a column is too narrow, in what names it."""
    async with stage(size, start=Percents()) as face:
        await face.press("c")
        rows = [row.text for row in compared(face).rows]
        # Duties are scored of 100, whatever the gauges are measured in.
        rows = list(takewhile(lambda text: "Duties" not in text, rows))
        numbers = [text for text in rows if ".." in text]
        assert numbers
        whole = all(text.count("..") <= text.count(" %") for text in numbers)
        assert whole or any("(%)" in text for text in rows), rows


async def test_enter_is_offered_and_stages_the_answer() -> None:
    """The footer of the comparison says how an answer is staged; a click does it."""
    async with stage(start=FakeGame()) as face:
        await face.press("c", "tab")
        keys = face.app.screen.query_one("#keys", Sheet)
        assert "enter stage" in " ".join(row.text for row in keys.rows)
        await face.press("enter")
        assert face.name == "RoomScreen"
        assert face.app.view is not None
        assert face.app.view.staged


@pytest.mark.parametrize("size", SIZES)
async def test_every_duty_stands_beside_every_answer(size: tuple[int, int]) -> None:
    """Its mean at the end and what parts it from holding; its range one key on."""
    game = FakeGame()
    duties = game.room().objectives
    async with stage(size, start=game) as face:
        await face.press("c")
        text = face.text()
        assert "Duties at the end" in text, text
        assert all(duty.label[:6] in text for duty in duties), text
        for _ in (*game.room().gauges, *duties):
            if f"{duties[0].label} at the end" in face.text():
                break
            await face.press("right")
        detail = face.app.screen.query_one("#detail", Sheet)
        drawn = [row.text for row in detail.rows]
        assert all("10..83" in row for row in drawn[:2]), drawn
        assert f"{duties[0].label} at the end" in face.text()


def _number(words: str, look: Look) -> int:
    """Read a difference: its sign, then its size; nothing where it is the same."""
    if words == look.glyphs.same:
        return 0
    return int(words[1:]) * (1 if words[0] == look.glyphs.change(1) else -1)


def lifted(outlook: Outlook, lift: float) -> Outlook:
    """Return the forecast with the mean of every duty moved."""
    duties = (replace(fan, mean=(fan.mean[0] + lift,)) for fan in outlook.duties)
    return replace(outlook, duties=tuple(duties))


async def test_a_score_less_that_of_row_0_is_the_difference_shown() -> None:
    """In every row and column; what all are set against is the first row."""
    for lift in (0.4, 0.6, -1.5):
        game = FakeGame()
        duties = game.room().objectives
        async with stage(start=game) as face:
            await face.press("c")
            screen = face.app.screen
            assert isinstance(screen, Compare)
            compared, look = screen.compared(), face.app.look
            compared = replace(
                compared,
                outlooks={
                    key: lifted(outlook, 0.0 if key == SILENCE else lift)
                    for key, outlook in compared.outlooks.items()
                },
            )
            _, _, base, *rest = scores.table(duties, compared, look, 60)
            first, *held = base.text.split()
            assert first == "0"
            assert len(held) == len(duties)
            assert rest
            for answer in rest:
                _, *cells = answer.text.split()
                for at, score in enumerate(held):
                    mean, moved = cells[2 * at : 2 * at + 2]
                    assert int(mean) - int(score) == _number(moved, look)


async def test_the_room_tells_the_lead_duty_beside_the_card() -> None:
    """On a small screen the one that counts most; on a tall one all of them."""
    lead, *others = FakeGame().room().objectives
    async with stage(NARROW, start=FakeGame()) as face:
        rows = face.app.screen.query_one("#fan-small", Sheet).rows
        assert any(row.text.startswith(lead.label[:8]) for row in rows)
    async with stage(MIDDLE, start=FakeGame()) as face:
        told = " ".join(
            row.text for row in face.app.screen.query_one("#fan", Sheet).rows
        )
        assert all(duty.label[:8] in told for duty in (lead, *others)), told


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_a_range_is_said_to_be_of_another_time_than_the_gauge(
    size: tuple[int, int], language: str
) -> None:
    """The gauge is of now and the range of the end: also where lines are short."""
    async with stage(size, start=FakeGame(), language=language) as face:
        await face.press("left")
        screen = face.app.screen
        assert isinstance(screen, RoomScreen)
        assert screen.shown_gauge is not None
        assert not screen.shown_gauge.chance
        outlook, _ = face.app.forecasts.shown(screen.plan())
        assert outlook is not None
        turns = render(turns_text(horizon(outlook)), language)
        sheet = screen.query_one("#fan-small" if size == NARROW else "#fan", Sheet)
        top, *_ = (line for line in face.text().splitlines() if sheet.title[:5] in line)
        assert turns in top + "".join(row.text for row in sheet.rows)


class Parting(FakeGame):
    """Its answers differ in one gauge, and in how they end, and in nothing else."""

    gauge = "approval"

    def outlook(self, plan: Sequence[str] | None = None) -> Outlook:
        """Move one gauge with every choice."""
        made = super().outlook(plan)
        fans = tuple(
            replace(hold, middle=tuple(m + 9.0 * len(made.plan) for m in hold.middle))
            if hold.gauge == self.gauge
            else hold
            for hold in made.hold
        )
        good = 46.0 + 2.0 * len(made.plan)
        endings = (("truce", good), ("siege", 31.0), ("open", 23.0))
        return replace(made, fans=fans, endings=endings)


@pytest.mark.parametrize("size", [*SIZES, TINY])
async def test_what_the_answers_differ_in_most_has_the_first_column(
    size: tuple[int, int],
) -> None:
    """It is said above; where not all gauges fit, endings are compared there too.

    The keys go through the gauges in the same order.
    """
    async with stage(size, start=Parting()) as face:
        await face.press("c")
        sheet = compared(face)
        head = sheet.rows[0].text.split()
        assert head[0].startswith("Approv"), head
        assert "what differs most is first" in face.text()
        endings = size == NARROW  # with two columns the highlighted gauge has one
        assert ("+ good" in sheet.rows[0].text) == endings
        assert any("48 %" in row.text for row in sheet.rows[1:4]) == endings
        screen = face.app.screen
        assert isinstance(screen, Compare)
        while screen.gauge.id != Parting.gauge:
            await face.press("left")
        await face.press("left")
        assert screen.duty is not None  # behind all gauges, and before the first


class LongTitles(FakeGame):
    """Has endings whose titles leave no room beside numbers."""

    def ending_titles(self) -> Mapping[str, str]:
        """Return titles that begin alike."""
        first = "The pilots sail again in autumn and"
        return {
            "truce": f"{first} all is well",
            "siege": f"{first} nothing is",
            "open": first,
        }


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_no_title_of_an_ending_is_cut(size: tuple[int, int]) -> None:
    """What does not fit beside the numbers whole stands below them, in full."""
    async with stage(size, start=LongTitles()) as face:
        await face.press("c")
        rows = [row.text for row in face.app.screen.query_one("#list", Sheet).rows]
        text = " ".join(" ".join(rows).split())
        assert "46 % + The pilots sail again in autumn and all is well" in text
        assert not any(
            "The pilots sail" in row and row.rstrip().endswith("…") for row in rows
        )
