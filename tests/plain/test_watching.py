"""Watching a file: every save is checked; a game beside it keeps to its rules."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.errors import ChoiceError, ScenarioError
from game.plain.watching import Watcher, stamp_of
from game.scenario.workshop.template import new_scenario
from game.session import Table
from game.session.trial import Trial

TEXT = new_scenario("town")
MILD = TEXT.replace("value = 8.5", "value = 7")
BROKEN = TEXT.replace('to = "water"', 'to = "watr"', 1)

Event = str | Callable[[], None] | None


class Desk:
    """An author at work: a file, what was told, and events that may save."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "town.toml"
        self.table = Table(data_dir=folder / "games")
        self.out: list[str] = []
        self.prompts = 0
        self._saves = 0
        self.trials: list[Trial] = []

    def save(self, text: str, path: Path | None = None) -> None:
        """Save, at a time that differs from every other save."""
        target = path or self.path
        target.write_text(text, encoding="utf-8")
        self._saves += 1
        os.utime(target, ns=(self._saves, self._saves))

    def watch(self, *events: Event, play: bool = True) -> str:
        """Watch through some events and return everything that was told."""
        watcher = Watcher(
            self.path,
            self.out.append,
            begin=self._begin if play else None,
            prompt=self._prompt,
        )
        try:
            watcher.run(self._events(events))
        finally:
            watcher.close()
        return "\n".join(self.out)

    def _begin(self) -> Trial:
        self.trials.append(Trial(self.table, self.path, seed=4))
        return self.trials[-1]

    def _prompt(self) -> None:
        self.prompts += 1

    def _events(self, events: tuple[Event, ...]) -> Iterator[str | None]:
        for event in events:
            if callable(event):
                event()
                yield None
            else:
                yield event


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an author whose file is sound."""
    made = Desk(tmp_path)
    made.save(TEXT)
    return made


def test_each_save_is_checked_once(desk: Desk) -> None:
    """Looks between two saves say nothing; a fault is shown with its place."""
    out = desk.watch(
        None, None, lambda: desk.save(BROKEN), None, lambda: desk.save(TEXT), play=False
    )
    assert out.count("0 errors, 0 warnings.") == 2
    assert out.count("1 error, 0 warnings.") == 1
    assert out.count("error[E110] there is no 'watr' in [variables]") == 1
    assert "game" not in out


def test_the_game_keeps_to_its_rules_until_the_player_asks(desk: Desk) -> None:
    """Two weeks on the old file, one more after the save, then again on the new one."""
    out = desk.watch("end", "end", lambda: desk.save(MILD), "end", "restart", "quit")
    (trial,) = desk.trials
    assert "restart begins turn 3 again under it" in out
    assert trial.months == 3
    assert trial.game.turn == 4
    assert trial.game.scenario.document.params["drought"].value == 7
    assert trial.seed == 4


def played(text: str, path: Path, lines: list[list[str]], folder: Path) -> str:
    """Return the digest of a game of some months, played by hand."""
    path.write_text(text, encoding="utf-8")
    with Table(data_dir=folder).new(str(path), seed=4, name="by-hand") as game:
        for month in lines:
            for line in month:
                game.stage(line)
            game.end_month()
        return game.digest()


def test_the_month_begins_again_as_if_the_file_had_always_been_so(
    desk: Desk, tmp_path: Path
) -> None:
    """Same seed, same decisions, new rules: the state of a game played anew."""
    trial = Trial(desk.table, desk.path, seed=4)
    for line in ("rationing evenings", "pool close"):
        trial.game.stage(line)
        trial.follow(trial.game.end_month)
    old = trial.game.digest()
    desk.save(MILD)
    assert trial.restart() == ()
    new = trial.game.digest()
    trial.close()
    lines = [["rationing evenings"], ["pool close"]]
    other = tmp_path / "by-hand.toml"
    assert new == played(MILD, other, lines, tmp_path / "new")
    assert old == played(TEXT, other, lines, tmp_path / "old")
    assert old != new


def test_a_file_with_errors_begins_no_month_again(desk: Desk) -> None:
    """The game goes on under the old rules, and says so; asking is refused."""
    out = desk.watch("end", lambda: desk.save(BROKEN), "restart", "end", "quit")
    (trial,) = desk.trials
    assert "The game goes on under the old rules." in out
    assert "errors: 1." in out
    assert trial.months == 2
    assert "begins turn" not in out


def test_a_game_waits_for_a_sound_file(desk: Desk) -> None:
    """Nothing is played before, and a line that is typed is answered."""
    desk.save(BROKEN)
    out = desk.watch("end", lambda: desk.save(TEXT), "end", "quit")
    assert "The game begins when the file is sound." in out
    assert "There is no game to play yet." in out
    assert len(desk.trials) == 1
    assert desk.trials[0].months == 1


def test_a_save_that_changes_nothing_offers_nothing(desk: Desk) -> None:
    """A comment is checked, but it says nothing else."""
    out = desk.watch(lambda: desk.save(TEXT + "\n# a note\n"), "quit")
    assert out.count("0 errors") == 2
    assert "begins turn" not in out


def test_a_decision_that_is_gone_is_left_out_and_told(desk: Desk) -> None:
    """The rung that was chosen is not in the new file; the month goes on without."""
    without = TEXT.replace(
        '  { id = "evenings", label = { en = "Evenings only" } },\n', ""
    ).replace("evenings = 2, ", "").replace("evenings = -0.5, ", "")  # fmt: skip
    out = desk.watch(
        "rationing evenings", "end", lambda: desk.save(without), "restart", "quit"
    )
    assert "Turn 1: `rationing evenings` is not open under the new rules" in out
    assert desk.trials[0].months == 1


def test_a_game_that_ends_sooner_under_the_new_rules_is_over(desk: Desk) -> None:
    """What was decided after its end is forgotten."""
    harsh = TEXT.replace("value = 8.5", "value = 40")
    out = desk.watch("end", "end", "end", lambda: desk.save(harsh), "restart", "quit")
    (trial,) = desk.trials
    assert trial.months == 2
    assert trial.game.is_over
    assert "How it ended:" in out


def test_a_wrong_line_is_told_and_asked_again(desk: Desk) -> None:
    """As at any terminal: one sentence, and a new prompt."""
    out = desk.watch("rationing nonsense", "quit")
    assert "`rationing` has no `nonsense`." in out
    assert desk.prompts == 3


def test_a_file_that_vanishes_is_told_and_comes_back(desk: Desk) -> None:
    """Editors that write a new file and rename it are no end of anything."""
    out = desk.watch(desk.path.unlink, lambda: desk.save(TEXT), play=False)
    assert "E001" in out
    assert out.count("0 errors, 0 warnings.") == 2


def test_every_file_of_a_folder_is_watched(tmp_path: Path) -> None:
    """A save of an included file is seen, and of one that is included from now on."""
    desk = Desk(tmp_path)
    head, tail = TEXT.split("# ------", 1)
    desk.path = tmp_path / "scenario.toml"
    part = tmp_path / "part.toml"
    desk.save(head.replace("#include = []", 'include = ["part.toml"]'))
    desk.save("# ------" + tail, part)
    out = desk.watch(
        lambda: desk.save(
            "# ------" + tail.replace("value = 8.5", 'value = "x"'), part
        ),
        lambda: desk.save("# ------" + tail, part),
        play=False,
    )
    assert out.count("0 errors, 0 warnings.") == 2
    assert "part.toml:" in out


def test_an_extended_file_is_watched_too(tmp_path: Path) -> None:
    """A fault in the file below is told when that one is saved."""
    desk = Desk(tmp_path)
    below = tmp_path / "town.toml"
    desk.save(TEXT, below)
    desk.path = tmp_path / "other.toml"
    desk.save(
        'format = 1\nextends = { id = "town", version = "1" }\n'
        '[scenario]\nid = "other"\n'
    )
    out = desk.watch(
        lambda: desk.save(BROKEN, below), lambda: desk.save(TEXT, below), play=False
    )
    assert out.count("0 errors, 0 warnings.") == 2
    assert "there is no 'watr'" in out


def test_a_stamp_changes_with_time_size_and_presence(tmp_path: Path) -> None:
    """And with nothing else."""
    path = tmp_path / "a"
    gone = stamp_of([path])
    path.write_text("one")
    os.utime(path, ns=(1, 1))
    first = stamp_of([path])
    assert first == stamp_of([path]) != gone
    os.utime(path, ns=(1, 2))
    assert stamp_of([path]) != first
    shutil.copy(path, tmp_path / "b")
    assert stamp_of([path, tmp_path / "b"]) != stamp_of([path])


def test_a_restart_that_is_refused_leaves_the_old_game(desk: Desk) -> None:
    """Its file stays open for play, and so does its month."""
    trial = Trial(desk.table, desk.path, seed=4)
    trial.follow(trial.game.end_month)
    desk.save(BROKEN)
    with pytest.raises(ScenarioError):
        trial.restart()
    assert trial.game.turn == 2
    with pytest.raises(ChoiceError):
        trial.game.stage("nonsense")
    trial.game.end_month()
    trial.close()
