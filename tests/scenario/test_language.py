"""The language of expressions: what is said, what is refused, and where."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.compiler import Names as Rows
from game.engine.compiler import compile_program
from game.engine.expression import Apply, Number, Operator, Read, Source
from game.engine.program import Frame
from game.scenario import Scenario, load
from game.scenario.meaning import Meaning
from game.scenario.names import Names
from game.scenario.resolve import mean
from game.words import render
from tests.scenario.sentences import VARIABLES, number, truth

FERRY = load(Path(__file__).parent / "files" / "ferry.toml")
WORLDS = ((0.0, 1.0, 2.5), (40.0, 0.25, -3.0), (7.0, 100.0, 0.0), (1.0, 1.0, 1.0))


def names() -> Names:
    """Return the names of the ferry strike."""
    return FERRY.names


def run(meaning: Meaning) -> list[float]:
    """Work an expression out in four worlds at once, as the engine does."""
    assert meaning.expression is not None, meaning.faults
    rows = {name: row for row, name in enumerate(VARIABLES)}
    program = compile_program(
        Rows({Source.VARIABLE: rows}, {}, turns=8, level=3),
        [meaning.expression],
    )
    values = tuple(np.array(WORLDS).T)
    month = (np.float64(3.0),)
    frame = Frame(
        values=values,
        previous=values,
        levers=(),
        previous_levers=(),
        types=(),
        last=(),
        freshness=(),
        leads=(),
        priorities=(),
        turn=month,
        now=month,
    )
    with np.errstate(all="ignore"):
        (found,) = program.run(frame)
    return [float(value) for value in np.broadcast_to(found, (len(WORLDS),))]


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**9), asked=st.booleans())
def test_text_means_what_arithmetic_says(seed: int, *, asked: bool) -> None:
    """Parsed, compiled and run over many worlds, a text has Python's own value."""
    luck = Random(seed)  # noqa: S311 - a repeatable choice, no secret
    sentence = truth(luck, 4) if asked else number(luck, 4)
    meaning = mean(sentence.text, names(), truth=asked)
    if any(fault.code == "E204" for fault in meaning.faults):
        return
    expected = [
        float(sentence.value(dict(zip(VARIABLES, world, strict=True))))
        for world in WORLDS
    ]
    np.testing.assert_array_equal(run(meaning), expected, err_msg=sentence.text)


REFUSED = [
    # text, truth asked, code, first column, last column, a word of the fix
    ("anger && fund", True, "E201", 6, 8, "and"),
    ("anger || fund", True, "E201", 6, 8, "or"),
    ("!storm", True, "E201", 0, 1, "not"),
    ("anger = 3", True, "E201", 6, 7, "=="),
    ("anger ** 2", False, "E201", 6, 8, "hill"),
    ("anger ^ 2", False, "E201", 6, 7, "hill"),
    ("offer == 'half'", True, "E201", 9, 10, "quotes"),
    ("anger > 3 ? 1 : 0", False, "E201", 10, 11, "if("),
    ("항구 + 1", False, "E201", 0, 1, "a-z"),
    ("a\u0430nger", False, "E201", 1, 2, "a-z"),
    ("__import__(1)", False, "E206", 0, 10, "functions"),
    ("anger.__class__", False, "E205", 0, 15, "anger"),
    ("anger +", False, "E202", 6, 7, "remove"),
    ("not", True, "E202", 0, 3, "remove"),
    ("(anger", False, "E202", 0, 1, ")"),
    ("anger)", False, "E202", 5, 6, "("),
    ("2 anger", False, "E202", 2, 7, "operator"),
    ("", False, "E202", 0, 0, "number"),
    ("anger, fund", False, "E202", 5, 6, "remove"),
    ("anger % 2", False, "E202", 6, 7, "5%"),
    ("anger > 3 AND fund > 3", True, "E202", 10, 13, "operator"),
    ("NOT storm", True, "E202", 0, 3, "not"),
    ("anger is 3", True, "E202", 6, 8, "=="),
    ("1 < anger < 3", True, "E203", 10, 11, "and"),
    ("1 == anger == 3", True, "E203", 11, 13, "and"),
    ("(" * 40 + "1" + ")" * 40, False, "E204", 24, 25, "derived"),
    ("1+" * 199 + "1", False, "E204", 120, 121, "derived"),
    ("a" * 401, False, "E204", 0, 401, "derived"),
    ("angr * 2", False, "E205", 0, 4, "'anger'"),
    ("events.strom", True, "E205", 0, 12, "'events.storm'"),
    ("storn", True, "E205", 0, 5, "'storm'"),
    ("offer >= offer.hlaf", True, "E205", 9, 19, "'offer.half'"),
    ("offer >= half", True, "E205", 9, 13, "'offer.half'"),
    ("letter.thnak", True, "E205", 0, 12, "'letter.thank'"),
    ("crews_act", True, "E205", 0, 9, "crews_act.wait"),
    ("lead.pease", True, "E205", 0, 10, "'lead.peace'"),
    ("anger.high", False, "E205", 0, 10, "'anger'"),
    ("sqrtt(anger)", False, "E206", 0, 5, "'sqrt'"),
    ("exp(anger)", False, "E206", 0, 3, ""),
    ("ramp(anger, 1)", False, "E207", 0, 14, "ramp(x, low, high)"),
    ("min(anger)", False, "E207", 0, 10, "min(a, b"),
    ("anger + (fund > 3)", False, "E208", 9, 17, "if("),
    ("anger", True, "E208", 0, 5, "x > 0"),
    ("2 * storm", False, "E208", 4, 9, "if("),
    ("anger and fund > 1", True, "E208", 0, 5, "x > 0"),
    ("if(anger, 1, 0)", False, "E208", 3, 8, "x > 0"),
    ("if(anger > 1, 1, storm)", False, "E208", 17, 22, "if("),
    ("storm == 1", True, "E208", 0, 5, "if("),
    ("hill(anger, 40, fund)", False, "E209", 16, 20, "1, 2"),
    ("hill(anger, 40, 5)", False, "E209", 16, 17, "1, 2"),
    ("hill(anger, 40, 1.5)", False, "E209", 16, 19, "1, 2"),
    ("since(anger)", False, "E209", 6, 11, "since(happening)"),
    ("prev(pressure)", False, "E209", 5, 13, "prev(variable)"),
    ("prev(anger + 1)", False, "E209", 5, 14, "prev(variable)"),
    ("1e999", False, "E212", 0, 5, "1000000000000"),
]


@pytest.mark.parametrize(
    ("text", "asked", "code", "start", "end", "word"),
    REFUSED,
    ids=[text[:24] or "nothing" for text, *_ in REFUSED],
)
def test_mistake_is_refused_at_its_columns_with_advice(
    text: str, code: str, start: int, end: int, word: str, *, asked: bool
) -> None:
    """Each mistake has one fault, at the exact characters, that teaches."""
    meaning = mean(text, names(), truth=asked)
    assert meaning.expression is None
    (fault,) = meaning.faults
    assert (fault.code, fault.start, fault.end) == (code, start, end)
    assert fault.fix is not None
    assert word in render(fault.fix)


def test_two_unknown_names_are_both_reported() -> None:
    """One unknown name does not hide another."""
    meaning = mean("angr + fnd", names(), truth=False)
    assert [(fault.start, fault.end) for fault in meaning.faults] == [(0, 4), (7, 10)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("anger", Read(Source.VARIABLE, "anger")),
        ("prev(anger)", Read(Source.PREVIOUS, "anger")),
        ("offer", Read(Source.LEVER, "offer")),
        ("prev(offer)", Read(Source.PREVIOUS_LEVER, "offer")),
        ("pressure", Read(Source.DERIVED, "pressure")),
        ("resolve", Read(Source.TYPE, "resolve")),
        ("since(storm)", Read(Source.SINCE, "storm")),
        ("since(letter.silence)", Read(Source.SINCE, "letter.silence")),
        ("since(events.storm)", Read(Source.SINCE, "storm")),
        ("turn", Read(Source.TURN)),
        ("turns", Read(Source.TURNS)),
        ("level", Read(Source.LEVEL)),
        ("temper", Number(0.5, "temper")),
        ("offer.full", Number(2.0)),
        ("5%", Number(0.05)),
    ],
)
def test_name_reads_its_quantity(text: str, read: Read | Number) -> None:
    """Every kind of name stands for what the reference page says."""
    assert mean(text, names(), truth=False).expression == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("storm", Read(Source.HAPPENED, "storm")),
        ("police_line", Read(Source.HAPPENED, "police_line")),
        ("call_mayor", Read(Source.HAPPENED, "call_mayor")),
        ("letter", Read(Source.HAPPENED, "letter")),
        ("letter.meet", Read(Source.HAPPENED, "letter.meet")),
        ("letter.silence", Read(Source.HAPPENED, "letter.silence")),
        ("crews_act.block", Read(Source.HAPPENED, "crews_act.block")),
        ("events.storm", Read(Source.EVER, "storm")),
        ("events.police_line", Read(Source.EVER, "police_line")),
        ("lead.peace", Read(Source.LEAD, "peace")),
        ("priority.purse", Read(Source.PRIORITY, "purse")),
    ],
)
def test_happening_reads_as_a_truth(text: str, read: Read) -> None:
    """Every kind of happening, and every declared duty, is a truth."""
    assert mean(text, names(), truth=True).expression == read


def test_plain_numbers_and_booleans_are_expressions() -> None:
    """A key that takes an expression takes a plain value of its type too."""
    assert mean(3, names(), truth=False).expression == Number(3.0)
    assert mean(3, names(), truth=True).faults[0].code == "E208"
    assert mean(True, names(), truth=False).faults[0].code == "E208"


def test_not_binds_looser_than_a_comparison() -> None:
    """`not a > b` denies the comparison."""
    found = mean("not anger > 3", names(), truth=True).expression
    assert isinstance(found, Apply)
    assert found.operator is Operator.NOT


def test_scenario_compiles_further_expressions() -> None:
    """What a face asks to be compiled is compiled as the file's own, or refused."""
    scenario: Scenario = FERRY
    found = scenario.compile_expression("anger > 3", True)
    assert not scenario.reads_exact_only(found)
    assert scenario.reads_exact_only(scenario.compile_expression("standing", False))
    assert not scenario.reads_exact_only(
        scenario.compile_expression("pressure", False),
    )
