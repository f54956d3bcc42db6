"""Observation: what is hidden stays hidden, and what is seen adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine import (
    GRID,
    UNKNOWN,
    Apply,
    Card,
    CardOption,
    Chance,
    Derived,
    Estimate,
    Event,
    Expression,
    HiddenType,
    Number,
    Operator,
    Option,
    Prior,
    PriorKind,
    Read,
    RedLine,
    Rule,
    Seen,
    Source,
    Spec,
    Variable,
    begin,
    compile_spec,
    hold,
    is_hidden,
    noise_at,
    observe,
    overwrite,
    public,
    step,
)
from tests.engine.small import CHANCE, effect, happened, opened, small, variable, worlds
from tests.strategies import random_decision, random_spec, seeded

WIDTH = 5


@pytest.mark.parametrize("seed", range(25))
def test_ledger_of_the_player_closes_and_names_nothing_hidden(seed: int) -> None:
    """Lines sum to the change with ==; known lines are the engine's own."""
    random = seeded(seed)
    spec = random_spec(random, 2)
    model, chance = compile_spec(spec), Chance(seed)
    hidden = {f"effect:{e.id}" for e in spec.effects if is_hidden(model, e.amount)}
    exact = [v.id for v in spec.variables if v.seen is Seen.EXACT]
    rows = {cause.id: row for row, cause in enumerate(model.causes)}
    state = begin(model, chance, worlds(WIDTH))
    for _ in range(spec.turns):
        before = state
        decision = random_decision(random, spec, WIDTH)
        made = step(model, before, decision, chance)
        state = made.state
        for column in range(WIDTH):
            seen = observe(model, state, made, before, column)
            old = dict(observe(model, before, None, None, column).exact)
            new = dict(seen.exact)
            assert [name for name, _ in seen.ledger] == exact == list(new)
            for name, lines in seen.ledger:
                assert sum(line.amount for line in lines) == new[name] - old[name]
                for line in lines:
                    assert line.cause not in hidden
                    if line.cause != UNKNOWN:
                        assert line.amount == made.ledger[rows[line.cause], column]


@pytest.mark.parametrize("seed", range(25))
def test_secret_happenings_are_not_observed(seed: int) -> None:
    """Neither `happened` nor `since` names a secret event, act or red line."""
    random = seeded(seed)
    spec = random_spec(random, 3)
    model, chance = compile_spec(spec), Chance(seed)
    secret = {event.id for event in spec.events if event.secret}
    secret |= {line.id for line in spec.red_lines if line.secret}
    secret |= {f"{r.id}.{o.id}" for r in spec.rules for o in r.options if o.secret}
    state = begin(model, chance, worlds(WIDTH))
    for _ in range(spec.turns):
        made = step(model, state, random_decision(random, spec, WIDTH), chance)
        seen = observe(model, made.state, made, state, 0)
        assert {name for name, _ in seen.since} == set(model.happenings) - secret
        names = {
            n for n, h in zip(model.happenings, made.happened[:, 0], strict=True) if h
        }
        assert set(seen.happened) == names - secret
        state = made.state


def test_equal_observations_of_different_hidden_worlds() -> None:
    """Hidden causes that cancel out leave no trace: the observations are equal."""
    deep = Read(Source.TYPE, "deep")
    spec = small(
        types=(HiddenType(id="deep", prior=Prior(kind=PriorKind.UNIFORM, high=4.0)),),
        effects=(
            effect("a", deep),
            effect("b", Apply(Operator.NEGATE, (deep,))),
            effect("c", Number(2.0)),
        ),
    )
    model, state = opened(spec, 6)
    made = step(model, state, hold(model, 6), CHANCE)
    assert len(set(made.ledger[0].tolist())) == 6
    seen = {observe(model, made.state, made, state, k) for k in range(6)}
    assert len(seen) == 1


def test_hidden_causes_become_one_line() -> None:
    """Effects that read something hidden merge into one exact remainder."""
    deep = HiddenType(id="deep", prior=Prior(low=3.0))
    read = Read(Source.TYPE, "deep")
    spec = small(
        types=(deep,),
        effects=(effect("a", read), effect("b", read), effect("c", Number(2.0))),
    )
    model, state = opened(spec)
    made = step(model, state, hold(model, 1), CHANCE)
    ledger = dict(observe(model, made.state, made, state, 0).ledger)
    assert [(x.cause, x.amount) for x in ledger["tide"]] == [
        ("effect:c", 2.0),
        (UNKNOWN, 6.0),
    ]
    assert ledger["purse"] == ()


def _shaded() -> Spec:
    """Return a crisis with something hidden of every sort."""
    fog = Variable(id="fog", low=0.0, high=9.0, start=Prior(low=4.0), seen=Seen.NOISY)
    keel = Variable(id="keel", low=0.0, high=9.0, start=Prior(), seen=Seen.HIDDEN)
    options = (
        Option(id="nod", utility=Number(0.0)),
        Option(id="wink", utility=Number(0.0), secret=True),
    )
    return small(
        variables=(fog, keel, *small().variables),
        types=(HiddenType(id="deep", prior=Prior()),),
        derived=(
            Derived(id="murk", expression=Apply(Operator.ABS, (variable("fog"),))),
            Derived(id="open", expression=variable("tide")),
            Derived(id="thick", expression=Read(Source.DERIVED, "murk")),
        ),
        rules=(Rule(id="pilot", actor="pilot", options=options),),
        events=(Event(id="gale"), Event(id="leak", secret=True)),
        red_lines=(
            RedLine(
                id="reef",
                actor="pilot",
                watches=Number(0.0),
                threshold=Prior(low=1.0),
                secret=True,
            ),
        ),
        estimates=(
            Estimate(id="fog.a", variable="fog", bias=2.0, noise=1.0),
            Estimate(id="fog.b", variable="fog", bias=0.0, noise=0.0),
        ),
    )


@pytest.mark.parametrize(
    ("expression", "hidden"),
    [
        (variable("tide"), False),
        (variable("fog"), True),
        (Read(Source.PREVIOUS, "keel"), True),
        (Read(Source.TYPE, "deep"), True),
        (Read(Source.DERIVED, "open"), False),
        (Read(Source.DERIVED, "murk"), True),
        (Read(Source.DERIVED, "thick"), True),
        (happened("gale"), False),
        (happened("leak"), True),
        (Read(Source.EVER, "pilot.wink"), True),
        (Read(Source.SINCE, "pilot.nod"), False),
        (Read(Source.SINCE, "reef"), True),
        (Apply(Operator.ADD, (Number(1.0), variable("keel"))), True),
        (Read(Source.TURN), False),
    ],
)
def test_hidden_is_what_reads_something_hidden(
    expression: Expression, *, hidden: bool
) -> None:
    """Types, unseen variables and secret happenings hide whatever reads them."""
    assert is_hidden(compile_spec(_shaded()), expression) is hidden


def test_public_lists_what_is_seen() -> None:
    """The static analysis names the exact rows and the public happenings."""
    model = compile_spec(_shaded())
    known = public(model)
    assert known.exact.tolist() == [2, 3]
    shown = [model.happenings[row] for row in known.happenings]
    assert shown == ["gale", "pilot.nod"]
    assert known.secret == {"leak", "reef", "pilot.wink"}
    assert known.unseen == {"fog", "keel"}
    assert known.derived == {"murk", "thick"}


@pytest.mark.parametrize("seed", range(12))
def test_overwritten_worlds_look_like_what_was_seen(seed: int) -> None:
    """Every world of a game shows the observation that the game was given."""
    random = seeded(seed)
    spec = random_spec(random, 2, wild=0.0)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, worlds(3))
    made = step(model, state, random_decision(random, spec, 3), chance)
    games = [observe(model, made.state, made, state, column) for column in (1, 2)]
    imagined = begin(model, Chance(seed + 1), worlds(20))
    found = overwrite(model, imagined, games)
    for column in range(20):
        seen = games[column // 10]
        again = observe(model, found, None, None, column)
        for name in ("turn", "exact", "readings", "levers", "freshness", "cards"):
            assert getattr(again, name) == getattr(seen, name)
        assert (again.mandate, again.declared) == (seen.mandate, seen.declared)
        assert (again.since, again.ending) == (seen.since, seen.ending)
    assert (found.types == imagined.types).all()


def test_what_is_not_seen_stays_as_each_world_has_it() -> None:
    """Hidden numbers keep their values; the worlds must divide among the games."""
    model, state = opened(_shaded(), 4)
    seen = replace(
        observe(model, state, None, None, 0), readings=(("fog.a", 5.0), ("fog.b", 1.0))
    )
    found = overwrite(model, state, [seen])
    hidden = [0, 1]
    assert (found.values[hidden] == state.values[hidden]).all()
    assert (found.readings == [[5.0], [1.0]]).all()
    with pytest.raises(ValueError, match="4"):
        overwrite(model, state, [seen] * 3)
    with pytest.raises(ValueError, match="unpack"):
        overwrite(model, state, [seen, replace(seen, turn=2)])


@pytest.mark.parametrize("seed", range(12))
def test_noise_of_a_reading_is_known_from_what_is_seen(seed: int) -> None:
    """Imagined worlds that show what was seen read with the noise of the real one."""
    random = seeded(seed)
    spec = random_spec(random, 2)
    model, chance = compile_spec(spec), Chance(seed)
    state = begin(model, chance, worlds(1))
    imagined = begin(model, Chance(seed + 1), worlds(5))
    while state.turn <= spec.turns and state.ending[0] < 0.0:
        before = state
        made = step(model, state, random_decision(random, spec, 1), chance)
        state = made.state
        known = public(model).exact
        previous = imagined.values.copy()
        previous[known] = state.previous[known]
        found = overwrite(
            model,
            replace(imagined, previous=previous),
            [observe(model, state, made, before, 0)],
        )
        assert (noise_at(model, found) == noise_at(model, state)).all()


def test_focus_sharpens_the_reading_by_its_share() -> None:
    """A focus of 0.5 halves the error, 0 takes it away, and less than 0 is 0."""
    fog = Variable(id="tide", low=-99.0, high=99.0, start=Prior(), seen=Seen.NOISY)
    shares = (1.0, 0.5, 0.0, -3.0)

    def reading(share: float) -> float:
        estimate = Estimate(
            id="tide.a", variable="tide", bias=0.0, noise=4.0, focus=Number(share)
        )
        spec = small(variables=(small().variables[0], fog), estimates=(estimate,))
        return float(opened(spec)[1].readings[0, 0])

    whole, half, none, less = (reading(share) for share in shares)
    assert whole != 0.0
    assert abs(half - whole / 2.0) <= 1.0 / GRID
    assert (none, less) == (0.0, 0.0)


def test_focus_that_is_no_number_changes_nothing() -> None:
    """A focus of 0 / 0 leaves the noise as it is."""
    void = Apply(Operator.DIVIDE, (Number(0.0), Number(0.0)))
    plain = _shaded()
    lost = replace(
        plain, estimates=tuple(replace(e, focus=void) for e in plain.estimates)
    )
    assert (opened(plain, 4)[1].readings == opened(lost, 4)[1].readings).all()


def test_card_shows_the_months_in_which_it_can_be_answered() -> None:
    """The month of the deadline counts: a card with 2 months shows 2, then 1."""
    options = (CardOption(id="a"), CardOption(id="b"))
    card = Card(id="letter", duty=True, options=options, deadline=2)
    model, state = opened(small(cards=(card,)))
    left = []
    for _ in range(3):
        cards = observe(model, state, None, None, 0).cards
        left.append([(shown.id, shown.opened, shown.left) for shown in cards])
        state = step(model, state, hold(model, 1), CHANCE).state
    assert left == [[("letter", 1, 2)], [("letter", 1, 1)], []]


def test_observation_of_the_end_names_the_ending() -> None:
    """A game that is over says so, by its ending or by its calendar."""
    model, state = opened(small(turns=1))
    first = observe(model, state, None, None, 0)
    assert (first.over, first.ending, first.happened, first.ledger) == (
        False,
        "",
        (),
        (),
    )
    made = step(model, state, hold(model, 1), CHANCE)
    assert observe(model, made.state, made, state, 0).over
