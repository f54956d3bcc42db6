"""The assessment of who sits opposite: bands, sums, months, and what it opens."""

from __future__ import annotations

from dataclasses import asdict, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from game.engine import Apply, Number, Operator, Prior, PriorKind, Read, Source
from game.errors import ChoiceError
from game.outlook.reach import Reach
from game.plain.beliefs import assessment_lines
from game.report.assessment import Belief, Beliefs, assessment, unseen, whole
from game.report.bands import bands, place_in
from game.report.figures import shown
from game.report.labels import Labels
from game.report.opened import source_scores, truths
from game.report.told import report_headlines
from game.session.outcome import outcome
from game.tui.cells import Look
from game.tui.draw.intelligence import detail
from game.tui.glyphs import UNICODE

if TYPE_CHECKING:
    from game.report.views import Headline
    from game.session import Game, Table


def test_percentages_always_sum_to_one_hundred() -> None:
    """Whatever the shares, what is shown of them adds up."""
    for shares in ((1 / 3,) * 3, (0.005, 0.995), (0.125,) * 8, (1.0, 0.0)):
        assert sum(whole(shares)) == 100


def test_odds_are_told_in_the_words_of_the_file(table: Table) -> None:
    """Each type has a band for each of its words, the prior beside what is now."""
    with table.new(seed=4) as game:
        view = game.assessment()
        words = game.scenario.document.types["temper"].words
        temper = next(odds for odds in view.odds if odds.id == "temper")
        assert [band.text for band in temper.bands] == [row.text.en for row in words]
        for odds in view.odds:
            assert sum(band.now for band in odds.bands) == 100
            assert sum(band.prior for band in odds.bands) == 100


def test_sources_stand_side_by_side_with_all_their_readings(table: Table) -> None:
    """A number that is not seen exactly has every source, month by month."""
    with table.new(seed=4) as game:
        game.end_month()
        mood = next(row for row in game.assessment().numbers if row.id == "mood")
        assert {source.label for source in mood.sources} == {"The cook", "A clerk"}
        assert all(len(source.history) == 2 for source in mood.sources)
        assert all(source.stated.endswith("of the truth") for source in mood.sources)


def test_a_replay_shows_every_month_as_it_was_assessed(table: Table) -> None:
    """Played through, taken up again or replayed: a month reads the same."""
    seen = []
    with table.new(seed=6, name="long") as game:
        for _ in range(3):
            seen.append(game.assessment())
            game.end_month()
    with table.resume("long") as game:
        seen.append(game.assessment())
    replay = table.replay("long")
    assert [replay.assessment(turn) for turn in (4, 2, 1, 3)] == [
        seen[turn - 1] for turn in (4, 2, 1, 3)
    ]
    with pytest.raises(ChoiceError):
        replay.assessment(9)


def test_strained_beliefs_are_said_in_one_sentence(table: Table) -> None:
    """What no possibility explains is said; while all is explained nothing is."""
    with table.new(seed=6) as game:
        known, focus = game._telling.known(1), game._telling.judge(1).focus(1)
        plain = assessment(known, Beliefs(odds={}, strained=False), focus)
        loose = assessment(known, Beliefs(odds={}, strained=True), focus)
        assert not plain.strained
        assert loose.strained.endswith("so trust these odds less.")


def test_the_end_says_what_was_believed_of_the_truth(table: Table) -> None:
    """Beside a type stands what the last odds gave to its true band."""
    with table.new(seed=4) as game:
        over(game)
        temper = next(odds for odds in game.assessment().odds if odds.id == "temper")
        truth = next(
            row for row in game.review().truths if row.label == "Temper of the crews"
        )
        true = next(band for band in temper.bands if band.text == truth.value)
        assert f"Assessed at {true.now} % at the end ({true.words})" in truth.believed
        assert asdict(game.review()) == asdict(game.review())


def test_a_source_is_scored_by_its_bias_and_by_its_noise(table: Table) -> None:
    """What stays is its bias, what varies its noise; each beside what it stated."""
    with table.new(seed=4) as game:
        over(game)
        known = game._telling.known(game.turn)
    rows = known.labels.spec.estimates
    focus = {row.id: [1.0, 1.0] for row in rows}

    def scored(*gaps: float) -> str:
        found = source_scores(known, {row.id: gaps for row in rows}, focus)
        return dict(found)["Mood below deck: The cook"]

    place = known.labels.decimals["mood"] + 1
    zero, four, two = (f"{value:.{place}f}" for value in (0.0, 4.0, 2.0))
    always = scored(-99.0, -99.0)
    assert f"off by -{99:.{place}f} of 100 on average" in always
    assert f"(it stated up to {two})" in always
    assert f"it varied by {zero} (it stated {four})" in always
    around = scored(-3.0, 3.0)
    assert f"off by {zero} of 100 on average" in around
    assert f"it varied by {18**0.5:.{place}f} (it stated {four})" in around


def test_the_errors_of_a_source_keep_their_sign(table: Table) -> None:
    """Every error is the reading less the truth of its month."""
    with table.new(seed=4) as game:
        over(game)
        course = game._telling.course
        found = outcome(course, []).errors["mood.cook"]
    place = [row.id for row in course.model.spec.variables].index("mood")
    own = [row.id for row in course.model.spec.estimates].index("mood.cook")
    for state, gap in zip(course.states, found, strict=True):
        assert gap == state.readings[own, 0] - state.values[place, 0]
    assert min(found) < 0.0 < max(found) or len({gap > 0 for gap in found}) == 1


def test_the_truth_is_not_told_less_likely_than_its_equal(table: Table) -> None:
    """Of two bands at the same odds none seemed likelier, whichever is true."""
    with table.new(seed=4) as game:
        over(game)
        known, made = game._telling.known(game.turn), outcome(game._telling.course, [])
    even = Belief(prior=(0.5, 0.5), now=(0.5, 0.5))
    beliefs = Beliefs(odds={"temper": even}, strained=False)
    for value in (0.2, 0.8):
        opened = truths(known, replace(made, types={"temper": value}), beliefs)
        assert "nothing seemed likelier" in opened[0].believed
    tilted = Beliefs(odds={"temper": replace(even, now=(0.6, 0.4))}, strained=False)
    opened = truths(known, replace(made, types={"temper": 0.8}), tilted)
    assert "likelier seemed, at 60 %: They were patient." in opened[0].believed


def test_large_numbers_are_written_out(table: Table) -> None:
    """Bands, truths and readings of seven digits are no powers of ten."""
    with table.new(seed=4) as game:
        over(game)
        known, made = game._telling.known(game.turn), outcome(game._telling.course, [])
        view = game.assessment()
    labels = known.labels
    line = labels.spec.red_lines[0]
    wide = Prior(kind=PriorKind.UNIFORM, low=0.0, high=3_000_000.0)
    spec = replace(labels.spec, red_lines=(replace(line, threshold=wide),))
    rows = bands(Labels(labels.scenario, spec, "en"))[line.id]
    assert rows[0].text == "0 to 1000000"
    huge = replace(made, thresholds={line.id: 1_234_567.0})
    opened = truths(known, huge, Beliefs(odds={}, strained=False))
    told = "The crews: its line in this game lies at 1234567"
    assert told in [row.words for row in opened]
    mood = view.numbers[0]
    numbers = (1_234_567.0, 2_345_678.0)
    texts = tuple(shown(value, 0) for value in numbers)
    far = replace(mood.sources[0], history=numbers, texts=texts)
    seen = replace(view, numbers=(replace(mood, sources=(far,)),))
    assert "by turn: 1234567, 2345678" in "\n".join(assessment_lines(seen, "en"))
    drawn = detail(seen, mood.id, Look("en", UNICODE), 60, 20)
    text = " ".join(span.text for line in drawn for span in line.spans)
    assert "1234567 to 2345678" in text


def test_where_nothing_is_reported_that_is_said(table: Table) -> None:
    """A number hidden without a source is hidden; a file without secrets has none."""
    with table.new(seed=4) as game:
        known, focus = game._telling.known(1), game._telling.judge(1).focus(1)
    labels = known.labels
    hidden = tuple(row for row in labels.spec.variables if row.id in {"calm", "rust"})
    nobody = replace(labels.spec, variables=hidden, estimates=())
    open_ = replace(nobody, variables=hidden[:1])
    said = []
    for spec in (nobody, open_):
        seen = replace(known, labels=Labels(labels.scenario, spec, "en"))
        view = assessment(seen, Beliefs(odds={}, strained=False), focus)
        assert (view.numbers, view.reports, view.odds) == ((), (), ())
        assert view.nothing in list(assessment_lines(view, "en"))
        rows = detail(view, "", Look("en", UNICODE), 60, 20)
        assert view.nothing in {span.text for row in rows for span in row.spans}
        said.append(view.nothing)
    assert said == [
        "Nothing has been reported of what is hidden here.",
        "Nothing is hidden here.",
    ]


def over(game: Game) -> None:
    """Play to the end."""
    while not game.is_over:
        game.end_month()


def test_a_line_is_told_by_the_rungs_of_the_lever_it_counts(table: Table) -> None:
    """A line on a lever names its rungs; any other says its words, or tells numbers."""
    with table.new(seed=4) as game:
        labels = game._telling.labels
    lever = labels.spec.levers[0]
    line = labels.spec.red_lines[0]
    count = Read(Source.LEVER, lever.id)
    less = Apply(Operator.SUBTRACT, (count, Number(1.0)))
    choice = Prior(kind=PriorKind.CHOICE, values=(2.0, 1.0), weights=(0.5, 0.5))
    counted = replace(line, watches=count, threshold=choice)
    spec = replace(labels.spec, red_lines=(counted,))
    told = bands(Labels(labels.scenario, spec, "en"))[line.id]
    name = labels.text(f"levers.{lever.id}.rungs.{lever.rungs[1].id}.label")
    assert told[0].up_to == 1.0
    assert told[0].text.endswith(name)
    assert [place_in(value, told) for value in (1.0, 2.0)] == [0, 1]
    ranged = Prior(kind=PriorKind.UNIFORM, low=0.5, high=2.0)
    spec = replace(spec, red_lines=(replace(counted, threshold=ranged),))
    told = bands(Labels(labels.scenario, spec, "en"))[line.id]
    assert [band.up_to for band in told] == [1.0, 2.0]
    far = replace(counted, threshold=replace(choice, values=(40.0, 60.0)))
    spec = replace(spec, red_lines=(far,))
    told = bands(Labels(labels.scenario, spec, "en"))[line.id]
    assert [band.text for band in told] == ["40", "60"]
    spec = replace(spec, red_lines=(replace(counted, watches=less),))
    told = bands(Labels(labels.scenario, spec, "en"))[line.id]
    assert [band.text for band in told] == ["1", "2"]


def test_the_words_of_a_line_go_before_all_else(table: Table) -> None:
    """What the file says of a line is said, whatever the line watches."""
    with table.new(seed=4) as game:
        labels = game._telling.labels
    document = labels.scenario.document
    line = labels.spec.red_lines[0]
    words = document.types["temper"].words
    worded = document.red_lines[line.id].model_copy(update={"words": words})
    lines = {**document.red_lines, line.id: worded}
    texts = {
        f"red_lines.{line.id}.words.{place}.text": {"en": row.text.en}
        for place, row in enumerate(words)
    }
    scenario = replace(
        labels.scenario,
        document=document.model_copy(update={"red_lines": lines}),
        texts={**labels.scenario.texts, **texts},
    )
    told = bands(Labels(scenario, labels.spec, "en"))[line.id]
    assert [band.text for band in told] == [row.text.en for row in words]


def test_a_report_is_news_and_is_kept(table: Table) -> None:
    """What was said is a headline of its month, and stays with its source and date."""
    with table.new(seed=4) as game:
        assert game.assessment().reports == ()
        game.end_month()
        game.end_month()
        said = game.assessment().reports
        assert [report.turn for report in said] == [3, 2]
        assert all("{band}" not in report.text for report in said)
        assert {report.source for report in said} == {"The barkeeper"}
        assert said[0].stated == "said to be right in 75 of 100"
        news = {item.id: item for item in game.room().headlines}
        assert news["report.barkeeper"].text.startswith(said[0].text)
        for item in (news["report.barkeeper"], _told_otherwise(game)):
            shown = ". ".join(filter(None, (item.actor, item.title, item.text)))
            assert shown.count("The barkeeper") == 1


def _told_otherwise(game: Game) -> Headline:
    """Return the headline of a report whose text does not name its source."""
    labels = game._telling.labels
    document = labels.scenario.document
    row = document.reports["barkeeper"]
    text = row.text.model_copy(update={"en": "They are {band}."})
    reports = {"barkeeper": row.model_copy(update={"text": text})}
    scenario = replace(
        labels.scenario, document=document.model_copy(update={"reports": reports})
    )
    seen = game._telling.course.observations[-1]
    return report_headlines(Labels(scenario, labels.spec, "en"), seen)[0]


def test_a_source_of_reports_is_scored_by_how_often_it_was_right(table: Table) -> None:
    """The end counts the reports that named the true band."""
    with table.new(seed=4) as game:
        over(game)
        truth = float(game._telling.course.state.types[0, 0]) >= 0.5
        named = [
            dict(s.reports).get("barkeeper") for s in game._telling.course.observations
        ]
        hits = [band == truth for band in named if band is not None]
        told = dict(game.review().sources)["Talk in the bar: The barkeeper"]
        assert told.startswith(f"right in {sum(hits)} of {len(hits)} reports")
        assert told.endswith("said to be right in 75 of 100")


def test_a_focused_source_states_a_smaller_error(table: Table) -> None:
    """What multiplies the noise of a reading is in what the source says of itself."""
    with table.new(seed=4) as game:
        known = game._telling.known(1)
        full = {row.id: 1.0 for row in known.labels.spec.estimates}
        half = dict.fromkeys(full, 0.0)
        wide, narrow = unseen(known, full), unseen(known, half)
        assert [row.id for row in wide] == [row.id for row in narrow]
        assert wide != narrow


TASKS = {1: "reread_export_rule", 2: "task_home", 3: "arms shells"}
"""Choices by turn: a question to the service, and a step that is answered."""


def test_a_belief_says_what_moved_it(table: Table) -> None:
    """Last turn's points sum to the change, all of them to the whole way."""
    with table.new("seoul-2024", seed=7) as game:
        game.stage("reconsider name_condition")
        for _ in range(3):
            game.end_month()
        odds = {row.id: row for row in game.assessment().odds}
        whys = {key: game.why(f"beliefs.{key}") for key in odds}
        with pytest.raises(ChoiceError):
            game.why("beliefs.moon")
    assert any(why.lines for why in whys.values())
    for key, why in whys.items():
        moved = sum(Decimal(line.amount) for line in why.lines)
        assert moved == Decimal(why.change)
        likeliest = max(odds[key].bands, key=lambda band: band.now)
        ends = [Decimal(text.split()[0]) for text in (why.before, why.after)]
        assert ends[1] - ends[0] == Decimal(why.change)
        assert abs(ends[1] - likeliest.now) <= 1
        since = sum(Decimal(part.amount) for part in why.parts)
        assert abs(since - (ends[1] - likeliest.prior)) <= 1


def test_what_cannot_tell_of_a_hidden_thing_moves_no_belief_of_it(table: Table) -> None:
    """Imagined worlds may go together by luck; no cause is made of that, nor lost."""
    folded = named = 0
    for seed in (3, 5):
        with table.new("seoul-2024", seed=seed) as game:
            reach = Reach(game._telling.course.model)
            for turn in range(1, 10):
                if turn in TASKS:
                    game.stage(TASKS[turn])
                game.end_month()
            for row in game.assessment().odds:
                why = game.why(f"beliefs.{row.id}")
                for line in (*why.lines, *why.parts):
                    kind, _, key = line.id.removeprefix("since:").partition(":")
                    if kind in {"act", "event", "report"}:
                        named += 1
                        assert row.id in reach.of(kind, key), (row.id, line.id)
                    folded += kind == "small"
                moved = sum(Decimal(line.amount) for line in why.lines)
                assert moved == Decimal(why.change)
    assert folded >= 4
    assert named >= 10
