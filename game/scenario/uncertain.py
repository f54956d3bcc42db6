"""Names whose meaning is not certain: nothing is said of what reads them.

One mistake should be told once. Where a row could not be read, or its id has a wrong
form, whatever reads it would otherwise be reported as reading something unknown.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.scenario.document import Document
from game.scenario.explain import is_id
from game.scenario.names import SPACE, Names, Raw, spellings, table
from game.scenario.walker import Path, fields


def lost_rows(headers: Iterable[Path]) -> frozenset[Path]:
    """Return the table and id of what could not be read, however the id was meant."""
    found = {header[:2] for header in headers}
    found |= {
        (header[0], key)
        for header in tuple(found)
        if len(header) > 1
        for key in spellings(str(header[1]))
    }
    return frozenset(found)


def names_of(raw: Raw, lost: frozenset[Path], *, partial: bool) -> Names:
    """Return the names of a document.

    Args:
        raw: the document, as mended.
        lost: headers of rows that could not be read; a table alone means that one of
            its rows could not, and not even its id.
        partial: whether a whole file could not be read.
    """
    return Names(
        raw,
        _uncertain_ids(lost, raw),
        partial=partial,
        open=frozenset(str(header[0]) for header in lost if len(header) == 1),
    )


def _uncertain_ids(lost: frozenset[Path], raw: Raw) -> dict[str, frozenset[str]]:
    """Return ids of rows that could not be read, of a wrong form, or of two tables."""
    found: dict[str, set[str]] = {}
    for header in lost:
        if len(header) > 1:
            found.setdefault(str(header[0]), set()).add(str(header[1]))
    first: dict[str, str] = {}
    for home in fields(Document):
        for key in table(raw.get(home)):
            if not is_id(key):
                found.setdefault(home, set()).update(spellings(key))
            if home in SPACE and first.setdefault(key, home) != home:
                found.setdefault(home, set()).add(key)
    return {name: frozenset(ids) for name, ids in found.items()}
