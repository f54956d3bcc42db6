"""Some hundred random inputs; the long form is `python -m tests.faults.monkey`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.monkey import lives


@pytest.mark.parametrize("seed", [11, 12])
def test_random_keys_clicks_and_sizes_break_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """No exception, a way back from every screen, and every saved game verifies."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    count = list(lives(100 * seed, 250, tmp_path / "games", life=125, every=250))[-1]
    assert count.broken == []
    assert count.inputs >= 250
