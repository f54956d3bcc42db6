"""Where words and bands cut a hidden number: in order, and beside what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.scenario.fields import Drawn, Table
from game.scenario.findings import Findings
from game.scenario.rows_world import check_order
from game.scenario.shape import Rows
from game.scenario.walker import Path
from game.scenario.world import HiddenType, RedLine, Report, Word
from game.words import message


def check_cuts(rows: Rows, findings: Findings) -> None:
    """Check the words of types and red lines, and the bands of reports of them."""
    drawn = _drawn(rows)
    for home, found in rows.found.items():
        for key, row in found.items():
            path: Path = (home, key)
            values = drawn.get(key, ())
            match row:
                case HiddenType() | RedLine():
                    _check_words(row.words, values, (*path, "words"), findings)
                case Report():
                    for place, band in enumerate(row.bands[:-1]):
                        if band.up_to is not None:
                            here: Path = (*path, "bands", place, "up_to")
                            told = drawn.get(row.about, ())
                            _check_beside(band.up_to, told, here, findings)
                case _:
                    pass


def _drawn(rows: Rows) -> Mapping[str, Sequence[float]]:
    """Return the values that a type or the threshold of a red line may take."""
    found: dict[str, Table | float] = {
        key: row for key, row in rows.of("types").items() if isinstance(row, HiddenType)
    }
    found |= {
        key: row.threshold
        for key, row in rows.of("red_lines").items()
        if isinstance(row, RedLine)
    }
    return {
        key: row.values or () for key, row in found.items() if isinstance(row, Drawn)
    }


def _check_words(
    words: Sequence[Word], values: Sequence[float], path: Path, findings: Findings
) -> None:
    below = None
    for place, word in enumerate(words):
        here: Path = (*path, place, "up_to")
        if below is not None:
            check_order(below, word.up_to, here, findings)
        below = word.up_to
        if place < len(words) - 1:
            _check_beside(word.up_to, values, here, findings)


def _check_beside(
    cut: float, values: Sequence[float], path: Path, findings: Findings
) -> None:
    if cut in values:
        findings.add(
            "W507",
            message("the value {value} lies on this cut", value=f"{cut:g}"),
            path,
            fix=message("put the cut between two of the values"),
        )
