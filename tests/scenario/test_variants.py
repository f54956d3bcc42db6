"""Variants of a card: laid over it, dealt in its place, and read by its name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.engine import Chance, State, begin, compile_spec
from game.scenario import Scenario, check_text, load
from game.scenario.samples import BASE
from game.session.choices import Grammar
from game.session.policies import policy_of
from game.study.seats import months
from game.study.simulate import simulate

SHIPPED = Path(__file__).parents[2] / "scenarios" / "seoul-2024"
CARD = """
[agenda.gate]
title = { en = "The gate" }
text = { en = "Shall it be opened?" }
kind = "duty"
when = "turn == 1"
once = false
silence = { text = { en = "It stays as it is." }, effects = { standing = -1 } }
grade = "J"
options = [
  { id = "open", label = { en = "Open it" }, effects = { standing = 2 } },
  { id = "shut", label = { en = "Shut it" }, cost = 1 },
]
"""
VARIANT = """
[agenda.gate_again]
family = "gate"
when = "turn == 3"
deadline = 2
without = ["shut"]
options = [
  { id = "open", cost = 3 },
  { id = "lift", label = { en = "Lift it" }, effects = { standing = 5 } },
]
"""
FOLLOWS = """
[effects.draught]
to = "standing"
amount = -4
when = "since(gate.open) == 1"
grade = "J"
"""
APART = """
[texts.ko]
"agenda.gate.text" = "문을 열 것인가?"
"agenda.gate.options.open.label" = "연다"
"agenda.gate.options.shut.label" = "닫는다"
"""


def scenario(*parts: str) -> Scenario:
    """Return the scenario of the small file and some parts."""
    checked = check_text({"a.toml": "".join((BASE, *parts))}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario


def codes(*parts: str) -> list[str]:
    """Return what is found in the small file and some parts, notes left out."""
    checked = check_text({"a.toml": "".join((BASE, *parts))}, "a.toml")
    return [one.code for one in checked.diagnostics if one.code != "W501"]


def played(found: Scenario, lines: list[str], worlds: int = 1) -> list[State]:
    """Return the openings of a line of play."""
    model, chance = compile_spec(found.spec()), Chance(5)
    policy = policy_of(lines, Grammar(model.choices), name="line")
    states = [begin(model, chance, np.arange(worlds, dtype=np.uint64))]
    states += [m.step.state for m in months(model, policy, chance, states[0])]
    return states


def test_a_variant_is_its_card_but_for_what_it_says() -> None:
    """Fields merge, answers merge by id, `without` drops one, new ones come last."""
    card = scenario(CARD, VARIANT).document.agenda["gate_again"]
    assert card.title.en == "The gate"
    assert (card.kind, card.deadline, card.once) == ("duty", 2, False)
    assert [option.id for option in card.options] == ["open", "lift"]
    assert card.options[0].cost == 3
    assert card.options[0].effects == {"standing": 2}
    assert card.silence.effects == {"standing": -1}


def test_it_takes_over_the_translations_of_the_texts_it_takes_over() -> None:
    """A text of its own is not told in the words of the card's translation."""
    own = VARIANT + 'text = { en = "And now?" }\n'
    own = own.replace("options", 'text = { en = "And now?" }\noptions', 1)
    texts = scenario(CARD, VARIANT, APART)
    changed = scenario(CARD, own.rsplit("text =", 1)[0], APART)
    key = "agenda.gate_again"
    assert texts.text(f"{key}.text", "ko") == "문을 열 것인가?"
    assert texts.text(f"{key}.options.open.label", "ko") == "연다"
    assert changed.text(f"{key}.text", "ko") == "And now?"


def test_a_variant_in_words_of_its_own_has_no_further_words_of_its_card() -> None:
    """Words that come again belong to the words that came first."""
    further = 'again = [{ en = "Still shut.", ko = "여전히 닫힘." }]\n'
    card = CARD.replace("once = false", f"once = false\n{further}")
    own = VARIANT.replace("deadline = 2", 'text = { en = "And now?" }')
    mine = own.replace("text =", 'again = [{ en = "And still?" }]\ntext =')
    apart = APART + '"agenda.gate.again.0" = "아직도 닫힘."\n'
    told = {
        name: scenario(card, variant, apart).document.agenda["gate_again"].again
        for name, variant in (("as", VARIANT), ("own", own), ("mine", mine))
    }
    assert {name: [words.en for words in row] for name, row in told.items()} == {
        "as": ["Still shut."],
        "own": [],
        "mine": ["And still?"],
    }


def test_further_words_are_no_mechanics_and_need_a_card_that_comes_again() -> None:
    """The hash of a saved game stays; a card that comes once has no use for them."""
    further = 'again = [{ en = "Still shut." }]\n'
    again = CARD.replace("once = false", f"once = false\n{further}")
    assert scenario(again, VARIANT).mechanics == scenario(CARD, VARIANT).mechanics
    assert codes(again, VARIANT) == codes(CARD, VARIANT)
    assert "E114" in codes(CARD.replace("once = false", f"once = true\n{further}"))


def test_every_value_knows_its_own_line() -> None:
    """What is wrong in a variant is shown where the variant says it."""
    wrong = VARIANT.replace("standing = 5", "standin = 5")
    text = BASE + CARD + wrong
    errors = [
        one
        for one in check_text({"a.toml": text}, "a.toml").diagnostics
        if one.code[0] == "E"
    ]
    assert [text.splitlines()[one.line - 1] for one in errors] == [
        '  { id = "lift", label = { en = "Lift it" }, effects = { standin = 5 } },'
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('family = "gate"', 'family = "gat"'), "E110"),
        (('without = ["shut"]', 'without = ["shot"]'), "E110"),
        (('when = "turn == 3"\n', ""), "E102"),
        (('family = "gate"', 'family = "gate_again"'), "E114"),
    ],
)
def test_what_is_wrong_with_a_variant_is_told(
    change: tuple[str, str], code: str
) -> None:
    """A family that is not there, no time of its own, a variant of a variant."""
    assert code in codes(CARD, VARIANT.replace(*change))
    assert codes(CARD, VARIANT) == []
    assert codes(CARD.replace("once", "rank = 1\nonce")) == ["E114"]


def test_other_words_alone_are_a_warning() -> None:
    """A variant must work differently."""
    words = '[agenda.gate_again]\nfamily = "gate"\nwhen = "turn == 3"\n'
    assert codes(CARD, words + 'text = { en = "And now?" }\n') == ["W512"]
    assert codes(CARD, words + "deadline = 2\n") == []


def test_a_family_has_a_limit() -> None:
    """Twenty variants of one card, and no more."""
    many = "".join(
        VARIANT.replace("gate_again", f"gate_{chr(97 + n)}") for n in range(21)
    )
    assert codes(CARD, many) == ["E115"]


def test_the_name_of_the_card_means_any_of_the_family() -> None:
    """What follows from an answer follows from the same answer to a variant."""
    found = scenario(CARD, VARIANT, FOLLOWS)
    ways = {
        "open": ["3: gate_again open"],
        "lift": ["3: gate_again lift"],
    }
    end = {name: played(found, lines)[-1].values for name, lines in ways.items()}
    # The answers add 2 and 5; the price of the first is 3, and its draught -4.
    assert (end["lift"] - end["open"]).tolist() == [[5 - 2 + 3 + 4]]


def test_a_line_about_the_card_answers_its_variants() -> None:
    """`gate open` holds for whichever lies there, and nothing is counted as missed."""
    found = scenario(CARD, VARIANT)
    for line in ("always gate open", "3: gate open"):
        whole, own = (
            played(found, [line]),
            played(found, [line.replace("gate", "gate_again")]),
        )
        assert whole[-1].values[0, 0] != own[0].values[0, 0]
    spec = found.spec()
    grammar = Grammar(compile_spec(spec).choices)
    policy = policy_of(["1: gate open", "3: gate open"], grammar, name="line")
    assert simulate(spec, policy, 4, 1).skipped == ()


def test_one_of_a_family_lies_and_once_counts_for_all() -> None:
    """A card that came once comes in no other form; none comes beside another."""
    always = VARIANT.replace("turn == 3", "turn >= 2").replace(
        "deadline = 2", "deadline = 9"
    )
    often = scenario(CARD.replace("turn == 1", "turn >= 1"), always)
    for state in played(often, []):
        assert (state.opened > 0).sum() <= 1
    once = scenario(CARD.replace("once = false\n", ""), VARIANT)
    assert [float((s.opened > 0).sum()) for s in played(once, [])] == [1, 0, 0, 0, 0]


def test_the_lowest_rank_comes_first_and_the_card_last() -> None:
    """Of those that may come, the variants by rank, and only then the card."""
    other = VARIANT.replace("gate_again", "gate_a").replace("deadline = 2", "rank = 5")
    first = VARIANT.replace("gate_again", "gate_z").replace("deadline = 2", "rank = -1")
    found = scenario(CARD.replace("turn == 1", "turn >= 3"), other, first)
    cards = [card.id for card in found.spec().cards]
    (row,) = np.flatnonzero(played(found, [])[2].opened[:, 0])
    assert cards[row] == "gate_z"


def test_a_card_that_is_removed_takes_its_variants_along() -> None:
    """A patch names the card alone."""
    files = {
        "EXTENDS/small/a.toml": BASE + CARD + VARIANT,
        "b.toml": 'format = 1\nextends = { id = "small", version = "1" }\n'
        'remove = ["agenda.gate"]\n[scenario]\nid = "other"\n',
    }
    checked = check_text(files, "b.toml")
    assert checked.scenario is not None, checked.diagnostics
    assert not checked.scenario.document.agenda


def test_the_deck_of_june_is_as_large_as_the_design_asks() -> None:
    """Sixty questions, and about a hundred variants of state over them."""
    agenda = load(SHIPPED).document.agenda
    families = [key for key, card in agenda.items() if card.family is None]
    assert len(families) >= 60
    assert len(agenda) >= 100
    assert len({card.family for card in agenda.values() if card.family}) >= 40
