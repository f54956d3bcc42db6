"""A game under any order of use is the same pure function of its decisions."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from game.chronicle import read
from game.errors import ChoiceError
from game.session import Game, Table
from game.session.written import decided

FERRY = Path(__file__).parents[1] / "session" / "files" / "ferry.toml"
COMMON = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PROFILES = {
    "ci": settings(COMMON, max_examples=5, stateful_step_count=12, derandomize=True),
    "nightly": settings(COMMON, max_examples=2000, stateful_step_count=100),
}


class Player(RuleBasedStateMachine):
    """Decide, end months, save and load, share, replay, crash and recover."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "scenarios").mkdir()
        shutil.copy(FERRY, self.folder / "scenarios")
        self.table = Table(data_dir=self.folder)
        self.game: Game
        self.digests: list[str] = []
        """Of the opening of every month."""
        self.decisions: list[tuple[str, ...]] = []
        self.copies = 0

    @initialize(seed=st.integers(0, 2**63 - 1), level=st.sampled_from([None]))
    def begin(self, seed: int, level: int | None) -> None:
        """Begin a game."""
        self.game = self.table.new("ferry", seed=seed, level=level, name="game")
        self.digests = [self.game.digest()]

    @precondition(lambda self: not self.game.is_over)
    @rule(pick=st.integers(0, 99))
    def stage(self, pick: int) -> None:
        """Stage something that is open: it is accepted."""
        lines = self.game.number_lines()
        if lines:
            line = lines[pick % len(lines)][0]
            self.game.stage(line)
            assert line in self.game.staged

    @rule(line=st.sampled_from(["", "nothing", "offer", "offer all of it", "\x1b[2J"]))
    def stage_what_is_no_choice(self, line: str) -> None:
        """An illegal line is refused and changes nothing."""
        before = self.game.staged
        try:
            self.game.stage(line)
        except ChoiceError:
            assert self.game.staged == before
        else:
            raise AssertionError(line)

    @rule()
    def take_back(self) -> None:
        """Undo inside a month is free."""
        before = self.game.staged
        assert self.game.undo() or self.game.staged == before

    @precondition(lambda self: not self.game.is_over)
    @rule()
    def end_month(self) -> None:
        """Decide the month."""
        self.decisions.append(self.game.staged)
        self.game.end_month()
        self.digests.append(self.game.digest())

    @rule()
    def save_and_load(self) -> None:
        """Close and open: the same state; what was staged is gone."""
        self.game.close()
        self.game = self.table.resume("game")
        assert self.game.staged == ()

    @rule(cut=st.integers(1, 300))
    def crash_and_recover(self, cut: int) -> None:
        """A torn append behind the last line goes; nothing else does."""
        self.game.close()
        path = self.game.path
        content = path.read_bytes()
        last = content.splitlines(keepends=True)[-1]
        with path.open("ab") as file:
            file.write(last[: min(cut, len(last) - 3)])
        self.game = self.table.resume("game")
        assert self.game.notice

    @rule(place=st.integers(0, 10**9), bit=st.integers(0, 7))
    def rot_and_repair(self, place: int, bit: int) -> None:
        """Any flipped bit is put right."""
        self.game.close()
        path = self.game.path
        content = bytearray(path.read_bytes())
        content[place % len(content)] ^= 1 << bit
        path.write_bytes(content)
        self.game = self.table.resume("game")
        assert self.game.notice

    @rule()
    def replay(self) -> None:
        """A replay shows the decisions, while the game is open."""
        replay = self.table.replay("game")
        for month, lines in enumerate(self.decisions, start=1):
            assert replay.frame(month).chosen == lines

    @precondition(lambda self: self.copies < 3)
    @rule()
    def share(self) -> None:
        """The game code gives the same game."""
        self.copies += 1
        code = self.table.share("game").game
        with self.table.receive(code, name=f"copy-{self.copies}") as copy:
            assert copy.digest() == self.digests[-1]

    @invariant()
    def stands(self) -> None:
        """State, record and file say the same, and only decisions moved them."""
        assert self.game.turn == len(self.digests)
        assert self.game.digest() == self.digests[-1]
        rows = decided(read(self.game.path).records)
        assert [row.do for row in rows] == self.decisions
        assert [row.s.whole for row in rows] == self.digests[: len(rows)]

    def teardown(self) -> None:
        """Close the game and remove the folder."""
        self.game.close()
        shutil.rmtree(self.folder)


TestPlayer = Player.TestCase
TestPlayer.settings = PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "ci")]
