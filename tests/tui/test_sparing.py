"""What is spared on the line is not missed on the screen."""

from __future__ import annotations

import io

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from game.tui.sparing import Shown, SparingUpdate, WholeUpdate

WIDTH, HEIGHT = 24, 6
STYLES = [
    Style.parse(words)
    for words in (
        "#ffffff on #000000",
        "bold #ffffff on #000000",
        "#ff8800 on #000000",
        "#ff8800 on #202020",
        "reverse #ff8800",
        "underline on #202020",
        "dim",
        "",
    )
]
TEXTS = st.text("abc ▲█가", min_size=1, max_size=8)


Update = tuple[
    list[dict[int, Strip | None]], list[tuple[int, int, int]], list[list[int]]
]


@st.composite
def updates(
    draw: st.DrawFn,
) -> tuple[list[dict[int, Strip | None]], list[tuple[int, int, int]], list[list[int]]]:
    """Lines of two chops each, and the spans of them that changed."""
    chops: list[dict[int, Strip | None]] = []
    ends: list[list[int]] = []
    spans: list[tuple[int, int, int]] = []
    for y in range(HEIGHT):
        cut = draw(st.integers(1, WIDTH - 1))
        line: dict[int, Strip | None] = {}
        for x, end in ((0, cut), (cut, WIDTH)):
            parts = draw(
                st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=4)
            )
            strip = Strip([Segment(text, style) for text, style in parts])
            line[x] = strip.adjust_cell_length(end - x, STYLES[0])
        chops.append(line)
        ends.append([cut, WIDTH])
        if draw(st.booleans()):
            first = draw(st.integers(0, WIDTH - 1))
            spans.append((y, first, draw(st.integers(first + 1, WIDTH))))
    return chops, spans or [(0, 0, WIDTH)], ends


def screen_after(sent: str) -> list[list[object]]:
    """Return what a terminal shows that was full of dots before."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed("\r\n".join(["." * WIDTH] * HEIGHT) + sent + "\x1b[1;1H")
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


@given(updates())
@settings(deadline=None, max_examples=300)
def test_the_screen_is_the_same(
    update: tuple[
        list[dict[int, Strip | None]], list[tuple[int, int, int]], list[list[int]]
    ],
) -> None:
    """Within its spans the cells are Textual's; outside nothing else is touched.

    Textual's of whole lines: it blanks a wide sign within which a span ends.
    """
    chops, spans, ends = update
    console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
    lines = [(y, 0, WIDTH) for y, _, _ in spans]
    whole = screen_after(ChopsUpdate(chops, lines, ends).render_segments(console))
    sent = SparingUpdate(chops, spans, ends).render_segments(console)
    spared = screen_after(sent)
    dots = screen_after("")
    changed = {(x, y) for y, first, last in spans for x in range(first, last)}
    for y in range(HEIGHT):
        for x in range(WIDTH):
            told = _look(spared[y][x])
            if (x, y) in changed:
                assert told == _look(whole[y][x]), (x, y)
            else:
                assert told in (_look(whole[y][x]), _look(dots[y][x]))


def test_a_word_of_a_frame_keeps_a_letter_within_which_a_span_ends() -> None:
    """A line below the last of a sheet reaches the words in its lower edge."""
    strip = Strip([Segment("━━ enter로 준비 ━┛", STYLES[0])])
    width = strip.cell_length
    console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
    for last in range(1, width + 1):
        screen = pyte.Screen(WIDTH, HEIGHT)
        shown = Shown()
        for spans in ([(0, 0, width)], [(0, 1, last)]):
            update = SparingUpdate([{0: strip}], spans, [[width]], shown)
            drawn(update.render_segments(console), screen)
        assert screen.display[0].rstrip() == strip.text, last


def drawn(sent: str, screen: pyte.Screen) -> list[list[object]]:
    """Return what a screen shows after something was sent to it."""
    pyte.Stream(screen).feed(sent + "\x1b[1;1H")
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


def whole(chops: list[dict[int, Strip | None]], shown: Shown) -> LayoutUpdate:
    """Return an update of all lines."""
    lines = [[strip for strip in line.values() if strip] for line in chops]
    return WholeUpdate(lines, Region(0, 0, WIDTH, HEIGHT), shown)


@given(updates(), st.lists(updates(), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_what_stands_there_need_not_be_sent_again(
    first: Update, others: list[Update]
) -> None:
    """After any updates the terminal shows what it would if all had been sent."""
    console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
    shown, spared = Shown(), pyte.Screen(WIDTH, HEIGHT)
    drawn(whole(first[0], shown).render_segments(console), spared)
    for chops, spans, ends in others:
        fresh = pyte.Screen(WIDTH, HEIGHT)
        every = whole(chops, Shown()).render_segments(console)
        wanted = [[_look(cell) for cell in line] for line in drawn(every, fresh)]
        # Whole lines: what lies beside a span stays as it was.
        lines = [(y, 0, WIDTH) for y, _, _ in spans]
        sent = SparingUpdate(chops, lines, ends, shown).render_segments(console)
        cells = drawn(sent, spared)
        now = [[_look(cell) for cell in line] for line in cells]
        for y, _, _ in lines:
            assert now[y] == wanted[y], y
        again = SparingUpdate(chops, lines, ends, shown).render_segments(console)
        assert drawn(again, spared) == cells
        assert len(again) <= len(sent)


def _look(cell: object) -> tuple[object, ...]:
    """Return what is seen of a cell: a blank has no colour of its own."""
    data = str(getattr(cell, "data", ""))
    ground = getattr(cell, "bg", "")
    if not data.strip() and not getattr(cell, "reverse", False):
        return data, ground, getattr(cell, "underscore", False)
    return (
        data,
        ground,
        getattr(cell, "fg", ""),
        getattr(cell, "bold", False),
        getattr(cell, "reverse", False),
        getattr(cell, "underscore", False),
    )
