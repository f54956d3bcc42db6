"""Rows that are on at some levels only: what they do where they are off."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine import Chance, begin, choices, compile_spec, legal, step
from game.engine.state import Array
from game.scenario import Scenario, Severity, check_text
from game.scenario.samples import BASE

LEVELS = "".join(
    f'[difficulty.l{level}]\nlabel = {{ en = "L{level}" }}\nlevel = {level}\n'
    + ("standard = true\n" if level == 3 else "")
    for level in range(1, 6)
)
ROWS = """
[variables.anger]
label = {{ en = "Anger" }}
range = [0, 1000]
start = 100
grade = "J"

[effects.grows]
to = "anger"
amount = 1
{terms}

[events.storm]
title = {{ en = "A storm" }}
text = {{ en = "It blows." }}
hazard = 1
once = false
effects = {{ anger = 10 }}
grade = "J"
{terms}

[red_lines.wall]
label = {{ en = "The wall" }}
actor = "crew"
watches = "anger"
threshold = -1000000000
effects = {{ anger = 100 }}
grade = "J"
{terms}

[rules.crew_acts]
actor = "crew"
temperature = 3
grade = "J"
{terms}
options = [
  {{ id = "wait", label = {{ en = "wait" }}, utility = 0 }},
  {{ id = "block", label = {{ en = "block" }}, utility = 300 }},
]

[effects.blocked]
to = "anger"
amount = 5
when = "crew_acts.block"
grade = "J"

[agenda.picket]
title = {{ en = "A picket" }}
text = {{ en = "They stand there." }}
kind = "duty"
once = false
silence = {{ text = {{ en = "Nobody comes." }}, effects = {{ anger = 50 }} }}
options = [
  {{ id = "talk", label = {{ en = "Talk" }} }},
  {{ id = "send", label = {{ en = "Send" }} }},
]
grade = "J"
{terms}

[initiatives.speak]
label = {{ en = "Speak" }}
effects = {{ anger = -1 }}
grade = "J"
{terms}
"""


def scenario(terms: str) -> Scenario:
    """Return the small scenario with these terms in every row that can have them."""
    text = BASE + ROWS.format(terms=terms) + LEVELS
    checked = check_text({"a.toml": text}, "a.toml")
    told = [one for one in checked.diagnostics if one.severity is not Severity.NOTE]
    assert told == []
    assert checked.scenario is not None
    return checked.scenario


def played(found: Scenario, level: int) -> Array:
    """Return anger at every opening of held worlds."""
    spec = found.spec(level)
    model = compile_spec(spec)
    chance = Chance(4)
    worlds = 64
    state = begin(model, chance, np.arange(worlds, dtype=np.uint64))
    row = [variable.id for variable in spec.variables].index("anger")
    values = [state.values[row]]
    while state.turn <= spec.turns:
        made = step(model, state, np.empty((0, worlds), dtype=np.int64), chance)
        state = made.state
        values.append(state.values[row])
    return np.stack(values)


def test_rows_that_are_off_do_nothing() -> None:
    """Below its first level no row acts; from it on, every row acts as if always on."""
    limited, free = scenario("from_level = 3"), scenario("")
    assert (played(limited, 2) == 100).all()
    for level in (3, 4, 5):
        assert (played(limited, level) == played(free, level)).all()
    assert not (played(free, 2) == 100).all()


def test_to_level_is_the_last_level() -> None:
    """A row can be on at the easier levels only."""
    limited, free = scenario("to_level = 2"), scenario("")
    assert (played(limited, 3) == 100).all()
    assert (played(limited, 2) == played(free, 2)).all()


def test_nothing_that_is_off_can_be_chosen() -> None:
    """No card lies on the desk and no initiative is open."""
    for level, many in ((1, 0), (4, 1)):
        spec = scenario("from_level = 2").spec(level)
        model = compile_spec(spec)
        state = begin(model, Chance(1), np.arange(8, dtype=np.uint64))
        closed = legal(model, state).closed
        for line in ("speak", "picket talk"):
            place = [choice.line for choice in choices(spec)].index(line)
            assert int((closed[place] == 0).all()) == many


def test_what_a_level_switches_is_told() -> None:
    """Params, rows and foresight against the standard level."""
    found = scenario("from_level = 4")
    assert found.changes(3).on == found.changes(3).off == ()
    assert set(found.changes(4).on) == {
        *("effects.grows", "events.storm", "red_lines.wall", "rules.crew_acts"),
        *("agenda.picket", "initiatives.speak"),
    }
    assert scenario("to_level = 3").changes(5).off == found.changes(4).on
    assert found.is_on("agenda.picket", 4)
    assert not found.is_on("agenda.picket", 3)


def test_a_param_that_changes_is_told_beside_the_standard() -> None:
    """Numbers stand beside those of the standard level."""
    text = BASE + '[params.pull]\nvalue = 2\nunit = "points"\ngrade = "J"\n'
    text += '[effects.pulled]\nto = "standing"\nexpr = "pull"\n'
    text += LEVELS.replace("level = 5\n", "level = 5\nparams = { pull = 4 }\n")
    found = check_text({"a.toml": text}, "a.toml").scenario
    assert found is not None
    (param,) = found.changes(5).params
    assert (param.id, param.value, param.standard, param.unit) == (
        *("pull", 4, 2, "points"),
    )
    assert found.changes(4).params == ()


def test_levels_of_a_row_are_part_of_the_rules() -> None:
    """Another first level, another hash; none at all, the old hash."""
    found = {
        scenario(terms).mechanics
        for terms in ("", "from_level = 1", "from_level = 2", "to_level = 4")
    }
    assert len(found) == 3


@pytest.mark.parametrize("terms", ["from_level = 4\nto_level = 3", "from_level = 6"])
def test_a_row_that_is_never_on_is_refused(terms: str) -> None:
    """There must be a level at which a row is on."""
    row = f'[effects.x]\nto = "standing"\namount = 1\n{terms}\n'
    codes = {
        one.code
        for one in check_text({"a.toml": BASE + row}, "a.toml").diagnostics
        if one.severity is not Severity.NOTE
    }
    assert codes in ({"E118"}, {"E105"})
