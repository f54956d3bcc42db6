"""What a number that the model assumes is called, so that no two are called alike."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from game.engine.expression import Source
from game.engine.secrecy import veil
from game.text import cells, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from game.report.labels import Labels

_CLAUSE = re.compile(r"[:;.](?:\s|$)")
"""Where the first thing that a note says ends."""
_ASIDE = re.compile(r"(?:,\s[^,]*|\s?\([^()]*\))$")
"""What a clause can do without at its end."""
_MOST = 76
"""Cells of a title."""
_NAMES = ("label", "title", "name")


def param_titles(labels: Labels) -> dict[str, str]:
    """Return by param its title.

    Without a label, how its note begins, behind the name of what the number is of if
    it serves one thing only. An id is no name: only what stays without one of its own
    is called by that.
    """
    homes = _homes(labels)
    clauses = {key: _clause(labels, key) for key in labels.scenario.document.params}
    often = Counter(clauses.values())
    offered: dict[str, list[str]] = {}
    for key, clause in clauses.items():
        label = labels.text(f"params.{key}.label")
        offer: list[str] = [label] if label else []
        cut = clause
        while cut and not label:
            behind = [_behind(labels, *home, cut) for home in homes.get(key, ())]
            # What many things read is not told by the first of them, if need not be.
            lone = [_headed(cut)] if often[clause] == 1 else []
            full = [row[0] for row in behind]
            offer += [*full, *lone] if len(full) == 1 else [*lone, *full]
            offer += [row[1] for row in behind]
            cut = _cut(cut)
        offered[key] = offer
    return _told_apart(offered)


def effect_titles(labels: Labels, keys: Sequence[str]) -> dict[str, str]:
    """Return by effect its label, with the number that it moves where two share it."""
    named = {key: labels.text(f"effects.{key}.label") for key in keys}
    often = Counter(named.values())
    offered: dict[str, list[str]] = {}
    for key, label in named.items():
        to = labels.scenario.document.effects[key].to
        moved = labels.text(f"variables.{to}.label")
        behind = labels.say("{of}: {what}", of=label, what=moved)
        lone = [label] if often[label] == 1 else []
        offered[key] = [*lone, *([behind] if moved else [])] if label else []
    return _told_apart(offered)


def param_note(labels: Labels, key: str) -> str:
    """Return what the file says of a param, in one language if it has no other."""
    remark = labels.scenario.document.params[key].note
    told = labels.text(f"params.{key}.note")
    return told or (clean(remark) if isinstance(remark, str) else "")


def _told_apart(offered: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Choose for each the first title that is short and nobody else's."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, offer in offered.items():
        fitting = (one for one in offer if cells(one) <= _MOST and one not in taken)
        found[key] = next(fitting, key.replace("_", " "))
        taken.add(found[key])
    return found


def _cut(clause: str) -> str:
    """Leave the last aside of a clause out, or return nothing if it has none."""
    shorter = _ASIDE.sub("", clause)
    return "" if shorter == clause else shorter


def _clause(labels: Labels, key: str) -> str:
    return _CLAUSE.split(param_note(labels, key))[0].strip(" .")


def _headed(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}"


def _behind(labels: Labels, of: str, who: str, clause: str) -> tuple[str, str]:
    """Put before a clause what it is of, unless it says so; in full, and shorter."""
    said = of.casefold() in clause.casefold()
    behind = labels.say("{of}: {what}", of=_headed(of), what=clause)
    short = _headed(clause) if said else behind
    if not who:
        return short, short
    of = who if said else labels.say("{act} ({actor})", act=_headed(of), actor=who)
    return labels.say("{of}: {what}", of=of, what=clause), short


def _homes(labels: Labels) -> dict[str, list[tuple[str, str]]]:
    """Return by param the things that read it, each with the actor whose act it is."""
    readers: dict[str, list[str]] = {}
    for path, meaning in labels.scenario.meanings.items():
        for placed in meaning.reads:
            if placed.read.source is Source.DERIVED:
                readers.setdefault(placed.read.id, []).append(path)
    hides = veil(labels.spec)
    hidden = frozenset(
        f"effects.{row.id}" for row in labels.spec.effects if hides.covers(row.amount)
    )
    found: dict[str, dict[tuple[str, str], None]] = {}
    for path, meaning in labels.scenario.meanings.items():
        for param in meaning.params:
            first = next(_named(labels, path, readers, hidden), None)
            found.setdefault(param, {}).update({first: None} if first else {})
    return {param: list(homes) for param, homes in found.items()}


def _named(
    labels: Labels,
    path: str,
    readers: Mapping[str, Sequence[str]],
    hidden: frozenset[str],
) -> Iterator[tuple[str, str]]:
    """Yield what something is called, or without a name what reads it in its turn."""
    kind, key, *rest = path.split(".")
    row = f"{kind}.{key}"
    if kind == "rules":
        actor = labels.actor(labels.scenario.document.rules[key].actor)
        act = labels.text(f"{row}.options.{rest[1]}.label")
        yield (act, actor) if act else (actor, "")
        return
    texts = (labels.text(f"{row}.{name}") for name in _NAMES)
    name = "" if row in hidden else next(filter(None, texts), "")
    if name:
        yield name, ""
    elif kind == "derived":
        for further in readers.get(key, ()):
            yield from _named(labels, further, readers, hidden)
