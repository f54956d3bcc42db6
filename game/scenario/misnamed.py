"""Ids that were probably misspelt where they are defined.

One slip in a header makes every reader of the id wrong. So where several places read
the same unknown id, and an id that looks like it is read by nothing, the one place
where it is defined is reported in their stead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from game.scenario.explain import is_id
from game.scenario.findings import Aim, Finding, Findings
from game.scenario.guesses import nearest, slips
from game.scenario.marks import ChoiceLine, Formula, Member, Refers
from game.scenario.names import Names, is_table, rows
from game.scenario.references import owner_of, words_of
from game.scenario.tokens import Missing
from game.scenario.walker import Path, Spot
from game.words import message

_READERS = 2
"""With fewer readers the slip may as well be the reader's."""
_SLIPS = 2
_SHOWN = 3
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LISTS = {"levers": "rungs", "rules": "options", "agenda": "options"}


def blame_definitions(
    spots: Sequence[Spot],
    names: Names,
    findings: Findings,
) -> None:
    """Report a misspelt definition once, in place of everything that reads it."""
    readers: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings.found:
        if finding.missing is not None:
            key = (finding.missing.owner, finding.missing.word)
            readers.setdefault(key, []).append(finding)
    # An id of the wrong form is no doubt the slip, however few read it.
    least = 1 if any(one.code == "E106" for one in findings.found) else _READERS
    several = [found for found in readers.values() if len(found) >= least]
    if not several:
        return
    used = _used(spots, names)
    for found in several:
        missing = [one.missing for one in found if one.missing is not None]
        path = _definition(missing, used, names)
        if path is None:
            continue
        if len(found) >= _READERS or not is_id(str(path[-1])):
            _blame(path, found, findings)


def _definition(
    missing: Sequence[Missing],
    used: frozenset[tuple[str, str]],
    names: Names,
) -> Path | None:
    """Return the row, or the rung or option, that probably has the id misspelt."""
    word, owner = missing[0].word, missing[0].owner
    if owner:
        pool = [one for one in names.members(owner) if one != "silence"]
        guess = nearest(word, pool)
        if not _is_slip(word, guess) or (owner, guess) in used:
            return None
        return _member(names, owner, guess)
    homes = set(missing[0].homes).intersection(*(one.homes for one in missing))
    everywhere = {home for one in missing for home in one.homes}
    pool = [key for home in everywhere for key in names.table(home)]
    guess = nearest(word, pool)
    if not _is_slip(word, guess) or ("", guess) in used:
        return None
    home = next((one for one in sorted(homes) if guess in names.table(one)), None)
    return None if home is None else (home, guess)


def _is_slip(word: str, guess: str) -> bool:
    return bool(guess) and slips(word, guess) <= _SLIPS


def _member(names: Names, owner: str, member: str) -> Path | None:
    home = names.home(owner)
    row = names.table(home).get(owner)
    items = rows(row.get(_LISTS[home])) if is_table(row) else ()
    for index, item in enumerate(items):
        if is_table(item) and item.get("id") == member:
            return (home, owner, _LISTS[home], index, member)
    return None


def _used(spots: Iterable[Spot], names: Names) -> frozenset[tuple[str, str]]:
    """Return what is read anywhere: ids, and rungs and options with their owner."""
    used: set[tuple[str, str]] = set()
    for spot in spots:
        if not isinstance(spot.value, str):
            continue
        mark = spot.mark
        if isinstance(mark, Refers):
            used.add(("", spot.value))
        elif isinstance(mark, Member):
            used.add((owner_of(spot, mark, names), spot.value))
        elif isinstance(mark, ChoiceLine):
            first, *rest = [*words_of(spot, mark), ""]
            used.update((("", first), *((first, word) for word in rest)))
            used.update(("", word) for word in rest)
        elif isinstance(mark, Formula):
            used.update(_read(spot.value))
    return frozenset(used)


def _read(expression: str) -> Iterable[tuple[str, str]]:
    before = ""
    for match in _NAME.finditer(expression):
        is_part = expression[match.start() - 1 : match.start()] == "."
        yield "", match.group()
        if is_part:
            yield before, match.group()
        before = match.group()


def _blame(
    path: Path,
    readers: Sequence[Finding],
    findings: Findings,
) -> None:
    gone = {id(one) for one in readers}
    findings.found[:] = [one for one in findings.found if id(one) not in gone]
    if not is_id(str(path[-1])):
        # The form of the id is told already, and mending it mends them all.
        return
    missing = readers[0].missing
    word = missing.word if missing else ""
    is_row = len(path) == 2  # noqa: PLR2004 - a table and an id
    findings.add(
        "E121",
        message(
            "nothing reads '{name}', and {count} places read '{other}', which is"
            " not there",
            name=path[-1],
            count=len(readers),
            other=word,
        ),
        path if is_row else (*path[:-1], "id"),
        aim=Aim.KEY if is_row else Aim.VALUE,
        fix=message("did you mean '{name}'?", name=word),
        related=tuple(
            (message("it is read here"), one.file, one.path) for one in readers[:_SHOWN]
        ),
    )
