"""How long checking a scenario takes, beside what reading it and counting cost here.

`python -m tests.benchmarks.scenario --repeats 7`
prints processor time, and its ratio to one fixed piece of work of numpy and tomli that
is measured in the same rounds, so that another machine can be compared.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping

import numpy as np
import tomli

from game.scenario import check_text
from tests.benchmarks.figures import REPEATS, Figure, figure, show
from tests.scenario.heldout.large import large
from tests.scenario.heldout.pages import shipped

LINES = 5000


def work(text: str) -> None:
    """Do the fixed piece of work: read a text as TOML, and add up arrays."""
    tomli.loads(text)
    grid = np.arange(100_000.0)
    for _ in range(100):
        grid = np.sqrt(grid * grid + 1.0)


def broken(text: str) -> str:
    """Return the text with errors of several kinds in it."""
    wrong = text.replace('grade = "J"', 'grade = "Q"', 5)
    wrong = wrong.replace('when = "', 'when = "not_there > 1 and ', 5)
    return wrong.replace('to = "', 'to = "the_', 5).replace("label = {", "lable = {", 5)


def rounds(
    calls: Mapping[str, Callable[[], object]], repeats: int
) -> dict[str, list[float]]:
    """Return the milliseconds of processor time of every call in every round."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(repeats + 1):
        for name, call in calls.items():
            begun = time.process_time()
            call()
            if turn:
                times[name].append(1000 * (time.process_time() - begun))
    return times


def main() -> int:
    """Print the figures; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    options = parser.parse_args()
    text = large(LINES)
    wrong = broken(text)
    seoul = shipped("seoul-2024")

    def diagnosed(files: Mapping[str, str], root: str) -> Callable[[], object]:
        return lambda: check_text(files, root).diagnostics

    times = rounds(
        {
            "clean": diagnosed({"a.toml": text}, "a.toml"),
            "wrong": diagnosed({"a.toml": wrong}, "a.toml"),
            "seoul": diagnosed(seoul.texts(), seoul.root),
            "work": lambda: work(text),
        },
        options.repeats,
    )
    ratios = {
        name: [one / two for one, two in zip(times[name], times["work"], strict=True)]
        for name in ("clean", "wrong")
    }
    rows: list[Figure] = [
        figure(f"{LINES} lines without a fault", times["clean"], "ms", 100),
        figure(f"{LINES} lines with 20 errors", times["wrong"], "ms", 300),
        figure("seoul-2024, with its notes", times["seoul"], "ms"),
        figure("the fixed piece of work", times["work"], "ms"),
        figure("without a fault, over that work", ratios["clean"], "x"),
        figure("with 20 errors, over that work", ratios["wrong"], "x"),
    ]
    show("Checking a scenario, processor time", rows)
    return 0 if all(one.kept is not False for one in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
