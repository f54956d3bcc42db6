"""A game is the same on every processor: no bit hangs on its features."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.engine.played import digests, enabled_features

ROOT = Path(__file__).parents[2]
CHILD = (
    "import json; from tests.engine.played import digests, enabled_features; "
    "print(json.dumps([enabled_features(), digests()]))"
)


def test_games_are_equal_with_processor_features_switched_off() -> None:
    """A child without any of this machine's features plays the same games."""
    here = enabled_features()
    assert here, "numpy dispatches to no feature here: nothing could be switched off"
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(here)}
    child = subprocess.run(
        [sys.executable, "-c", CHILD],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    left, played = json.loads(child.stdout)
    assert left == [], "the child still used some of them"
    assert played == digests()
