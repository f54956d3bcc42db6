"""The back-test as a whole: what it conditions on, what it pairs, what it keeps."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from game.cli.main import main
from game.engine import Chance, choices, compile_spec, nothing_given
from game.outlook.particles import numbers
from game.scenario import CheckedRecord, Scenario, check_record_text
from game.session.choices import Grammar
from game.session.policies import Policy, policy_of
from game.study.backtest import measure_record, report_text, summed
from game.study.backtest.cases import Backtest, NumberCase, Variant
from game.study.backtest.following import Setting, Tried, followed, forecast
from game.study.backtest.reading import merged, read_record
from game.study.backtest.summing import ENOUGH_TURNS, Report
from tests.backtest_page import BLOCK, PAGE, renewed
from tests.study.quay import (
    HEAD,
    QUAY,
    TURNS,
    Winter,
    day,
    quay,
    record,
    series,
    shock,
    yes_no,
)

ROOT = Path(__file__).parents[2]
UNMARKED = quay(QUAY.replace("in_sample = true\n", ""))
ERROR = 2.0


def policy(scenario: Scenario, *lines: str) -> Policy:
    """Return a policy of the crisis."""
    grammar = Grammar(choices(scenario.spec()))
    return policy_of(lines, grammar, name="lines")


def setting(checked: CheckedRecord, scenario: Scenario, worlds: int = 300) -> Setting:
    """Return what is played of a record with nothing chosen."""
    model = compile_spec(scenario.spec())
    return Setting(
        model=model,
        policy=policy(scenario),
        readout=read_record(checked, scenario, model),
        worlds=numbers(0, worlds),
        chance=Chance(3, "outlook", stratified=True),
    )


def measured(
    rows: str, scenario: Scenario = UNMARKED, worlds: int = 200, seed: int = 1
) -> Backtest:
    """Return the back-test of a record of nothing chosen."""
    checked = record(rows, scenario)
    return measure_record(scenario, checked, policy(scenario), worlds, seed)


def test_a_record_that_the_model_made_is_scored_as_calibrated() -> None:
    """The 80 % intervals hold 78 to 82 % of many records made by the model itself.

    The chances that it gives of yes and no are those with which they come.
    """
    held: list[bool] = []
    chances: list[tuple[float, bool]] = []
    for world in range(160):
        winter = Winter(UNMARKED, world, seed=77, error=ERROR)
        checked = record(winter.rows(ERROR, last=4), UNMARKED, last=4)
        found = measure_record(UNMARKED, checked, policy(UNMARKED), 199, world)
        (variant,) = found.variants
        held += [case.inside[1] for case in variant.numbers]
        chances += [(case.chances[0], case.came) for case in variant.answers]
    assert len(held) == 160 * 2 * 6
    assert 0.78 <= sum(held) / len(held) <= 0.82
    given, came = np.array(chances, dtype=float).T
    assert abs(given.mean() - came.mean()) < 0.03
    likely = given > np.median(given)
    assert abs(given[likely].mean() - came[likely].mean()) < 0.05


def test_the_model_that_made_the_record_beats_what_has_no_model() -> None:
    """Over many of its own records its CRPS and Brier scores are the best."""
    numbers_, answers = [], []
    for world in range(30):
        winter = Winter(UNMARKED, world, seed=5, error=ERROR)
        (variant,) = measured(winter.rows(ERROR), seed=world).variants
        numbers_ += [case.scores for case in variant.numbers]
        answers += [case.scores for case in variant.answers]
    for scores in (np.mean(numbers_, axis=0), np.mean(answers, axis=0)):
        assert scores[0] == scores.min()


def test_forecasts_start_from_what_was_published() -> None:
    """An exact number holds in every world; one with an error pulls them its way."""
    exact = record(series({1: 205.0, 2: 190.0}), UNMARKED)
    run = setting(exact, UNMARKED)
    row = [one.id for one in run.model.spec.variables].index("stores")
    states = dict(followed(run, Tried()))
    assert np.abs(states[1].values[row] - 205.0).max() < 1e-5
    loose = record(series({1: 205.0, 2: 190.0}, error=3.0), UNMARKED)
    pulled = dict(followed(setting(loose, UNMARKED), Tried()))[1].values[row]
    nothing = record(series({7: 190.0}), UNMARKED)
    free = dict(followed(setting(nothing, UNMARKED), Tried()))[1].values[row]
    assert free.mean() < pulled.mean() < 205.0
    assert pulled.std() < free.std()


def test_hidden_types_learn_from_numbers_and_from_what_was_seen() -> None:
    """Stores that shrink fast, and strikes, speak for haste."""
    fast = series({n: 200.0 - 12 * n for n in range(1, 7)}, error=ERROR)
    strikes = yes_no(
        dict.fromkeys(range(1, 7), True), id="strike", of='["crews.strike"]'
    )
    means = []
    for rows in (fast, strikes, series({7: 190.0})):
        run = setting(record(rows, UNMARKED), UNMARKED)
        (row,) = [n for n, one in enumerate(run.model.spec.types) if one.id == "haste"]
        states = dict(followed(run, Tried()))
        means.append(float(states[6].types[row].mean()))
    assert means[0] > means[2] + 0.4
    assert means[1] > means[2] + 0.4


def test_shocks_come_in_every_world_and_tell_nothing_of_it() -> None:
    """On at their turns, off at all others; worlds are not weighed by them."""
    late = series({7: 195.0})
    run = setting(record(shock([day(2), day(5)]) + late, UNMARKED), UNMARKED)
    plain = setting(record(late, UNMARKED), UNMARKED)
    row = run.model.happenings.index("storm")
    last = {turn: state.last[row] for turn, state in followed(run, Tried())}
    assert [float(np.max(last[n])) for n in (2, 4, 5, 6)] == [2.0, 2.0, 5.0, 5.0]
    assert [float(np.min(last[n])) for n in (2, 4, 5, 6)] == [2.0, 2.0, 5.0, 5.0]
    for (_, own), (_, other) in zip(
        followed(run, Tried()), followed(plain, Tried()), strict=True
    ):
        assert (own.types == other.types).all()


def test_what_is_known_of_a_turn_is_taken_together() -> None:
    """Answers about one rule leave the options that fit all of them."""
    model = compile_spec(UNMARKED.spec())
    rows = yes_no({1: True}, id="one", of='["crews.strike", "crews.work"]')
    rows += yes_no({1: False}, id="two", of='["crews.strike"]')
    known = read_record(record(rows, UNMARKED), UNMARKED, model).seen[1]
    (options,) = known.options
    names = [option.id for option in model.spec.rules[0].options]
    allowed = [name for name, on in zip(names, options[:, 0], strict=True) if on]
    assert allowed == ["work"]
    both = merged(model, (nothing_given(model), known))
    assert (both.options[0] == options).all()


def test_the_same_luck_in_every_variant() -> None:
    """Without shocks after the origin, given and drawn are the same forecasts."""
    early = measured(shock([day(1)]).replace('"storm"', '"crews.strike"') + STORES)
    given, drawn = early.variants
    assert (given.given, drawn.given) == (True, False)
    assert given.numbers == drawn.numbers
    late = measured(shock([day(6)]) + STORES)
    given, drawn = late.variants
    assert given.numbers != drawn.numbers
    assert measured(shock([day(6)]) + STORES) == late


STORES = series({n: 200.0 - 5 * n for n in range(1, 8)}, error=ERROR)


def test_change_and_direction_are_of_the_turn_itself() -> None:
    """What a variable moved is scored as a move, and whether it rose as yes or no."""
    moved = 'variable = "stores"\nunit = "sacks"\nmeasure = "change"\nconversion = "x"'
    rose = (
        'variable = "stores"\nunit = "sacks"\nmeasure = "direction"\nconversion = "x"'
    )
    falls = dict.fromkeys(range(1, 8), 1.0) | {3: 2.0, 4: 1.5, 5: 1.5}
    rows = series(dict.fromkeys(range(1, 8), 3.0), rest=moved)
    (variant,) = measured(rows + series(falls, id="way", rest=rose)).variants
    assert all(case.middle < 0.0 for case in variant.numbers)
    came = {case.turn: case.came for case in variant.answers}
    # 1, 1, 2, 1.5, 1.5, 1, 1: only where it moved is there an answer.
    assert came == {3: True, 4: False, 6: False}
    assert all(case.chances[0] < 0.5 for case in variant.answers)


def test_once_it_has_come_it_is_no_longer_asked() -> None:
    """What can come only once is not scored from a turn by whose close it came."""
    often = quay(QUAY.replace("hazard = 0.1", "hazard = 0.1\nonce = false"))
    answers = {1: False, 2: False, 3: True, 4: False, 5: False}
    rows = yes_no(answers, id="storm", of='["storm"]')
    for variant in measured(rows, UNMARKED).variants:
        assert {case.origin for case in variant.answers} == {1, 2}
    for variant in measured(rows, often).variants:
        assert {case.origin for case in variant.answers} == {1, 2, 3, 4}


def test_a_forecast_knows_nothing_of_what_came_later() -> None:
    """Other numbers after the origin change no forecast from it."""
    other = series({n: 200.0 - 5 * n - 9 * (n > 3) for n in range(1, 8)}, error=ERROR)
    own, changed = (measured(rows).variants[0].numbers for rows in (STORES, other))
    early = [(one.origin, one.turn, one.middle) for one in own if one.origin <= 3]
    assert early
    # The middle is of the forecast with the error of the number, which is the same.
    assert early == [
        (one.origin, one.turn, one.middle) for one in changed if one.origin <= 3
    ]


def test_the_player_chooses_as_on_record() -> None:
    """Real choices fill the stores in the forecasts, and are counted."""
    scenario = UNMARKED
    checked = record(STORES, scenario)
    idle = measure_record(scenario, checked, policy(scenario), 200, 1)
    busy = measure_record(scenario, checked, policy(scenario, "1: dues raised"), 200, 1)
    assert (idle.carried_out, busy.carried_out) == (1.0, 1.0)

    def middle(found: Backtest) -> float:
        cases = found.variants[0].numbers
        return next(one.middle for one in cases if (one.origin, one.turn) == (1, 7))

    assert middle(busy) > middle(idle) + 15.0


def test_what_is_drawn_from_a_range_is_marked_so() -> None:
    """With a number in-sample there are two more variants, and they differ."""
    found = measured(STORES + shock([day(6)]), quay())
    kinds = [(one.given, one.drawn) for one in found.variants]
    assert kinds == [(True, False), (False, False), (True, True), (False, True)]
    assert found.in_sample == ("wear",)
    assert found.variants[0].numbers != found.variants[2].numbers
    text = report_text(summed(found))
    # Only from the close of turn 1 are there six turns to the last.
    assert text.count("cannot be measured, turns: 1\n") == 4
    assert "wear" in text
    assert text.count("drawn from their ranges") == 2


def test_ctrl_c_keeps_what_is_done() -> None:
    """Both assumptions of an origin are kept together; nothing done is no result."""
    checked = record(STORES + shock([day(6)]), UNMARKED)

    def stopped(after: int) -> Backtest:
        def tell(_: str, done: int, total: int) -> None:
            assert total == TURNS - 1
            if done == after:
                raise KeyboardInterrupt

        return measure_record(UNMARKED, checked, policy(UNMARKED), 200, 1, tell=tell)

    found = stopped(3)
    assert found.partial
    for variant in found.variants:
        assert {case.origin for case in variant.numbers} == {1, 2, 3}
    assert "stopped" in report_text(summed(found))
    whole = measured(STORES + shock([day(6)]))
    assert not whole.partial
    assert whole.variants[0].numbers[: len(found.variants[0].numbers)] == (
        found.variants[0].numbers
    )


def cases(turns: int, scores: Sequence[float]) -> Report:
    """Return the tables of made-up forecasts one turn ahead."""
    made = tuple(
        NumberCase(
            id="stock",
            origin=turn,
            turn=turn + 1,
            record=1.0,
            middle=1.0,
            scores=(scores[0] + turn % 3, scores[1], scores[2], scores[3]),
            scale=10.0,
            pit=(turn + 0.5) / turns,
            inside=(turn % 2 == 0, turn % 5 != 0, True),
        )
        for turn in range(turns)
    )
    variant = Variant(given=True, drawn=False, numbers=made, answers=())
    found = measured(STORES)
    return summed(
        Backtest(
            **{
                **{name: getattr(found, name) for name in found.__dataclass_fields__},
                "variants": (variant,),
                "labels": (("stock", "Stores"),),
            }
        )
    )


def test_verdicts_need_turns_enough() -> None:
    """Means, skill against the best of three, and bars, on made-up scores."""
    (row,) = cases(ENOUGH_TURNS - 3, (1.0, 8.0, 5.0, 6.0)).sums[0].numbers
    assert row.scores == pytest.approx((0.2, 0.8, 0.5, 0.6))
    assert (row.best, row.error) == (2, None)
    assert row.skill == pytest.approx(0.6)
    short = {bar.name: bar for bar in cases(9, (1.0, 8.0, 5.0, 6.0)).bars}
    assert [bar.reached for bar in short.values()] == [None, None, None]
    assert short["far"].seen is None
    report = cases(30, (1.0, 8.0, 5.0, 6.0))
    long = {bar.name: bar for bar in report.bars}
    assert long["near"].reached is True
    assert long["coverage"].seen == pytest.approx(0.8)
    assert long["coverage"].reached is True
    assert report.sums[0].spreads[0].histogram == (6, 6, 6, 6, 6)
    assert (report.sums[0].numbers[0].error or 0.0) > 0.0
    text = report_text(report)
    assert "s.e." in text
    assert "too small" not in text.partition("What was asked")[0]
    bad = {bar.name: bar for bar in cases(30, (6.0, 8.0, 5.0, 6.0)).bars}
    assert bad["near"].reached is False


def test_the_shipped_record_is_found_by_id_and_prints_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every series of the record is scored, in every variant, with finite numbers."""
    assert main(["backtest", "seoul-2024", "--worlds", "100", "--json"]) == 0
    printed = capsys.readouterr().out
    found = json.loads(printed, parse_constant=pytest.fail)
    assert len(found["found"]["variants"]) == 4
    named = {name for name, _ in found["found"]["labels"]}
    for variant in found["found"]["variants"]:
        told = {case["id"] for case in variant["numbers"] + variant["answers"]}
        assert told == named
        assert all(
            math.isfinite(score)
            for case in variant["numbers"]
            for score in case["scores"]
        )
    assert {row["lead"] for row in found["sums"][0]["numbers"]} >= {1, 2, 3, 4, 5}


def test_refusals_have_a_sentence_and_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No record, too few worlds: 2; a record with errors: 1, each at its place."""
    alone = tmp_path / "quay.toml"
    alone.write_text(QUAY, encoding="utf-8")
    assert main(["backtest", str(alone)]) == 2
    assert "--record" in capsys.readouterr().err
    assert main(["backtest", "seoul-2024", "--worlds", "3"]) == 2
    assert "from 100" in capsys.readouterr().err
    bad = tmp_path / "bad.toml"
    bad.write_text(HEAD + series({1: 999.0}) + shock([], of="gale"), encoding="utf-8")
    assert main(["backtest", str(alone), "--record", str(bad)]) == 1
    told = capsys.readouterr().err
    assert f"{bad}:19:" in told
    assert "error[E118]" in told
    assert "error[E110]" in told
    assert "Traceback" not in told
    assert main(["backtest", str(alone), "--record", str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err
    beside = tmp_path / "quay.record.toml"
    beside.write_text(HEAD + STORES, encoding="utf-8")
    assert main(["backtest", str(alone), "--worlds", "100", "--language", "ko"]) == 0
    assert "기후값" in capsys.readouterr().out


def test_a_forecast_shows_each_turn_to_the_last() -> None:
    """From the close of turn 5 two turns are left."""
    run = setting(record(STORES, UNMARKED), UNMARKED)
    states = dict(followed(run, Tried()))
    shown = list(forecast(run, states[5], {}, Tried()))
    assert [one.numbers[0].size for one in shown] == [300, 300]


def test_the_page_shows_what_the_command_prints() -> None:
    """The published result is the program's own, on every processor."""
    text = PAGE.read_text("utf-8")
    assert BLOCK.search(text)
    assert renewed(text) == text, "run: python -m tests.backtest_page"


def test_the_page_shows_a_record_that_is_one() -> None:
    """The example in the manual has nothing wrong."""
    (example,) = re.findall(r"(?ms)^```toml\n(.*?)^```", PAGE.read_text("utf-8"))
    history = """
[history.log]
title = { en = "As it was" }
lines = [{ on = 2001-11-05, line = "dues raised", source = "office", grade = "A" }]
"""
    label = 'label = { en = "Stores" }'
    scenario = quay((QUAY + history).replace(label, f'{label}\nunit = "sacks"'))
    checked = check_record_text(example, "record.toml", scenario)
    assert checked.record is not None, checked.diagnostics
