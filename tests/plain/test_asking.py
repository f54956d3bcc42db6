"""Words that are no id: labels, how they begin, and what may be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.errors import ChoiceError
from game.plain.asking import asked_for, choice_of, labels_of, relation_of
from game.plain.plans import plans_of
from game.report.views import ObjectiveView

if TYPE_CHECKING:
    from game.report.views import Room
    from game.session import Table


@pytest.fixture
def room(table: Table) -> Room:
    """Return the first room of a game."""
    with table.new(seed=3) as game:
        return game.room()


def test_every_number_is_found_by_its_id_and_by_its_label(room: Room) -> None:
    """A label that one gauge has alone means it; an id what it is, unless it is one."""
    labels = [gauge.label.casefold() for gauge in room.gauges]
    for gauge in room.gauges:
        assert asked_for(gauge.id, room).id == gauge.id
    for number in room.numbers:
        assert asked_for(f"[{number.id}]", room).id == number.id
        if not any(label.startswith(number.id) for label in labels):
            assert asked_for(number.id, room).id == number.id
    for gauge in room.gauges:
        if labels.count(gauge.label.casefold()) == 1:
            assert asked_for(gauge.label.upper(), room).id == gauge.id


def test_a_gauge_comes_before_another_number_that_begins_so(room: Room) -> None:
    """Who asks by a word of the screen is told of the gauge that bears it."""
    gauge, number = room.gauges[0], room.numbers[-1]
    changed = replace(
        room,
        gauges=(replace(gauge, label="Backwash danger"),),
        numbers=(replace(number, id="other", label="Backwash elsewhere"),),
    )
    assert asked_for("backw", changed).id == gauge.id
    assert asked_for("danger", changed).id == gauge.id
    assert asked_for("elsewhere", changed).id == "other"


def test_the_name_that_the_room_shows_wins_over_an_id(room: Room) -> None:
    """`backwash` is the gauge called so; the number of that id is named beside it."""
    gauge, number = room.gauges[0], room.numbers[-1]
    gauges = (replace(gauge, label="Backwash danger"),)
    other = replace(number, id="backwash", label="Pressure")
    changed = replace(room, gauges=gauges, numbers=(other,))
    asked = asked_for("backwash", changed)
    assert asked.id == gauge.id
    (told,) = asked.besides("en")
    assert "Pressure; why [backwash] asks for it." in told
    assert asked_for("[backwash]", changed).id == "backwash"
    assert not list(asked_for(gauge.id, changed).besides("en"))
    own = replace(changed, numbers=(replace(other, label="Backwash"),))
    assert asked_for("backwash", own).id == "backwash"


def test_a_duty_is_asked_for_by_its_name(room: Room) -> None:
    """It comes before a number that begins so, and its id in brackets is a number."""
    duty = ObjectiveView(id="trust", label="Good faith", text="", role="")
    changed = replace(room, objectives=(duty,))
    for words in ("good faith", "trust", "good"):
        assert asked_for(words, changed).duty == duty
    assert asked_for("[trust]", changed).duty is None
    assert list(asked_for("trust", changed).besides("en"))


@pytest.mark.parametrize(
    "words", ["trust", "The crews", "the crews towards the", "TRUST"]
)
def test_a_relation_is_found_as_it_is_told(table: Table, words: str) -> None:
    """By its id, its label, or the names of both."""
    with table.new(seed=3) as game:
        view = game.relations()
        assert relation_of(words, view) == "trust"
        with pytest.raises(ChoiceError, match=r"There are: .*\[trust\]"):
            relation_of("the moon", view)


def test_what_may_mean_several_numbers_names_them(room: Room) -> None:
    """Nothing is guessed where two gauges begin the same."""
    first, second = room.gauges[:2]
    changed = replace(
        room,
        gauges=(replace(first, label="Talk here"), replace(second, label="Talk there")),
    )
    with pytest.raises(ChoiceError) as caught:
        asked_for("talk", changed)
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


def test_an_ending_is_found_by_its_title_and_its_id_behind_every_number(
    room: Room,
) -> None:
    """A number of the same name comes first; what begins so may be meant."""
    number = room.numbers[0]
    titles = {"uproar": "Uproar", number.id: "Another Name", "open": "Still open"}
    for words in ("uproar", "Uproar", "upr", "endings.uproar"):
        assert asked_for(words, room, titles).id == "endings.uproar"
    assert asked_for(f"[{number.id}]", room, titles).id == number.id
    assert asked_for("another name", room, titles).id == f"endings.{number.id}"
    assert asked_for("still open", room, titles).id == "still open"


def test_a_label_with_commas_is_one_choice_of_a_plan() -> None:
    """The longest label comes first, however its commas are spaced."""
    labels = {"wait, and see", "wait, and see, then act", "act"}
    read: list[str] = []

    def keep(words: str) -> str:
        read.append(words)
        return f"line{len(read)} x"

    text = "Wait,and see , then act, speech / act, wait, And See, nobody"
    plans, base = plans_of(text, (), keep, example="", labels=labels)
    assert read == [
        "Wait, and see, then act",
        "speech",
        "act",
        "wait, And See",
        "nobody",
    ]
    assert [len(plan) for plan in plans] == [2, 3]
    assert base == ()


def test_every_label_that_can_be_chosen_can_be_named_in_a_plan(table: Table) -> None:
    """Of a shipped crisis, where labels hold commas, in one plan with another."""
    with table.new("seoul-2024", seed=3) as game:
        room = game.room()
    known = labels_of(room)
    read: list[str] = []

    def keep(words: str) -> str:
        read.append(words)
        return words.split(maxsplit=1)[0]

    commas = [label for label in known if "," in label]
    assert commas
    for label in commas:
        plans_of(f"{label}, speech", (), keep, example="", labels=known, fewest=1)
        assert read[-2:] == [label, "speech"]
