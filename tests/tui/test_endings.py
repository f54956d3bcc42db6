"""How imagined games end is told of what is looked at, and it is said of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from game.report.views import Outlook
from game.tui.cells import Look, width_of
from game.tui.draw import endings
from game.tui.draw.answers import SILENCE
from game.tui.draw.outlook import Shown
from game.tui.glyphs import UNICODE
from game.tui.widgets.sheet import Sheet
from game.words import say
from tests.tui.fakes import FakeGame
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage

TINY = (60, 18)
GOOD = {(): 20, ("pickets meet",): 31, ("pickets mediate",): 42}
"""In how many of 100 imagined games of a plan the ending is good."""


def good_of(plan: Sequence[str]) -> int:
    """Return it; of other plans it is told by their length."""
    return GOOD.get(tuple(plan), 50 + len(plan))


class Parting(FakeGame):
    """Each plan has odds of its own."""

    def outlook(self, plan: Sequence[str] | None = None) -> Outlook:
        """Forecast."""
        lines = self.staged if plan is None else plan
        good = good_of(lines)
        return replace(
            super().outlook(plan),
            endings=(("truce", float(good)), ("siege", 100.0 - good)),
        )


PANELS = ("fan", "fan-small", "odds")


def beside(face: Stage) -> str:
    """Return what stands on the right side of a page."""
    detail = face.app.screen.query_one("#detail", Sheet)
    return "\n".join(row.text for row in detail.rows)


@pytest.mark.parametrize("size", [*SIZES, (200, 60)])
async def test_the_odds_of_endings_say_whose_they_are(size: tuple[int, int]) -> None:
    """Of the answer under the cursor by its number; of what is staged as that."""
    async with stage(size, start=Parting()) as face:
        await face.until("if 1, nothing more")
        assert "+ good 31 %" in face.text()
        await face.press("down")
        await face.until("if 2, nothing more")
        assert "+ good 42 %" in face.text()
        await face.press("end")
        await face.until("if 0, nothing more")
        assert "+ good 20 %" in face.text()
        await face.press("1", "left_square_bracket")
        await face.until("as staged, nothing more")
        assert "+ good 31 %" in face.text()
        await face.press("end")
        await face.until("if 0, nothing more")
        assert "+ good 20 %" in face.text()


async def test_an_ending_is_asked_about_by_click_and_by_key() -> None:
    """A click on its odds, w under the cursor, and the keys beyond the last gauge."""
    async with stage((120, 40), start=Parting()) as face:
        await face.until("if 1, nothing more")
        sheet = next(
            found
            for found in (face.app.screen.query_one(f"#{key}", Sheet) for key in PANELS)
            if "endings.siege" in found.picks_in_view
        )
        sheet.post_message(Sheet.Picked(sheet, "endings.siege"))
        await face.until("Why · endings.siege")
        await face.press("left")
        await face.until("Why · endings.truce")
        await face.press("left")
        await face.until(f"Why · {Parting().room().gauges[-1].label}")
    async with stage((120, 60), start=Parting()) as face:
        await face.until("if 1, nothing more")
        await face.press("z", "tab", "w")
        await face.until("Why · endings.truce")
        await face.press("q", "down", "w")
        await face.until("Why · endings.siege")


@pytest.mark.parametrize("size", [TINY, *SIZES])
async def test_the_end_of_the_turn_shows_the_endings_of_what_is_staged(
    size: tuple[int, int],
) -> None:
    """Whatever answer the cursor is on, and where no forecast has come yet."""
    async with stage(size, start=Parting()) as face:
        await face.press("2", "left_square_bracket", "home", "e")
        rows = face.app.screen.query_one("#summary", Sheet).rows
        told = next(row.text for row in rows if "as staged, " in row.text)
        assert "+ good 42 %" in told
        await face.press("q", "0", "e")
        rows = face.app.screen.query_one("#summary", Sheet).rows
        told = next(row.text for row in rows if "as staged, " in row.text)
        assert "+ good 20 %" in told


@pytest.mark.parametrize("size", [TINY, *SIZES])
@pytest.mark.parametrize("key", ["p", "a"])
async def test_a_rung_and_an_act_say_how_imagined_games_end(
    size: tuple[int, int], key: str
) -> None:
    """With what is under the cursor and without it, in the first lines in view."""
    async with stage(size, start=Parting()) as face:
        await face.press(key)
        for _ in range(12):
            if "80 % range" in beside(face):
                break
            await face.press("down")
        lines = beside(face).splitlines()
        heads = ("this nothing", "this choosing nothing")
        told = (" ".join(line.split()).endswith(heads) for line in lines)
        at = [*told].index(True)
        for line, parts in zip(
            lines[at + 1 :], ("+ good 51 % 20 %", "- lost 49 % 80 %"), strict=False
        ):
            sign, word, *chances = parts.split()
            found = line.split()
            assert found == [sign, *([word] if size != TINY else []), *chances]
            assert line.strip() in face.text()


@pytest.mark.parametrize("size", [TINY, *SIZES, (200, 60)])
async def test_a_comparison_sets_the_kinds_of_endings_side_by_side(
    size: tuple[int, int],
) -> None:
    """Every row has them, that without an answer too."""
    async with stage(size, start=Parting()) as face:
        await face.press("c")
        rows = [row.text for row in face.app.screen.query_one("#list", Sheet).rows]
        for number, good in ((0, 20), (1, 31), (2, 42)):
            own = [row for row in rows if row.split()[:1] == [str(number)]]
            assert any(f"{good} %" in row and f"{100 - good} %" in row for row in own)


@pytest.mark.parametrize(("moves", "at"), [("", "meet"), ("down", "mediate")])
async def test_a_comparison_begins_where_the_desk_is(moves: str, at: str) -> None:
    """At the answer under its cursor, that without one included."""
    game = FakeGame()
    async with stage(NARROW, start=game) as face:
        await face.press(*[moves] * bool(moves), "c")
        assert face.app.screen.query_one("#list", Sheet).cursor == at
        await face.press("enter")
        assert game.staged == (f"pickets {at}",)
        await face.press("end", "c")
        assert face.app.screen.query_one("#list", Sheet).cursor == SILENCE
        await face.press("enter")
        assert face.name == "RoomScreen"
        assert not game.staged


async def test_one_comparison_has_one_name() -> None:
    """What an answer is set against is none, with something else staged too."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.until("choosing nothing")
        for key in ("1", "a", "q", "p", "q", "c"):
            await face.press(key)
            for words in ("if you hold", "the rest alone", "without"):
                assert words not in face.text()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("cells", [*range(44, 120, 4), 60, 80, 120, 200])
def test_what_the_odds_are_of_pushes_no_kind_out_of_its_line(
    cells: int, language: str, *, staged: bool
) -> None:
    """The plan is named as fully as fits, and that nothing follows in any case."""
    look = Look(language, UNICODE)
    outlook = replace(
        FakeGame().outlook(),
        endings=(("truce", 10.0), ("siege", 30.0), ("draw", 60.0)),
        grades=(("truce", "kept"), ("siege", "loss"), ("draw", "mixed")),
    )
    plan = say("as staged" if staged else "if {number}", language, number=1)
    shown = Shown(outlook=outlook, gauge=None, plan=plan, titles={}, old=False)
    lead = endings.whose(shown, look, cells)
    assert plan in lead
    assert {"en": "nothing more", "ko": "추가"}[language] in lead
    _, *rows = endings.endings(outlook, {}, look, cells, lead)
    head = [row.text.rstrip() for row in rows][:2]
    sums = "".join(span.text for span in endings.kind_spans(outlook, look)).rstrip()
    together = f"{lead}  {sums}"
    assert all(width_of(text) <= cells for text in head)
    assert head[0] == together if width_of(together) <= cells else head == [lead, sums]
    shortest = say("{plan}, nothing more", language, plan=plan)
    assert head[0] == together or width_of(f"{shortest}  {sums}") > cells
    assert lead.startswith(say("endings", language)) or cells < 120


LONG = {
    "en": ("The pickets meet and the road stays open", "Nobody gives way in winter"),
    "ko": (
        "초소가 서로 만나고 길은 그대로 열려 있다",
        "겨울이 와도 아무도 물러서지 않는다",
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LONG)
async def test_the_end_of_the_turn_tells_the_likeliest_endings_whole(
    size: tuple[int, int], language: str
) -> None:
    """The box has lines enough: no title is cut, and each stands by its chance."""
    truce, siege = LONG[language]

    class Told(Parting):
        def ending_titles(self) -> dict[str, str]:
            return {"truce": truce, "siege": siege}

    async with stage(size, start=Told(), language=language) as face:
        await face.press("2", "left_square_bracket", "e")
        rows = face.app.screen.query_one("#summary", Sheet).rows
        for words in (f"42 % + {truce}", f"58 % - {siege}"):
            assert any(words in row.text for row in rows), face.text()
            assert words.replace(" ", "") in face.text().replace(" ", "")
        await face.press("enter")
        assert face.name == "RevealScreen"


@pytest.mark.parametrize("size", [TINY, *SIZES, (200, 60)])
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_a_game_that_is_over_waits_for_no_forecast(
    size: tuple[int, int], language: str
) -> None:
    """The place of the forecast says what is to be done now, by its key."""
    game = FakeGame()
    while not game.is_over:
        game.end_month()
    async with stage(size, start=game, language=language) as face:
        await face.press("q")
        assert face.name == "RoomScreen"
        waits = say("Working out the forecast.", language)
        assert waits not in face.text()
        small = "odds" if size == TINY else "fan-small" if size == NARROW else "fan"
        shown = face.app.screen.query_one(f"#{small}", Sheet)
        told = " ".join(row.text.strip() for row in shown.rows)
        assert told == say("The game is over: e opens the review.", language)
        await face.press("e")
        assert face.name == "ReviewScreen"
