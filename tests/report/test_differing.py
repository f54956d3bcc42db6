"""What comes first where plans are compared: that in which they lie farthest apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from game.report.differing import KIND, by_difference, duties_by_difference
from game.report.views import Fan, Outlook


def ranged(gauge: str, middle: float, width: float = 20.0) -> Fan:
    """Return a range around a middle."""
    ends = (middle - width / 2, middle + width / 2)
    return Fan(gauge=gauge, months=(1,), low=ends[:1], middle=(middle,), high=ends[1:])


def chance(gauge: str, percent: float) -> Fan:
    """Return a chance."""
    told = (percent,)
    return Fan(gauge=gauge, months=(1,), low=told, middle=told, high=told, chance=True)


HELD = (ranged("calm", 50.0), chance("risk", 30.0), ranged("trade", 40.0))
"""What nothing chosen brings."""


def plan(*fans: Fan, kept: float = 20.0) -> Outlook:
    """Return a forecast that differs from nothing chosen in some gauges."""
    moved = {fan.gauge: fan for fan in fans}
    return Outlook(
        plan=(),
        worlds=8,
        fans=tuple(moved.get(fan.gauge, fan) for fan in HELD),
        endings=(("truce", kept), ("siege", 70.0)),
        hold=HELD,
        grades=(("truce", "kept"), ("siege", "loss")),
    )


def test_what_parts_the_plans_most_is_first() -> None:
    """A chance by its points, a range as a part of its width, endings among them."""
    plans = [plan(chance("risk", 60.0)), plan(ranged("trade", 42.0), kept=65.0)]
    ends = [KIND + "kept", "risk", "trade", "calm", KIND + "loss"]
    assert by_difference(plans) == ends


def test_the_same_gap_counts_for_more_where_less_is_uncertain() -> None:
    """Ranges that hardly overlap part the plans more than ranges that do."""
    held = (ranged("wide", 50.0, 40.0), ranged("narrow", 50.0, 10.0))
    ours = (ranged("wide", 56.0, 40.0), ranged("narrow", 54.0, 10.0))
    made = replace(plan(), fans=ours, hold=held)
    assert by_difference([made])[:2] == ["narrow", "wide"]


def test_what_is_alike_stays_in_the_order_of_the_scenario() -> None:
    """Less than a percent is no difference: noise moves nothing; endings come last."""
    still = ["calm", "risk", "trade", KIND + "kept", KIND + "loss"]
    assert by_difference([plan(), plan()]) == still
    nearly = plan(ranged("trade", 40.05), chance("risk", 30.3), kept=20.4)
    assert by_difference([plan(), nearly]) == still


def test_the_order_of_the_plans_does_not_matter() -> None:
    """Nor which of them is set against what."""
    plans = [plan(), plan(ranged("calm", 58.0)), plan(chance("risk", 12.0), kept=29.0)]
    orders = {tuple(by_difference(order)) for order in permutations(plans)}
    assert len(orders) == 1


def test_one_plan_is_told_apart_from_nothing_chosen() -> None:
    """The base counts as a plan; without any plan there is nothing to order."""
    assert by_difference([plan(ranged("trade", 49.0))])[0] == "trade"
    assert by_difference([]) == []


def test_duties_are_ordered_by_their_means() -> None:
    """At equal differences they stand as they came: those declared first."""
    held = tuple(replace(ranged(key, 40.0), mean=(41.0,)) for key in "abc")
    ours = (*held[:2], replace(held[2], mean=(47.0,)))
    plans = [replace(plan(), duties=ours, duties_held=held)]
    assert duties_by_difference(plans, ["b", "a", "c"]) == ["c", "b", "a"]
    assert duties_by_difference([], ["b", "a"]) == ["b", "a"]
