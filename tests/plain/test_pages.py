"""A forecast as lines: what it assumes, and numbers written out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.plain.comparing import comparison
from game.plain.pages import Pages
from game.report.views import Fan, Outlook

ASSUMED = (
    "Assumes that policy stays as it is then, that later cards are left unanswered, "
    "and that the others act as they do now."
)


def forecast(gap: float) -> Outlook:
    """Return a forecast of one gauge in the millions, with one decimal."""
    fan = Fan(
        gauge="freight",
        months=(1, 2),
        low=(1_000_000.0, 1_234_567.5),
        middle=(1_000_000.0, 2_345_678.5),
        high=(1_000_000.0, 3_456_789.5),
        gap=gap,
        error=1_000_000.25,
        decimals=1,
    )
    return Outlook(plan=(), worlds=8, fans=(fan,), endings=(), hold=(fan,))


def test_an_outlook_says_in_one_line_what_it_assumes() -> None:
    """The line stands under the title of a forecast and of a comparison."""
    pages, made = Pages("en"), forecast(0.0)
    assert ASSUMED in list(pages.outlook(made, {}))
    assert ASSUMED in list(comparison(pages, [made, made], {}))


def test_millions_are_written_out_with_their_decimals() -> None:
    """No forecast is told in powers of ten, nor with digits that it does not have."""
    pages = Pages("en")
    text = "\n".join(pages.outlook(forecast(0.0), {}))
    assert "1234567.5 to 3456789.5, middle 2345678.5" in text
    for gap, told in ((1_234_567.25, "+1234567.25"), (-2_000_000.0, "-2000000.00")):
        text = "\n".join(comparison(pages, [forecast(gap)], {}))
        assert f"averaged over all worlds {told} against choosing nothing" in text
        assert "give or take 1000000.25 (one standard error)" in text


def test_a_difference_stands_behind_the_number_that_it_is_of() -> None:
    """That of a chance is of now; one that is no difference of what is shown says so.

    Of a gauge the middle is told and the difference is one of means: both may part.
    """
    pages = Pages("en")
    chance = Fan(
        gauge="stoppage",
        months=(1, 13),
        low=(52.0, 21.0),
        middle=(52.0, 21.0),
        high=(52.0, 21.0),
        chance=True,
        gap=16.4,
        error=0.5,
    )
    none = replace(chance, chance=False, gap=0.0, error=0.0)
    for fan, told in (
        (
            chance,
            (
                "52 % now, difference +16.4, give or take 0.5 (one standard error); "
                "21 % at turn 13"
            ),
        ),
        (none, "21 to 21 at turn 13, middle 21, no difference"),
        (
            replace(none, gap=1.2),
            (
                "21 to 21 at turn 13, middle 21; averaged over all worlds +1.2 against "
                "choosing nothing, give or take 0.0 (one standard error)"
            ),
        ),
    ):
        made = Outlook(plan=(), worlds=8, fans=(fan,), endings=(), hold=(fan,))
        text = "\n".join(comparison(pages, [made], {}))
        assert f"- plan 1: {told}" in text
        assert "0.0, give or take 0.0" not in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_page_sets_a_middle_beside_a_difference_of_means_unsaid(
    language: str,
) -> None:
    """`difference` stands behind a mean or a chance alone, where it is theirs."""
    pages, made = Pages(language), forecast(3.0)
    (gauge,) = made.fans
    duty = replace(gauge, mean=(50.0,) * len(gauge.months))
    ours = replace(made, duties=(duty,), duties_held=(duty,))
    word = {"en": "difference", "ko": "차이"}[language]
    average = {"en": "averaged", "ko": "평균으로는"}[language]
    told = [line for line in comparison(pages, [ours], {}) if "3.0" in line]
    assert [word in line for line in told] == [False, True]
    assert [average in line for line in told] == [True, False]


def test_it_is_said_what_a_plan_is_set_against() -> None:
    """Beside what else is staged it is that alone, else that nothing is chosen."""
    pages, made = Pages("en"), forecast(3.0)
    bare = "\n".join(comparison(pages, [made], {}))
    assert "- choosing nothing: " in bare
    beside = "\n".join(comparison(pages, [replace(made, base=("arms loan",))], {}))
    assert "- the rest of what is staged: " in beside
    assert "against the rest of what is staged" in beside
    assert "choosing nothing" not in beside
    assert "choosing nothing: " in "\n".join(pages.outlook(made, {}))


def test_no_turn_is_told_that_the_calendar_does_not_have() -> None:
    """What stands after the last turn stands at the end, in both pages."""
    pages, made = Pages("en"), forecast(0.0)
    for turns, told in ((2, "at turn 2"), (1, "at the end")):
        ending = replace(made, turns=turns)
        for lines in (pages.outlook(ending, {}), comparison(pages, [ending], {})):
            text = "\n".join(lines)
            assert told in text
            assert ("at turn" in text) == (told == "at turn 2")
