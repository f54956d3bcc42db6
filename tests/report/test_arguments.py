"""What advisers of every shipped crisis argue, beside the number that is worked out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.report.advice import claimed
from game.report.labels import Labels
from game.scenario import available, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.scenario.desk import Claim

FOLDER = Path(__file__).parents[2] / "scenarios"
SHIPPED = available((FOLDER,))
SPANS = {
    "en": (
        (1, 12, "almost certainly not"),
        (13, 39, "probably not"),
        (40, 62, "chances about even"),
        (63, 87, "probable"),
        (88, 99, "almost certain"),
    ),
    "ko": (
        (1, 12, "거의 확실히 아님"),
        (13, 39, "가능성 낮음"),
        (40, 62, "반반"),
        (63, 87, "가능성 높음"),
        (88, 99, "거의 확실함"),
    ),
}
"""Every percent that an adviser may give, and the word that it must stand beside."""
SURELY = {
    "en": re.compile(
        r"\b(almost|certainly|certain to|surely|sure to|likel\w+|unlikel\w+|probabl\w+"
        r"|doubtless|no doubt|bound to|inevitabl\w+|about even|odds|percent|per cent"
        r"|chances?)\b"
        r"|%",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"확실|틀림없|반드시|아마|가능성|확률|십중팔구|분명히|반반|%"),
}
"""How sure somebody is: for the number alone to say, which is worked out anew."""


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.parent.name)
def labels(request: pytest.FixtureRequest) -> dict[str, Labels]:
    """Return the words of one shipped crisis after the other, by language."""
    scenario = load(request.param, (FOLDER,))
    spec = scenario.spec()
    return {language: Labels(scenario, spec, language) for language in SPANS}


def claims(labels: Labels) -> Iterator[tuple[str, str, Claim]]:
    """Yield every claim of every adviser: whose, its key, and itself."""
    for adviser, row in labels.scenario.document.advisers.items():
        for key, claim in row.claims.items():
            yield adviser, key, claim


@pytest.mark.parametrize("language", SPANS)
def test_the_word_beside_a_number_is_that_of_its_span(
    labels: dict[str, Labels], language: str
) -> None:
    """For every adviser, claim and percent: the word, the number, and no other word."""
    words = labels[language]
    for said in claims(words):
        outcome = words.text(f"advisers.{said[0]}.claims.{said[1]}.outcome")
        start = f"{outcome}: " if outcome else ""
        for first, last, word in SPANS[language]:
            for percent in range(first, last + 1):
                told = claimed(words, 1, said, percent)
                number = f"{'' if language == 'ko' else ' '}({percent} %)"
                assert told.startswith(f"{start}{word}{number}"), told


@pytest.mark.parametrize("language", SPANS)
def test_no_argument_says_how_sure_it_is(
    labels: dict[str, Labels], language: str
) -> None:
    """Its words stay while the number moves, so they would be wrong at some number."""
    words = labels[language]
    sure = [
        (adviser, key, text)
        for adviser, key, _ in claims(words)
        for part in ("text", "outcome")
        if (text := words.text(f"advisers.{adviser}.claims.{key}.{part}"))
        and SURELY[language].search(text)
    ]
    assert sure == []
