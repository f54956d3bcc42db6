"""Lines of choices as a reader says them: the labels of the file in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.scenario.proofs import Play
from game.scenario.scenario import Scenario
from game.scenario.workshop.things import named
from game.text import clean
from game.words import say

_ALWAYS = "always"
_DECLARED = 4
"""The words of a declaration: `declare`, a lead and two priorities."""


def line_sentence(scenario: Scenario, line: str, language: str) -> str:
    """Say a line of play with the turn in which it is tried."""
    words = line.partition("#")[0].split()
    if words and words[0] == _ALWAYS:
        chosen = choice_text(scenario, " ".join(words[1:]), language)
        return say("In every turn: {choice}.", language, choice=chosen)
    if words and words[0].endswith(":"):
        chosen = choice_text(scenario, " ".join(words[1:]), language)
        turn = words[0].removesuffix(":")
        return say("Turn {turn}: {choice}.", language, turn=turn, choice=chosen)
    return say(
        "Then: {choice}.", language, choice=choice_text(scenario, line, language)
    )


def line_sentences(
    scenario: Scenario, lines: Iterable[str], language: str
) -> Iterator[str]:
    """Say every line of a play that says something; what holds says so."""
    told = [line for line in lines if line.partition("#")[0].strip()]
    yield from (line_sentence(scenario, line, language) for line in told)
    if not told:
        yield say("It chooses nothing.", language)


def choice_text(scenario: Scenario, line: str, language: str) -> str:
    """Return a choice by its labels; what names none, as it is written."""
    words = line.partition("#")[0].split()
    match words:
        case ["end"]:
            return say("the end of the turn", language)
        case ["declare", *duties] if len(words) == _DECLARED:
            lead, first, second = (
                named(scenario, f"objectives.{key}", language) for key in duties
            )
            return say(
                "lead duty {lead}; priorities {first} and {second}",
                language,
                lead=lead,
                first=first,
                second=second,
            )
        case [subject, answer]:
            home = scenario.names.home(subject)
            return say(
                "{subject}: {answer}",
                language,
                subject=named(scenario, f"{home}.{subject}", language),
                answer=member(scenario, subject, answer, language),
            )
        case [subject]:
            home = scenario.names.home(subject)
            return named(scenario, f"{home}.{subject}", language)
        case _:
            return clean(" ".join(words))


def member(scenario: Scenario, owner: str, id: str, language: str) -> str:
    """Return what a rung of a lever, an answer or an option of a rule is called."""
    if id == "silence":
        return say("silence", language)
    home = scenario.names.home(owner)
    part = "rungs" if home == "levers" else "options"
    return scenario.text(f"{home}.{owner}.{part}.{id}.label", language) or id


def play_sentences(scenario: Scenario, play: Play, language: str) -> Iterator[str]:
    """Say how the player plays in a test or a track."""
    if isinstance(play, str):
        label = named(scenario, f"policies.{play}", language)
        yield say(
            "The player follows the line of play: {label}.", language, label=label
        )
    elif not play:
        yield say("The player does nothing.", language)
    else:
        yield from line_sentences(scenario, play, language)


def play_text(scenario: Scenario, play: Play, language: str) -> str:
    """Return a way to play in one phrase, to stand inside a sentence."""
    if isinstance(play, str):
        return named(scenario, f"policies.{play}", language)
    if not play:
        return say("doing nothing", language)
    told = (line_sentence(scenario, line, language).rstrip(".") for line in play)
    return "; ".join(told)
