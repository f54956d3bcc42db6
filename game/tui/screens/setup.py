"""Setting up the next game: its level told in numbers, its seed, advice and hints."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from game.tui.actions import bindings
from game.tui.cells import BLANK, Row, Span, paragraph, two_sides
from game.tui.draw import title as draw
from game.tui.screens.page import Page
from game.tui.screens.title import SEEDS
from game.tui.widgets.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.report.shelved import LevelView, ScenarioView
    from game.tui.screens.title import Title

_DIGITS = 18
"""The most digits of a seed that is typed."""


class Setup(Page):
    """The levels of one crisis and what else is chosen before a game."""

    shape = "even"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("setup")]
    scope = "setup"

    def __init__(self, title: Title, item: ScenarioView) -> None:
        """Set up the next game of a crisis.

        Args:
            title: The title, which keeps what is chosen and begins the game.
            item: The crisis.
        """
        super().__init__()
        self._title, self._item = title, item

    def heading(self) -> tuple[str, Sequence[Span]]:
        """Return the title."""
        words = say("enter chooses or changes; q goes back", self.look.language)
        return self._item.title, [Span(f"  {words}", "dim")]

    def redraw(self) -> None:
        """Begin at the level that is chosen."""
        sheet = self.query_one("#list", Sheet)
        level = draw.level_of(self._item, self._title.level)
        if not sheet.cursor and level is not None:
            sheet.cursor = f"level:{level.number}"
        super().redraw()

    def entries(self, width: int, height: int, cursor: str) -> list[Row]:
        """List the levels, then seed, advice, hints, and the beginning."""
        del height
        look, chosen = self.look, self._title.chosen
        language = look.language
        level = draw.level_of(self._item, chosen.level)
        rows = [Row((Span(say("Level", language), "accent"),))]
        for one in self._item.levels:
            sign = look.glyphs.staged if one == level else " "
            end = say("standard", language) if one.standard else ""
            words = f"{sign} {one.number} {one.label}"
            rows.append(self._row(f"level:{one.number}", words, end, width, cursor))
        rows += self._models(level, width, cursor)
        on, off = say("on", language), say("off", language)
        rows += [
            BLANK,
            self._row("seed", say("Seed", language), str(chosen.seed), width, cursor),
            self._row(
                "advice",
                say("Advice", language),
                on if chosen.advice else off,
                width,
                cursor,
            ),
            self._row(
                "hints",
                say("Hints", language),
                on if chosen.hints else off,
                width,
                cursor,
            ),
            BLANK,
            self._row("begin", say("Begin", language), "", width, cursor),
        ]
        return rows

    def _models(
        self, level: LevelView | None, width: int, cursor: str
    ) -> Iterator[Row]:
        """Yield the rival models to choose from, where the crisis has any."""
        look, language = self.look, self.look.language
        if not self._item.models:
            return
        yield BLANK
        unseen = level is not None and level.draws_model
        drawn = say("Model: drawn unseen at this level", language)
        words = drawn if unseen else say("Model", language)
        yield Row((Span(words, "accent"),))
        now = draw.model_of(self._item, self._title.model)
        for one in (None, *self._item.models):
            chosen = not unseen and one == now
            sign = look.glyphs.staged if chosen else " "
            label = say("standard", language) if one is None else one.label
            pick = f"model:{'' if one is None else one.id}"
            yield self._row(pick, f"{sign} {label}", "", width, cursor)

    def _row(self, pick: str, words: str, end: str, cells: int, cursor: str) -> Row:
        mark = self.look.glyphs.cursor if pick == cursor else " "
        left = [Span(f"{mark} ", "key"), Span(words)]
        made = two_sides(left, [Span(end, "dim")], cells, self.look.glyphs.more)
        return Row(made.spans, pick)

    def detail(self, width: int, height: int, cursor: str) -> list[Row]:
        """Tell what the level sets, or what the choice does."""
        del height, cursor
        kind, _, key = self.at().partition(":")
        language = self.look.language
        if kind == "level":
            level = draw.level_of(self._item, int(key))
            return draw.level_detail(level, self.look, width) if level else []
        if kind == "model":
            return draw.model_detail(draw.model_of(self._item, key), self.look, width)
        words = {
            "seed": say(
                "The luck of the game: the same seed at the same level meets the same "
                "luck. enter types one, r draws another.",
                language,
            ),
            "advice": say(
                "Whether advisers argue in the room. What they say moves nothing.",
                language,
            ),
            "hints": say(
                "Whether the first turns explain themselves, one hint at a time. "
                "Turning them on begins them anew.",
                language,
            ),
            "begin": say("enter begins the game as it is set up here.", language),
        }.get(kind, "")
        return paragraph(words, width)

    def picked(self, sheet: Sheet, pick: str) -> None:
        """Choose a level, change what can be changed, or begin."""
        del sheet
        kind, _, key = pick.partition(":")
        if kind == "level":
            self._title.level = int(key)
        elif kind == "model":
            self._title.model = key
        elif kind == "seed":
            self._ask_seed()
        elif kind in {"advice", "hints"}:
            held = self.face.store.options.value(kind)
            self.face.set_option(kind, "off" if held == "on" else "on")
        elif kind == "begin":
            self.app.pop_screen()
            self._title.begin(self._item)
            return
        self.redraw()

    def action_pick(self) -> None:
        """Do what enter does to what is under the cursor."""
        self.query_one("#list", Sheet).action_pick()

    def action_new_seed(self) -> None:
        """Draw another seed."""
        self._title.seed = secrets.randbelow(SEEDS)
        self.redraw()

    def _ask_seed(self) -> None:
        from game.tui.screens.question import Ask  # noqa: PLC0415 - on demand

        def typed(words: str | None) -> None:
            if words and words.isdecimal():
                self._title.seed = int(words)
                self.redraw()
            elif words:
                what = say("A seed is a whole number.", self.look.language)
                remedy = say(
                    "Write digits only, or draw one with r.", self.look.language
                )
                self.face.trouble(what, words, remedy)

        words = say("Seed, a whole number:", self.look.language)
        held = str(self._title.seed)
        self.app.push_screen(Ask(words, held, limit=_DIGITS), typed)
