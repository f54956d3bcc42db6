"""Errors put into the shipped files and a large one, and how each is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from game.scenario import Diagnostic, Severity, check_text
from game.words import render
from tests.scenario.heldout import language, references, shape, syntax, tables
from tests.scenario.heldout.large import large
from tests.scenario.heldout.pages import Pages, shipped
from tests.scenario.heldout.slips import Kind, Slip

GROUPS = {
    "syntax": syntax.kind.kinds,
    "shape": shape.kind.kinds,
    "references": references.kind.kinds,
    "language": language.kind.kinds,
    "tables": tables.kind.kinds,
}
KINDS: Mapping[str, Kind] = {
    name: kind for group in GROUPS.values() for name, kind in group.items()
}
CORPORA = ("harbour-strike", "large", "harbour-strike", "seoul-2024", "harbour-strike")
"""Whose turn it is to be broken: the small one is quick and comes oftenest."""


@cache
def corpus(name: str) -> Pages:
    """Return one of the scenarios that errors are put into."""
    if name == "large":
        return Pages.of("large.toml", {"large.toml": large()})
    return shipped(name)


@dataclass(frozen=True, kw_only=True)
class Injected:
    """A scenario with errors, each with the lines that may be blamed for it."""

    kinds: tuple[str, ...]
    corpus: str
    root: str
    texts: Mapping[str, str]
    places: tuple[frozenset[tuple[str, int]], ...]
    words: tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the checker made of it."""

    injected: Injected
    diagnostics: tuple[Diagnostic, ...]
    """Errors and warnings; notes are no findings."""

    @property
    def found(self) -> bool:
        """Something was said at all."""
        return bool(self.diagnostics)

    @property
    def placed(self) -> list[bool]:
        """For each error: one of its lines was named."""
        named = {(one.file, one.line) for one in self.diagnostics}
        return [bool(places & named) for places in self.injected.places]

    @property
    def blamed(self) -> list[Diagnostic]:
        """What was said of lines that nothing is wrong with."""
        right = frozenset[tuple[str, int]]().union(*self.injected.places)
        return [one for one in self.diagnostics if (one.file, one.line) not in right]

    @property
    def without_fix(self) -> list[Diagnostic]:
        """What was said without telling how to mend it."""
        return [one for one in self.diagnostics if one.fix is None]

    @property
    def intended(self) -> list[bool]:
        """For each mistyped word: the fix names what was meant."""
        return [
            any(
                (one.file, one.line) in places
                and one.fix is not None
                and re.search(rf"\b{word}\b", render(one.fix))
                for one in self.diagnostics
            )
            for places, word in zip(
                self.injected.places, self.injected.words, strict=True
            )
            if word is not None
        ]


def told(injected: Injected) -> Told:
    """Run the checker over a scenario with errors."""
    checked = check_text(injected.texts, injected.root)
    serious = (one for one in checked.diagnostics if one.severity is not Severity.NOTE)
    return Told(injected=injected, diagnostics=tuple(serious))


def inject(name: str, where: str, rng: Random) -> Injected | None:
    """Put one error of a kind into a scenario; None where there is no place for it."""
    slip = KINDS[name](rng, corpus(where))
    return None if slip is None else _finished((name,), where, slip.pages, (slip,))


def inject_five(where: str, rng: Random) -> Injected:
    """Put five errors of different kinds into different rows of one scenario."""
    pages = corpus(where)
    slips: list[Slip] = []
    kinds: list[str] = []
    rows: set[tuple[str, ...]] = set()
    names = [
        name for group in ("shape", "references", "language") for name in GROUPS[group]
    ]
    while len(slips) < 5:
        name = rng.choice(names)
        slip = None if name in kinds or _wide(name) else KINDS[name](rng, pages)
        if slip is None or slip.row in rows or not slip.row:
            continue
        pages = slip.pages
        rows.add(slip.row)
        slips.append(slip)
        kinds.append(name)
    return _finished(tuple(kinds), where, pages, tuple(slips))


def _wide(name: str) -> bool:
    """Tell whether an error of a kind reaches rows beyond its own."""
    return "defin" in name or "circle" in name


def _finished(
    kinds: tuple[str, ...], where: str, pages: Pages, slips: tuple[Slip, ...]
) -> Injected:
    return Injected(
        kinds=kinds,
        corpus=where,
        root=pages.root,
        texts=pages.texts(),
        places=tuple(
            frozenset(pages.place(serial) for serial in slip.lines) for slip in slips
        ),
        words=tuple(slip.word for slip in slips),
    )


def sample(each: int, seed: int, names: tuple[str, ...] = ()) -> Iterator[Injected]:
    """Go through every kind, so many errors of each, over the scenarios in turn."""
    for name in names or KINDS:
        rng = Random(f"{seed}:{name}")  # noqa: S311
        made = 0
        for attempt in range(each * 6):
            where = CORPORA[attempt % len(CORPORA)]
            injected = inject(name, where, rng)
            if injected is not None:
                made += 1
                yield injected
            if made == each:
                break
