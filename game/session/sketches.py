"""The list of crises at once: by what their first files say of themselves."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from game.errors import ScenarioError
from game.report.shelved import ScenarioView
from game.scenario.files import available
from game.scenario.sketch import sketch
from game.session.places import default_scenario

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from game.scenario.sketch import Sketch


def sketches(folders: tuple[Path, ...], language: str) -> tuple[ScenarioView, ...]:
    """Return the scenarios of folders, of each no more than its first lines."""
    found = [_sketched(sketch(path), language) for path in available(folders)]
    return default_first(found, folders)


def default_first(
    views: Iterable[ScenarioView], folders: tuple[Path, ...]
) -> tuple[ScenarioView, ...]:
    """Return scenarios in their order, but the default one first."""
    first = ""
    with suppress(ScenarioError):
        first = default_scenario(folders)
    return tuple(sorted(views, key=lambda view: view.id != first))


def _sketched(seen: Sketch, language: str) -> ScenarioView:
    return ScenarioView(
        id=seen.id,
        title=seen.text("title", language) or seen.id,
        brief=seen.text("brief", language),
        sketched=True,
    )
