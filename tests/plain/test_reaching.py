"""No choice of a scenario hides a word of the game, and no word hides a choice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from game.engine.listing import choices as _choices
from game.engine.state import Choice, ChoiceKind
from game.errors import ChoiceError
from game.plain.lexicon import GAME, SAME, by_name, help_lines
from game.plain.play import PlainGame
from game.plain.reaching import ANSWERS, Meant, meant
from game.session import Table as TableOfGames
from game.session.choices import Grammar
from game.words import LANGUAGES, message

if TYPE_CHECKING:
    from pathlib import Path

    from game.session import Table

WORDS = by_name(GAME)
SHIPPED = ("bern-2022", "harbour-strike", "kursk-2024", "seoul-2024", "yeonpyeong-2010")


def card(name: str, *options: str) -> Grammar:
    """Return the grammar of one card, or of an initiative if it has no options."""
    if not options:
        return Grammar([Choice(kind=ChoiceKind.INITIATIVE, id=name, option="")])
    return Grammar(
        [Choice(kind=ChoiceKind.CARD, id=name, option=option) for option in options]
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_every_word_is_within_reach_in_every_shipped_scenario(
    tmp_path: Path, name: str
) -> None:
    """With a colon always; without one unless the line is a choice of that crisis."""
    scenario = TableOfGames(data_dir=tmp_path).scenario(name)
    grammar = Grammar(_choices(scenario.spec()))
    for word in WORDS:
        for rest in (
            "",
            "something",
            *(grammar.options(word) if word in grammar.subjects else ()),
        ):
            line = f"{word} {rest}".strip()
            assert meant(f":{line}", WORDS, grammar) == Meant(word, rest)
            if word not in grammar.subjects:
                assert meant(line, WORDS, grammar) == Meant(word, rest)
    for choice in grammar.choices:
        assert meant(choice.line, WORDS, grammar).word == ""


def test_the_list_of_shipped_scenarios_is_whole(tmp_path: Path) -> None:
    """A crisis that is added is held to the same."""
    table = TableOfGames(data_dir=tmp_path)
    assert sorted(view.id for view in table.scenarios()) == sorted(SHIPPED)


@pytest.mark.parametrize("word", [word.name for word in GAME])
def test_one_rule_holds_for_every_word(word: str) -> None:
    """An answer is the choice, anything else the word, and alone it tells both."""
    grammar = card(word, "help", "law")
    assert meant(f"{word} law", WORDS, grammar) == Meant("", "law")
    if WORDS[word].acts:
        with pytest.raises(ChoiceError, match=f"`{word} law`.*`:{word}`"):
            meant(word, WORDS, grammar)
    else:
        found = meant(word, WORDS, grammar)
        assert found.word == word
        assert found.besides is not None
        assert f"`{word} help`, `{word} law`" in str(found.besides)
    with pytest.raises(ChoiceError, match="law"):
        meant(f"{word} lwa", WORDS, grammar)
    alone = meant(word, WORDS, card(word))
    assert alone.word == ""
    assert f"`:{word}`" in str(alone.besides)


@pytest.mark.parametrize("word", [*ANSWERS])
def test_a_choice_may_be_called_like_a_word_that_is_only_answered(word: str) -> None:
    """It is made, in whatever letters, with and without answers of its own."""
    assert meant(word, WORDS, card(word)) == Meant("", word)
    assert meant(f"{word} law", WORDS, card(word, "law")) == Meant("", f"{word} law")


def test_a_report_is_written_where_a_card_is_called_so() -> None:
    """A file is no answer; a word that is neither is told, and nothing is written."""
    grammar = card("report", "help", "law", "works")
    for file in ("mine.html", "a folder/mine.md", "mine.json"):
        assert meant(f"report {file}", WORDS, grammar) == Meant("report", file)
    with pytest.raises(ChoiceError):
        meant("report strict", WORDS, grammar)


@pytest.mark.parametrize("word", ["HELP", "Help", "Room"])
def test_capitals_are_understood(word: str) -> None:
    """Unless something is called so."""
    assert meant(word, WORDS, card("other", "a")).word == word.casefold()


def test_words_from_elsewhere_lead_somewhere(table: Table) -> None:
    """`intelligence` and `exit` do what they say; `save` and `back` are answered."""
    out: list[str] = []
    with table.new(seed=3) as game:
        face = PlainGame(game, out.append, numbered=True)
        for word in ("intelligence", *ANSWERS):
            face.take(word)
        assert any(line.startswith("Assessment of who sits") for line in out)
        assert any(line.startswith("Nothing needs saving") for line in out)
        with pytest.raises(ChoiceError, match=r"help lists the words"):
            face.take("no such thing")
        face.take("exit")
        assert face.is_done
    assert set(SAME.values()) <= set(WORDS)


def test_a_word_hidden_by_a_choice_answers_in_play(tmp_path: Path) -> None:
    """Bern has cards called `room` and `report`: the room is printed all the same."""
    out: list[str] = []
    with TableOfGames(data_dir=tmp_path).new("bern-2022", seed=3) as game:
        face = PlainGame(game, out.append, numbered=False)
        for line in ("room", ":room"):
            out.clear()
            face.take(line)
            assert "Standing policy:" in out
            assert any("`room open`" in told for told in out) is (line == "room")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_tells_every_word_that_works(language: str) -> None:
    """What else a word is called stands in its line: nobody has to try it."""
    lines = list(help_lines(GAME, message("first"), "", language))
    for other, word in SAME.items():
        (line,) = (one for one in lines if one.split()[0].rstrip(":") == word)
        assert re.search(rf"\b{other}\b", line)
