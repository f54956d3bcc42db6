"""How well the checker of scenario files tells authors what is wrong.

`python -m tests.benchmarks.diagnostics --each 10 --fives 40 --seed 1`
puts errors of every held-out kind into the shipped files and a generated one of 5,000
lines, and counts what the checker makes of them. `--show` prints every miss.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from random import Random

from game.scenario import format_text
from tests.benchmarks.figures import Figure, show
from tests.scenario.heldout.injected import (
    CORPORA,
    KINDS,
    Told,
    inject_five,
    sample,
    told,
)


def faults(one: Told) -> list[str]:
    """Name what was not told as it should be."""
    checks = (
        ("not found", not one.found),
        ("not on its line", not all(one.placed)),
        ("another line blamed", bool(one.blamed)),
        ("no fix", bool(one.without_fix)),
        ("another word", not all(one.intended)),
    )
    return [name for name, is_wrong in checks if is_wrong]


def _print(one: Told) -> None:
    places = [sorted(places) for places in one.injected.places]
    print(f"{one.injected.kinds} in {one.injected.corpus}: {', '.join(faults(one))}")
    print(f"  it stands at {places}; meant: {one.injected.words}")
    for diagnostic in one.diagnostics[:5]:
        print("  " + format_text(diagnostic).replace("\n", "\n  "))


def _least(name: str, found: Iterable[bool], bar: float) -> Figure:
    known = list(found)
    share = 100 * sum(known) / len(known)
    return Figure(name=name, value=share, unit="%", bar=bar, at_least=True)


def singles(found: list[Told]) -> list[Figure]:
    """Return the figures of errors put in one at a time."""
    said = sum(len(one.diagnostics) for one in found)
    words = [word for one in found for word in one.intended]
    elsewhere = sum(bool(one.blamed) for one in found)
    kinds = len({kind for one in found for kind in one.injected.kinds})
    return [
        Figure(name="kinds of errors", value=kinds, unit="", bar=56, at_least=True),
        Figure(name="errors", value=len(found), unit="", bar=500, at_least=True),
        _least("found", (one.found for one in found), 100),
        _least("on the right line", (all(one.placed) for one in found), 100),
        _least("with a fix each", (not one.without_fix for one in found), 100),
        _least(f"{len(words)} mistyped words: what was meant is named", words, 98),
        Figure(name="findings an error", value=said / len(found), unit="", bar=1.2),
        Figure(name="files with another line blamed too", value=elsewhere, unit=""),
    ]


def fives(found: list[Told]) -> list[Figure]:
    """Return the figures of five errors put into one file."""
    wrong = sum(len(one.blamed) for one in found)
    return [
        _least(
            "on the right line", (place for one in found for place in one.placed), 100
        ),
        Figure(name="lines wrongly blamed", value=wrong, unit="", bar=0),
    ]


def main() -> int:
    """Print the figures; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--fives", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every miss")
    options = parser.parse_args()
    rng = Random(options.seed)  # noqa: S311 - any repeatable choice will do
    alone = [told(one) for one in sample(options.each, options.seed)]
    together = [
        told(inject_five(CORPORA[number % len(CORPORA)], rng))
        for number in range(options.fives)
    ]
    if options.show:
        for one in (*alone, *together):
            if faults(one):
                _print(one)
    tables = {
        f"One error a file, {len(KINDS)} kinds": singles(alone),
        "Five errors a file": fives(together),
    }
    for title, figures in tables.items():
        show(title, figures)
    every = [one for figures in tables.values() for one in figures]
    return 0 if all(one.kept is not False for one in every) else 1


if __name__ == "__main__":
    sys.exit(main())
