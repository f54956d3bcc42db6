"""Headlines: what comes again is told in its further words, and alike everywhere."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest

from game.report.recurring import comings
from game.session import Table
from tests.conftest import FERRY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from game.report.views import Headline

FOG = {
    "en": ("Fog lies on the strait for a week.", "Fog again.", "Fog once more."),
    "ko": ("안개가 한 주 동안 낀다.", "다시 안개.", "또 안개."),
}
STOP = ("The crews stop work for a day.", "The crews stop once more.")


@pytest.fixture(params=["en", "ko"])
def table(folder: Path, request: pytest.FixtureRequest) -> Table:
    """Return a table with a ferry on which fog and strikes have several wordings."""
    pairs = [
        f'{{ en = "{one}", ko = "{other}" }}'
        for one, other in zip(*FOG.values(), strict=True)
    ]
    text = FERRY.read_text(encoding="utf-8")
    for old, new in (
        (
            f'text = {{ en = "{FOG["en"][0]}" }}',
            f"text = {pairs[0]}\nagain = [{', '.join(pairs[1:])}]",
        ),
        (
            f'text = {{ en = "{STOP[0]}" }} }}',
            f'text = {{ en = "{STOP[0]}" }}, again = [{{ en = "{STOP[1]}" }}] }}',
        ),
        ("hazard = 0.3\nonce = false\ncooldown = 1", "hazard = 0.9\nonce = false"),
        ('"temper - 1 +', '"temper + 3 +'),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "scenarios" / "ferry.toml").write_text(text, encoding="utf-8")
    return Table(data_dir=folder, language=request.param)


def of(headlines: Sequence[Headline], id_: str) -> list[str]:
    """Return the texts of the headlines with an id."""
    return [item.text for item in headlines if item.id == id_]


def test_what_comes_again_is_told_in_turn_and_alike_everywhere(table: Table) -> None:
    """The n-th time tells the n-th text, in the month, the room, the list, a replay."""
    told: dict[str, list[str]] = {"fog": [], "crews_act.stop": []}
    with table.new(seed=2, name="again") as game:
        while not game.is_over:
            month = game.end_month()
            room = game.room()
            for id_, texts in told.items():
                assert of(month.headlines, id_) == of(room.headlines, id_)
                texts.extend(of(room.headlines, id_))
        listed = [item for turn in reversed(game.headlines()) for item in turn.items]
    for id_, all_ in (("fog", FOG[table.language]), ("crews_act.stop", STOP)):
        assert len(told[id_]) > len(all_)
        in_turn = list(islice(cycle(all_), len(told[id_])))
        assert told[id_] == in_turn
        assert of(listed, id_) == in_turn
    replay = table.replay("again")
    frames = [replay.frame(turn) for turn in range(replay.months, 0, -1)]
    for id_, texts in told.items():
        came = [frame.reveal for frame in reversed(frames) if frame.reveal is not None]
        assert [text for one in came for text in of(one.headlines, id_)] == texts


def test_the_room_tells_the_last_openings_as_the_list_does(table: Table) -> None:
    """However few of them it tells, they are the newest, in the words of their turn."""
    with table.new(seed=2, name="again") as game:
        while not game.is_over:
            game.end_month()
            over = game.turn - 1
            listed = [turn for turn in game.headlines() if turn.turn < over]
            earlier = game.room().earlier
            assert earlier == tuple(listed[: len(earlier)])
            assert len(earlier) == min(4, len(listed))


ASKED = ("They ask for an answer.", "They ask again.", "They ask once more.")


def test_a_card_that_comes_again_is_told_in_its_further_words(folder: Path) -> None:
    """The n-th time tells the n-th text, for as long as the card lies there."""
    text = FERRY.read_text(encoding="utf-8")
    further = ", ".join(f'{{ en = "{words}" }}' for words in ASKED[1:])
    old = f'text = {{ en = "{ASKED[0]}" }}'
    assert old in text
    text = text.replace(old, f"{old}\nonce = false\nagain = [{further}]")
    text = text.replace("turns = 6", "turns = 10")
    (folder / "scenarios" / "ferry.toml").write_text(text, encoding="utf-8")
    told: dict[int, set[str]] = {}
    with Table(data_dir=folder).new(seed=2, name="again") as game:
        seen = game._telling.course.observations
        while not game.is_over:
            (view,) = [one for one in game.room().cards if one.id == "letter"]
            (card,) = [one for one in seen[-1].cards if one.id == "letter"]
            told.setdefault(card.opened, set()).add(view.text)
            entries = {entry.id: entry.text for entry in game.codex()}
            assert entries["agenda.letter"] == view.text
            game.end_month()
    assert comings(seen)["letter"] >= len(told) > len(ASKED)
    in_turn = islice(cycle(ASKED), len(told))
    assert [told[opened] for opened in sorted(told)] == [{words} for words in in_turn]
