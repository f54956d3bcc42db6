"""What numbers are counted in: the units of a scenario, each translated once."""

from __future__ import annotations

from collections.abc import Mapping

from game.scenario.document import Document
from game.scenario.fields import english, translated
from game.words import LANGUAGES


def several(unit: str) -> str:
    """Return the form that stands behind most numbers: of `step|steps` the last."""
    return unit.rpartition("|")[2]


def shared_units(document: Document) -> Mapping[tuple[str, str], str]:
    """Return the units that are given as texts, by English name and language."""
    units = (
        *(row.unit for row in document.variables.values()),
        *(row.unit for row in document.params.values()),
    )
    return {
        (several(english(unit)), language): told
        for unit in units
        for language in LANGUAGES
        if (told := translated(unit, language))
    }
