"""Random edits of the shipped scenario files, by one command.

`python -m tests.faults.fuzz scenario --count 100000`
checks so many edited files and prints the seed of each that breaks the promise: what
comes back is a scenario or findings, never an exception, within two seconds. ctrl+c
stops and keeps what was counted; `--from` goes on from the seed that it tells.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

from game.scenario import Severity, check_text, format_text
from game.scenario.codes import PAGES

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LIMIT = 2.0
"""Seconds of processor time that no file may exceed."""
_WHOLE = 40
"""One file in so many is a whole scenario; the others are some of its rows."""
_VALUES = (
    *("0", "-1", "1e999", "nan", "-inf", "9" * 400, "true", '""', '"x"', "[]", "{}"),
    *("[[[]]]", "2024-02-30", "2024-02-29", '{ en = "" }', '{ value = "1" }', "'''x"),
    *('"\\u0000"', '"if("', '"min(" * 3', '"a.b.c"', '"1e999"', '[{ id = "a" }]'),
)
_SIGNS = tuple("\"'[]{}=#.,\\\n\t \x00\x1b\x7f\u202e\u200b\ufeff가é\U0001f600()<>*&|!%")


@cache
def _parts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the head of each shipped scenario, and its other rows."""
    found = [_cut([path]) for path in sorted(SCENARIOS.glob("*.toml"))]
    for folder in sorted(path for path in SCENARIOS.iterdir() if path.is_dir()):
        rest = (path for path in folder.glob("*.toml") if path.stem != "scenario")
        found.append(_cut([folder / "scenario.toml", *sorted(rest)]))
    return tuple(found)


def _cut(paths: list[Path]) -> tuple[str, tuple[str, ...]]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    text = re.sub(r"^include = .*$", "", text, flags=re.MULTILINE)
    head, *rows = re.split(r"^(?=\[(?!scenario|\[))", text, flags=re.MULTILINE)
    return head, tuple(rows)


def edited(seed: int) -> str:
    """Return a shipped scenario, or some rows of one, after random edits."""
    rng = Random(seed)  # noqa: S311 - any repeatable choice will do
    head, rows = rng.choice(_parts())
    if rng.randrange(_WHOLE):
        rows = tuple(rng.choices(rows, k=rng.randrange(1, 12)))
    text = head + "".join(dict.fromkeys(rows))
    for _ in range(rng.randrange(1, 6)):
        text = rng.choice(_EDITS)(rng, text)
    return text


def _insert(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(_SIGNS) * rng.choice((1, 1, 1, 2, 90)) + text[at:]


def _delete(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.choice((1, 1, 2, 10, 200)) :]


def _double(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    size = rng.choice((3, 30, 300))
    return (
        text[: at + size]
        + text[at : at + size] * rng.choice((1, 3))
        + text[at + size :]
    )


def _swap(rng: Random, text: str) -> str:
    lines = text.split("\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def _letter(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + chr(rng.randrange(1, 0xD800)) + text[at + 1 :]


def _value(rng: Random, text: str) -> str:
    places = [match.span(1) for match in re.finditer(r" = ([^\n,}]+)", text)]
    if not places:
        return text
    start, end = rng.choice(places)
    return text[:start] + rng.choice(_VALUES) + text[end:]


def _word(rng: Random, text: str) -> str:
    words = [match.span() for match in re.finditer(r"[a-z_]{3,}", text)]
    if len(words) < 2:
        return text
    (start, end), (first, last) = rng.choice(words), rng.choice(words)
    return text[:start] + text[first:last] + text[end:]


_EDITS: tuple[Callable[[Random, str], str], ...] = (
    *(_insert, _delete, _double, _swap, _letter),
    *(_value, _value, _word, _word),
)


def survives(text: str) -> str:
    """Check a text in every way that it will be used; tell what became of it.

    Raises:
        AssertionError: If a finding is not one that can be shown.
    """
    checked = check_text({"a.toml": text}, "a.toml")
    for one in checked.diagnostics:
        assert one.code in PAGES, one.code
        assert one.fix is not None, one.code
        assert one.end > one.column >= 1 <= one.line, one
        shown = format_text(one)
        assert all(row.isprintable() for row in shown.splitlines()), shown
    errors = [one for one in checked.diagnostics if one.severity is Severity.ERROR]
    assert (checked.scenario is None) == bool(errors)
    if checked.scenario is None:
        return "errors"
    checked.scenario.spec()
    return "warnings" if checked.diagnostics else "nothing"


def run(count: int, first: int, keep: Path | None) -> int:
    """Check the files of the seeds from the first up to a count.

    Returns:
        How many broke the promise.
    """
    told: Counter[str] = Counter()
    broken, slowest, number = 0, 0.0, first
    begun = time.process_time()
    try:
        for number in range(first, count):
            before = time.process_time()
            text = edited(number)
            try:
                told[survives(text)] += 1
            except Exception:  # noqa: BLE001 - any exception is what is looked for
                broken += 1
                print(f"seed {number}:\n{traceback.format_exc(limit=-3)}", flush=True)
                _kept(keep, number, text)
            spent = time.process_time() - before
            slowest = max(slowest, spent)
            if spent > LIMIT:
                broken += 1
                print(f"seed {number}: {spent:.1f} s", flush=True)
                _kept(keep, number, text)
            if number % 1000 == 999 and sys.stderr.isatty():
                print(f"\r{number + 1} of {count}", end="", file=sys.stderr)
            if number % 10_000 == 9_999:
                print(f"up to {number + 1}: {dict(told)}, {broken} broke", flush=True)
    except KeyboardInterrupt:
        print(f"stopped; go on with --from {number}")
    outcome: Mapping[str, int] = dict(sorted(told.items()))
    print(
        f"{sum(told.values()) + broken} files from seed {first}: {outcome},"
        f" {broken} broke the promise; slowest {slowest * 1000:.0f} ms,"
        f" {time.process_time() - begun:.0f} s of processor time"
    )
    return broken


def _kept(folder: Path | None, number: int, text: str) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.toml").write_text(text, encoding="utf-8")


def main() -> int:
    """Run a campaign and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("scenario",))
    parser.add_argument("--count", type=int, default=100_000, help="the last seed + 1")
    parser.add_argument("--from", dest="first", type=int, default=0, help="first seed")
    parser.add_argument("--keep", type=Path, help="where to put what broke it")
    options = parser.parse_args()
    return 1 if run(options.count, options.first, options.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
