"""A scenario as a game holds it: without what only its check and its tools read.

A game is open for hours, and most of a scenario's memory goes into what nobody asks
again: the tables as they were written, where in an expression a name stands, and which
keys of each row were given.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from game.scenario.fields import Table
from game.scenario.meaning import Meaning
from game.scenario.names import SPACE, Raw, is_table
from game.scenario.shape import HEADS

if TYPE_CHECKING:
    from game.scenario.scenario import Scenario

_NOTHING: Raw = {}
"""What is kept of a row of which no expression reads more than that it is there."""


def bare(scenario: Scenario) -> Scenario:
    """Return the same scenario, to be played, when its texts have been written down.

    Nothing of it differs in play; what has been worked out of it goes with it.
    """
    document = {
        name: _rows(home) if name in SPACE else dict.fromkeys(home, _NOTHING)
        for name, home in scenario.names.document.items()
        if name not in HEADS and is_table(home)
    }
    names = replace(scenario.names, document=document)
    meanings = {
        path: Meaning(expression=meaning.expression, params=meaning.params)
        for path, meaning in scenario.meanings.items()
    }
    _join(scenario.document, {})
    found = replace(scenario, files={}, names=names, meanings=meanings)
    known = {field.name for field in fields(scenario)}
    for name, value in vars(scenario).items():
        if name not in known:
            vars(found)[name] = value
    return found


def _rows(table: Raw) -> dict[str, object]:
    """Return a table of rows by what its names hang on: texts and amounts are left out.

    What stands in tables within a row is never a name, nor does it say who sees one.
    """
    return {key: _row(row) if is_table(row) else row for key, row in table.items()}


def _row(row: Raw) -> dict[str, object]:
    return {
        key: [_row(one) if is_table(one) else one for one in value]
        if isinstance(value, list)
        else value
        for key, value in row.items()
        if not is_table(value)
    }


def _join(value: object, joined: dict[frozenset[str], set[str]]) -> None:
    """Let all tables of which the same keys were given share the set of these."""
    if isinstance(value, Table):
        given = value.model_fields_set
        one = joined.setdefault(frozenset(given), given)
        # The tables are frozen, and nothing of what they say changes.
        object.__setattr__(value, "__pydantic_fields_set__", one)
        for part in value.__dict__.values():
            _join(part, joined)
    elif isinstance(value, dict):
        for part in value.values():
            _join(part, joined)
    elif isinstance(value, tuple):
        for part in value:
            _join(part, joined)
