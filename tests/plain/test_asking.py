"""Words that are no id: labels, how they begin, and what may be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.errors import ChoiceError
from game.plain.asking import also, choice_of, number_of

if TYPE_CHECKING:
    from game.report.views import Room
    from game.session import Table


@pytest.fixture
def room(table: Table) -> Room:
    """Return the first room of a game."""
    with table.new(seed=3) as game:
        return game.room()


def test_every_number_is_found_by_its_id_and_by_its_label(room: Room) -> None:
    """An id is what it is; a label that one number has alone means that number."""
    ids = [gauge.id for gauge in room.gauges] + [number.id for number in room.numbers]
    for key in ids:
        assert number_of(key, room) == key
    labels = [gauge.label.casefold() for gauge in room.gauges]
    for gauge in room.gauges:
        if labels.count(gauge.label.casefold()) == 1:
            assert number_of(gauge.label.upper(), room) == gauge.id


def test_a_gauge_comes_before_another_number_that_begins_so(room: Room) -> None:
    """Who asks by a word of the screen is told of the gauge that bears it."""
    gauge, number = room.gauges[0], room.numbers[-1]
    changed = replace(
        room,
        gauges=(replace(gauge, label="Backwash danger"),),
        numbers=(replace(number, id="other", label="Backwash elsewhere"),),
    )
    assert number_of("backw", changed) == gauge.id
    assert number_of("danger", changed) == gauge.id
    assert number_of("elsewhere", changed) == "other"


def test_an_id_that_a_gauge_begins_with_is_answered_and_the_gauge_is_named(
    room: Room,
) -> None:
    """The id of another number stays what it is, and the gauge is not passed over."""
    gauge, number = room.gauges[0], room.numbers[-1]
    changed = replace(
        room,
        gauges=(replace(gauge, label="Backwash danger"),),
        numbers=(replace(number, id="backwash"),),
    )
    assert number_of("backwash", changed) == "backwash"
    (told,) = also("backwash", changed, "en")
    assert f"Backwash danger [{gauge.id}]" in told
    assert not list(also(gauge.id, changed, "en"))


def test_what_may_mean_several_numbers_names_them(room: Room) -> None:
    """Nothing is guessed where two gauges begin the same."""
    first, second = room.gauges[:2]
    changed = replace(
        room,
        gauges=(replace(first, label="Talk here"), replace(second, label="Talk there")),
    )
    with pytest.raises(ChoiceError) as caught:
        number_of("talk", changed)
    assert first.id in str(caught.value)
    assert second.id in str(caught.value)


def test_a_choice_is_made_by_its_whole_label_only(room: Room) -> None:
    """A label that one choice has is its line; the beginning of one is answered."""
    for act in room.initiatives:
        assert choice_of(act.label.lower(), room, takes=True) == act.line
    card = room.cards[0]
    option = card.options[0]
    full = f"{card.title}: {option.label}"
    assert choice_of(full, room, takes=True) == option.line
    for words, takes in ((option.label[:-1], True), (full, False)):
        with pytest.raises(ChoiceError) as caught:
            choice_of(words, room, takes=takes)
        assert f"[{option.line}]" in str(caught.value)
    assert choice_of("nothing is called so", room, takes=True) == ""
