"""A back-test: every forecast of a record from every turn, scored, in four variants.

What comes from outside is given or drawn; params set by somebody who had seen the
record stand at their values or are drawn from their ranges. All four meet the same
luck, so they differ by nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from game.engine import Chance, reactive
from game.outlook.particles import numbers
from game.scenario import (
    CheckedRecord,
    Scenario,
    in_sample,
    turns_of,
    with_params_drawn,
)
from game.session.policies import Policy
from game.study.backtest.baselines import chances, number_scores
from game.study.backtest.cases import AnswerCase, Backtest, NumberCase, Variant
from game.study.backtest.following import (
    Setting,
    Shown,
    Tried,
    blurred,
    followed,
    forecast,
)
from game.study.backtest.reading import read_record
from game.study.backtest.scores import crps, inside, pit
from game.study.compiled import compiled
from game.study.cost import cost_of

Tell = Callable[[str, int, int], None]
"""Told what is being done, and how much of it is done."""


@dataclass(slots=True)
class _Cases:
    """The forecasts of one variant so far."""

    numbers: list[NumberCase] = field(default_factory=list)
    answers: list[AnswerCase] = field(default_factory=list)

    def add(self, other: _Cases) -> None:
        """Take over further forecasts."""
        self.numbers += other.numbers
        self.answers += other.answers


def measure_record(
    scenario: Scenario,
    checked: CheckedRecord,
    policy: Policy,
    worlds: int,
    seed: int,
    *,
    level: int | None = None,
    language: str = "en",
    tell: Tell | None = None,
) -> Backtest:
    """Set a scenario beside a record; Ctrl+C keeps the forecasts that are done.

    Args:
        scenario: a checked file.
        checked: a record of it without errors.
        policy: how the player really played.
        worlds: how many worlds each forecast has.
        seed: the seed of their luck.
        level: the level of difficulty; the standard one when none is given.
        language: of the labels.
        tell: told what is done.

    Raises:
        KeyboardInterrupt: it was stopped before any forecast was done.
        NotFiniteError: a number of the scenario leaves the real line.
        ValueError: the record has errors.
    """
    if checked.record is None:
        raise ValueError(checked.diagnostics)
    # Who looks ahead would look ahead in every imagined world.
    spec = reactive(scenario.spec(level))
    readout = read_record(checked, scenario, compiled(spec), language)
    known, tried, partial = in_sample(scenario), Tried(), False
    settings = {
        drawn: Setting(
            model=compiled(with_params_drawn(spec, scenario) if drawn else spec),
            policy=policy,
            readout=readout,
            worlds=numbers(0, worlds),
            chance=Chance(seed, "outlook", stratified=True),
        )
        for drawn in ((False, True) if known else (False,))
    }
    # Where nothing came from outside there is nothing to give.
    assumed = {True: readout.shocks, False: {}} if readout.shocks else {False: {}}
    found = {(given, drawn): _Cases() for drawn in settings for given in assumed}
    done, total = 0, len(settings) * (readout.last - 1)
    _tell(tell, scenario.id, done, total)
    try:
        for drawn, setting in settings.items():
            for origin, state in followed(setting, tried):
                # Both at once, so that what is kept of a stop is paired.
                made = {
                    given: _scored(setting, origin, forecast(setting, state, on, tried))
                    for given, on in assumed.items()
                }
                for given, cases in made.items():
                    found[given, drawn].add(cases)
                done += 1
                _tell(tell, scenario.id, done, total)
    except KeyboardInterrupt:
        if not done:
            raise
        partial = True
    head = checked.record.record
    return Backtest(
        scenario=scenario.id,
        mechanics=spec.mechanics,
        level=spec.level,
        record=checked.text("record.title", language),
        first=head.first.isoformat(),
        last=head.last.isoformat(),
        policy=policy.name,
        carried_out=tried.done / tried.wanted if tried.wanted else 1.0,
        in_sample=known,
        labels=tuple(
            [(row.id, row.label) for row in readout.numbers]
            + [(row.id, row.label) for row in readout.questions]
        ),
        worlds=worlds,
        seed=seed,
        variants=tuple(
            Variant(
                given=given,
                drawn=drawn,
                numbers=tuple(cases.numbers),
                answers=tuple(cases.answers),
            )
            for (given, drawn), cases in found.items()
        ),
        partial=partial,
    )


def _months_of(scenario: Scenario, checked: CheckedRecord) -> int:
    """Return how many months all worlds of a back-test play.

    Raises:
        ValueError: the record has errors.
    """
    if checked.record is None:
        raise ValueError(checked.diagnostics)
    _, last = turns_of(checked.record, scenario)
    # The record is followed once; what may come is played from each of its turns, with
    # what came from outside and without.
    months = (last - 1) + 2 * (last * (last - 1) // 2)
    return months * (2 if in_sample(scenario) else 1)


def seconds_of_record(
    scenario: Scenario,
    checked: CheckedRecord,
    policy: Policy,
    worlds: int,
    level: int | None = None,
) -> float:
    """Return what a back-test takes.

    Raises:
        NotFiniteError: a number of the scenario leaves the real line.
        ValueError: the record has errors.
    """
    spec = scenario.spec(level)
    return (
        cost_of(spec, policy, 0).of(worlds) * _months_of(scenario, checked) / spec.turns
    )


def _tell(tell: Tell | None, what: str, done: int, total: int) -> None:
    if tell is not None:
        tell(what, done, total)


def _scored(setting: Setting, origin: int, turns: Iterator[Shown]) -> _Cases:
    """Score a forecast from the close of a turn by what is on record of the rest."""
    cases = _Cases()
    for turn, shown in enumerate(turns, start=origin + 1):
        if turn >= setting.readout.first:
            cases.numbers += _number_cases(setting, origin, turn, shown)
            cases.answers += _answer_cases(setting, origin, turn, shown)
    return cases


def _number_cases(
    setting: Setting, origin: int, turn: int, shown: Shown
) -> list[NumberCase]:
    found = []
    for series, values in zip(setting.readout.numbers, shown.numbers, strict=True):
        reading, past = series.at(turn), series.past(origin)
        if reading is None or not past.values:
            continue
        told = values + blurred(setting, series.id, turn, reading.error)
        lot = setting.chance.uniform(
            f"place:{series.id}", turn, numbers(origin, origin + 1)
        )
        found.append(
            NumberCase(
                id=series.id,
                origin=origin,
                turn=turn,
                record=reading.value,
                middle=float(sorted(told)[told.size // 2]),
                scores=(
                    crps(told, reading.value),
                    *number_scores(past, turn, reading.value),
                ),
                scale=series.range[1] - series.range[0],
                pit=pit(told, reading.value, float(lot[0])),
                inside=inside(told, reading.value),
            )
        )
    return found


def _answer_cases(
    setting: Setting, origin: int, turn: int, shown: Shown
) -> list[AnswerCase]:
    found = []
    for question, answers in zip(setting.readout.questions, shown.answers, strict=True):
        came = dict(question.answers).get(turn)
        if came is None or not question.is_open(origin):
            continue
        others = chances(question.past(origin), question.base, turn)
        found.append(
            AnswerCase(
                id=question.id,
                origin=origin,
                turn=turn,
                came=came,
                chances=(float(answers.mean()), *others),
            )
        )
    return found
