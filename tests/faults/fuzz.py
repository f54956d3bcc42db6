"""Coverage-guided fuzzing of what reads text that a stranger wrote.

`python -m tests.faults.fuzz save --seconds 300` (or `scenario`, or `code`) needs
the extra `fuzz`. Seeds come from the golden games. Whatever raises anything but
an error for the player is written to `tests/faults/found/`, where a test keeps
reading it from then on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.chronicle import ScenarioRecord, read, read_code
from game.chronicle.survey import survey
from game.errors import GameError
from tests.golden.games import FOLDER, LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOUND: Final = Path(__file__).parent / "found"


def save(content: bytes) -> None:
    """Read bytes as a saved game."""
    with suppress(GameError):
        survey(content, "game")


def scenario(content: bytes) -> None:
    """Check bytes as a scenario; findings are an answer, not an error."""
    from game.scenario import check_text  # noqa: PLC0415 - pydantic, only here

    text = content.decode("utf-8", "replace")
    with suppress(GameError):
        check_text({"scenario.toml": text}, "scenario.toml")


def code(content: bytes) -> None:
    """Read bytes as a share code."""
    with suppress(GameError):
        read_code(content.decode("utf-8", "replace"))


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "save": save,
    "scenario": scenario,
    "code": code,
}
LONGEST: Final = {"save": 1 << 17, "scenario": 1 << 16, "code": 1 << 15}


def seeds(target: str) -> Iterator[bytes]:
    """Yield good input to start from."""
    if target == "code":
        yield from (line.strip(b' ",') for line in LINES.read_bytes().splitlines())
        return
    for path in sorted(FOLDER.glob("*/*.chronicle")):
        if target == "save":
            yield path.read_bytes()
            continue
        for record in read(path).records:
            if isinstance(record, ScenarioRecord):
                yield from (text.encode() for text in record.files.values())


def main() -> int:
    """Fuzz one target for some seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=1800)
    options = parser.parse_args()
    import atheris  # noqa: PLC0415 - an extra

    FOUND.mkdir(exist_ok=True)
    limit = LONGEST[options.target]
    with tempfile.TemporaryDirectory() as corpus:
        for content in seeds(options.target):
            if len(content) <= limit:
                name = sha256(content).hexdigest()[:16]
                (Path(corpus) / name).write_bytes(content)
        with atheris.instrument_imports(include=["game"]):
            import game.scenario  # noqa: F401, PLC0415 - to be followed
        atheris.instrument_all()
        flags = [
            *(f"-max_total_time={options.seconds}", f"-max_len={limit}"),
            *(f"-artifact_prefix={FOUND}/{options.target}-", "-timeout=5"),
            *("-rss_limit_mb=1024", "-print_final_stats=1"),
        ]
        atheris.Setup([sys.argv[0], *flags, corpus], TARGETS[options.target])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
