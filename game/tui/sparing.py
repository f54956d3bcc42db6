"""Fewer bytes to the terminal: only the cells of a region, only styles that change.

Textual sends a line from the left edge of its widget on, and resets and repeats
the whole style for every piece of it. On a slow line that is what a key costs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor

if TYPE_CHECKING:
    from rich.console import Console
    from textual.strip import Strip

_PLAIN = "\x1b[0m"
_SHOWING = ("4", "7", "9", "21", "53")
"""Attributes that show on a blank cell too."""


class Ink(NamedTuple):
    """A style as the numbers that a terminal is sent for it."""

    attributes: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()


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
    return Ink(numbers, front, ground)


class Pen:
    """Writes text in styles, and says of each only what differs from the last."""

    def __init__(self, system: ColorSystem) -> None:
        self.written: list[str] = []
        self._system, self._now = system, Ink()
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
                self.written += [_PLAIN, style.render(text, color_system=self._system)]
                self._now = Ink()
            elif text:
                self._change(ink(style, self._system), blank=text.isspace())
                self.written.append(text)
        self._place = (x + strip.cell_length, y)

    def end(self) -> str:
        """Return all that was written, with the terminal as it was."""
        return "".join([*self.written, _PLAIN])

    def _change(self, wanted: Ink, *, blank: bool) -> None:
        now = self._now
        if blank and not {*wanted.attributes, *now.attributes} & {*_SHOWING}:
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
        self._now = wanted


class SparingUpdate(ChopsUpdate):
    """An update that sends the cells of its spans, and no more."""

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent."""
        pen = Pen(console._color_system or ColorSystem.TRUECOLOR)  # noqa: SLF001 - as Textual does
        for y, first, last in self.spans:
            chops = zip(self.chop_ends[y], self.chops[y].items(), strict=False)
            for end, (x, strip) in chops:
                if strip is None or x >= last or end <= first:
                    continue
                start = max(x, first) if _single(strip) else x
                pen.move(start, y)
                pen.write(strip.crop(start - x, min(end, last) - x))
        return pen.end()


def _single(strip: Strip) -> bool:
    """Tell whether every sign takes one cell, so that it can be cut anywhere."""
    return strip.cell_length == len(strip.text)


class SparingCompositor(Compositor):
    """Textual's compositor, with partial updates that spare the line."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, or None."""
        found = super().render_partial_update()
        if found is None:
            return None
        return SparingUpdate(found.chops, found.spans, found.chop_ends)
