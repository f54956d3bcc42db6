"""From the records of a game to what can be told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.errors import ScenarioError
from game.scenario import bare
from game.session.calling import calls_of
from game.session.deciding import foretold, recorded
from game.session.telling import Telling
from game.session.written import decided, origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.chronicle import Record
    from game.scenario import Scenario
    from game.session.course import Course
    from game.session.reading import Reader


def scenario_in(records: Sequence[Record], name: str, reader: Reader) -> Scenario:
    """Return the scenario that a game carries.

    Raises:
        ChronicleError: If it carries none.
        ScenarioError: If this version cannot read it, or reading it takes too much.
    """
    record, texts = origin(records, name)
    checked = reader.inside(texts.files, name)
    if checked.scenario is None:
        raise ScenarioError(
            "The scenario inside {name} cannot be read by this version; it was "
            "written by {engine}.",
            name=name,
            engine=record.engine,
        )
    return checked.scenario.under(record.model)


def telling(
    scenario: Scenario,
    course: Course,
    records: Sequence[Record],
    *,
    name: str,
    language: str,
) -> Telling:
    """Return a course told with what was assessed and said as it was played."""
    parent = origin(records, name)[0].parent
    rows = decided(records)
    return Telling(
        bare(scenario),
        course,
        name=name,
        language=language,
        hindsight=parent is not None and parent.hindsight,
        recorded=[recorded(row, course) for row in rows],
        foretold=foretold(rows[-1].shown if rows else {}),
        calls=calls_of(records),
    )
