"""What can be done on the screens has a word here, or a reason to need none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.plain.lexicon import GAME, REPLAY, TITLE, help_lines
from game.plain.play import PlainGame
from game.plain.title import PlainTitle
from game.plain.watch import Watch
from game.tui.actions import ACTIONS
from game.words import LANGUAGES, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.plain.lexicon import Word
    from game.session import Table

FACES = {"title": TITLE, "game": GAME, "replay": REPLAY}

CHOICE = "a choice"
"""No word: the line or the number of a choice stages it."""

LINEAR = "printed from top to bottom, so nothing is scrolled, turned over or closed"
POINTER = "there is no cursor: whatever is asked for is named on the line"
TERMINAL = "the terminal itself does it"

WORDS = {
    # the title
    "title.start": "title play",
    "title.resume_newest": "title continue",
    "title.watch": "title replay",
    "title.set_up": "title level",
    "title.new_seed": "title seed",
    "title.level": "title level",
    "setup.new_seed": "title seed",
    "title.saved_games": "title list",
    "title.back": "title quit",
    "title.app.help": "title help",
    "title.app.options": "title options",
    # saved games
    "saved_games.watch": "title replay",
    "saved_games.branch": "title branch",
    "saved_games.compare": "title compare",
    "saved_games.rename": "title rename",
    "saved_games.note": "title note",
    "saved_games.delete": "title delete",
    "saved_games.deleted": "title deleted",
    "saved_games.pick": "title resume",
    "saved_games.export": "title export",
    "saved_games.share": "title share",
    "replay.share": "title share",
    "review.share": "game share",
    "saved_games.take_code": "title code",
    "title.take_code": "title code",
    "title.open_saved": "title resume",
    # the situation room
    "room.choose": CHOICE,
    "room.read": "game cards",
    "room.why": "game why",
    "room.compare": "game compare",
    "room.policy": "game policy",
    "room.initiatives": "game acts",
    "room.declare": CHOICE,
    "room.headlines": "game headlines",
    "room.relations": "game relations",
    "room.next_hint": "game hint",
    "room.no_hints": "game hint",
    "room.numbers": "game numbers",
    "room.intelligence": "game beliefs",
    "room.advisers": "game advisers",
    "room.end_month": "game end",
    **{
        f"{page}.end_month": "game end" for page in ("policy", "initiatives", "declare")
    },
    "room.undo": "game undo",
    "room.redo": "game redo",
    "room.take_back": "game takeback",
    "room.timeline": "game timeline",
    "room.codex": "game codex",
    "room.back": "game quit",
    "room.app.help": "game help",
    "room.app.options": "game options",
    "room.app.command_palette": "game help",
    "policy.undo": "game undo",
    "policy.redo": "game redo",
    "policy.pick": CHOICE,
    "initiatives.undo": "game undo",
    "initiatives.redo": "game redo",
    "initiatives.pick": CHOICE,
    "declare.pick": CHOICE,
    "numbers.why": "game why",
    "numbers.pick": "game why",
    "reveal.why": "game why",
    "summary.commit": "game end",
    "leave.leave": "game quit",
    "advisers.call": "game call",
    "relations.numbers": "game numbers",
    "room.find": "game codex",
    "codex.find": "game codex",
    "headlines.actor": "game headlines",
    "review.work_out": "game lookback",
    "review.save_report": "game report",
    "review.try_again": "game takeback",
    "options.change": "game option",
    "options.pick": "game option",
    "review.timeline": "game timeline",
    # a replay
    "declare.why": "game why",
    "intelligence.why": "game why",
    "summary.why": "game why",
    "replay.why": "replay why",
    "replay.numbers": "replay numbers",
    "replay.find": "replay codex",
    "review.find": "game codex",
    "pair.watch": "title replay",
    "replay.intelligence": "replay beliefs",
    "replay.month": "replay next",
    "replay.first_month": "replay first",
    "replay.last_month": "replay last",
    "replay.review": "replay review",
    "replay.branch": "replay branch",
    "all.app.help": "game help",
    "all.app.quit": "title quit",
    "all.app.command_palette": "game help",
}
"""Scope and action to the face and word that does the same."""

NEEDLESS = {
    "turn_card": LINEAR,
    "gauge": LINEAR,
    "other": LINEAR,
    "up": LINEAR,
    "down": LINEAR,
    "first": LINEAR,
    "last": LINEAR,
    "page": LINEAR,
    "other_side": LINEAR,
    "go_on": LINEAR,
    "back": LINEAR,
    "pick": POINTER,
    "mark": POINTER,
    "codex": POINTER,
    "column": POINTER,
    "row": POINTER,
    "follow": POINTER,
    "kind": "the codex is listed by kind, all of it",
    "previous": "what was read stands above",
    "app.help": "help tells the words of wherever one is",
    "app.command_palette": "help lists every word there is",
    "app.jump": POINTER,
    "app.redraw": TERMINAL,
    "app.suspend_process": TERMINAL,
    "copy": TERMINAL,
    "step": POINTER,
    "zoom": LINEAR,
    "screen.unzoom": LINEAR,
    "fold": LINEAR,
    "screen.zoom_next": LINEAR,
    "play": "a replay that goes by itself would talk over the reader",
    "month": "a comparison of two games is printed whole",
    "first_month": "a comparison of two games is printed whole",
    "last_month": "a comparison of two games is printed whole",
    "leave": "nothing is typed beside the line itself",
    "screen.copy_text": TERMINAL,
}
"""Actions that need no word, wherever they are, and why."""


def bare(action: str) -> str:
    """Return the name of an action without its argument."""
    return action.partition("(")[0]


PLACES = sorted(
    {(scope, bare(action.name)) for action in ACTIONS for scope in action.scopes}
)


@pytest.mark.parametrize(("scope", "action"), PLACES)
def test_every_action_of_the_interface_has_a_word(scope: str, action: str) -> None:
    """A new key of a screen wants a word here, or a reason why it needs none."""
    told = WORDS.get(f"{scope}.{action}")
    if told is None:
        assert NEEDLESS.get(action), f"{scope}.{action} can only be done on a screen"
    elif told != CHOICE:
        face, _, word = told.partition(" ")
        assert word in {one.name for one in FACES[face]}


def test_no_answer_is_left_over() -> None:
    """Words and reasons are of actions that there are."""
    assert set(WORDS) <= {f"{scope}.{action}" for scope, action in PLACES}
    told = {f"{scope}.{action}" for scope, action in PLACES} - set(WORDS)
    assert set(NEEDLESS) == {name.partition(".")[2] for name in told}


def names(words: Sequence[Word]) -> set[str]:
    """Return what a line of a face may begin with."""
    return {word.name for word in words} | {"?"}


def test_every_word_that_is_told_is_taken(table: Table) -> None:
    """The faces know the words that their help tells, and no others."""
    out: list[str] = []
    with table.new(seed=3, name="one") as game:
        face = PlainGame(game, out.append, numbered=True)
        assert set(face._commands()) == names(GAME)
        game.end_month()
        game.end_month()
    title = PlainTitle(table, out.append, numbered=True)
    assert set(title._commands()) == names(TITLE)
    for word in names(REPLAY) - {"quit", "branch", "review"}:
        watch = Watch(table.replay("one"), "en", out.append)
        watch.take("2")
        watch.take(word)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("face", FACES)
def test_help_tells_all_words_shortly_and_one_in_full(face: str, language: str) -> None:
    """A line a word; and of one word everything, in either language."""
    words = FACES[face]
    first = message("A number goes to that turn; nothing here changes the game.")
    lines = list(help_lines(words, first, "", language))
    assert len(lines) == len(words) + 2
    assert [line.split(maxsplit=1)[0].rstrip(":") for line in lines[1:-1]] == [
        word.name for word in words
    ]
    assert max(map(len, lines[1:-1])) < 110
    for word in words:
        told = list(help_lines(words, first, word.name, language))
        assert told[0] in lines
        assert len(told) == 1 + (word.more is not None)


@pytest.mark.parametrize("face", FACES)
def test_the_manual_lists_the_words(face: str) -> None:
    """The table of the page on plain text is that of the faces."""
    page = Path(__file__).parents[2] / "game" / "manual" / "plain.md"
    text = page.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| {face} |"))
    assert re.findall(r"`(\w+)`", row) == [word.name for word in FACES[face]]
