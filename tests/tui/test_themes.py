"""The contrast of our themes, computed."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from game.tui import themes

OURS = {theme.name: theme for theme in themes.themes()}
TEXT = ("dim", "strong", "accent", "good", "bad", "warn")


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds(theme: Theme) -> list[str]:
    """Return what text is written on: the ground, the cursor, the footer."""
    return [
        str(theme.background),
        str(theme.panel),
        theme.variables["tone-cursor"],
    ]


@pytest.mark.parametrize("name", OURS)
def test_text_can_be_read(name: str) -> None:
    """Text has at least 4.5:1 on every ground; 7:1 in high contrast."""
    theme = OURS[name]
    least = 7.0 if name == themes.CONTRAST else 4.5
    colours = [str(theme.foreground)]
    colours += [theme.variables[f"tone-{tone}"] for tone in TEXT]
    for colour in colours:
        for ground in grounds(theme):
            assert contrast(colour, ground) >= least, (colour, ground)


@pytest.mark.parametrize("name", OURS)
def test_lines_show_on_the_band(name: str) -> None:
    """Median and hold have at least 4.5:1 on the band of the fan."""
    theme = OURS[name]
    for tone in ("strong", "warn"):
        colour = theme.variables[f"tone-{tone}"]
        assert contrast(colour, theme.variables["tone-band-ground"]) >= 4.5


@pytest.mark.parametrize("name", OURS)
def test_numbers_can_be_read_on_every_shade(name: str) -> None:
    """A relation's number has 7:1 on the ground of its shade, and shades differ."""
    theme = OURS[name]
    shades = [theme.variables[f"tone-shade-{n}"] for n in range(themes.SHADES)]
    assert len(set(shades)) == themes.SHADES
    for shade in shades:
        assert contrast(theme.variables["tone-strong"], shade) >= 7.0


def test_the_terminal_chooses_the_theme() -> None:
    """Sixteen colours are used where a terminal promises no more."""
    assert themes.chosen({"TERM": "xterm-256color"}) == themes.DARK
    assert themes.chosen({"TERM": "xterm", "COLORTERM": "truecolor"}) == themes.DARK
    assert themes.chosen({"TERM": "linux"}) == themes.SIXTEEN
