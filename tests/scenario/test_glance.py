"""A glance at a scenario tells what a whole check of it would."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.report.shelved import ScenarioView
from game.scenario import check, load
from game.scenario.glance import glance
from game.scenario.samples import BASE
from game.session.reading import Reader
from game.session.shelf import scenario_views
from game.session.table import Table
from game.words import LANGUAGES
from tests.faults import fuzz

SHIPPED = Path(__file__).parents[2] / "scenarios"
PLACES = sorted(
    path
    for path in SHIPPED.iterdir()
    if path.suffix == ".toml" or (path / "scenario.toml").is_file()
)


def viewed(path: Path) -> ScenarioView:
    """Return what a list says of a file, which the gate lets it look at."""
    (view,) = scenario_views((path,), "en", Reader((), ()))
    return view


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_a_glance_tells_what_the_scenario_says(path: Path) -> None:
    """Texts in every language, the calendar and the sizes are those of the check."""
    seen, scenario = glance(path), load(path)
    assert seen is not None
    assert seen.head == scenario.document.scenario
    assert seen.calendar == scenario.calendar
    for language in LANGUAGES:
        for key in ("title", "brief", "player"):
            assert seen.text(key, language) == scenario.text(
                f"scenario.{key}", language
            )
    for home in ("levers", "agenda", "events", "endings"):
        assert seen.sizes[home] == len(getattr(scenario.document, home))


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_what_a_glance_tells_of_an_edited_file_is_right(
    start: int, tmp_path: Path
) -> None:
    """Whatever is edited: what plays is told as it is, what cannot be read is told."""
    path = tmp_path / "a.toml"
    for seed in range(start, start + 50):
        path.write_bytes(fuzz.edited(seed).encode("utf-8", "replace"))
        view, checked = viewed(path), check(path)
        if checked.scenario is not None:
            assert not view.problem
            assert view.title == checked.scenario.text("scenario.title", "en")
            assert view.turns == checked.scenario.document.scenario.turns
        if any(one.code in {"E001", "E002"} for one in checked.diagnostics):
            assert view.problem


BROKEN = {
    "no TOML": BASE + "[",
    "no format": BASE.replace("format = 1", ""),
    "no turns": BASE.replace("turns = 4", ""),
    "no file": BASE.replace("format = 1", 'format = 1\ninclude = ["b.toml"]'),
    "no such table": BASE + "[gouges.a]\n",
    "nothing": "",
    "a calendar beyond all years": BASE.replace("2001-02-03", "9999-12-25"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    """A list says of it that it cannot be played, and why."""
    path = tmp_path / "scenarios" / "small.toml"
    path.parent.mkdir()
    path.write_text(BROKEN[name], encoding="utf-8")
    table = Table(data_dir=tmp_path)
    table.reader = Reader((path.parent,), ())
    (view,) = table.scenarios()
    assert (view.id, bool(view.problem)) == ("small", True)


def test_a_patch_tells_what_the_two_say_together(tmp_path: Path) -> None:
    """What extends another has its tables too, and what it says itself stands."""
    (tmp_path / "small.toml").write_text(BASE, encoding="utf-8")
    path = tmp_path / "kin.toml"
    path.write_text(
        'format = 1\nextends = { id = "small", version = "1" }\n'
        '[scenario]\nid = "kin"\ntitle = { en = "Kin" }\n',
        encoding="utf-8",
    )
    view = viewed(path)
    assert (view.title, view.problem) == ("Kin", "")
    assert "1 levers" in view.size
