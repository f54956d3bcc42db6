"""Fewer bytes to the terminal: only cells that change, only styles that change.

Textual sends a line from the left edge of its widget on, and resets and repeats
the whole style for every piece of it. On a slow line that is what a key costs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console
    from textual.geometry import Region, Size
    from textual.strip import Strip

_PLAIN = "\x1b[0m"
_SHOWING = frozenset({"4", "7", "9", "21", "53"})
"""Attributes that show on a blank cell too."""


class Ink(NamedTuple):
    """A style as the numbers that a terminal is sent for it."""

    attributes: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    shows: bool = False
    """Whether it shows on a blank cell too, apart from its ground."""


@lru_cache(maxsize=1024)
def ink(style: Style | None, system: ColorSystem) -> Ink:
    """Return the numbers of a style."""
    if not style:
        return Ink()
    held = style._set_attributes & style._attributes  # noqa: SLF001 - not told elsewhere
    numbers = tuple(n for bit, n in Style._style_map.items() if held & (1 << bit))  # noqa: SLF001 - likewise
    front: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    if style.color is not None:
        front = tuple(style.color.downgrade(system).get_ansi_codes(foreground=True))
    if style.bgcolor is not None:
        ground = tuple(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False))
    return Ink(numbers, front, ground, not _SHOWING.isdisjoint(numbers))


Cell = tuple[str, Ink]
"""What a cell holds: its sign, empty in the right half of a wide one, and its look."""
_SHORT = 8
"""Cells between two changes that are sent again: to go over them takes as much."""


def cells_of(strip: Strip, system: ColorSystem) -> list[Cell | None]:
    """Return the cells of a strip; None for those that cannot be told apart."""
    found: list[Cell | None] = []
    for text, style, _ in strip:
        if style is not None and style.link:
            return [None] * strip.cell_length
        look = ink(style, system)
        blank = (" ", look if look.shows else Ink(ground=look.ground))
        if text.isascii():
            found += [blank if sign == " " else (sign, look) for sign in text]
            continue
        for sign in text:
            wide = 1 if sign.isascii() else get_character_cell_size(sign)
            if wide:
                found.append(blank if sign == " " else (sign, look))
                found += [("", look)] * (wide - 1)
            elif found and (last := found[-1]) is not None:
                found[-1] = (last[0] + sign, last[1])
    return found


class Piece(NamedTuple):
    """Cells of one row and one look."""

    y: int
    x: int
    width: int
    text: str
    look: Ink
    bare: bool
    """Whether it is blank, so that only its ground counts."""


class Shown:
    """What a terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self.size: Size | None = None
        self._lines: dict[int, tuple[Strip, ...]] = {}
        self._rows: dict[int, list[Cell | None]] = {}

    def paint(self, size: Size, lines: Sequence[tuple[Strip, ...]]) -> None:
        """Note that all of it was written."""
        self.size = size
        self._lines, self._rows = dict(enumerate(lines)), {}

    def differing(
        self, x: int, y: int, cells: list[Cell | None], system: ColorSystem
    ) -> Iterator[tuple[int, int]]:
        """Yield between which of some cells something differs, and note them.

        A wide sign is never cut. Of one that is half overwritten nothing is known.
        """
        row = self._row(y, system)
        row += [None] * (x + len(cells) - len(row))
        old, last = row[x : x + len(cells)], len(cells)
        if cells == old and None not in cells:
            return
        yield from _runs(cells, old)
        if x and old and old[0] is not None and not old[0][0]:
            row[x - 1] = None
        if x + last < len(row) and (after := row[x + last]) and not after[0]:
            row[x + last] = None
        row[x : x + last] = cells

    def _row(self, y: int, system: ColorSystem) -> list[Cell | None]:
        if y not in self._rows:
            strips = self._lines.pop(y, ())
            self._rows[y] = [cell for one in strips for cell in cells_of(one, system)]
        return self._rows[y]


def _runs(
    cells: Sequence[Cell | None], old: Sequence[Cell | None]
) -> Iterator[tuple[int, int]]:
    """Yield between which cells something differs; no sign is cut at either end."""

    def is_half(place: int) -> bool:
        one, was = cells[place], old[place]
        return not one or not one[0] or not was or not was[0]

    runs: list[list[int]] = []
    for place, (one, was) in enumerate(zip(cells, old, strict=True)):
        if one is not None and one == was:
            continue
        if runs and place - runs[-1][1] <= _SHORT:
            runs[-1][1] = place + 1
        else:
            runs.append([place, place + 1])
    for run in runs:
        while run[0] > 0 and is_half(run[0]):
            run[0] -= 1
        while run[1] < len(cells) and is_half(run[1]):
            run[1] += 1
        yield run[0], run[1]


class Pen:
    """Writes text in styles, and says of each only what differs from the last."""

    def __init__(self, system: ColorSystem) -> None:
        self.written: list[str] = []
        self.system, self.now = system, Ink()
        self._place = (-1, -1)

    def move(self, x: int, y: int) -> None:
        """Go to a cell, if the pen is not there."""
        if self._place != (x, y):
            self.written.append(f"\x1b[{y + 1};{x + 1}H")
        self._place = (x, y)

    def write(self, strip: Strip) -> None:
        """Write a strip from where the pen is."""
        x, y = self._place
        for text, style, _ in strip:
            if style is not None and style.link:
                self.written += [_PLAIN, style.render(text, color_system=self.system)]
                self.now = Ink()
            elif text:
                self._change(ink(style, self.system), blank=text.isspace())
                self.written.append(text)
        self._place = (x + strip.cell_length, y)

    def put(self, piece: Piece) -> None:
        """Write a piece."""
        self.move(piece.x, piece.y)
        self._change(piece.look, blank=piece.bare)
        self.written.append(piece.text)
        self._place = (piece.x + piece.width, piece.y)

    def end(self) -> str:
        """Return all that was written, with the terminal as it was."""
        return "".join([*self.written, _PLAIN])

    def _change(self, wanted: Ink, *, blank: bool) -> None:
        now = self.now
        if blank and not wanted.shows and not now.shows:
            wanted = Ink(now.attributes, now.front, wanted.ground)
        if wanted == now:
            return
        lost = (now.front and not wanted.front) or (now.ground and not wanted.ground)
        if wanted.attributes != now.attributes or lost:
            numbers = ("0", *wanted.attributes, *wanted.front, *wanted.ground)
        else:
            numbers = (
                *(wanted.front if wanted.front != now.front else ()),
                *(wanted.ground if wanted.ground != now.ground else ()),
            )
        self.written.append(f"\x1b[{';'.join(numbers)}m")
        self.now = wanted


class SparingUpdate(ChopsUpdate):
    """An update that sends the cells of its spans that differ, and no more."""

    def __init__(
        self,
        chops: Sequence[Mapping[int, Strip | None]],
        spans: list[tuple[int, int, int]],
        chop_ends: list[list[int]],
        shown: Shown | None = None,
    ) -> None:
        """See `ChopsUpdate`.

        Args:
            chops: as there.
            spans: as there.
            chop_ends: as there.
            shown: what the terminal shows before; left out, nothing is known.
        """
        super().__init__(chops, spans, chop_ends)
        self._shown = Shown() if shown is None else shown

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent: row by row or look by look, if shorter."""
        system = _system(console)
        rows, looks = Pen(system), Pen(system)
        pieces: list[Piece] = []
        for y, x, strip in self._parts():
            cells = cells_of(strip, system)
            runs = [*self._shown.differing(x, y, cells, system)]
            if None in cells:
                rows.move(x, y)
                rows.write(strip)
                continue
            for first, end in runs:
                pieces += _pieces(x + first, y, cells[first:end])
        looks.written, looks.now = [*rows.written], rows.now
        for piece in pieces:
            rows.put(piece)
        for piece in _by_look(pieces):
            looks.put(piece)
        return min(rows.end(), looks.end(), key=lambda sent: len(sent.encode()))

    def _parts(self) -> Iterator[tuple[int, int, Strip]]:
        """Yield the row, the column and the text of all that lies in the spans.

        A text with wide signs is whole: an end of a span may lie within one.
        """
        for y, first, last in self.spans:
            chops = zip(self.chop_ends[y], self.chops[y].items(), strict=False)
            for end, (x, strip) in chops:
                if strip is None or x >= last or end <= first:
                    continue
                start, stop = x, end
                if _single(strip):
                    start, stop = max(x, first), min(end, last)
                yield y, start, strip.crop(start - x, stop - x)


def _pieces(x: int, y: int, cells: Sequence[Cell | None]) -> Iterator[Piece]:
    """Yield cells that follow each other, as pieces of one look."""
    text, look, start, width, bare = "", Ink(), x, 0, True
    for sign, own in filter(None, cells):
        blank = sign == " " and not own.shows
        if width and own != look:
            joins = own.ground == look.ground and not look.shows
            if not joins or not (blank or (bare and not own.shows)):
                yield Piece(y, start, width, text, look, bare)
                text, start, width, bare = "", start + width, 0, True
        if not width or (bare and not blank):
            look = own
        bare = bare and blank
        text, width = text + sign, width + 1
    if width:
        yield Piece(y, start, width, text, look, bare)


def _by_look(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with those of a look together; a blank goes with any other."""
    grounds = {
        piece.look.ground: piece.look
        for piece in pieces
        if not piece.bare and not piece.look.shows
    }
    groups: dict[Ink, list[Piece]] = {}
    for piece in pieces:
        own = grounds.get(piece.look.ground, piece.look) if piece.bare else piece.look
        groups.setdefault(own, []).append(piece)
    order = sorted(groups, key=lambda look: (look.ground, look.attributes, look.front))
    return [piece for look in order for piece in groups[look]]


class WholeUpdate(LayoutUpdate):
    """An update of all cells, whatever was known of them."""

    def __init__(
        self, strips: Sequence[Iterable[Strip]], region: Region, shown: Shown
    ) -> None:
        """See `LayoutUpdate`.

        Args:
            strips: as there.
            region: as there; the whole screen.
            shown: where it is noted.
        """
        self._lines = [tuple(line) for line in strips]
        super().__init__([*self._lines], region)
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent."""
        self._shown.paint(self.region.size, self._lines)
        pen = Pen(_system(console))
        for y, line in enumerate(self._lines, self.region.y):
            pen.move(self.region.x, y)
            for strip in line:
                pen.write(strip)
        return pen.end()


def _system(console: Console) -> ColorSystem:
    return console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual does


def _single(strip: Strip) -> bool:
    """Tell whether every sign takes one cell, so that it can be cut anywhere."""
    return strip.cell_length == len(strip.text)


_TERMINAL = Shown()
"""There is one terminal, whichever page is on it."""


def forget() -> None:
    """Know nothing of the terminal: another program had it meanwhile."""
    _TERMINAL.size = None


class SparingCompositor(Compositor):
    """Textual's compositor, with updates that spare the line."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, or None."""
        found = super().render_partial_update()
        if found is None:
            return None
        if self.size != _TERMINAL.size:
            forget()
        known = _TERMINAL if _TERMINAL.size else None
        return SparingUpdate(found.chops, found.spans, found.chop_ends, known)

    def render_full_update(
        self,
        simplify: bool = False,  # noqa: FBT001, FBT002 - Textual's own
    ) -> LayoutUpdate:
        """Return everything."""
        found = super().render_full_update(simplify=simplify)
        return WholeUpdate(found.strips, found.region, _TERMINAL)
