"""A look back by lines: what it tells to type is a word of where one is."""

from __future__ import annotations

import re

import pytest

from game.cli.arguments import parser
from game.plain.lexicon import GAME
from game.plain.looking_back import glance_lines
from game.report.document.looking_back import point_sentences
from game.words import LANGUAGES
from tests.tui.fakes import glance_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_turn_is_tried_again_by_a_word_of_the_face(language: str) -> None:
    """In the game it is `takeback`, which the game knows, with that turn."""
    told = "\n".join(glance_lines(glance_of("mine", complete=True), language))
    (line,) = re.findall("`([^`]*)`", told)
    assert line == "takeback 2"
    assert line.split()[0] in {word.name for word in GAME}


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_it_is_a_command_that_there_is(language: str) -> None:
    """The command line takes what a report says, as it says it."""
    found = glance_of("mine", complete=True).lookback
    assert found is not None
    told = "\n".join(point_sentences(found.points[1], "mine", language))
    (line,) = re.findall("`([^`]*)`", told)
    program, *words = line.split()
    options = parser().parse_args(words)
    assert program == "grave-concern"
    assert (options.command, options.game, options.turn) == ("fork", "mine", 2)
