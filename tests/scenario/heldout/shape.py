"""Errors of shape: keys, kinds of values, ids, and what a row must hold."""

from __future__ import annotations

import re
from random import Random

from tests.scenario.heldout.pages import Pages
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
    put,
    rewritten,
    spots,
)

kind = Register()

CHOICES = {
    "misspelt kind of card": (("agenda",), "kind"),
    "misspelt kind of source": (("sources",), "kind"),
    "misspelt way of being seen": (("variables",), "seen"),
    "misspelt direction": (("variables", "gauges"), "good"),
    "misspelt role": (("actors",), "role"),
    "misspelt group of initiatives": (("initiatives",), "group"),
    "misspelt whose doing": (("effects",), "by"),
    "misspelt draw": (("effects", "types", "red_lines"), "draw"),
    "misspelt curve": (("effects",), "kind"),
    "misspelt shape of a delay": (("effects",), "shape"),
    "misspelt grade of an ending": (("endings",), "grade"),
    "misspelt tick": (("scenario",), "tick"),
}
for name, (tables, field_name) in CHOICES.items():
    kind(name)(misspelt(tables, field_name))

WRONG = {
    "number in quotes": (("variables",), "start", '"45"'),
    "word for a number": (("agenda",), "deadline", '"soon"'),
    "truth for a number": (("initiatives",), "cooldown", "true"),
    "half of a whole number": (("agenda",), "deadline", "1.5"),
    "number for a text": (("effects", "events"), "label", "5"),
    "bare string for a text": (("effects", "levers"), "label", '"A label"'),
    "list for a text": (("events",), "text", '["first", "second"]'),
    "number for a truth": (("endings",), "early", "1"),
    "string for a truth": (("events",), "once", '"no"'),
    "table for an id": (("effects",), "to", '{ id = "anything" }'),
    "string for a list": (("codex",), "links", '"somewhere"'),
    "no turns at all": (("scenario",), "turns", "0"),
    "turns below nothing": (("scenario",), "turns", "-4"),
    "infinite number": (("effects",), "amount", "inf"),
    "number that is none": (("effects",), "amount", "nan"),
    "number beyond all size": (("effects",), "amount", "1e999"),
    "range the wrong way round": (("variables",), "range", "[50, 10]"),
    "range of three": (("variables",), "range", "[0, 50, 100]"),
    "range of one": (("variables",), "range", "[100]"),
    "start outside the range": (("variables",), "start", "123456"),
    "grade that is none": (("effects", "events", "agenda"), "grade", '"D"'),
    "grade in small letters": (("effects", "events", "agenda"), "grade", '"j"'),
    "level above five": (("difficulty",), "level", "6"),
    "start that is no date": (("scenario",), "start", '"in spring"'),
    "wear above one": (("initiatives",), "wear", "1.5"),
    "half-life of nothing": (("variables",), "half_life", "0"),
    "reliability above one": (("variables", "reports"), "reliability", "1.2"),
    "chance above one": (("advisers",), "chance", "60"),
    "tilt beyond three": (("advisers",), "tilt", "8"),
    "leans neither way": (("advisers",), "leans", "2"),
    "negative noise": (("variables",), "noise", "-3"),
    "unknown language": (("effects",), "label", '{ en = "A label", kr = "이름" }'),
    "text without English": (("effects", "events"), "label", '{ ko = "이름" }'),
    "label beyond eighty characters": (
        ("effects", "levers"),
        "label",
        '{ en = "' + "a long label " * 8 + '" }',
    ),
    "text beyond two thousand characters": (
        ("events", "agenda"),
        "text",
        '{ en = "' + "a long text " * 200 + '" }',
    ),
    "control character in a text": (
        ("events", "agenda"),
        "text",
        r'{ en = "A bell\u0007 rings." }',
    ),
    "character that turns the writing round": (
        ("events", "agenda"),
        "text",
        r'{ en = "To the \u202Etfel" }',
    ),
    "unknown placeholder": (("reports",), "text", '{ en = "It is {weather}." }'),
}
for name, (tables, key, new) in WRONG.items():
    kind(name)(put(tables, key, new))

NEEDED = {
    "scenario": ("title", "tick", "turns", "player", "budget", "start"),
    "sources": ("title", "kind"),
    "actors": ("name", "role"),
    "variables": ("label", "range", "start"),
    "levers": ("label", "start"),
    "effects": ("to",),
    "events": ("title",),
    "agenda": ("title", "text", "kind", "silence"),
    "initiatives": ("label",),
    "gauges": ("label", "variable"),
    "objectives": ("label", "value", "bottom", "top"),
    "endings": ("title", "text", "when"),
    "codex": ("title", "text"),
    "policies": ("label", "lines"),
    "red_lines": ("watches", "threshold", "label"),
}


@kind("needed key left out")
def _needed(rng: Random, pages: Pages) -> Slip | None:
    table = rng.choice(sorted(NEEDED))
    found = [
        entry
        for key in NEEDED[table]
        for entry in keys(pages, (table,), key)
        if len(entry.path) == (1 if table == "scenario" else 2)
    ]
    if (entry := one_of(rng, found)) is None or entry.text.endswith("["):
        return None
    header = next(one for one in pages.entries() if one.path == entry.path)
    return Slip(pages.without(entry), frozenset({header.line.serial}), row=entry.row)


@kind("needed field of an entry left out")
def _needed_field(rng: Random, pages: Pages) -> Slip | None:
    fields = spots(pages, ("levers", "rules"), "label", r"(\{[^{}]*\})")
    spot = one_of(rng, [one for one in fields if one.entry.item])
    if spot is None:
        return None
    line = re.sub(r" label = \{[^{}]*\},?", "", spot.entry.text, count=1)
    return rewritten(spot.entry, pages, line)


@kind("misspelt key")
def _key(rng: Random, pages: Pages) -> Slip | None:
    found = [
        entry
        for entry in pages.entries()
        if not entry.item and len(entry.key) >= 4 and len(entry.path) >= 2
        if entry.table not in {"params", "texts"}
    ]
    entry = rng.choice(found)
    new = mistyped(rng, entry.key, pages.words())
    if new is None:
        return None
    spot = Spot(entry, 0, len(entry.key))
    return at(spot, pages, new, entry.key)


@kind("misspelt field of an entry")
def _field(rng: Random, pages: Pages) -> Slip | None:
    names = ("label", "text", "later", "cost", "requires", "utility", "locked")
    inner = ("shape", "mean", "half", "values", "weights", "up_to", "months", "wants")
    found = [
        Spot(spot.entry, start, start + len(name))
        for name in (*names, *inner)
        for spot in spots(pages, ("levers", "rules", "effects", "types"), name, "(.)")
        if (start := spot.entry.text.rfind(name, 0, spot.start)) > 0
    ]
    if (spot := one_of(rng, found)) is None:
        return None
    new = mistyped(rng, spot.text, pages.words())
    return None if new is None else at(spot, pages, new, spot.text)


@kind("misspelt table")
def _table(rng: Random, pages: Pages) -> Slip | None:
    table = rng.choice(("effects", "events", "codex", "policies", "endings", "sources"))
    if (entry := one_of(rng, pages.headers(table))) is None:
        return None
    new = mistyped(rng, table, pages.words())
    return (
        None if new is None else at(Spot(entry, 1, 1 + len(table)), pages, new, table)
    )


@kind("table in the singular")
def _singular(rng: Random, pages: Pages) -> Slip | None:
    table = rng.choice(("effects", "events", "endings", "sources", "variables"))
    if (entry := one_of(rng, pages.headers(table))) is None:
        return None
    return at(Spot(entry, 1, 1 + len(table)), pages, table[:-1], table)


@kind("key of another table")
def _foreign(rng: Random, pages: Pages) -> Slip | None:
    table, line = rng.choice(
        (
            ("effects", 'hazard = "0.1"'),
            ("events", 'to = "anything"'),
            ("variables", "deadline = 2"),
            ("endings", "cooldown = 3"),
            ("codex", "half_life = 3"),
            ("actors", "temperature = 2"),
        )
    )
    if (entry := one_of(rng, pages.headers(table))) is None:
        return None
    new, added = pages.followed(entry, line)
    return Slip(new, frozenset(added), row=entry.row)


@kind("address without https")
def _address(rng: Random, pages: Pages) -> Slip | None:
    with_one = {entry.row for entry in keys(pages, ("sources",), "url")}
    found = [one for one in pages.headers("sources") if one.row not in with_one]
    if (entry := one_of(rng, found)) is None:
        return None
    new, added = pages.followed(entry, 'url = "http://example.org/paper"')
    return Slip(new, frozenset(added), row=entry.row)


def _renamed(change: str) -> Kind:
    def make(rng: Random, pages: Pages) -> Slip | None:
        table = rng.choice(("effects", "endings", "policies"))
        if (entry := one_of(rng, pages.headers(table))) is None:
            return None
        word = entry.path[1]
        if any(word in one.text for one in pages.entries() if one.path != entry.path):
            # Whoever reads it would now read what is not there: a second mistake.
            return None
        new = {
            "capital": word.capitalize(),
            "hyphen": word.replace("_", "-", 1) if "_" in word else f"{word}-1",
            "digit": f"1{word}",
            "long": f"{word}_{'x' * 48}",
            "accent": f'"caf\u00e9_{word}"',
        }[change]
        start = len(table) + 2
        return at(Spot(entry, start, start + len(word)), pages, new)

    return make


for name, change in (
    ("id in capitals", "capital"),
    ("id with a hyphen", "hyphen"),
    ("id that begins with a digit", "digit"),
    ("id beyond its length", "long"),
    ("id with an accent", "accent"),
):
    kind(name)(_renamed(change))


@kind("definition in capitals that others read")
def _capital(rng: Random, pages: Pages) -> Slip | None:
    estimated = {entry.row for entry in pages.headers("variables", 4)}
    found = [one for one in pages.headers("variables") if one.row not in estimated]
    if (entry := one_of(rng, found)) is None:
        return None
    start, word = len("[variables."), entry.path[1]
    line = Spot(entry, start, start + len(word)).replaced(word.upper())
    return rewritten(entry, pages, line)
