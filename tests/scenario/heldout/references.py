"""Errors of reference: ids that nothing bears, or that name the wrong thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from tests.scenario.heldout.pages import Entry, Pages
from tests.scenario.heldout.slips import (
    Kind,
    Register,
    Slip,
    Spot,
    at,
    keys,
    misspelt,
    mistyped,
    one_of,
    rewritten,
    spots,
    word_at,
)

kind = Register()

REFERENCES = {
    "misspelt target": (("effects",), "to"),
    "misspelt origin": (("effects",), "from"),
    "misspelt source": (("params", "effects", "events", "codex", "agenda"), "source"),
    "misspelt first rung": (("levers",), "start"),
    "misspelt actor": (("rules", "red_lines", "types"), "actor"),
    "misspelt owner": (("variables",), "owner"),
    "misspelt subject": (("variables",), "subject"),
    "misspelt budget": (("scenario",), "budget"),
    "misspelt variable of a gauge": (("gauges",), "variable"),
    "misspelt subject of a claim": (("advisers",), "about"),
    "misspelt subject of a report": (("reports",), "about"),
    "misspelt planted band": (("reports",), "plant"),
    "misspelt type to follow": (("types", "red_lines"), "follows"),
    "misspelt default of a card": (("agenda",), "default"),
}
for name, (tables, field_name) in REFERENCES.items():
    kind(name)(misspelt(tables, field_name))


def _inside(tables: Sequence[str], field_name: str, brackets: str, word: str) -> Kind:
    """Make a kind: one word inside a list or an inline table is mistyped."""
    whole = rf"(\{brackets[0]}[^\[\]{{}}]*\{brackets[1]})"

    def make(rng: Random, pages: Pages) -> Slip | None:
        found = [
            Spot(outer.entry, outer.start + match.start(1), outer.start + match.end(1))
            for outer in spots(pages, tables, field_name, whole)
            for match in re.finditer(word, outer.text)
            if len(match[1]) >= 4
        ]
        return word_at(rng, pages, found)

    return make


KEYED = r"([a-z][a-z0-9_]*) = "
QUOTED = r"\"([a-z][a-z0-9_]*)\""
for name, tables, field_name, brackets, word in (
    ("misspelt rung of an effect", ("effects",), "per_rung", "{}", KEYED),
    ("misspelt variable of a choice", ("agenda",), "effects", "{}", KEYED),
    (
        "misspelt variable of an event",
        ("events", "red_lines", "initiatives"),
        "effects",
        "{}",
        KEYED,
    ),
    ("misspelt lever that is set", ("agenda", "events"), "sets", "{}", KEYED),
    ("misspelt rung that is set", ("agenda", "events"), "sets", "{}", QUOTED),
    ("misspelt param of a level", ("difficulty",), "params", "{}", KEYED),
    ("misspelt link", ("codex",), "links", "[]", QUOTED),
    ("misspelt knower", ("variables",), "known_to", "[]", QUOTED),
    ("misspelt relation", ("scenario",), "relations", "[]", QUOTED),
    ("misspelt objective of the mandate", ("scenario",), "default", "[]", QUOTED),
):
    kind(name)(_inside(tables, field_name, brackets, word))


def _policy(part: int) -> Kind:
    """Make a kind: a word of a line of a policy is mistyped."""

    def make(rng: Random, pages: Pages) -> Slip | None:
        found = [
            Spot(entry, match.start(part), match.end(part))
            for entry in keys(pages, ("policies",), "lines")
            for match in re.finditer(
                r"\"(?:always|\d+:) ([a-z0-9_]+) ([a-z0-9_]+)\"", entry.text
            )
            if len(match[part]) >= 4 and match[1] != "declare"
        ]
        return word_at(rng, pages, found)

    return make


kind("misspelt lever or card of a policy")(_policy(1))
kind("misspelt rung or answer of a policy")(_policy(2))


@kind("misspelt advice")
def _advice(rng: Random, pages: Pages) -> Slip | None:
    found = [
        Spot(spot.entry, spot.start, spot.start + len(spot.text.split()[0]))
        for spot in spots(pages, ("advisers",), "advice")
        if len(spot.text.split()[0]) >= 4
    ]
    return word_at(rng, pages, found)


@kind("misspelt id of a translation")
def _translation(rng: Random, pages: Pages) -> Slip | None:
    found = [
        Spot(entry, match.start(1), match.end(1))
        for entry in pages.entries()
        if entry.path == ("texts", "ko")
        if (match := re.match(r"\"[a-z_]+\.([a-z][a-z0-9_]{3,})", entry.text))
    ]
    return word_at(rng, pages, found)


def _other(tables: Sequence[str], field_name: str, pool: str) -> Kind:
    """Make a kind: the id of another kind of thing stands in a place."""

    def make(rng: Random, pages: Pages) -> Slip | None:
        spot = one_of(rng, spots(pages, tables, field_name))
        new = one_of(rng, pages.ids(pool))
        return None if spot is None or new is None else at(spot, pages, new)

    return make


for name, tables, field_name, pool in (
    ("lever as a target", ("effects",), "to", "levers"),
    ("derived quantity as a target", ("effects",), "to", "derived"),
    ("event as an origin", ("effects",), "from", "events"),
    ("derived quantity as a gauge", ("gauges",), "variable", "derived"),
    ("variable as an actor", ("rules", "red_lines"), "actor", "variables"),
    ("lever as the budget", ("scenario",), "budget", "levers"),
    ("variable as a source", ("effects", "codex"), "source", "variables"),
    ("actor as what a claim is about", ("advisers",), "about", "actors"),
):
    kind(name)(_other(tables, field_name, pool))


@kind("rung of another lever")
def _rung(rng: Random, pages: Pages) -> Slip | None:
    found = spots(pages, ("levers",), "start")
    spot = one_of(rng, found)
    if spot is None:
        return None
    own = _rungs(pages, spot.entry.row)
    others = sorted(
        {
            rung
            for row in {one.row for one in pages.headers("levers")} - {spot.entry.row}
            for rung in _rungs(pages, row)
        }
        - set(own)
    )
    new = one_of(rng, others)
    return None if new is None else at(spot, pages, new)


def _rungs(pages: Pages, row: tuple[str, ...]) -> list[str]:
    return [
        match[1]
        for entry in pages.entries()
        if entry.row == row and entry.key == "rungs"
        for match in re.finditer(r"\bid = \"([a-z0-9_]+)\"", entry.text)
    ]


@kind("thing that was never written")
def _never(rng: Random, pages: Pages) -> Slip | None:
    spot = one_of(rng, spots(pages, ("effects",), "to"))
    return None if spot is None else at(spot, pages, "zoological_garden_visits")


def _definition(tables: Sequence[str]) -> Kind:
    """Make a kind: an id is mistyped where it is given, while others read it."""

    def make(rng: Random, pages: Pages) -> Slip | None:
        found: list[Entry] = []
        for table in tables:
            inner = {one.row for one in pages.headers(table, 4)}
            inner |= {one.row for one in pages.headers(table, 3)}
            found += [one for one in pages.headers(table) if one.row not in inner]
        read = [
            one
            for one in found
            if len(one.path[1]) >= 4
            and _is_alone(pages, one.path)
            and _readers(pages, one.path[1]) > 1
        ]
        if (entry := one_of(rng, read)) is None:
            return None
        word = entry.path[1]
        new = mistyped(rng, word, pages.words())
        if new is None:
            return None
        start = len(entry.path[0]) + 2
        return at(Spot(entry, start, start + len(word)), pages, new, word)

    return make


def _is_alone(pages: Pages, path: Sequence[str]) -> bool:
    """Tell whether nothing else has the id: who reads it would not be known."""
    tables = {one.path[0] for one in pages.entries() if one.path[1:2] == (path[1],)}
    named = re.compile(rf'\bid = "{path[1]}"')
    return tables == {path[0]} and not any(
        named.search(one.text) for one in pages.entries()
    )


def _readers(pages: Pages, word: str) -> int:
    pattern = re.compile(rf"(?<![a-z0-9_.]){word}(?![a-z0-9_])")
    return sum(
        1
        for entry in pages.entries()
        if entry.key and entry.path[1:2] != (word,)
        for quoted in [re.sub(r"\{ en = .*?\}|note = \"[^\"]*\"", "", entry.text)]
        if pattern.search(quoted)
    )


kind("misspelt where it is defined: variable")(_definition(("variables",)))
kind("misspelt where it is defined: lever")(_definition(("levers",)))
kind("misspelt where it is defined: derived")(_definition(("derived",)))
kind("misspelt where it is defined: source, actor")(_definition(("sources", "actors")))
kind("misspelt where it is defined: event, type")(_definition(("events", "types")))


@kind("misspelt where it is defined: rung")
def _defined_rung(rng: Random, pages: Pages) -> Slip | None:
    found = [
        Spot(entry, *match.span(1))
        for entry in pages.entries()
        if entry.table == "levers" and entry.key == "rungs" and entry.item
        for match in re.finditer(r"\bid = \"([a-z0-9_]{4,})\"", entry.text)
        if _rung_readers(pages, entry.row[1], match[1]) > 1
    ]
    return word_at(rng, pages, found)


def _rung_readers(pages: Pages, lever: str, rung: str) -> int:
    """Count the rows that read a rung by its lever, the lever's own start apart."""
    rows: dict[tuple[str, ...], str] = {}
    for entry in pages.entries():
        rows[entry.row] = rows.get(entry.row, "") + entry.text + "\n"
    reads = re.compile(
        rf"\b{lever}\.{rung}\b|\b{lever} = \"{rung}\"|\b{lever} {rung}\""
        rf"|from = \"{lever}\"\n(?:.*\n)*.*\b{rung} = "
    )
    return sum(bool(reads.search(text)) for text in rows.values())


@kind("answer given twice")
def _answer(rng: Random, pages: Pages) -> Slip | None:
    ids = [
        one
        for one in keys(pages, ("agenda",), "id")
        if len(one.path) == 3 and one.path[2] == "options"
    ]
    pairs = [
        (first, second)
        for first, second in pairwise(ids)
        if first.path == second.path
        if not _named(pages, second)
    ]
    pair = one_of(rng, pairs)
    return None if pair is None else rewritten(pair[1], pages, pair[0].text)


def _named(pages: Pages, answer: Entry) -> bool:
    """Tell whether a policy, an adviser or an expression reads an answer."""
    word = answer.text.split('"')[1]
    pattern = re.compile(rf"\b{answer.path[1]}[ .]{word}\b")
    return any(pattern.search(one.text) for one in pages.entries())


@kind("rung given twice")
def _twice(rng: Random, pages: Pages) -> Slip | None:
    items = [
        one
        for one in pages.entries()
        if one.table == "levers" and one.key == "rungs" and one.item
    ]
    if (entry := one_of(rng, items)) is None:
        return None
    new, added = pages.followed(entry, entry.text)
    return Slip(new, frozenset(added), row=entry.row)
