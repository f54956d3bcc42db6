"""Every number that the model assumes: value, range, unit, grade and source."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from game.engine.secrecy import veil
from game.report.entries import EntryView, graded
from game.report.figures import in_unit, with_unit
from game.report.rivals import model_entries, model_facts, param_text
from game.report.titles import effect_titles, param_note, param_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from game.report.entries import Graded
    from game.report.labels import Labels


def parameters(labels: Labels) -> Iterator[EntryView]:
    """Yield an entry for every param, and for every effect with amounts of its own.

    An effect whose amount reads something hidden is left to the end of the game.
    """
    yield from model_entries(labels)
    yield from _params(labels)
    hides = veil(labels.spec)
    shown = {e.id for e in labels.spec.effects if not hides.covers(e.amount)}
    given: dict[str, Mapping[str, object]] = {}
    for key, row in labels.scenario.document.effects.items():
        own = {} if row.amount is None else {"": row.amount}
        numbers: Mapping[str, object] = {**own, **(row.per_rung or {})}
        if numbers and key in shown:
            given[key] = numbers
    for key, title in effect_titles(labels, tuple(given)).items():
        yield _effect(labels, key, title, given[key])


def grades(labels: Labels) -> dict[str, int]:
    """Count the parameters by grade: A, B, C, J, and empty for none."""
    counted = dict.fromkeys(("A", "B", "C", "J", ""), 0)
    for entry in parameters(labels):
        if entry.id.startswith("models."):
            continue
        counted[entry.grade] += 1
    return counted


def _params(labels: Labels) -> Iterator[EntryView]:
    scenario = labels.scenario
    changed = scenario.params(labels.spec.level)
    titles, used = param_titles(labels), dict[str, list[str]]()
    for path, meaning in scenario.meanings.items():
        for key in meaning.params:
            used.setdefault(key, []).append(".".join(path.split(".")[:2]))
    for key, row in scenario.document.params.items():
        unit = scenario.unit_in(row.unit, labels.language)
        value = param_text(labels, key)
        told = with_unit(value, unit) if value[-1].isdecimal() else value
        facts = [(labels.say("value"), told)]
        if key in changed and changed[key] != row.value:
            words = labels.say(
                "{value} at levels and under models that leave it alone",
                value=in_unit(f"{row.value:g}", unit),
            )
            facts.append((labels.say("otherwise"), words))
        facts += _range(labels, row, unit)
        facts += model_facts(labels, key)
        entry = EntryView(
            id=f"params.{key}",
            title=titles[key],
            kind="assumptions",
            text=param_note(labels, key),
            facts=tuple(facts),
            links=tuple(dict.fromkeys(used.get(key, ()))),
        )
        yield graded(entry, labels, row)


def _effect(
    labels: Labels, key: str, title: str, numbers: Mapping[str, object]
) -> EntryView:
    row = labels.scenario.document.effects[key]
    unit = labels.unit(row.to)
    facts: list[tuple[str, str]] = []
    for name, given in numbers.items():
        named = labels.text(f"levers.{row.from_}.rungs.{name}.label") or name
        value = f"{getattr(given, 'value', given):g}"
        facts.append((named or labels.say("value"), with_unit(value, unit)))
        facts += _range(labels, given, unit)
    links = [f"variables.{row.to}"]
    links += [f"{home}.{row.from_}" for home in ("levers", "variables") if row.from_]
    entry = EntryView(
        id=f"effects.{key}",
        title=title,
        kind="assumptions",
        text=labels.text(f"effects.{key}.why"),
        facts=tuple(facts),
        links=tuple(links),
    )
    own = next((one for one in numbers.values() if getattr(one, "grade", None)), row)
    return graded(entry, labels, cast("Graded", row if row.grade else own))


def _range(labels: Labels, given: object, unit: str) -> list[tuple[str, str]]:
    low, high = getattr(given, "low", None), getattr(given, "high", None)
    if low is None or high is None:
        return []
    words = labels.say("{low} to {high}", low=f"{low:g}", high=f"{high:g}")
    return [(labels.say("range"), with_unit(words, unit))]
