"""What is written down with a decision beside it, and read again with the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.report.known import Assessment, Foreseen
from game.session.advising import advice_of, written
from game.session.forecasts import COARSE

if TYPE_CHECKING:
    from game.chronicle import DecideRecord, Tree
    from game.report.known import Advice
    from game.session.course import Course
    from game.session.telling import Telling


def shown_with(telling: Telling, drawn: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return what stood on the screen when the open month was decided.

    Args:
        telling: the game; the month has been assessed and its decision foreseen.
        drawn: the forecast of what was staged, as `forecasts.shown` tells it.
    """
    month = telling.course.turn
    chances = telling.assessments[month - 1]
    return {
        **drawn,
        "assessed": {key: dict(row.acts) for key, row in chances.items()},
        "foreseen": {
            key: _numbers(row.foreseen)
            for key, row in chances.items()
            if row.foreseen is not None
        },
        "advice": written(telling.advice[month - 1]),
    }


def recorded(
    row: DecideRecord, course: Course
) -> tuple[dict[str, Assessment], dict[str, Advice]]:
    """Read what was assessed and said when a month was decided.

    What is malformed counts as never shown.
    """
    found = _assessed(row.shown.get("assessed", {}), course)
    foreseen = row.shown.get("foreseen", {})
    if isinstance(foreseen, Mapping):
        for key, chance in found.items():
            then = _foreseen(foreseen.get(key), row.do)
            found[key] = replace(chance, foreseen=then)
    return found, advice_of(row.shown.get("advice", {}), course.model)


def foretold(shown: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """Return the odds of endings that stood there when a month was decided.

    Of a plan that nobody looked at there were none: what is written is too coarse.
    """
    worlds, endings = shown.get("worlds"), shown.get("endings")
    looked = isinstance(worlds, int) and worlds > COARSE
    return endings if looked and isinstance(endings, Mapping) else {}


def _assessed(written: Tree, course: Course) -> dict[str, Assessment]:
    found: dict[str, Assessment] = {}
    for gauge in course.model.spec.gauges:
        acts = written.get(gauge.id) if isinstance(written, Mapping) else None
        if not gauge.variable:
            pairs = acts.items() if isinstance(acts, Mapping) else ()
            rows = tuple((act, n) for act, n in pairs if isinstance(n, int))
            found[gauge.id] = Assessment(percent=sum(n for _, n in rows), acts=rows)
    return found


def _numbers(foreseen: Foreseen) -> tuple[int, ...]:
    """Return the chance if held, with each choice in turn, and at the next opening."""
    return foreseen.held, *(n for _, n in foreseen.chosen), foreseen.later


def _foreseen(written: Tree | None, lines: Sequence[str]) -> Foreseen | None:
    if not isinstance(written, Sequence):
        return None
    numbers = [n for n in written if isinstance(n, int)]
    if len(numbers) != len(lines) + 2:
        return None
    held, *chosen, later = numbers
    rows = tuple(zip(lines, chosen, strict=True))
    return Foreseen(held=held, chosen=rows, later=later)
