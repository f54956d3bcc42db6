"""Every code has a page whose example brings it about, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.scenario import Severity, check_text, codes, format_text
from game.scenario.samples import BASE, REPORT
from game.words import render

GAME = Path(__file__).parents[2] / "game" / "scenario"
BROKEN = sorted((Path(__file__).parents[1] / "broken").glob("*.toml"))


def found(text: str, *, notes: bool = False) -> list[str]:
    """Return the codes that a text brings about."""
    checked = check_text({"a.toml": text}, "a.toml")
    return [
        one.code
        for one in checked.diagnostics
        if notes or one.severity is not Severity.NOTE
    ]


def test_base_is_clean() -> None:
    """The file to which examples are added has nothing wrong."""
    assert found(BASE) == []


LOOKED_AT = {code for code in codes.PAGES if not code.startswith("W3")}
"""What a look at a file finds; `W3..` is what playing it finds."""


@pytest.mark.parametrize("code", sorted(LOOKED_AT - {"E006", "E008"}))
def test_bad_example_shows_its_code_at_its_line(code: str) -> None:
    """The bad example of a page yields exactly that code, at the line it marks."""
    text = codes.sample(codes.PAGES[code].example)
    marked = {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.endswith(codes.HERE)
    }
    shown = [
        one
        for one in check_text({"a.toml": text}, "a.toml").diagnostics
        if one.severity is not Severity.NOTE
        or (one.code == code and one.line in marked)
    ]
    assert [one.code for one in shown] == [code], [format_text(one) for one in shown]
    assert {one.line for one in shown} == marked
    assert all(one.fix is not None for one in shown)


@pytest.mark.parametrize(
    ("row", "what", "fix"),
    [
        (
            'amount = "2 * x"',
            'amount takes a number, not {0}; an expression is written as expr = "..."',
            'write expr = "2 * x" in its place',
        ),
        (
            'amount = "2.5"',
            "this must be a number, not '2.5'",
            "write 2.5 without quotes",
        ),
    ],
)
def test_where_a_number_stands_no_expression_is_offered(
    row: str, what: str, fix: str
) -> None:
    """What takes a number only does not ask for an expression in quotes."""
    text = BASE + f'[effects.bent]\nto = "standing"\n{row}\ngrade = "J"\n'
    errors = [
        one
        for one in check_text({"a.toml": text}, "a.toml").diagnostics
        if one.code == "E103"
    ]
    (error,) = errors
    assert error.fix is not None
    assert (render(error.message), render(error.fix)) == (what.format("'2 * x'"), fix)


@pytest.mark.parametrize("code", sorted(codes.PAGES))
def test_good_example_shows_nothing(code: str) -> None:
    """The good example of a page has no finding of any kind that counts."""
    text = codes.sample(codes.PAGES[code].good)
    assert found(text) == []
    assert code not in found(text, notes=True) or code == "W501"


def test_every_code_in_use_has_a_page() -> None:
    """No check gives a code that cannot be looked up, and no page is idle."""
    used = {
        code
        for path in GAME.glob("*.py")
        for code in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used == LOOKED_AT


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_shows_its_fault_at_its_line(path: Path) -> None:
    """A file of tests/broken shows the code of its name at the marked line."""
    text = path.read_text(encoding="utf-8")
    code = path.stem.partition("-")[0].upper()
    marked = {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.endswith("# here")
    }
    checked = check_text({path.name: text}, path.name)
    shown = [one for one in checked.diagnostics if one.severity is not Severity.NOTE]
    assert {one.code for one in shown} == {code}, [format_text(one) for one in shown]
    assert {one.line for one in shown} == marked


def test_what_is_planted_is_right_as_often_as_its_prior() -> None:
    """A planted band counts as right where the prior has it, and not at all else."""
    stated = 'planted = 0.2\nplant = "thick"\nreliability = {told}'
    for told, warned in ((0.71, set()), (0.45, set()), (0.42, {"W505"})):
        text = BASE + REPORT.replace("reliability = 0.6", stated.format(told=told))
        assert set(found(text)) == warned


def test_there_are_broken_files() -> None:
    """The folder of broken files is not empty."""
    assert len(BROKEN) >= 10
