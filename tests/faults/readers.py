"""What reads text that a stranger wrote: saved games, scenarios, share codes.

A saved game and a code hold digests and checks of themselves, at which nearly every
edit ends. So each is read twice: as it is, and with these put right, as whoever
means harm would.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.chronicle import ScenarioRecord, read, read_code
from game.chronicle.frames import HEAD, join
from game.chronicle.spelling import ALPHABET, GROUP, _check
from game.chronicle.survey import survey
from game.errors import GameError
from game.scenario import check_text
from tests.golden.games import FOLDER, LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOUND: Final = Path(__file__).parent / "found"


def chained_anew(content: bytes) -> bytes:
    """Return the payloads of a saved game in lines whose digests are right."""
    lines = content.removesuffix(b"\n").split(b"\n")
    return join(line[HEAD:-1] if line[:2] == b'["' else line for line in lines)[0]


def checked_anew(text: str) -> str:
    """Return a code whose groups have the checks of what they hold."""
    symbols = [each for each in text.upper() if each in ALPHABET]
    groups = ["".join(symbols[at : at + GROUP]) for at in range(0, len(symbols), GROUP)]
    return "-".join(
        group[: GROUP - 1] + _check(number, group[: GROUP - 1])
        for number, group in enumerate(groups)
    )


def save(content: bytes) -> None:
    """Read bytes as a saved game, as they are and with the digests put right."""
    for each in (content, chained_anew(content)):
        with suppress(GameError):
            survey(each, "game")


def scenario(content: bytes) -> None:
    """Check bytes as a scenario; findings are an answer, not an error."""
    text = content.decode("utf-8", "replace")
    with suppress(GameError):
        check_text({"scenario.toml": text}, "scenario.toml")


def code(content: bytes) -> None:
    """Read bytes as a share code, as they are and with the checks put right."""
    text = content.decode("utf-8", "replace")
    for each in (text, checked_anew(text)):
        with suppress(GameError):
            read_code(each)


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
