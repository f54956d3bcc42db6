"""The screen of intelligence: rival sources, odds beside priors, at every size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.tui.cells import Look, width_of
from game.tui.draw.gauges import bare
from game.tui.draw.intelligence import items
from game.tui.draw.review import SECTIONS
from game.tui.draw.why import numbers
from game.tui.glyphs import UNICODE
from game.tui.widgets.sheet import Sheet
from tests.tui.fakes import MONTHS, FakeGame, FakeTable
from tests.tui.stage import MIDDLE, NARROW, SIZES, Stage, stage

TINY = (60, 18)


async def opened(face: Stage) -> str:
    """Open the screen and return its text."""
    await face.press("i")
    assert face.name == "Intelligence"
    return face.text()


@pytest.mark.parametrize("size", SIZES)
async def test_rival_sources_stand_side_by_side(size: tuple[int, int]) -> None:
    """Each source has its reading, what it states of itself, and its history."""
    game = FakeGame()
    game.end_month()
    async with stage(size, start=game) as face:
        text = await opened(face)
        for words in ("Harbour office: 46", "Fishermen: 30", "mostly reliable"):
            assert words in text, text
        assert "2 readings, 45 to 46" in text
        assert any(spark in text for spark in "▁▂▃▄▅▆▇█")


@pytest.mark.parametrize("size", SIZES)
async def test_a_report_says_who_when_and_how_far_to_be_trusted(
    size: tuple[int, int],
) -> None:
    """What was said is listed by date, and opened with its source."""
    game = FakeGame()
    game.end_month()
    async with stage(size, start=game) as face:
        await opened(face)
        await face.press("down")
        text = " ".join(face.text().split())
        for words in ("Reports", "A pilot", "Apr 2031", "Somebody on the quay"):
            assert words in text, text
        assert "of 100" in text


@pytest.mark.parametrize("size", SIZES)
async def test_odds_stand_beside_those_at_first(size: tuple[int, int]) -> None:
    """Every possibility has its percent, its word, its prior and its text."""
    async with stage(size, start=FakeGame()) as face:
        await opened(face)
        await face.press("down")
        text = face.text()
        for words in ("71 %", "probable", "at first 40 %", "It wanted a way out."):
            assert words in text, text
        assert "The odds come from imagined worlds" in text
        await face.press("down")
        assert "a red line" in face.text()


async def test_a_large_screen_tells_the_other_unknowns_too() -> None:
    """At 120x40 every other type is under the one that is open, and in the list."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        text = await opened(face)
        odds = FakeGame().assessment().odds
        told = sum(
            band.text == "It wanted a way out." for o in odds for band in o.bands
        )
        assert text.count("It wanted a way out.") == 2 * told


@pytest.mark.parametrize("size", [TINY, NARROW, MIDDLE, (200, 60)])
async def test_the_list_says_what_its_odds_are_of(size: tuple[int, int]) -> None:
    """The likeliest value stands with its number, on a small screen too."""
    async with stage(size, start=FakeGame()) as face:
        await opened(face)
        rows = face.app.screen.query_one("#list", Sheet).rows
        for odds in FakeGame().assessment().odds:
            own = " ".join(" ".join(r.text for r in rows if r.pick == odds.id).split())
            likeliest = max(odds.bands, key=lambda band: band.now)
            assert f"{likeliest.now} %" in own
            assert likeliest.text in own


async def test_the_smallest_screen_scrolls_to_everything() -> None:
    """At 60x18 the detail is reached line by line, to its last."""
    async with stage(TINY, start=FakeGame()) as face:
        await opened(face)
        await face.press("down", "enter", "end")
        assert face.app.screen.query_one("#detail", Sheet).has_focus
        assert "imagined" in face.text()


async def test_what_strains_the_odds_is_said_first() -> None:
    """The sentence stands above whatever is open."""
    game = FakeGame()
    for _ in range(MONTHS - 1):
        game.end_month()
    async with stage(NARROW, start=game) as face:
        text = await opened(face)
        assert "Something was seen that nothing" in text


async def test_ascii_draws_nothing_else() -> None:
    """Without Unicode every sign of the screen is ASCII."""
    game = FakeGame()
    game.end_month()
    async with stage(NARROW, start=game, ascii_only=True) as face:
        for key in ("i", "down"):
            await face.press(key)
            assert face.text().isascii()


async def test_a_replay_opens_the_month_in_view() -> None:
    """From the replay the assessment is the one of that month."""
    table = FakeTable()
    async with stage(MIDDLE, table=table) as face:
        await face.press("enter")
        game = table.played["harbour-1"]
        game.end_month()
        await face.press("t")
        assert face.name == "ReplayScreen"
        await opened(face)
        await face.press("q")
        assert face.name == "ReplayScreen"


async def test_the_menu_and_the_help_name_it() -> None:
    """The action is in the help of the room as every other is."""
    async with stage(MIDDLE, start=FakeGame()) as face:
        await face.press("ctrl+p", *"intelligence")
        assert "▸ intelligence" in face.text()
        await face.press("escape", "question_mark", "tab", *["down"] * 7)
        assert "odds of who sits opposite" in face.text()


async def test_the_review_says_what_was_believed_of_the_truth() -> None:
    """Beside what was hidden stands what it had been assessed at."""
    game = FakeGame()
    for _ in range(MONTHS):
        game.end_month()
    async with stage(NARROW, start=game) as face:
        assert face.name == "ReviewScreen"
        sections = [key for key, _ in SECTIONS]
        await face.press(*["down"] * sections.index("truths"))
        assert "Assessed at 71 % at the end." in face.text()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("cells", [24, 28, 34, 44, 70])
def test_names_in_the_list_are_never_cut(cells: int, language: str) -> None:
    """What does not fit into a line goes on in the next, what it is odds of too."""
    game = FakeGame()
    game.end_month()
    names = {
        "en": "Strength of the Russian offensive towards the rivers",
        "ko": "러시아 공세가 강을 향해 나아가는 힘의 크기",
    }
    view = game.assessment()
    long = replace(
        view,
        numbers=tuple(
            replace(row, label=names[language], text="31만 6천 ~ 61만 2천 발")
            for row in view.numbers
        ),
        odds=tuple(replace(row, label=names[language]) for row in view.odds),
    )
    look = Look(language, UNICODE)
    rows = items(long, look, cells, "")
    assert all(width_of(row.text) <= cells for row in rows)
    assert not any(look.glyphs.more in row.text for row in rows)
    for key in (*(row.id for row in long.numbers), *(row.id for row in long.odds)):
        told = [row.spans for row in rows if row.pick == key]
        words = " ".join(spans[1].text.strip() for spans in told)
        assert " ".join(words.split()).startswith(names[language])
    drawn = " ".join(" ".join(row.text for row in rows).split())
    for listed in long.numbers:
        assert bare(listed.text, language) in drawn


@pytest.mark.parametrize("cells", [42, 48, 56, 70, 110])
def test_names_and_numbers_are_whole_in_the_list_of_all_numbers(cells: int) -> None:
    """A long name goes on below; a unit that leaves it too little is told beside."""
    given = FakeGame().room().numbers
    items_ = tuple(
        replace(row, label=f"Relations with the Isle League {n}", text=text)
        for n, row in enumerate(given)
        for text in ("316 to 610 thousand rounds a month",)
    )
    look = Look("en", UNICODE)
    rows = numbers(items_, look, cells, "")
    assert not any(look.glyphs.more in row.text for row in rows)
    for item in items_:
        own = [row for row in rows if row.pick == item.id]
        words = " ".join(row.spans[1].text.strip() for row in own)
        assert " ".join(words.split()) == item.label
        assert "316 to 610 thousand" in own[0].text


@pytest.mark.parametrize("cells", [30, 44, 90])
def test_odds_stand_before_the_sentence_that_they_are_of(cells: int) -> None:
    """Beside the heading they would read as odds of what the heading names."""
    view = FakeGame().assessment()
    rows = items(view, Look("en", UNICODE), cells, "")
    for odds in view.odds:
        own = [row.text.strip() for row in rows if row.pick == odds.id]
        most = max(odds.bands, key=lambda band: band.now)
        at = next(n for n, text in enumerate(own) if text.startswith(f"{most.now} %"))
        assert " ".join(own[:at]) == odds.label
        assert " ".join(own[at:]).endswith(most.text)


@pytest.mark.parametrize("size", SIZES)
async def test_a_belief_is_asked_why(size: tuple[int, int]) -> None:
    """The key explains the odds under the cursor, and a number as elsewhere."""
    async with stage(size, start=FakeGame()) as face:
        await face.press("i")
        odds = [one.id for one in FakeGame().assessment().odds]
        sheet = face.app.screen.query_one("#list", Sheet)
        sheet.cursor = odds[-1]
        await face.press("w")
        assert face.name == "WhyScreen"
        assert f"beliefs.{odds[-1]}" in face.text()
