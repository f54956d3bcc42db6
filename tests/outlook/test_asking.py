"""Who asks, asks what tells most of what most hangs on, while it is of use."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from game.engine import (
    Apply,
    Array,
    Chance,
    Closed,
    Effect,
    Expression,
    HiddenType,
    Initiative,
    Legality,
    Model,
    Number,
    Operator,
    Prior,
    PriorKind,
    Read,
    Report,
    Source,
    Spec,
    State,
    begin,
    compile_spec,
    legal,
    observe,
    step,
)
from game.outlook.asking import asked, questions
from game.outlook.bots import Bot, Sitting
from game.outlook.kinds import bot_named
from game.outlook.lines import Choices, Lines
from tests.outlook.crisis import CRISIS

POPULATION = 64
CALM = np.array([[1.0], [0.0], [0.0]])
"""(objectives, 1) that only the first of the three counts."""


def _after(initiative: str, months: int) -> Expression:
    since = Read(Source.SINCE, initiative)
    return Apply(Operator.EQUAL, (since, Number(float(months))))


def _hanging_on(act: str, subject: str) -> Effect:
    came, hidden = Read(Source.HAPPENED, act), Read(Source.TYPE, subject)
    amount = Apply(Operator.IF, (came, hidden, Number(0.0)))
    return Effect(id=f"{act}_{subject}", target="anger", amount=amount)


CURIOUS = replace(
    CRISIS,
    types=(
        *CRISIS.types,
        HiddenType(id="mood", prior=Prior(kind=PriorKind.UNIFORM, low=0.0, high=4.0)),
    ),
    initiatives=(
        *CRISIS.initiatives,
        Initiative(id="ask_mood"),
        Initiative(id="ask_temper"),
    ),
    effects=(
        *CRISIS.effects,
        _hanging_on("talk", "temper"),
        _hanging_on("demand.give", "temper"),
        _hanging_on("demand.refuse", "mood"),
    ),
    reports=tuple(
        Report(
            id=f"told_{name}",
            about=name,
            cuts=(2.0,),
            when=_after(f"ask_{name}", 2),
            right=Number(0.9),
        )
        for name in ("mood", "temper")
    ),
)
"""The same crisis, in which two things can be asked; more hangs on the temper."""

MODEL = compile_spec(CURIOUS)
ASKS = {
    choice.id: row
    for row, choice in enumerate(MODEL.choices)
    if choice.id.startswith("ask_")
}


def _believed(types: Array | None = None, turn: int = 1) -> tuple[State, Array]:
    """Return one game in which the priors are believed, or these types."""
    numbers = np.arange(POPULATION, dtype=np.uint64)
    state = begin(MODEL, Chance(3, "outlook", stratified=True), numbers)
    if types is not None:
        state = replace(state, types=np.repeat(types, POPULATION, axis=1))
    weights = np.full((1, POPULATION), 1.0 / POPULATION)
    return replace(state, turn=turn), weights


def _open(*closed: int) -> Legality:
    """Return what is open in one game."""
    opening = begin(MODEL, Chance(3), np.array([0], dtype=np.uint64))
    legality = legal(MODEL, opening)
    codes = legality.closed.copy()
    codes[list(closed)] = Closed.REQUIREMENT
    return replace(legality, closed=codes)


def test_a_question_brings_a_report_and_nothing_else() -> None:
    """What does something at once is no question, whatever it tells besides."""
    known = questions(MODEL)
    assert {MODEL.choices[row].id for row in known.choices} == set(ASKS)
    also = replace(
        CURIOUS, effects=(*CURIOUS.effects, _hanging_on("ask_mood", "temper"))
    )
    model = compile_spec(also)
    assert [model.choices[row].id for row in questions(model).choices] == ["ask_temper"]
    assert questions(compile_spec(CRISIS)).choices == ()


def _asks(
    model: Model, state: State, weights: Array, legality: Legality, duties: Array = CALM
) -> tuple[Choices, ...]:
    known = questions(model)
    return asked(known, model, state, weights, duties=duties, legality=legality)[0]


def test_what_more_hangs_on_is_asked_first() -> None:
    """Of two things equally unknown; the other one where that is closed."""
    state, weights = _believed()
    first, second = ASKS["ask_temper"], ASKS["ask_mood"]
    assert _asks(MODEL, state, weights, _open()) == ((first,),)
    assert _asks(MODEL, state, weights, _open(first)) == ((second,),)
    assert _asks(MODEL, state, weights, _open(*ASKS.values())) == ((),)


def test_only_what_the_duties_hang_on_is_asked() -> None:
    """Temper and mood decide on calm; of the means they decide nothing."""
    state, weights = _believed()
    means = np.array([[0.0], [1.0], [0.0]])
    assert _asks(MODEL, state, weights, _open(), means) == ((),)


def test_what_is_wanted_for_more_than_its_answer_is_the_most_telling() -> None:
    """Where each of two brings means besides, only the better one stays open."""
    also = tuple(
        Effect(
            id=f"paid_{name}",
            target="capital",
            amount=Apply(Operator.IF, (_after(name, 1), Number(1.0), Number(0.0))),
        )
        for name in ASKS
    )
    model = compile_spec(replace(CURIOUS, effects=(*CURIOUS.effects, *also)))
    state, weights = _believed()
    for spec, shut in ((MODEL, False), (model, True)):
        known, opening = questions(spec), _open()
        _, left = asked(known, spec, state, weights, duties=CALM, legality=opening)
        assert left.closed[ASKS["ask_temper"], 0] == Closed.OPEN
        assert (left.closed[ASKS["ask_mood"], 0] != Closed.OPEN) == shut


def test_what_is_known_or_of_no_use_any_more_is_not_asked() -> None:
    """Certain types tell nothing; in the last month no answer comes."""
    state, weights = _believed(np.array([[1.0], [3.0]]))
    assert _asks(MODEL, state, weights, _open()) == ((),)
    state, weights = _believed(turn=CURIOUS.turns)
    assert _asks(MODEL, state, weights, _open()) == ((),)


def _played(spec: Spec, way: Bot, worlds: int) -> tuple[Counter[str], Counter[str]]:
    """Play games of a bot; how often each thing was open, and chosen and accepted."""
    model, chance = compile_spec(spec), Chance(5)
    numbers = np.arange(worlds, dtype=np.uint64)
    sitting = Sitting(way, model, numbers, np.full(worlds, -1))
    state, before, last = begin(model, chance, numbers), None, None
    could, did = Counter[str](), Counter[str]()
    while state.turn <= spec.turns:
        for row in np.nonzero(legal(model, state).closed == Closed.OPEN)[0].tolist():
            could[model.choices[row].id] += 1
        seen = [observe(model, state, last, before, game) for game in range(worlds)]
        decision = sitting.choose(seen)
        before, last = state, step(model, state, decision, chance)
        assert not last.accepted[decision >= 0].any()
        for row in decision[decision >= 0].tolist():
            did[model.choices[row].id] += 1
        state = last.state
    return could, did


@pytest.mark.parametrize("kind", ["belief", "asking"])
def test_only_who_asks_by_the_rule_asks_for_the_answer_alone(kind: str) -> None:
    """A question costs a place on the desk; imagined worlds see nothing in return."""
    way = bot_named(f"{kind}-8", Lines(), frozenset())
    assert isinstance(way, Bot)
    _, did = _played(CURIOUS, way, 4)
    assert (did["ask_temper"] > 0) == (kind == "asking")


def test_what_is_always_taken_never_falls_away() -> None:
    """Not for what gains more: it is taken in every month in which it is open."""
    way = bot_named("belief-8", Lines(), frozenset())
    assert isinstance(way, Bot)
    way = replace(way, always=frozenset({"ask_mood"}))
    could, did = _played(CURIOUS, way, 4)
    assert did["ask_mood"] == could["ask_mood"] > 0
