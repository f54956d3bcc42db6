"""The check of ids and of everything that refers to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from game.scenario.findings import Aim, Findings
from game.scenario.guesses import nearest
from game.scenario.marks import ChoiceLine, Member, Refers
from game.scenario.names import RESERVED, SPACE, Names, table
from game.scenario.tokens import Missing
from game.scenario.walker import Spot
from game.words import Message, message

_READING = ("from", "expr", "when")
_SHOWN = 4
_DATE = re.compile(r"[0-9]+:")
_CLOSED = re.compile(r"([0-9]+):?")
_SPOKEN = frozenset({"turn", "hour", "day", "week", "month", "quarter"})


def check_ids(names: Names, findings: Findings) -> None:
    """Check that ids are free, and unlike each other."""
    first: dict[str, tuple[str, str]] = {}
    for home in SPACE:
        for key in names.table(home):
            _check_id(home, key, first, findings)


def _check_id(
    home: str,
    key: str,
    first: dict[str, tuple[str, str]],
    findings: Findings,
) -> None:
    path = (home, key)
    if key in RESERVED:
        findings.add(
            "E108",
            message("'{name}' is a word of the language", name=key),
            path,
            aim=Aim.KEY,
            fix=message("choose another id, such as '{name}'", name=f"the_{key}"),
        )
    bare = key.replace("_", "").lower()
    other = first.setdefault(bare, (home, key))
    if other == path:
        return
    related = ((message("the other one is here"), "", other),)
    if other[1] == key:
        findings.add(
            "E107",
            message(
                "'{name}' is already an id of [{table}], and both can be read by name",
                name=key,
                table=other[0],
            ),
            path,
            aim=Aim.KEY,
            fix=message("give one of the two another id"),
            related=related,
        )
    else:
        findings.add(
            "E109",
            message("'{name}' looks like '{other}'", name=key, other=other[1]),
            path,
            aim=Aim.KEY,
            fix=message("give one of the two a clearly different id"),
            related=related,
        )


def check_references(
    spots: Iterable[Spot],
    names: Names,
    findings: Findings,
) -> None:
    """Check every reference, and every line of the grammar of choices."""
    for spot in spots:
        if findings.are_enough:
            return
        if not isinstance(spot.value, str):
            continue
        if isinstance(spot.mark, Refers):
            _check_reference(spot, spot.mark, names, findings)
        elif isinstance(spot.mark, Member):
            _check_member(spot, spot.mark, names, findings)
        elif isinstance(spot.mark, ChoiceLine):
            _check_line(spot, spot.mark, names, findings)


def _check_reference(
    spot: Spot,
    mark: Refers,
    names: Names,
    findings: Findings,
) -> None:
    word = str(spot.value)
    pool = names.pool(mark.tables)
    if word in pool or names.is_open(mark.tables):
        return
    guess = nearest(word, pool)
    findings.add(
        "E110",
        message(
            "there is no '{name}' in {tables}",
            name=word,
            tables=" ".join(f"[{home}]" for home in mark.tables[:4]),
        ),
        spot.path,
        aim=Aim.KEY if spot.is_key else Aim.VALUE,
        fix=_stand_in(word, mark, names)
        or (
            message("did you mean '{name}'?", name=guess)
            if guess
            else message(
                "add [{table}.{name}], or write another id",
                table=mark.tables[0],
                name=word,
            )
        ),
        missing=Missing(word, mark.tables),
    )


def _stand_in(word: str, mark: Refers, names: Names) -> Message | None:
    """Return what to write in place of an id of another table, if that is plain."""
    if "gauges" in mark.tables and word in names.ids("variables"):
        for key, row in names.table("gauges").items():
            if table(row).get("variable") == word:
                return message("write its gauge, '{name}'", name=key)
    if "effects" in mark.tables and word in names.ids("levers"):
        readers = [
            key
            for key, row in names.table("effects").items()
            if any(_reads(table(row).get(one), word) for one in _READING)
        ]
        if readers:
            return message(
                "a lever acts through effects: write one of {names}",
                names=", ".join(readers[:_SHOWN]),
            )
    return None


def _reads(expression: object, word: str) -> bool:
    return isinstance(expression, str) and word in re.findall(r"[a-z0-9_]+", expression)


def owner_of(spot: Spot, mark: Member, names: Names) -> str:
    """Return the lever, rule or card whose rung or option a place names."""
    if mark.of == "row":
        return str(spot.path[1])
    if mark.of == "key":
        return str(spot.path[-1])
    row = table(names.table(str(spot.path[0])).get(str(spot.path[1])))
    owner = row.get("from")
    return owner if isinstance(owner, str) else ""


def _check_member(spot: Spot, mark: Member, names: Names, findings: Findings) -> None:
    owner = owner_of(spot, mark, names)
    if not owner or names.is_lost(owner):
        return
    members = names.members(owner)
    if spot.value in members or not members:
        return
    guess = nearest(str(spot.value), members)
    findings.add(
        "E110",
        message("'{owner}' has no '{name}'", owner=owner, name=spot.value),
        spot.path,
        aim=Aim.KEY if spot.is_key else Aim.VALUE,
        fix=message("did you mean '{name}'?", name=guess)
        if guess
        else message("write one of {names}", names=", ".join(members)),
        missing=Missing(str(spot.value), (names.home(owner),), owner),
    )


def _check_line(
    spot: Spot,
    mark: ChoiceLine,
    names: Names,
    findings: Findings,
) -> None:
    words = words_of(spot, mark)
    problem = _line_problem(words, names)
    if problem is None or names.is_open():
        return
    word, pool = problem
    guess = nearest(word, pool)
    first = words[0] if words else ""
    home = names.home(first)
    dated = (
        _CLOSED.fullmatch(words[1])
        if mark.dated and first.lower() in _SPOKEN and words[1:]
        else None
    )
    findings.add(
        "E116",
        message("'{word}' is no choice here", word=word or str(spot.value)),
        spot.path,
        fix=message(
            "write '{turn}:' before what is done in that turn, or always before what is"
            " held in every turn",
            turn=dated[1],
        )
        if dated is not None
        else message("did you mean '{name}'?", name=guess)
        if guess
        else message(
            "write LEVER RUNG, CARD OPTION, INITIATIVE, declare A B C, or end",
        ),
        missing=Missing(word, (home,), first)
        if home in {"levers", "agenda"}
        else Missing(word, ("levers", "agenda", "initiatives")),
    )


def words_of(spot: Spot, mark: ChoiceLine) -> list[str]:
    """Return the words of a line of choices, without its date and its comment."""
    words = str(spot.value).partition("#")[0].split()
    if not mark.dated:
        return words or [""]
    if words and (words[0] == "always" or _DATE.fullmatch(words[0])):
        return words[1:]
    return words


def _line_problem(
    words: Sequence[str],
    names: Names,
) -> tuple[str, Sequence[str]] | None:
    """Return the first word that is not right and what could stand there."""
    if not words or list(words) == ["end"] or names.is_lost(words[0]):
        return None
    first, rest = words[0], words[1:]
    if first == "declare":
        return _declared_problem(rest, sorted(names.ids("objectives")))
    home = names.home(first)
    if home == "initiatives":
        return (rest[0], ()) if rest else None
    if home in {"levers", "agenda"}:
        pool = [one for one in names.members(first) if one != "silence"]
        right = not pool or (len(rest) == 1 and rest[0] in pool)
        return None if right else (rest[0] if rest else first, pool)
    known = [
        *names.ids("levers"),
        *names.ids("agenda"),
        *names.ids("initiatives"),
        *("declare", "end"),
    ]
    return first, known


def _declared_problem(
    duties: Sequence[str],
    pool: Sequence[str],
) -> tuple[str, Sequence[str]] | None:
    wrong = next((word for word in duties if word not in pool), None)
    if wrong is None and len(set(duties)) == len(duties) == 3:  # noqa: PLR2004 - a lead and two priorities
        return None
    return (wrong or "declare", pool)
