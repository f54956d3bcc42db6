"""To leave is an ending, and no way to keep a mandate."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine import REST, Chance, begin, compile_spec
from game.outlook.lines import Doctrine
from game.outlook.scene import Plans, Scene
from game.outlook.scoring import declarations, shares
from game.scenario import load

FOLDER = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize("name", ["kursk-2024", "seoul-2024"])
@pytest.mark.parametrize("lead", ["calm", "alliance", "ukraine"])
def test_a_mandate_is_not_kept_by_leaving_it(name: str, lead: str) -> None:
    """Who signs the letter as soon as it can be scores no more than who holds on.

    Under the other leads hardly anybody who does nothing is ever asked.
    """
    model, worlds = compile_spec(load(FOLDER / name).spec()), 256
    numbers = np.arange(worlds, dtype=np.uint64)
    rows = {choice.line: row for row, choice in enumerate(model.choices)}
    mandate = [row[0] for row in model.mandates].index(lead)
    chance, chosen = Chance(2, "outlook"), np.array([mandate])
    scene = Scene(
        model=model,
        state=begin(model, chance, numbers),
        columns=np.arange(worlds)[None],
        numbers=numbers[None],
        chance=chance,
        weights=shares(model, chosen),
        declared=declarations(model, chosen),
        losses=frozenset(),
        lines=(Doctrine(()), Doctrine((rows["letter sign"],))),
        months=model.spec.turns,
    )
    plans = Plans(
        game=np.zeros(2, dtype=np.int64),
        chosen=np.array([[REST, rows["letter sign"]]]),
        line=np.arange(2),
    )
    held, signed = scene.values(plans, 0, worlds)
    assert (held != signed).mean() > 0.05
    assert signed.mean() - held.mean() < 1.0
