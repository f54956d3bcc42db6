"""A slip is told once, and what is advised against it is right when it is followed."""

from __future__ import annotations

import pytest

from game.scenario import Severity, check_text
from game.scenario.samples import BASE, CARD, FERRY, MIND, effect
from game.words import render

PLAN = '[policies.plan]\nlabel = { en = "Plan" }\nlines = ["1: offer high"]\n'
GAUGE = '[gauges.ferry_gauge]\nlabel = { en = "F" }\nvariable = "ferry"\n'
HINT = '[hints.look]\ntext = { en = "Look." }\nabout = "ferry_gauge"\n'
LEVER = effect('amount = 1\nwhen = "offer == offer.high"')
SWAYED = MIND.replace('"own_plan"', '"own_plan + if(since(crew_acts.stop) == 1, 1, 0)"')
TEST = (
    '[tests.one]\nnote = "It holds."\nwhen = ["1: offer high"]\n'
    'then = [{ cause = "slack", of = "standing", compare = [], share = "> 0" }]\n'
)
STOPPED = effect('amount = 1\nwhen = "crew_acts.stop"')
SLOW = effect("amount = 1\ndelay = { mean = 1.5 }")
LEVELS = (
    '[params.pay]\nvalue = 2\nlow = 1\nhigh = 3\ngrade = "J"\n'
    '[difficulty.usual]\nlabel = { en = "Usual" }\nlevel = 3\nstandard = true\n'
    "params = { pay = 3 }\n"
)
PRICED = CARD.replace(
    '{ en = "Shut it" } }', '{ en = "Shut it" }, effects = { standing = -4 } }'
)


@pytest.mark.parametrize(
    ("good", "right", "slip", "code", "advice"),
    [
        (BASE, 'start = "low"', "start = 0", "E103", '"low", "high"'),
        (BASE, 'kind = "judgement"', 'kind = "judgement"\ndate = 2034', "E103", "2034"),
        (FERRY, "start = 4", "start = 82,5", "E002", "82.5"),
        (FERRY, '"Ferries"', "\u201cFerries\u201d", "E002", "straight"),
        (FERRY + GAUGE + HINT, '"ferry_gauge"\n', '"ferry"\n', "E110", "ferry_gauge"),
        (LEVER + TEST, 'cause = "slack"', 'cause = "offer"', "E110", "slack"),
        (PLAN, '"1: offer', '"week 1: offer', "E116", "'1:'"),
        (LEVER, "offer == offer", "offer \u2265 offer", "E201", ">="),
        (PRICED, "standing = -4", "standing -= 4", "E002", "standing = -4"),
        (
            SWAYED,
            "if(since(crew_acts.stop) == 1, 1, 0)",
            "crew_acts.stop",
            "E210",
            "if(since(crew_acts.stop) == 1, 1, 0)",
        ),
        (LEVELS, "pay = 3", "pay = 4", "E118", "within"),
        (CARD, '"turn == 1"', '"standing > 9 and turn >= 19"', "E118", "calendar"),
        (SLOW, "{ mean = 1.5 }", "1.5", "E103", "{ mean = 1.5 }"),
        (BASE + LEVER, 'id = "high"', 'id = "High"', "E106", "high"),
        (MIND + STOPPED, '"crew_acts.stop"', '"crew_acts == stop"', "E205", "s.stop"),
        (
            CARD + effect('amount = 1\nwhen = "not gate.open"'),
            '"not gate.open"',
            '"gate != open"',
            "E205",
            "not gate.open",
        ),
    ],
)
def test_a_slip_is_told_once_with_the_right_advice(
    good: str, right: str, slip: str, code: str, advice: str
) -> None:
    """One error, whose advice names what stands in the good file."""
    text = good if good.startswith("format") else f"{BASE}\n{good}"
    assert text.count(right) >= 1
    assert told(text) == []
    head, _, tail = text.rpartition(right)
    found = told(f"{head}{slip}{tail}")
    assert [one for one, _ in found] == ([code] if code else [])
    assert all(advice in fix for _, fix in found)


def told(text: str) -> list[tuple[str, str]]:
    """Return the code and the advice of everything that is wrong."""
    return [
        (one.code, render(one.fix) if one.fix else "")
        for one in check_text({"a.toml": text}, "a.toml").diagnostics
        if one.severity is not Severity.NOTE
    ]
