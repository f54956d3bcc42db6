"""Where games and scenarios live: a folder that was asked for, a checkout, the user's.

Nothing here ever looks at the working directory: a game started from any
folder is found again from any other.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from game.errors import MissingGameError, ScenarioError, StorageError
from game.text import clean, is_slug, path_like

_PACKAGE = Path(__file__).resolve().parent.parent
_NAME = "grave-concern"
_DEFAULT = "DEFAULT"
EXAMPLE = "example"
"""The saved game that is shipped; in a checkout it lies among the player's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders of one session."""

    saves: Path
    scenarios: tuple[Path, ...]
    """Folders searched for scenarios, in order."""
    shipped: tuple[Path, ...]
    """Those of them whose scenarios came with the program."""


def checkout(package: Path = _PACKAGE) -> Path | None:
    """Return the source checkout that the package runs from, or None."""
    project = package.parent / "pyproject.toml"
    try:
        with project.open("rb") as stream:
            name = tomllib.load(stream).get("project", {}).get("name")
    except (OSError, ValueError, AttributeError):
        return None
    return package.parent if name == _NAME else None


def places(data_dir: Path | None = None, *, package: Path = _PACKAGE) -> Places:
    """Work out the folders: a folder asked for, else a checkout's, else the user's."""
    root = checkout(package)
    own = _user_folder() if data_dir is None else data_dir
    if data_dir is not None:
        saves = data_dir
    else:
        saves = own / "saves" if root is None else root / "saves"
    shipped = [] if root is None else [root / "scenarios"]
    shipped.append(package / "shipped" / "scenarios")
    return Places(
        saves=saves,
        scenarios=(own / "scenarios", *shipped),
        shipped=tuple(shipped),
    )


def default_scenario(folders: tuple[Path, ...]) -> str:
    """Return the id that the first file named DEFAULT in the folders holds.

    Raises:
        ScenarioError: If no folder holds one.
    """
    for folder in folders:
        try:
            name = (folder / _DEFAULT).read_text("utf-8").strip()
        except (OSError, ValueError):
            continue
        if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
            return name
    raise ScenarioError(
        "No scenario was named and none is set as the default. "
        "Name one; `grave-concern scenario list` shows what is there.",
    )


def watched_path(saves: Path, game: str, *, package: Path = _PACKAGE) -> Path:
    """Return the file of a game to look at, given by name or by path.

    The example that is shipped with the program can be named too, unless a game
    of the player's has its name.

    Raises:
        MissingGameError: If it can be neither.
    """
    path = game_path(saves, game)
    shipped = package / "shipped" / "saves" / path.name
    named = is_slug(game) and not path.exists() and shipped.is_file()
    return shipped if named else path


def watched_file(saves: Path, game: str) -> Path:
    """Return the file of a game to look at, which is there.

    Raises:
        MissingGameError: If it is not; it names the nearest game.
    """
    return _there(watched_path(saves, game), saves, game)


def example_path(package: Path = _PACKAGE) -> Path:
    """Return the file of the game that came with the program, if it is there."""
    from game.chronicle import SUFFIX  # noqa: PLC0415 - a list of crises needs none

    name = f"{EXAMPLE}{SUFFIX}"
    root = checkout(package)
    return (package / "shipped" if root is None else root) / "saves" / name


def game_file(saves: Path, game: str) -> Path:
    """Return the file of a game given by name or by path, which is there.

    Raises:
        MissingGameError: If it is not; it names the nearest game.
    """
    return _there(game_path(saves, game), saves, game)


def _there(path: Path, saves: Path, game: str) -> Path:
    """Return a path if something is there; what is wrong with it is found later.

    Raises:
        MissingGameError: If nothing is; it names the nearest game.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        raise _missing(saves, game) from None
    except OSError:
        pass
    return path


def _missing(saves: Path, game: str) -> MissingGameError:
    name = clean(game, limit=80)
    if path_like(game):
        return MissingGameError("There is no file {name}.", name=name)
    from game.chronicle import list_games  # noqa: PLC0415 - a list of crises needs none
    from game.scenario.guesses import nearest_in_any_case  # noqa: PLC0415 - likewise

    try:
        known = [path.stem for path in list_games(saves)]
    except StorageError:
        known = []
    guess = nearest_in_any_case(game, known)
    if guess:
        return MissingGameError(
            "There is no saved game {name}. Did you mean {guess}?",
            name=name,
            guess=guess,
        )
    return MissingGameError(
        "There is no saved game {name}; `list` shows those that there are.", name=name
    )


def game_path(saves: Path, game: str) -> Path:
    """Return the file of a game given by name or by path.

    Raises:
        MissingGameError: If it can be neither.
    """
    if is_slug(game):
        from game.chronicle import SUFFIX  # noqa: PLC0415 - a list of crises needs none

        return saves / f"{game}{SUFFIX}"
    if not game or "\0" in game or any("\ud800" <= c <= "\udfff" for c in game):
        raise MissingGameError(
            "There is no saved game {name}.", name=clean(game) or '""'
        )
    return Path(game).expanduser()


def _user_folder() -> Path:
    import platformdirs  # noqa: PLC0415 - only needed outside a checkout

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))
