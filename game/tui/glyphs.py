"""The glyphs of the interface: one table in Unicode, one in plain ASCII."""

from __future__ import annotations

from dataclasses import dataclass

_LOOKALIKES = {
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2026": "...",
    "\u2190": "<-",
    "\u2191": "^",
    "\u2192": "->",
    "\u2193": "v",
    "\u2212": "-",
    "\u00b1": "+-",
    "\u00b7": "-",
    "\u00d7": "x",
}
_PLAIN = str.maketrans(_LOOKALIKES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """Every sign that is not a letter or a digit."""

    up: str
    down: str
    same: str
    full: str
    empty: str
    cursor: str
    staged: str
    stands: str
    """Before a rung that is in force."""
    coin: str
    spent: str
    slot: str
    taken: str
    bands: str
    """Of the fan: 80, 50 and 20 % of the worlds, each darker than the one before."""
    history: str
    median: str
    hold: str
    dot: str
    more: str
    arrow: str
    rule: str
    tick: str
    corner: str
    marker: str
    event: str
    worse: str
    """Behind a change that is bad for the player."""
    sparks: str
    shades: str
    """From worst to best, each sign darker than the one before, and none blank."""
    braille: bool

    def change(self, direction: int) -> str:
        """Return the sign of a falling, steady or rising number."""
        return (self.down, self.same, self.up)[direction + 1]


UNICODE = Glyphs(
    up="▲",
    down="▼",
    same="=",
    full="█",
    empty="░",
    cursor="▸",
    staged="◆",
    stands="◎",
    coin="●",
    spent="○",
    slot="■",
    taken="□",
    bands="░▒▓",
    history="─",
    median="━",
    hold="·",
    dot="·",
    more="…",
    arrow="→",
    rule="─",
    tick="┤",
    corner="└",
    marker="●",
    event="◇",
    worse="!",
    sparks="▁▂▃▄▅▆▇█",
    shades="▁░▒▓█",
    braille=True,
)
ASCII = Glyphs(
    up="^",
    down="v",
    same="=",
    full="#",
    empty=".",
    cursor=">",
    staged="*",
    stands="x",
    coin="@",
    spent="o",
    slot="#",
    taken="_",
    bands=".:%",
    history="-",
    median="=",
    hold="o",
    dot="-",
    more="~",
    arrow="->",
    rule="-",
    tick="|",
    corner="+",
    marker="O",
    event="E",
    worse="!",
    sparks="_.-=*#",
    shades="_.:*#",
    braille=False,
)


def fits(encoding: str) -> bool:
    """Tell whether an encoding can carry every Unicode glyph used here."""
    signs = "".join(
        value
        for name in Glyphs.__slots__
        if isinstance(value := getattr(UNICODE, name), str)
    )
    try:
        (signs + "╭╮╰╯│┏┓┗┛┃⣿").encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def to_ascii(text: str) -> str:
    """Return text with nothing but ASCII, losing as little as possible."""
    if text.isascii():
        return text
    return text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
