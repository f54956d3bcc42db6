"""Errors in expressions: words, signs, brackets, kinds of value, what may be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.scenario.heldout.pages import Pages
from tests.scenario.heldout.slips import (
    LANGUAGE,
    Kind,
    Register,
    Slip,
    Spot,
    at,
    keys,
    mistyped,
    one_of,
    rewritten,
    spots,
    word_at,
)

kind = Register()

FIELDS = {
    "expr": ("effects", "derived"),
    "when": ("effects", "agenda", "events", "endings", "advisers", "reports"),
    "requires": ("levers", "agenda", "initiatives"),
    "hazard": ("events",),
    "utility": ("rules",),
    "watches": ("red_lines",),
    "value": ("objectives",),
    "chance": ("gauges",),
    "expects": ("advisers",),
}
NAME = re.compile(r"(?<![a-z0-9_.])[a-z][a-z0-9_]*(?![a-z0-9_(])")


def expressions(pages: Pages, *fields: str) -> list[Spot]:
    """Find every expression of a scenario, or those of some fields."""
    return [
        spot
        for name in fields or FIELDS
        for spot in spots(pages, FIELDS[name], name)
        if spot.text not in {"", "true", "false"}
    ]


def _names(spot: Spot, pattern: re.Pattern[str] = NAME) -> list[Spot]:
    return [
        Spot(spot.entry, spot.start + match.start(), spot.start + match.end())
        for match in pattern.finditer(spot.text)
        if match[0] not in LANGUAGE
    ]


@kind("misspelt name in an expression")
def _name(rng: Random, pages: Pages) -> Slip | None:
    found = [name for spot in expressions(pages) for name in _names(spot)]
    return word_at(rng, pages, [spot for spot in found if len(spot.text) >= 4])


@kind("misspelt name in an amount of a choice")
def _amount(rng: Random, pages: Pages) -> Slip | None:
    found = [
        Spot(entry, match.start(1), match.end(1))
        for entry in pages.entries()
        if entry.key == "effects"
        for match in re.finditer(
            r"= \"[^\"]*?\b([a-z][a-z0-9_]{3,})\b[^\"(]*\"", entry.text
        )
        if match[1] not in LANGUAGE
    ]
    return word_at(rng, pages, found)


@kind("misspelt second part of a name")
def _second(rng: Random, pages: Pages) -> Slip | None:
    pattern = re.compile(r"(?<=[a-z0-9_]\.)[a-z][a-z0-9_]{3,}")
    found = [name for spot in expressions(pages) for name in _names(spot, pattern)]
    return word_at(rng, pages, found)


@kind("misspelt first part of a name")
def _first(rng: Random, pages: Pages) -> Slip | None:
    pattern = re.compile(r"(?<![a-z0-9_.])[a-z][a-z0-9_]{3,}(?=\.)")
    found = [name for spot in expressions(pages) for name in _names(spot, pattern)]
    return word_at(rng, pages, found)


@kind("misspelt function")
def _function(rng: Random, pages: Pages) -> Slip | None:
    found = [
        Spot(spot.entry, spot.start + match.start(1), spot.start + match.end(1))
        for spot in expressions(pages)
        for match in re.finditer(r"\b([a-z]{4,})\(", spot.text)
    ]
    if (spot := one_of(rng, found)) is None:
        return None
    new = mistyped(rng, spot.text, pages.words())
    return None if new is None else at(spot, pages, new, spot.text)


@kind("misspelt word of the language")
def _word(rng: Random, pages: Pages) -> Slip | None:
    found = [
        Spot(spot.entry, spot.start + match.start(), spot.start + match.end())
        for spot in expressions(pages)
        for match in re.finditer(r"\b(turn|turns|level)\b", spot.text)
    ]
    return word_at(rng, pages, found)


def swapped(old: str, new: str, *fields: str) -> Kind:
    """Make a kind: one piece of an expression is replaced by another."""

    def make(rng: Random, pages: Pages) -> Slip | None:
        found = [
            Spot(spot.entry, spot.start + match.start(), spot.start + match.end())
            for spot in expressions(pages, *fields)
            for match in re.finditer(old, spot.text)
        ]
        spot = one_of(rng, found)
        return None if spot is None else at(spot, pages, new)

    return make


for name, old, new in (
    ("two ampersands for and", r" and ", " && "),
    ("two bars for or", r" or ", " || "),
    ("capital AND", r" and ", " AND "),
    ("exclamation mark for not", r"\bnot ", "!"),
    ("one equals sign for two", r" == ", " = "),
    ("arrow the wrong way", r" >= ", " => "),
    ("two stars for a power", r" \* ", " ** "),
    ("hat for a power", r" \* ", " ^ "),
    ("sign of a typesetter for times", r" \* ", " \u00d7 "),
    ("sign of a typesetter for at least", r" >= ", " \u2265 "),
    ("long minus", r" - ", " \u2212 "),
    ("sign left out", r" [*+-] ", " "),
    ("two signs", r" \* ", " * / "),
    ("comma for a point", r"(?<=\d)\.(?=\d)", ","),
    ("bracket not closed", r"\)(?![^()]*\()", ""),
    ("bracket closed twice", r"\)", "))"),
    ("sign at the end", r"$", " +"),
    ("sign at the beginning", r"^", "* "),
    ("nothing between brackets", r"\([^()]+\)", "()"),
    ("square brackets", r"\([^()]+\)", "[1]"),
    ("name in quotes", r"(?<=[<>=] )[a-z_]+\.[a-z_]+", "'word'"),
    ("comparisons in a chain", r"(?<= )(?=[<>]=? \d)", "< 100 "),
    ("hash inside", r"$", " # because"),
    ("semicolon at the end", r"$", ";"),
    ("Cyrillic letter", r"(?<=[a-z])a(?=[a-z_])", "\u0430"),
    ("whole expression left out", r"^.*$", ""),
    ("division into whole numbers", r" / ", " // "),
    ("question mark of another language", r"$", " ? 1 : 0"),
    ("python's if", r"$", " if true else 0"),
    ("dollar before a name", r"(?<![a-z0-9_.])(?=[a-z]+_[a-z]+)", "$$"),
    ("name with a space", r"(?<=[a-z])_(?=[a-z])", " "),
):
    kind(name)(swapped(old, new))


def filled(fields: Sequence[str], write: Callable[[Random, Pages], str | None]) -> Kind:
    """Make a kind: a whole expression is written anew."""

    def make(rng: Random, pages: Pages) -> Slip | None:
        spot = one_of(rng, expressions(pages, *fields))
        if spot is None or (new := write(rng, pages)) is None:
            return None
        return at(spot, pages, new)

    return make


def _with(pattern: str, pool: str) -> Callable[[Random, Pages], str | None]:
    def write(rng: Random, pages: Pages) -> str | None:
        word = one_of(rng, pages.ids(pool))
        return None if word is None else pattern.replace("@", word)

    return write


for name, fields, pattern, pool in (
    ("number where a truth is asked for", ("when",), "@", "variables"),
    ("truth where a number is asked for", ("expr",), "@ > 3", "variables"),
    ("truth in a sum", ("expr",), "1 + (@ > 3)", "variables"),
    ("number beside and", ("when",), "@ and turn > 2", "variables"),
    ("happening as a number", ("expr",), "2 * events.@", "events"),
    ("too many arguments", ("expr",), "abs(@, 2)", "variables"),
    ("too few arguments", ("expr",), "clamp(@, 2)", "variables"),
    ("condition of if is a number", ("expr",), "if(@, 1, 2)", "variables"),
    ("since of a variable", ("expr",), "since(@)", "variables"),
    ("since of a sum", ("expr",), "since(@ + 1)", "variables"),
    ("prev of a param", ("expr",), "prev(@)", "params"),
    ("prev of a sum", ("expr",), "prev(@ + 1)", "variables"),
    ("name used as a function", ("expr",), "@(2)", "variables"),
    ("function used as a name", ("expr",), "@ + min", "variables"),
    ("power beyond four", ("expr",), "hill(@, 10, 7)", "variables"),
    ("power that is a name", ("expr",), "hill(@, 10, @)", "variables"),
    ("hazard reads what happens", ("hazard",), "if(@, 0.1, 0)", "events"),
    ("event as an object of the language", ("when",), "events.@.fired", "events"),
    ("rung of a variable", ("expr",), "step(@, @.high)", "variables"),
    ("brackets too deep", ("expr",), "(" * 30 + "@" + ")" * 30, "variables"),
    ("expression too long", ("expr",), "@" + " + turn" * 80, "variables"),
    ("function of another language", ("expr",), "pow(@, 2)", "variables"),
    ("chance by dice", ("hazard",), "random()", "events"),
    ("number too large to be one", ("expr",), "@ * 1e999", "variables"),
):
    kind(name)(filled(fields, _with(pattern, pool)))


@kind("circle of derived quantities")
def _circle(rng: Random, pages: Pages) -> Slip | None:
    found = [one for one in keys(pages, ("derived",), "expr") if len(one.path) == 2]
    if len(found) < 2:
        return None
    one, two = rng.sample(found, 2)
    new = pages.changed(one, f'expr = "1 + {two.path[1]}"')
    new = new.changed(two, f'expr = "1 + {one.path[1]}"')
    return Slip(new, frozenset({one.line.serial, two.line.serial}), row=one.row)


@kind("quantity derived from itself")
def _itself(rng: Random, pages: Pages) -> Slip | None:
    found = [one for one in keys(pages, ("derived",), "expr") if len(one.path) == 2]
    if (entry := one_of(rng, found)) is None:
        return None
    return rewritten(entry, pages, f'expr = "1 + {entry.path[1]}"')


@kind("condition of a choice reads what is hidden")
def _hidden(rng: Random, pages: Pages) -> Slip | None:
    spot = one_of(rng, expressions(pages, "requires"))
    word = one_of(rng, pages.ids("types"))
    if spot is None or word is None:
        return None
    return at(spot, pages, f"{word} > 0.5")


@kind("adviser reads what is hidden")
def _adviser(rng: Random, pages: Pages) -> Slip | None:
    spot = one_of(rng, expressions(pages, "expects"))
    word = one_of(rng, pages.ids("types"))
    if spot is None or word is None:
        return None
    return at(spot, pages, f"{word} > 0.5")


@kind("card reads what happens this month")
def _opening(rng: Random, pages: Pages) -> Slip | None:
    found = [one for one in spots(pages, ("agenda",), "when") if one.text]
    spot, word = one_of(rng, found), one_of(rng, pages.ids("events"))
    return None if spot is None or word is None else at(spot, pages, word)
