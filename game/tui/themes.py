"""Our themes: dark, light and high contrast; each tone is a colour of its own.

Good and bad are blue-green and orange, which colour-blind eyes keep apart; a
glyph always says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

DARK = "grave-dark"
LIGHT = "grave-light"
CONTRAST = "grave-contrast"
SIXTEEN = "ansi-dark"
"""Textual's own theme of the sixteen colours that the terminal chose."""

SHADES = 5
"""Grounds from the worst of a range to its best; a sign says the same."""

_SIXTEEN = {
    "tone-dim": "ansi_default",
    "tone-strong": "ansi_default",
    "tone-accent": "ansi_blue",
    "tone-good": "ansi_cyan",
    "tone-bad": "ansi_red",
    "tone-warn": "ansi_yellow",
    "tone-band": "ansi_blue",
    "tone-band-ground": "ansi_default",
    "tone-cursor": "ansi_default",
    "frame": "ansi_default",
    "frame-focus": "ansi_blue",
    **{f"tone-shade-{n}": "ansi_default" for n in range(SHADES)},
}
"""The terminal's own colours; what recedes does so by the attribute `dim`."""


def _theme(name: str, *, dark: bool, colours: Mapping[str, str]) -> Theme:
    return Theme(
        name=name,
        primary=colours["accent"],
        accent=colours["accent"],
        secondary=colours["dim"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        success=colours["good"],
        warning=colours["warn"],
        error=colours["bad"],
        dark=dark,
        variables={
            "tone-dim": colours["dim"],
            "tone-strong": colours["strong"],
            "tone-accent": colours["accent"],
            "tone-good": colours["good"],
            "tone-bad": colours["bad"],
            "tone-warn": colours["warn"],
            "tone-band": colours["band"],
            "tone-band-ground": colours["band-ground"],
            "tone-cursor": colours["cursor"],
            "frame": colours["frame"],
            "frame-focus": colours["accent"],
            **{f"tone-shade-{n}": colours[f"shade-{n}"] for n in range(SHADES)},
        },
    )


def themes() -> Iterator[Theme]:
    """Return our themes."""
    yield _theme(
        DARK,
        dark=True,
        colours={
            "ground": "#0f1419",
            "raised": "#1a2129",
            "text": "#d5dce4",
            "strong": "#ffffff",
            "dim": "#8a97a5",
            "accent": "#7fb2e5",
            "good": "#6fc7b6",
            "bad": "#ef9a6d",
            "warn": "#e0c069",
            "band": "#33506b",
            "band-ground": "#22384c",
            "cursor": "#1e2b38",
            "frame": "#364552",
            "shade-0": "#5a2f16",
            "shade-1": "#3c2618",
            "shade-2": "#22282f",
            "shade-3": "#17373a",
            "shade-4": "#135048",
        },
    )
    yield _theme(
        LIGHT,
        dark=False,
        colours={
            "ground": "#fbfaf7",
            "raised": "#efede6",
            "text": "#20262c",
            "strong": "#000000",
            "dim": "#5b656f",
            "accent": "#1d5c9e",
            "good": "#0b6a5f",
            "bad": "#a33c0c",
            "warn": "#745500",
            "band": "#a9c4de",
            "band-ground": "#cfdfee",
            "cursor": "#e6edf4",
            "frame": "#b9c2cb",
            "shade-0": "#f2bd9c",
            "shade-1": "#f6dcc9",
            "shade-2": "#eceae4",
            "shade-3": "#cfe6e1",
            "shade-4": "#9ed3c7",
        },
    )
    yield _theme(
        CONTRAST,
        dark=True,
        colours={
            "ground": "#000000",
            "raised": "#101010",
            "text": "#ffffff",
            "strong": "#ffffff",
            "dim": "#d0d0d0",
            "accent": "#ffd84d",
            "good": "#7ff2ff",
            "bad": "#ffb27a",
            "warn": "#ffe9a0",
            "band": "#8a8a8a",
            "band-ground": "#3a3a3a",
            "cursor": "#303030",
            "frame": "#b0b0b0",
            "shade-0": "#6b2e00",
            "shade-1": "#3d2410",
            "shade-2": "#2a2a2a",
            "shade-3": "#0d3a3a",
            "shade-4": "#005a55",
        },
    )


def defaults(variables: Mapping[str, str]) -> dict[str, str]:
    """Give a theme that is not ours a colour for every tone."""
    if variables["background"].startswith("ansi"):
        return dict(_SIXTEEN)
    return {
        "tone-dim": variables["text-muted"],
        "tone-strong": variables["foreground"],
        "tone-accent": variables["text-accent"],
        "tone-good": variables["text-success"],
        "tone-bad": variables["text-error"],
        "tone-warn": variables["text-warning"],
        "tone-band": variables["text-muted"],
        "tone-band-ground": variables["surface"],
        "tone-cursor": variables["panel"],
        "frame": variables["border-blurred"],
        "frame-focus": variables["border"],
        **{f"tone-shade-{n}": variables["surface"] for n in range(SHADES)},
    }


def chosen(environment: Mapping[str, str]) -> str:
    """Return the theme for a terminal.

    A terminal that promises neither true colour nor 256 colours gets the
    sixteen colours that its owner chose.
    """
    deep = environment.get("COLORTERM") or "256" in environment.get("TERM", "")
    return DARK if deep or not environment.get("TERM") else SIXTEEN
