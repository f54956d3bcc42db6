"""Errors that make a file no TOML at all, and slips around the whole file."""

from __future__ import annotations

import re
from random import Random

from tests.scenario.heldout.pages import Entry, Pages
from tests.scenario.heldout.slips import Kind, Register, Slip, Spot, one_of, rewritten

kind = Register()

INLINE = re.compile(r"^[a-z_]+ = \{.*\}$")
PLAIN = re.compile(r'^[a-z_]+ = "[^"\\]+"$')


def _choose(rng: Random, pages: Pages, pattern: re.Pattern[str]) -> Entry | None:
    return one_of(
        rng,
        [
            entry
            for entry in pages.entries()
            if entry.path and not entry.item and pattern.match(entry.text)
        ],
    )


def _edited(pattern: re.Pattern[str], find: str, new: str, *, last: bool) -> Kind:
    """Make a kind: in a line of a form, one piece of it is replaced."""

    def make(rng: Random, pages: Pages) -> Slip | None:
        entry = _choose(rng, pages, pattern)
        if entry is None:
            return None
        found = list(re.finditer(find, entry.text))
        match = found[-1] if last else rng.choice(found)
        return rewritten(entry, pages, Spot(entry, *match.span()).replaced(new))

    return make


for name, pattern, find, new, last in (
    ("closing quote missing", PLAIN, r'"$', "", False),
    ("opening quote missing", PLAIN, r'(?<= )"(?=.)', "", False),
    ("no equals sign", PLAIN, r" = ", " ", False),
    ("colon for equals sign", PLAIN, r" = ", ": ", False),
    ("two equals signs", PLAIN, r" = ", " == ", False),
    ("curly quotes", PLAIN, r'= ".*', "= “word”", False),
    ("quote of the other kind closes", PLAIN, r'"$', "'", False),
    ("escape that is none", PLAIN, r'(?<=")(?=[^"]+"$)', "\\q", False),
    ("word without quotes", re.compile(r'^[a-z_]+ = "[a-z]+"$'), r'"', "", False),
    ("inline table not closed", INLINE, r" ?\}$", "", False),
    ("inline table not opened", INLINE, r"= \{ ?", "= ", False),
    (
        "comma missing in inline table",
        re.compile(r"^[a-z_]+ = \{[^,]*, [a-z_]+ = .*\}$"),
        r", (?=[a-z_]+ = )",
        " ",
        False,
    ),
    (
        "list not closed",
        re.compile(r"^[a-z_]+ = \[.+\]$"),
        r"\]$",
        "",
        False,
    ),
    (
        "comma missing in list",
        re.compile(r"^[a-z_]+ = \[-?\d+, -?\d+\]$"),
        ", ",
        " ",
        False,
    ),
    (
        "round brackets for a list",
        re.compile(r"^[a-z_]+ = \[-?\d+, -?\d+\]$"),
        r"\[.*\]",
        "(0, 10)",
        False,
    ),
    ("comma after a value", PLAIN, r"$", ",", False),
    (
        "leading zero",
        re.compile(r"^[a-z_]+ = [1-9]\d*$"),
        r"(?<= )(?=\d+$)",
        "0",
        False,
    ),
    ("comma for a point", re.compile(r"^[a-z_]+ = -?\d+\.\d+$"), r"\.", ",", False),
    ("number ends in a point", re.compile(r"^[a-z_]+ = \d+$"), r"$", ".", False),
    ("capital True", re.compile(r"^[a-z_]+ = (true|false)$"), r"[a-z]+$", "True", True),
    (
        "day that is none",
        re.compile(r"^(date|start) = \d{4}-\d\d-\d\d$"),
        r"\d\d$",
        "32",
        True,
    ),
    (
        "header not closed",
        re.compile(r"^\[[a-z_]+\.[a-z_.]+\]$"),
        r"\]$",
        "",
        False,
    ),
    (
        "header closed twice",
        re.compile(r"^\[[a-z_]+\.[a-z_.]+\]$"),
        r"\]$",
        "]]",
        False,
    ),
    (
        "header with a space in the id",
        re.compile(r"^\[[a-z]+\.[a-z]+_[a-z_]+\]$"),
        r"_(?=[a-z]+\]$)",
        " ",
        False,
    ),
    (
        "dot left at the end of a header",
        re.compile(r"^\[[a-z]+\.[a-z_]+\]$"),
        r"[a-z_]+\]$",
        "]",
        True,
    ),
):
    kind(name)(_edited(pattern, find, new, last=last))


@kind("value missing")
def _value(rng: Random, pages: Pages) -> Slip | None:
    entry = _choose(rng, pages, PLAIN)
    return None if entry is None else rewritten(entry, pages, f"{entry.key} =")


@kind("key twice in a row")
def _twice(rng: Random, pages: Pages) -> Slip | None:
    entry = _choose(rng, pages, PLAIN)
    if entry is None or len(entry.path) < 2:
        return None
    new, added = pages.followed(entry, entry.text)
    return Slip(new, frozenset(added), row=entry.row)


@kind("row twice in a file")
def _row_twice(rng: Random, pages: Pages) -> Slip | None:
    table = rng.choice(("effects", "events", "variables", "codex"))
    if (entry := one_of(rng, pages.headers(table))) is None:
        return None
    new, added = pages.appended(entry.file, "", *pages.row(entry))
    return Slip(new, frozenset(added[1:2]), row=entry.row)


@kind("stray words between rows")
def _stray(rng: Random, pages: Pages) -> Slip | None:
    entry = _choose(rng, pages, PLAIN)
    if entry is None:
        return None
    new, added = pages.followed(entry, "to be decided")
    return Slip(new, frozenset(added), row=entry.row)


@kind("comment with the wrong sign")
def _comment(rng: Random, pages: Pages) -> Slip | None:
    entry = _choose(rng, pages, PLAIN)
    if entry is None:
        return None
    new, added = pages.followed(entry, "// what the office thinks of it")
    return Slip(new, frozenset(added), row=entry.row)


@kind("string over two lines")
def _over(rng: Random, pages: Pages) -> Slip | None:
    entry = _choose(rng, pages, re.compile(r'^[a-z_]+ = "\w+ \w+.*"$'))
    if entry is None:
        return None
    first, rest = entry.text.rsplit(" ", 1)
    new = pages.broken(entry, first, rest)
    return Slip(new, frozenset({entry.line.serial}), row=entry.row)


@kind("format missing")
def _format(_: Random, pages: Pages) -> Slip | None:
    entry = next(one for one in pages.entries() if one.key == "format")
    new = pages.without(entry)
    first = next(one for one in new.entries() if one.file == pages.root)
    top = new.files[pages.root][0]
    return Slip(new, frozenset({top.serial, first.line.serial}))


@kind("format of the future")
def _future(rng: Random, pages: Pages) -> Slip | None:
    entry = next(one for one in pages.entries() if one.key == "format")
    return rewritten(entry, pages, f"format = {rng.randrange(2, 99)}")


@kind("format in quotes")
def _quoted(_: Random, pages: Pages) -> Slip | None:
    entry = next(one for one in pages.entries() if one.key == "format")
    return rewritten(entry, pages, 'format = "1"')


@kind("included file is not there")
def _include(rng: Random, pages: Pages) -> Slip | None:
    entry = one_of(rng, [one for one in pages.entries() if one.key == "include"])
    if entry is None or entry.item:
        return None
    return rewritten(entry, pages, entry.text.replace('.toml"', '_old.toml"', 1))


@kind("included file lies outside")
def _outside(rng: Random, pages: Pages) -> Slip | None:
    entry = one_of(rng, [one for one in pages.entries() if one.key == "include"])
    if entry is None or entry.item:
        return None
    return rewritten(entry, pages, entry.text.replace('["', '["../', 1))


@kind("row twice in two files")
def _two_files(rng: Random, pages: Pages) -> Slip | None:
    names = [name for name in pages.files if name != pages.root]
    if not names:
        return None
    entry = one_of(rng, pages.headers("effects") + pages.headers("events"))
    others = [name for name in names if entry is None or name != entry.file]
    if entry is None or not others:
        return None
    new, added = pages.appended(rng.choice(others), "", *pages.row(entry))
    return Slip(new, frozenset({added[1], entry.line.serial}), row=entry.row)
