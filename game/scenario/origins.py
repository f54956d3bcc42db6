"""Where a value of a scenario comes from, and what it was in the extended file."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.alter import located
from game.scenario.checking import Checked
from game.scenario.trace import Trace, trace_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place of one value, and of the value that it took the place of."""

    file: str
    """As diagnostics name it: a path if the scenario was read from the disk."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    value: object
    """The value as the file has it: a number, a text, a list or a table."""
    was: Origin | None = None
    """What the extended file has instead; None if it has nothing there."""


def origin_of(checked: Checked, path: str) -> Origin | None:
    """Return where the value at a dotted path comes from.

    Args:
        checked: what `check` or `check_text` gave.
        path: such as `variables.standing.start`, `scenario.turns` or
            `agenda.offer.options.half.cost`; entries of lists by their ids. A row
            (`effects.slack`) has the place of its header.

    Returns:
        The origin. A value that a file patches or scales has the place in that file,
        and in `was` the value and place in the file it extends. None if the
        scenario has nothing at the path.
    """
    found = located(checked.raw, path)
    if found is None:
        return None
    positions = checked.positions
    trace = positions.trace or trace_of(positions.root, positions.homes)
    value: object = checked.raw
    for part in found:
        value = value[part]  # type: ignore[index]  # the path was found in it
    return _origin(checked, trace.at(positions.as_written(found)), value)


def _origin(checked: Checked, trace: Trace, value: object) -> Origin:
    place = checked.positions.place(trace.path, trace.file, key=True)
    was = trace.was
    return Origin(
        file=checked.at_home(trace.file),
        line=place.line,
        column=place.column,
        value=value,
        was=None if was is None else _origin(checked, was.trace, was.value),
    )
