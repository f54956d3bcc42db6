"""Record golden games and lines on purpose.

`python -m tests.golden.record` plays the lines anew where the number of the
mechanics has risen, and refuses where they come out otherwise and it has not.
`python -m tests.golden.record --release` adds the games of this version, if its
folder is not there yet.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Final

import game
from game.chronicle import read, write_code
from game.session import Table
from game.session.written import MECHANICS, decided
from tests.golden.games import (
    FOLDER,
    LINES,
    Played,
    line,
    played_again,
    scenario_in,
)

ROOT: Final = Path(__file__).parents[2]
PLAYED: Final[tuple[tuple[str, str, int, int, int], ...]] = (
    ("main-finished", "seoul-2024", 3, 2024, 99),
    ("main-unfinished", "seoul-2024", 5, 6, 3),
    ("small-finished", "harbour-strike", 2, 11, 99),
    ("small-unfinished", "harbour-strike", 2, 12, 4),
    ("ferry-finished", "tests/scenario/files/ferry.toml", 3, 13, 99),
)
"""Name, scenario, level, seed, months at most."""
HARMED: Final = (
    ("small-byte", "small-finished"),
    ("small-torn", "small-unfinished"),
    ("small-broken", "small-finished"),
)
"""Name of a damaged game, and of the game that was damaged."""


def harm(name: str, content: bytes) -> bytes:
    """Damage a game: one byte, its last line torn, or a line beyond repair."""
    if name.endswith("torn"):
        return content[:-60]
    changed = bytearray(content)
    starts = [at + 1 for at, byte in enumerate(content) if byte == 0x0A]
    changed[starts[5] + 70] ^= 1
    if name.endswith("broken"):
        changed[starts[5] + 90] ^= 1
    return bytes(changed)


def play(table: Table, row: tuple[str, str, int, int, int]) -> None:
    """Play a game through the real session and its real writer."""
    name, scenario, level, seed, most = row
    path = ROOT / scenario
    chosen = str(path) if path.suffix else scenario
    with table.new(chosen, seed=seed, name=name, level=level) as played:
        while not played.is_over and played.turn <= most:
            for pick in range(3):
                open_now = played.number_lines()
                key = f"{seed} {played.turn} {pick}".encode()
                number = int.from_bytes(blake2b(key, digest_size=8).digest())
                if open_now:
                    played.stage(open_now[number % len(open_now)][0])
            played.end_month()


def expected(table: Table, path: Path) -> dict[str, object]:
    """Return what is found in a game."""
    reading = read(path)
    fault = reading.damage.fault.value if reading.damage else ""
    last = reading.records[-1]
    digest = getattr(last, "digest", "")
    if not fault:
        digest = table.verify(str(path)).digest
    return {
        "mechanics": reading.game.mechanics,
        "months": len(decided(reading.records)),
        "over": last.kind == "end",
        "digest": digest,
        "fault": fault,
        "repairable": reading.damage is None or reading.damage.repairable,
    }


def release() -> int:
    """Add the games of this version."""
    folder = FOLDER / game.__version__
    if folder.exists():
        print(f"{folder.name} is recorded already; recorded games are never changed.")
        return 1
    with tempfile.TemporaryDirectory() as name:
        table = Table(data_dir=Path(name))
        for row in PLAYED:
            print("playing", row[0], flush=True)
            play(table, row)
        for harmed, whole in HARMED:
            content = (table.saves / f"{whole}.chronicle").read_bytes()
            (table.saves / f"{harmed}.chronicle").write_bytes(harm(harmed, content))
        found = {
            path.name: expected(table, path)
            for path in sorted(table.saves.glob("*.chronicle"))
        }
        folder.mkdir()
        for path in table.saves.glob("*.chronicle"):
            shutil.copyfile(path, folder / path.name)
    (folder / "expected.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(f"{len(found)} games in {folder.name}")
    return 0


def lines() -> int:
    """Write the lines anew if the number of the mechanics has risen."""
    kept = json.loads(LINES.read_text("utf-8")) if LINES.exists() else None
    if kept is not None and kept["mechanics"] == MECHANICS:
        changed = [
            code
            for name, codes in kept["lines"].items()
            for code, workings in zip(codes, kept["workings"][name], strict=True)
            if played_again(scenario_in(FOLDER / name), code)
            != Played(code=code, workings=workings)
        ]
        if changed:
            print(
                f"{len(changed)} lines come out otherwise, and the number of the "
                f"mechanics is still {MECHANICS}. Raise it first."
            )
            return 1
        print("Every line comes out as it was recorded.")
        return 0
    found: dict[str, list[str]] = {}
    workings: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob("*/*-finished.chronicle")):
        scenario, name = scenario_in(path), f"{path.parent.name}/{path.name}"
        found[name] = [
            write_code(line(scenario, level, seed))
            for seed, level in enumerate(scenario.levels, start=1)
        ]
        workings[name] = [played_again(scenario, code).workings for code in found[name]]
    text = json.dumps(
        {"mechanics": MECHANICS, "lines": found, "workings": workings}, indent=1
    )
    LINES.write_text(text + "\n", "utf-8")
    print(f"{sum(map(len, found.values()))} lines by mechanics {MECHANICS}")
    return 0


def main() -> int:
    """Record what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", action="store_true")
    return release() if parser.parse_args().release else lines()


if __name__ == "__main__":
    sys.exit(main())
