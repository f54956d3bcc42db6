"""How much a file may hold: what lies beyond is refused once, and costs little."""

from __future__ import annotations

import pytest

from game.engine import MOST_BYTES, compile_spec, fitting, world_bytes
from game.errors import ScenarioError
from game.scenario import Scenario, check_text
from game.scenario.limits import MOST_EXPRESSIONS
from game.scenario.samples import BASE, MIND, derived
from game.scenario.syntax import MOST_HEADERS


def deed(number: int) -> str:
    """Return a rule of the largest number of options."""
    options = "".join(
        f'  {{ id = "o{place}", label = {{ en = "O" }}, utility = 0 }},\n'
        for place in range(20)
    )
    head = f'[rules.deed_{number}]\nactor = "crew"\ngrade = "J"\n'
    return f"{head}options = [\n{options}]\n"


def codes(text: str) -> list[str]:
    """Return the codes of what is found, notes left out."""
    found = check_text({"a.toml": text}, "a.toml").diagnostics
    return [one.code for one in found if one.code != "W501"]


def sound(text: str) -> Scenario:
    """Return the scenario of a text without errors."""
    found = check_text({"a.toml": text}, "a.toml").scenario
    assert found is not None
    return found


def quantities(count: int, expression: str) -> str:
    """Return a file with so many expressions beside the one that it begins with."""
    return BASE + "".join(
        derived(expression).replace("mood", f"mood_{number}") for number in range(count)
    )


def test_expressions_are_limited() -> None:
    """As many as are allowed pass, one more is refused at its own line."""
    most = quantities(MOST_EXPRESSIONS - 1, "standing")
    assert codes(most) == []
    more = check_text({"a.toml": f"{most}\n{derived('turn')}"}, "a.toml").diagnostics
    (error,) = [one for one in more if one.code != "W501"]
    assert (error.code, error.excerpt) == ("E213", 'expr = "turn"')


def test_numbers_that_stand_alone_are_no_expressions() -> None:
    """A thousand effects of two numbers each are not counted."""
    rows = "".join(
        f'[effects.e{number}]\nto = "standing"\namount = 1\nwhen = true\ngrade = "J"\n'
        for number in range(MOST_EXPRESSIONS)
    )
    assert codes(BASE + rows) == []


def test_rows_beyond_the_limit_are_told_once_whatever_reads_them() -> None:
    """A name that only a row beyond the limit defines is not called unknown."""
    rows = "".join(
        f'[params.p{number}]\nvalue = 1\ngrade = "J"\n' for number in range(2001)
    )
    assert codes(BASE + rows + derived("p2000 + p3")) == ["E115"]


def test_headers_are_limited() -> None:
    """A file of more tables than say anything is refused before it is read."""
    text = "".join(f"[a{number}]\n" for number in range(MOST_HEADERS + 1))
    assert codes(text) == ["E003", "E005"] or codes(text) == ["E003"]
    assert "E003" not in codes(BASE + "# [a]\n" * (MOST_HEADERS + 1))


def test_what_is_looked_ahead_is_limited() -> None:
    """Who looks ahead imagines no more than can be waited for."""
    ahead = 'looks_ahead = {{ months = 12, worlds = {}, wants = "own_plan" }}\n'
    assert {*codes(BASE + MIND + ahead.format(64))} == {"W513"}  # a note on words
    many = "".join(
        deed(number) + ahead.format(64).replace("own_plan", "standing")
        for number in range(2)
    )
    assert "E115" in codes(BASE + many)


def test_a_world_weighs_no_more_than_its_arrays() -> None:
    """A crisis that is too large to be played is refused in one sentence."""
    small = sound(BASE + MIND).spec()
    assert 0 < world_bytes(small) < 4096
    assert fitting(compile_spec(small), 8192) == 8192
    large = sound(BASE + "".join(deed(number) for number in range(1700)))
    with pytest.raises(ScenarioError, match="too large to be played") as caught:
        large.spec()
    assert str(MOST_BYTES // 1024) in str(caught.value)
