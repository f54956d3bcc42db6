"""Entries on the endings: all are there, in words, with what the player sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.engine import Apply, Number, Read, Source
from game.engine.expression import conjuncts
from game.report.entries import EntryView
from game.report.kinds import kind_words
from game.scenario.hashing import plain
from game.session import Table
from game.words import LANGUAGES, say
from tests.conftest import FERRY

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = sorted(path.name for path in SCENARIOS.iterdir() if path.is_dir())


def told(table: Table, scenario: str | None = None) -> list[EntryView]:
    """Return the entries on the endings in the first turn."""
    with table.new(scenario, seed=3) as game:
        return [entry for entry in game.codex() if entry.kind == "ends"]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_ending_of_a_shipped_crisis_is_told_in_words(
    tmp_path: Path, name: str, language: str
) -> None:
    """Each has what it takes, nothing without a label, and no epilogue."""
    table = Table(data_dir=tmp_path, language=language)
    found = table.scenario(name)
    endings = found.document.endings
    entries = told(table, name)
    assert {entry.id for entry in entries} == {f"endings.{key}" for key in endings}
    ranks = [endings[entry.id.partition(".")[2]].rank for entry in entries]
    assert ranks == sorted(ranks)
    for entry in entries:
        assert entry.title
        assert all(label and asked for label, asked in entry.facts)
        assert found.text(f"{entry.id}.text", language) not in entry.text


@pytest.mark.parametrize("name", SHIPPED)
def test_the_ending_that_asks_for_nothing_says_so(tmp_path: Path, name: str) -> None:
    """Of what comes at the last close whatever happened there is no rule to read."""
    table = Table(data_dir=tmp_path)
    endings = table.scenario(name).document.endings
    asked = {
        key: str(row.when).replace("turn >= turns", "true")
        for key, row in endings.items()
    }
    found = {entry.id.partition(".")[2]: entry for entry in told(table, name)}
    for key, entry in found.items():
        free = asked[key] in {"true", "True"} and not endings[key].early
        words = "It comes when no other ending does."
        assert entry.text.startswith(words) == free, key
        assert any(label == "rule" for label, _ in entry.facts) != free


def test_a_part_tells_its_bound_and_what_the_player_sees_of_it(table: Table) -> None:
    """What is compared with a number stands beside the number as it is known."""
    entries = {entry.id: entry for entry in told(table)}
    document = table.scenario(None).document
    assert entries.pop("endings.routine").facts == ()
    for entry in entries.values():
        *parts, (_, written) = entry.facts
        assert written == document.endings[entry.id.partition(".")[2]].when
        for label, asked in parts:
            key = next(k for k, v in document.variables.items() if v.label.en == label)
            seen = document.variables[key].seen
            assert (seen == "hidden") == ("now" not in asked)
    assert any(len(entry.facts) > 1 for entry in entries.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bound_that_is_a_rung_is_called_by_its_title(
    tmp_path: Path, language: str
) -> None:
    """Of the policy itself and of a number that counts its rungs, and so is it now."""
    table = Table(data_dir=tmp_path, language=language)
    found = table.scenario("seoul-2024")
    entries = {entry.id: entry for entry in told(table, "seoul-2024")}
    told_of = set()
    for key in found.document.endings:
        facts = dict[str, list[str]]()
        for label, asked in entries[f"endings.{key}"].facts:
            facts.setdefault(label, []).append(asked)
        for part in conjuncts(found.expression(f"endings.{key}.when")):
            match part:
                case Apply(_, (Read(source, id), Number(_, _, rung))) if rung:
                    lever, _, own = rung.partition(".")
                    title = found.text(f"levers.{lever}.rungs.{own}.label", language)
                    home = "levers" if source is Source.LEVER else "variables"
                    label = found.text(f"{home}.{id}.label", language)
                    assert any(title in asked for asked in facts[label])
                    assert not any(re.search(r"\d", asked) for asked in facts[label])
                    told_of.add(home)
    assert told_of == {"levers", "variables"}


def test_what_a_rung_is_called_is_no_part_of_the_mechanics() -> None:
    """A saved game is known again by what is played."""
    assert plain(Number(2.0, rung="arms.loan")) == plain(Number(2.0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ending_and_a_mandate_are_told_in_different_words(language: str) -> None:
    """One word per thing: what is kept is a mandate, never an ending."""
    endings = {kind_words(kind, language) for kind in ("kept", "mixed", "loss")}
    assert len(endings) == 3
    assert not endings & {say("kept", language), say("not kept", language)}


def test_what_is_or_is_not_is_told_in_words(table: Table) -> None:
    """No part of an ending asks for a yes or no by a number."""
    found = {entry.id: dict(entry.facts) for entry in told(table, "seoul-2024")}
    facts = found["endings.settled_without_us"]
    assert facts["The war goes on"] == "It must not be so; it still is."
    plain = [text for rows in found.values() for text in rows.values()]
    assert not any(text.startswith("below 1; now 1") for text in plain)


@pytest.mark.parametrize(
    ("asked", "told_so"),
    [
        ("ashore < 1", "It must not be so, and it is not."),
        ("ashore <= 0", "It must not be so; it still is."),
        ("ashore > 0", "It must be so, and it is."),
        ("ashore >= 1", "It must be so; it is not yet."),
    ],
)
def test_between_yes_and_no_the_rule_decides(
    tmp_path: Path, asked: str, told_so: str
) -> None:
    """A half is what the part that asks takes it for."""
    file, text = tmp_path / "ferry.toml", FERRY.read_text(encoding="utf-8")
    ashore = text[text.index("[variables.trust]") :].partition("\n\n")[0]
    ashore = ashore.replace("variables.trust", "variables.ashore")
    ashore = ashore.replace("[0, 100]", "[0, 1]").replace("start = 50", "start = 0.5")
    ashore = ashore.replace("decimals = 1", "decimals = 0")
    text = text.replace("calm < 25", f"calm < 25 and {asked}")
    text = text.replace("[variables.trust]", f"{ashore}\n\n[variables.trust]")
    file.write_text(text, encoding="utf-8")
    entries = {entry.id: entry for entry in told(Table(data_dir=tmp_path), str(file))}
    assert told_so in dict(entries["endings.uproar"].facts).values()
