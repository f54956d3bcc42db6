"""Games and scenarios are found where they belong, never in the working directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from game.errors import ScenarioError
from game.session.places import (
    checkout,
    default_scenario,
    game_path,
    places,
    watched_path,
)

if TYPE_CHECKING:
    from pathlib import Path


def package_in(folder: Path, project: str) -> Path:
    """Return a package folder beside a pyproject.toml with this text."""
    package = folder / "game"
    package.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(project)
    return package


def test_a_checkout_keeps_its_own_games(tmp_path: Path) -> None:
    """Beside the project's own pyproject.toml, games lie in `saves`."""
    package = package_in(tmp_path, '[project]\nname = "grave-concern"\n')
    found = places(package=package)
    assert checkout(package) == tmp_path
    assert found.saves == tmp_path / "saves"
    assert tmp_path / "scenarios" in found.scenarios


@pytest.mark.parametrize(
    "project",
    ['[project]\nname = "other"\n', "project = 3\n", "not toml [", '[tool]\nx = "y"\n'],
)
def test_another_project_is_no_checkout(tmp_path: Path, project: str) -> None:
    """Any other pyproject.toml leaves games in the user's folder."""
    package = package_in(tmp_path, project)
    assert checkout(package) is None
    assert tmp_path not in places(package=package).saves.parents


def test_an_installed_package_uses_what_it_ships(tmp_path: Path) -> None:
    """Without a checkout the scenarios inside the package are searched last."""
    package = tmp_path / "site" / "game"
    package.mkdir(parents=True)
    assert places(package=package).scenarios[-1] == package / "shipped" / "scenarios"


def test_a_folder_asked_for_comes_before_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--data-dir` holds games and scenarios, wherever the process stands."""
    monkeypatch.chdir(tmp_path)
    found = places(tmp_path / "mine")
    assert found.saves == tmp_path / "mine"
    assert found.scenarios[0] == tmp_path / "mine" / "scenarios"
    assert tmp_path not in (found.saves, *found.scenarios)


def test_the_first_default_that_is_set_counts(tmp_path: Path) -> None:
    """The first readable DEFAULT names the scenario; none is an error."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    with pytest.raises(ScenarioError, match="scenario list"):
        default_scenario((first, second))
    (second / "DEFAULT").write_text("strike\n")
    assert default_scenario((first, second)) == "strike"
    (first / "DEFAULT").write_text("../../escape\n")
    assert default_scenario((first, second)) == "strike"
    (first / "DEFAULT").write_text("ferry\n")
    assert default_scenario((first, second)) == "ferry"


def test_a_name_is_a_file_of_the_folder_and_a_path_is_itself(tmp_path: Path) -> None:
    """A slug never leaves the folder of games; anything else is a path."""
    assert game_path(tmp_path, "one") == tmp_path / "one.chronicle"
    assert (
        game_path(tmp_path, str(tmp_path / "x.chronicle")) == tmp_path / "x.chronicle"
    )


def test_the_shipped_example_can_be_watched_but_not_played(tmp_path: Path) -> None:
    """By its name it is found in the package, unless the player has one."""
    package = tmp_path / "package"
    shipped = package / "shipped" / "saves" / "example.chronicle"
    shipped.parent.mkdir(parents=True)
    shipped.write_bytes(b"")
    saves = tmp_path / "saves"
    assert watched_path(saves, "example", package=package) == shipped
    assert watched_path(saves, "other", package=package) == saves / "other.chronicle"
    assert game_path(saves, "example") == saves / "example.chronicle"
    saves.mkdir()
    (saves / "example.chronicle").write_bytes(b"")
    own = watched_path(saves, "example", package=package)
    assert own == saves / "example.chronicle"
