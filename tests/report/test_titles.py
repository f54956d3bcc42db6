"""Titles of what the model assumes: each its own, short, and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.report.labels import Labels
from game.report.parameters import parameters
from game.scenario import available, check_text, load
from game.scenario.samples import BASE
from game.text import cells

FOLDER = Path(__file__).parents[2] / "scenarios"
MOST = 76
NOTED = """
[params.{key}]
value = {value}
grade = "J"
source = "office"
note = {{ en = "{note}" }}
"""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("path", available((FOLDER,)), ids=str)
def test_no_two_assumptions_are_called_alike(path: Path, language: str) -> None:
    """Nor does a title run over the line, or an id with its underscores stand for it.

    Where every text has been written, not even an id in words does.
    """
    scenario = load(path, (FOLDER,))
    entries = list(parameters(Labels(scenario, scenario.spec(), language)))
    titles = [entry.title for entry in entries]
    assert [one for one in titles if titles.count(one) > 1] == []
    assert [one for one in titles if cells(one) > MOST or "_" in one or not one] == []
    bare = {
        entry.title
        for entry in entries
        if entry.title == entry.id.partition(".")[2].replace("_", " ")
        and entry.title != scenario.text(f"{entry.id}.label", language)
        and not entry.id.startswith("models.")
    }
    assert bare == set()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Arms for the North (Moscow): per unit of provocation"),
        ("ko", "북한에 재래식 무기(모스크바): 도발 한 단위마다"),
    ],
)
def test_a_share_in_an_act_names_the_act(language: str, title: str) -> None:
    """What every act of an actor reads in the same words says which act it is."""
    scenario = load(FOLDER / "seoul-2024" / "scenario.toml", (FOLDER,))
    found = parameters(Labels(scenario, scenario.spec(), language))
    titles = {entry.id: entry.title for entry in found}
    assert titles["params.moscow_conv_provoked"] == title


def titles_of(*params: tuple[str, str, str]) -> dict[str, str]:
    """Return the titles of params that nothing reads: key, value, note."""
    rows = (
        NOTED.format(key=key, value=value, note=note) for key, value, note in params
    )
    scenario = check_text({"a.toml": BASE + "".join(rows)}, "a.toml").scenario
    assert scenario is not None
    found = parameters(Labels(scenario, scenario.spec(), "en"))
    return {entry.id.removeprefix("params."): entry.title for entry in found}


def test_a_long_note_loses_its_asides_and_then_its_place() -> None:
    """What is too long without them is called by its id, in words."""
    long = "how much of the harbour can be worked while the wind is in the north"
    titles = titles_of(
        ("aside", "0.4", f"{long}, the gates being what they are: see the log"),
        ("whole_of_it", "0.5", f"{long} and nobody has looked at the gates"),
    )
    assert titles["aside"] == long.capitalize()
    assert titles["whole_of_it"] == "whole of it"


def test_two_with_one_note_are_told_apart_by_their_ids() -> None:
    """Where nothing else tells them apart neither takes the words from the other."""
    titles = titles_of(("one_half", "1", "the other half"), ("two", "2", "The half"))
    assert titles == titles | {"one_half": "The other half", "two": "The half"}
    titles = titles_of(("one_half", "1", "the half"), ("half_two", "2", "the half"))
    assert titles == titles | {"one_half": "one half", "half_two": "half two"}
