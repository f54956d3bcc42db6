"""What playing finds: each planted fault alone, and nothing in a clean crisis."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from game.cli.main import main
from game.engine import Chance, begin, compile_spec, hold, select, step
from game.engine import beside as worlds_beside
from game.engine.digest import digest
from game.errors import UsageError
from game.scenario import Checked, Severity, check, check_text, format_text
from game.scenario.codes import PAGES
from game.scenario.codes.played import PLAYED
from game.scenario.samples_played import CLEAN, SAID, UNREAD
from game.scenario.workshop.template import new_scenario
from game.study.lint.command import lint, lint_text, lint_value
from game.study.lint.estimate import Size
from game.study.lint.linting import play_lint
from game.words import LANGUAGES

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios"
RULES = ROOT / "game" / "study" / "lint"


def checked(text: str) -> Checked:
    """Return a text that validates without a warning."""
    found = check_text({"a.toml": text}, "a.toml")
    told = [row for row in found.diagnostics if row.severity is not Severity.NOTE]
    assert not told, [format_text(row) for row in told]
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_clean_crisis_has_no_fault(seed: int) -> None:
    """Nothing is found where nothing is wrong."""
    assert lint(checked(CLEAN), seed=seed).is_clean


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_file_has_no_fault(language: str) -> None:
    """What an author begins from is clean when it is played, too."""
    assert lint(checked(new_scenario("town", language))).is_clean


@pytest.mark.parametrize("page", PLAYED, ids=lambda page: page.code)
def test_planted_fault_is_found_and_nothing_else(page: object) -> None:
    """The example of every page shows exactly its code, at a place of the file."""
    found = lint(checked(page.example))  # type: ignore[attr-defined]
    assert {one.code for one in found.faults} == {page.code}  # type: ignore[attr-defined]
    assert all(one.line > 1 and one.fix is not None for one in found.faults)


@pytest.mark.parametrize(
    ("expects", "codes"),
    [("storm", []), ("standing > 99", ["W313"]), ("turn > 0", ["W313"])],
)
def test_claim_is_in_doubt_where_it_is_said(expects: str, codes: list[str]) -> None:
    """What nearly never and what always comes true are told, and an even bet is not."""
    found = lint(checked(CLEAN + SAID.replace('"storm"', f'"{expects}"')))
    assert [one.code for one in found.faults] == codes


def test_claims_are_counted_where_they_are_said_and_settled() -> None:
    """One that always holds comes true as often as it was said, once an opening."""
    text = checked(CLEAN + SAID.replace('"storm"', '"turn > 0"'))
    assert text.scenario is not None
    played = play_lint(text.scenario, Size(worlds=2, tries=1), 1)
    assert played is not None
    ((said, came, cut),) = played.facts.seen.claims.tolist()
    turns, horizon = text.scenario.document.scenario.turns, 4
    assert said == came <= played.games * (turns - horizon + 1)
    assert (said > 0, cut) == (True, 0)


def test_every_rule_has_its_page() -> None:
    """No rule gives a code without a page, and no page is idle."""
    used = {
        code
        for path in RULES.glob("rules_*.py")
        for code in re.findall(r'"(W\d{3})"', path.read_text("utf-8"))
    }
    assert used == {page.code for page in PLAYED}
    assert used <= set(PAGES)


def test_same_seed_finds_the_same_in_any_number_of_processes() -> None:
    """Processes change the time and nothing else."""
    text = checked(CLEAN + UNREAD)
    alone = lint(text, worlds=20)
    assert lint_value(alone) == lint_value(lint(text, worlds=20, processes=2))


@pytest.mark.parametrize("name", ["harbour-strike.toml", "seoul-2024"])
def test_shipped_crisis_has_no_fault(name: str) -> None:
    """What ships is clean with quick games; what it accepts has a reason."""
    found = lint(check(SHIPPED / name), quick=True)
    assert found.is_clean, lint_text(found)
    assert all(one.reason for one in found.accepted)


def test_what_the_file_accepts_is_no_finding() -> None:
    """A row of [allow] takes its code about its row, and only that."""
    row = (
        '[allow.gulls]\ncode = "W306"\nabout = ["variables.gulls"]\n'
        'reason = "They are for show."\n'
    )
    text = checked(CLEAN + UNREAD + row)
    found = lint(text)
    assert found.is_clean
    assert [one.reason for one in found.accepted] == ["They are for show."]
    assert "They are for show." in lint_text(found)
    other = row.replace("variables.gulls", "variables.stores")
    assert not lint(checked(CLEAN + UNREAD + other)).is_clean


def test_command_prints_places_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings end with 1, and the JSON holds the same findings."""
    path = tmp_path / "gulls.toml"
    path.write_text(CLEAN + UNREAD, encoding="utf-8")
    command = ["scenario", "lint", "--quick", "--processes=1", str(path)]
    assert main(command) == 1
    text = capsys.readouterr().out
    assert f"{path}:" in text
    assert "warning[W306]" in text
    assert main([*command, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in found["faults"]] == ["W306"]
    path.write_text(CLEAN, encoding="utf-8")
    assert main(command) == 0


def test_too_many_worlds_are_refused() -> None:
    """A number that would never come to an end is refused."""
    with pytest.raises(UsageError):
        lint(checked(CLEAN), worlds=10**6)


def test_stopping_keeps_what_was_played() -> None:
    """Ctrl+C in the second piece leaves the first one's games."""

    def stop(what: str, done: int, total: int) -> None:
        del what, total
        if done:
            raise KeyboardInterrupt

    scenario = checked(CLEAN).scenario
    assert scenario is not None
    played = play_lint(scenario, Size(worlds=20, tries=4), 1, tell=stop)
    assert played is not None
    assert played.partial
    assert played.facts.seen.worlds == 8


def test_worlds_beside_others_play_as_they_do_alone() -> None:
    """Putting states side by side and taking them apart again changes nothing."""
    scenario = checked(CLEAN).scenario
    assert scenario is not None
    model, chance = compile_spec(scenario.spec()), Chance(3)
    state = begin(model, chance, np.arange(4, dtype=np.uint64))
    one = step(model, state, hold(model, 4), chance).state
    both = worlds_beside(select(one, np.array([2, 0])), select(one, np.array([3])))
    both = step(model, both, hold(model, 3), chance).state
    whole = step(model, one, hold(model, 4), chance).state
    assert [digest(model, both, n).whole for n in range(3)] == [
        digest(model, whole, n).whole for n in (2, 0, 3)
    ]
    with pytest.raises(ValueError, match="1"):
        worlds_beside(state, one)
