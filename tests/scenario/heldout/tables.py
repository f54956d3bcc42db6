"""Errors that only two keys, two rows or the whole file together make."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from tests.scenario.heldout.pages import Pages
from tests.scenario.heldout.slips import (
    Register,
    Slip,
    at,
    keys,
    one_of,
    rewritten,
    spots,
)

kind = Register()


def _header(pages: Pages, path: tuple[str, ...]) -> int:
    return next(one.line.serial for one in pages.entries() if one.path == path)


@kind("effect with two amounts")
def _two(rng: Random, pages: Pages) -> Slip | None:
    if (entry := one_of(rng, keys(pages, ("effects",), "expr"))) is None:
        return None
    new, added = pages.followed(entry, "amount = 2")
    serials = {*added, entry.line.serial, _header(pages, entry.path)}
    return Slip(new, frozenset(serials), row=entry.row)


@kind("effect without an amount")
def _none(rng: Random, pages: Pages) -> Slip | None:
    if (entry := one_of(rng, keys(pages, ("effects",), "expr"))) is None:
        return None
    header = _header(pages, entry.path)
    return Slip(pages.without(entry), frozenset({header}), row=entry.row)


@kind("event that nothing brings about")
def _event(rng: Random, pages: Pages) -> Slip | None:
    turned = {one.row for one in keys(pages, ("events",), "turn")}
    whens = {one.row for one in keys(pages, ("events",), "when")}
    found = [
        one
        for one in keys(pages, ("events",), "hazard")
        if one.row not in turned and one.row not in whens
    ]
    if (entry := one_of(rng, found)) is None:
        return None
    header = _header(pages, entry.path)
    return Slip(pages.without(entry), frozenset({header}), row=entry.row)


@kind("rest without a half-life")
def _rest(rng: Random, pages: Pages) -> Slip | None:
    if (entry := one_of(rng, keys(pages, ("variables",), "half_life"))) is None:
        return None
    rest = next(
        one for one in keys(pages, ("variables",), "rest") if one.row == entry.row
    )
    serials = {rest.line.serial, _header(pages, entry.path)}
    return Slip(pages.without(entry), frozenset(serials), row=entry.row)


@kind("rungs of nothing")
def _per_rung(rng: Random, pages: Pages) -> Slip | None:
    if (entry := one_of(rng, keys(pages, ("effects",), "per_rung"))) is None:
        return None
    origin = next(
        (one for one in keys(pages, ("effects",), "from") if one.row == entry.row), None
    )
    if origin is None:
        return None
    serials = {entry.line.serial, _header(pages, entry.path)}
    return Slip(pages.without(origin), frozenset(serials), row=entry.row)


@kind("rungs of a variable")
def _variable_rungs(rng: Random, pages: Pages) -> Slip | None:
    rows = {one.row for one in keys(pages, ("effects",), "per_rung")}
    found = [one for one in spots(pages, ("effects",), "from") if one.entry.row in rows]
    spot, word = one_of(rng, found), one_of(rng, pages.ids("variables"))
    if spot is None or word is None:
        return None
    rungs = next(
        one.line.serial
        for one in keys(pages, ("effects",), "per_rung")
        if one.row == spot.entry.row
    )
    slip = at(spot, pages, word)
    return Slip(slip.pages, slip.lines | {rungs}, row=slip.row)


@kind("weights that do not match the values")
def _weights(rng: Random, pages: Pages) -> Slip | None:
    found = spots(pages, ("types", "red_lines"), "weights", r"(\[[^\[\]]*\])")
    if (spot := one_of(rng, found)) is None:
        return None
    slip = at(spot, pages, "[0.1, 0.1, 0.2, 0.2, 0.2, 0.2]")
    values = {
        one.entry.line.serial
        for one in spots(pages, ("types", "red_lines"), "values", r"(\[[^\[\]]*\])")
        if one.entry.row == spot.entry.row
    }
    return Slip(slip.pages, slip.lines | values, row=slip.row)


@kind("words out of order")
def _order(rng: Random, pages: Pages) -> Slip | None:
    items = [
        one
        for one in pages.entries()
        if one.key == "words" and one.item and "up_to" in one.text
    ]
    pairs = [(one, two) for one, two in pairwise(items) if one.row == two.row]
    if (pair := one_of(rng, pairs)) is None:
        return None
    one, two = pair
    new = pages.changed(one, two.text).changed(two, one.text)
    whole = next(
        entry.line.serial
        for entry in pages.entries()
        if entry.key == "words" and not entry.item and entry.row == one.row
    )
    serials = {one.line.serial, two.line.serial, whole}
    return Slip(new, frozenset(serials), row=one.row)


@kind("contested number without its range")
def _contested(rng: Random, pages: Pages) -> Slip | None:
    ranged = {one.row for one in keys(pages, ("params",), "low")}
    found = [one for one in keys(pages, ("params",), "grade") if one.row in ranged]
    if (entry := one_of(rng, found)) is None:
        return None
    low = next(one for one in keys(pages, ("params",), "low") if one.row == entry.row)
    high = next(one for one in keys(pages, ("params",), "high") if one.row == entry.row)
    new = pages.without(low).without(high).changed(entry, 'grade = "C"')
    header = _header(pages, entry.path)
    return Slip(new, frozenset({header, entry.line.serial}), row=entry.row)


@kind("value outside its own range")
def _outside(rng: Random, pages: Pages) -> Slip | None:
    ranged = {one.row for one in keys(pages, ("params",), "low")}
    found = [one for one in keys(pages, ("params",), "value") if one.row in ranged]
    if (entry := one_of(rng, found)) is None:
        return None
    return rewritten(entry, pages, "value = 98765")


@kind("low above high")
def _low(rng: Random, pages: Pages) -> Slip | None:
    found = [one for one in keys(pages, ("types",), "low") if len(one.path) == 2]
    if (entry := one_of(rng, found)) is None:
        return None
    slip = rewritten(entry, pages, "low = 98765")
    high = next(one for one in keys(pages, ("types",), "high") if one.row == entry.row)
    serials = slip.lines | {high.line.serial, _header(pages, entry.path)}
    return Slip(slip.pages, serials, row=entry.row)


@kind("card with one answer")
def _one_answer(rng: Random, pages: Pages) -> Slip | None:
    if (card := one_of(rng, pages.headers("agenda"))) is None:
        return None
    header = (*card.path, "options")
    starts = [one for one in pages.entries() if one.path == header and not one.key]
    answers = [
        one.text.split('"')[1]
        for one in pages.entries()
        if one.path == header and one.key == "id"
    ]
    # An answer that a policy names would be missed there too.
    read = f"{card.path[1]}[ .]({'|'.join(answers[1:])})"
    rest = (one for one in pages.entries() if one.row[1:] != card.path[1:])
    if len(starts) < 2 or any(re.search(read, one.text) for one in rest):
        return None
    new, gone = pages, {one.line.serial for one in starts[1:]}
    inside = False
    for entry in pages.entries():
        if not entry.key:
            inside = entry.line.serial in gone
        if inside:
            new = new.without(entry)
    serials = {card.line.serial, starts[0].line.serial}
    return Slip(new, frozenset(serials), row=card.row)


@kind("silence that says nothing")
def _silence(rng: Random, pages: Pages) -> Slip | None:
    entry = one_of(rng, keys(pages, ("agenda",), "silence"))
    return None if entry is None else rewritten(entry, pages, "silence = {}")


@kind("two standard levels")
def _standard(rng: Random, pages: Pages) -> Slip | None:
    chosen = {one.row for one in keys(pages, ("difficulty",), "standard")}
    found = [one for one in pages.headers("difficulty") if one.row not in chosen]
    if (entry := one_of(rng, found)) is None:
        return None
    new, added = pages.followed(entry, "standard = true")
    others = {one.line.serial for one in keys(pages, ("difficulty",), "standard")}
    headers = {one.line.serial for one in pages.headers("difficulty")}
    return Slip(new, frozenset({*added, *others, *headers}), row=entry.row)


@kind("no standard level")
def _no_standard(_: Random, pages: Pages) -> Slip | None:
    found = keys(pages, ("difficulty",), "standard")
    if len(found) != 1:
        return None
    headers = {one.line.serial for one in pages.headers("difficulty")}
    return Slip(pages.without(found[0]), frozenset(headers), row=found[0].row)


@kind("two levels alike")
def _levels(rng: Random, pages: Pages) -> Slip | None:
    found = keys(pages, ("difficulty",), "level")
    if len(found) < 2:
        return None
    one, two = rng.sample(found, 2)
    slip = rewritten(two, pages, one.text)
    return Slip(slip.pages, slip.lines | {one.line.serial}, row=two.row)


@kind("seven gauges")
def _gauges(rng: Random, pages: Pages) -> Slip | None:
    headers = pages.headers("gauges")
    word = rng.choice(pages.ids("variables"))
    new, serials = pages, {one.line.serial for one in headers}
    for number in range(7 - len(headers)):
        new, added = new.appended(
            headers[-1].file,
            "",
            f"[gauges.extra_{number}]",
            'label = { en = "One more", ko = "하나 더" }',
            f"rank = {50 + number}",
            f'variable = "{word}"',
        )
        serials.add(added[1])
    return Slip(new, frozenset(serials))


@kind("id that is a word of the language")
def _word(rng: Random, pages: Pages) -> Slip | None:
    return _new_derived(rng, pages, rng.choice(("min", "turn", "and", "since")))


@kind("id of two things")
def _shared(rng: Random, pages: Pages) -> Slip | None:
    table = rng.choice(("variables", "levers", "events", "agenda", "params"))
    ids = pages.ids(table)
    slip = _new_derived(rng, pages, rng.choice(ids)) if ids else None
    if slip is None:
        return None
    own = {
        one.line.serial
        for one in slip.pages.entries()
        if one.row == (table, slip.row[1]) and (not one.key or len(one.path) == 1)
    }
    return Slip(slip.pages, slip.lines | own, row=slip.row)


@kind("ids that differ by a line alone")
def _alike(rng: Random, pages: Pages) -> Slip | None:
    words = [word for word in pages.ids("variables") if len(word) > 3]
    word = rng.choice(words)
    new = word.replace("_", "") if "_" in word else f"{word[:2]}_{word[2:]}"
    slip = _new_derived(rng, pages, new)
    own = {one.line.serial for one in pages.headers("variables") if one.path[1] == word}
    return Slip(slip.pages, slip.lines | own, row=slip.row)


def _new_derived(rng: Random, pages: Pages, word: str) -> Slip:
    existing = pages.headers("derived") or pages.headers("variables")
    new, added = pages.appended(
        rng.choice(existing).file, "", f"[derived.{word}]", 'expr = "1"'
    )
    return Slip(new, frozenset({added[1]}), row=("derived", word))


@kind("number without a grade")
def _grade(rng: Random, pages: Pages) -> Slip | None:
    amounts = {one.row for one in keys(pages, ("effects",), "amount")}
    found = [one for one in keys(pages, ("effects",), "grade") if one.row in amounts]
    if (entry := one_of(rng, found)) is None:
        return None
    amount = next(
        one for one in keys(pages, ("effects",), "amount") if one.row == entry.row
    )
    if amount.text in {"amount = 0", "amount = 1", "amount = -1"}:
        return None
    serials = {_header(pages, entry.path), amount.line.serial}
    return Slip(pages.without(entry), frozenset(serials), row=entry.row)


@kind("mind that reads what it cannot see")
def _mind(rng: Random, pages: Pages) -> Slip | None:
    known = {one.row for one in keys(pages, ("variables",), "known_to")}
    hidden = [
        one.row[1]
        for one in keys(pages, ("variables",), "seen")
        if one.text == 'seen = "hidden"' and one.row not in known
    ]
    word = one_of(rng, hidden)
    spot = one_of(rng, spots(pages, ("rules",), "utility"))
    if word is None or spot is None:
        return None
    return at(spot, pages, f"0.01 * {word}")
