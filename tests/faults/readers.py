"""What reads text that a stranger wrote: saved games, scenarios, share codes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.chronicle import ScenarioRecord, read, read_code
from game.chronicle.survey import survey
from game.errors import GameError
from game.scenario import check_text
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
