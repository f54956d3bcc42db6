"""Studies as text with aligned columns, and as JSON with a stable order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, ClassVar, Protocol

from game.engine import Closed
from game.outlook import OPEN, Band
from game.scenario import Scenario
from game.study.mandates import MandateTable
from game.study.simulate import Study
from game.text import cells
from game.words import message, render, say

_GAP = "  "
_WHY = {
    Closed.NOT_NOW: message("it is not on the desk"),
    Closed.REQUIREMENT: message("a condition is not met"),
    Closed.STEP: message("it is too many rungs at once"),
    Closed.CAPITAL: message("too little capital is left"),
    Closed.SLOTS: message("the desk is full"),
    Closed.TAKEN: message("what was chosen before leaves no room for it"),
}


class _Value(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


def as_json(found: _Value) -> str:
    """Return everything that was found; the same study gives the same text."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2, sort_keys=True)


def study_text(study: Study, scenario: Scenario, language: str = "en") -> str:
    """Return a study as a reader sees it."""
    head = say(
        "{policy} in {worlds} worlds, seed {seed}, level {level}",
        language,
        policy=study.policy,
        worlds=study.worlds,
        seed=study.seed,
        level=study.level,
    )
    if study.partial:
        head += "\n" + say("It was stopped before all worlds were played.", language)
    parts = [
        head,
        _endings(study, scenario, language),
        _gauges(study, scenario, language),
    ]
    if study.skipped:
        parts.append(_skipped(study, language))
    first, last = study.digests[0], study.digests[-1]
    parts.append(
        say(
            "World 0 opens as {first} and ends as {last}.",
            language,
            first=first,
            last=last,
        ),
    )
    return "\n\n".join(parts) + "\n"


def mandates_text(table: MandateTable, language: str = "en") -> str:
    """Return a table of lines and mandates as a reader sees it."""
    head = say(
        "{lines} lines, {mandates} mandates, {worlds} worlds, seed {seed}, "
        "level {level}",
        language,
        lines=len(table.lines),
        mandates=len(table.mandates),
        worlds=table.worlds,
        seed=table.seed,
        level=table.level,
    )
    titles = (
        say("line", language),
        say("best, %", language),
        say("most, %", language),
        say("least, %", language),
        say("score", language),
    )
    rows = [
        (
            line.policy,
            f"{100 * line.best:.1f}",
            f"{100 * line.most:.1f}",
            f"{100 * line.least:.1f}",
            f"{line.score:.1f}",
        )
        for line in table.lines
    ]
    return f"{head}\n\n{columns((titles, *rows))}\n"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out in columns, the first to the left and the others to the right.

    Characters that a terminal shows two cells wide count twice.
    """
    widths = [max(cells(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        first = row[0] + " " * (widths[0] - cells(row[0]))
        others = [
            " " * (width - cells(text)) + text
            for text, width in zip(row[1:], widths[1:], strict=True)
        ]
        lines.append(_GAP.join((first, *others)).rstrip())
    return "\n".join(lines)


def _gauges(study: Study, scenario: Scenario, language: str) -> str:
    """Return a block per gauge: what the bands say, turn by turn.

    A row tells what stands at the opening of a turn; the last is the end.
    """
    blocks = []
    gauges = scenario.document.gauges
    for band in sorted(study.bands, key=lambda band: gauges[band.gauge].rank):
        label = scenario.text(f"gauges.{band.gauge}.label", language)
        variable = gauges[band.gauge].variable
        last = scenario.document.scenario.turns
        if variable is None:
            rows = _chances(band, last, language)
        else:
            decimals = scenario.document.variables[variable].decimals
            rows = _values(band, last, decimals, language)
        blocks.append(f"{label} ({band.gauge})\n{columns(rows)}")
    return "\n\n".join(blocks)


def _turn(turn: int, last: int, language: str) -> str:
    return say("end", language) if turn > last else str(turn)


def _values(
    band: Band, last: int, decimals: int, language: str
) -> list[tuple[str, ...]]:
    """Write the numbers with one decimal more than the game shows."""
    digits = decimals + 1
    titles = (say("turn", language), "10 %", "50 %", "90 %", say("mean", language))
    series = zip(band.months, band.low, band.middle, band.high, band.mean, strict=True)
    return [
        titles,
        *(
            (_turn(month, last, language), *(f"{value:.{digits}f}" for value in values))
            for month, *values in series
        ),
    ]


def _chances(band: Band, last: int, language: str) -> list[tuple[str, ...]]:
    return [
        (say("turn", language), say("share, %", language)),
        *(
            (_turn(month, last, language), f"{100 * share:.1f}")
            for month, share in zip(band.months, band.middle, strict=True)
        ),
    ]


def _endings(study: Study, scenario: Scenario, language: str) -> str:
    rows = [
        (
            say("no ending", language)
            if name == OPEN
            else scenario.text(f"endings.{name}.title", language),
            str(count),
            f"{100 * count / study.worlds:.1f}",
        )
        for name, count in study.endings
    ]
    titles = (
        say("ending", language),
        say("worlds", language),
        say("share, %", language),
    )
    return columns((titles, *rows))


def _skipped(study: Study, language: str) -> str:
    titles = (
        say("not open when it was due", language),
        say("times", language),
        say("mostly because", language),
    )
    rows = [
        (line, str(count), render(_WHY[why], language))
        for (line, count), why in zip(study.skipped, study.reasons, strict=True)
    ]
    return columns((titles, *rows))
