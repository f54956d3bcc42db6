"""What a player reads when a game cannot be used, word for word.

`python -m tests.chronicle.test_sentences` writes the list anew, to be read over.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from game.errors import GameError
from tests.chronicle.sentences import refusals

LISTED = Path(__file__).parent / "sentences.json"


def told(folder: Path) -> dict[str, str]:
    """Return what each refusal says, and of which class it is."""
    found: dict[str, str] = {}
    for name, refused in refusals(folder):
        try:
            refused()
        except GameError as error:
            found[name] = f"{type(error).__name__}: {error}"
        else:
            found[name] = "not refused"
    return found


def test_every_refusal_says_what_is_listed(tmp_path: Path) -> None:
    """Class and sentence of every refusal are those of the list."""
    assert told(tmp_path) == json.loads(LISTED.read_text("utf-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        text = json.dumps(told(Path(name)), indent=1, ensure_ascii=False)
    sys.exit(LISTED.write_text(text + "\n", "utf-8") == 0)
