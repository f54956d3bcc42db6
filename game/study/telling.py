"""A balance report as text."""

from __future__ import annotations

from collections.abc import Sequence

from game.outlook import OPEN
from game.scenario import Scenario
from game.study.balance import Report
from game.study.dealt import Shown
from game.study.options import Option
from game.study.printing import columns, mandates_text
from game.study.sections import Ahead, Answers, EndingShares, Ladder, Luck, Told
from game.study.uses import Uses
from game.words import say

_LEAST = 0.01
"""An answer that is best in a smaller share of its states is never best."""

_FEW = 20
"""Fewer states than this say nothing of an answer."""


def report_text(report: Report, scenario: Scenario, language: str = "en") -> str:
    """Return a balance report as a reader sees it."""
    head = say(
        "{scenario} (mechanics {mechanics}), level {level}: {games} games a player, "
        "seed {seed}; mandates in rotation",
        language,
        mechanics=report.mechanics[:12],
        scenario=report.scenario,
        level=report.level,
        games=report.games,
        seed=report.seed,
    )
    parts = [head]
    if report.partial:
        parts.append(
            say("This report is partial: it was stopped before it was done.", language)
        )
    if report.lines is not None:
        parts.append(mandates_text(report.lines, language).rstrip())
    if report.ladder is not None:
        parts += _ladder(report.ladder, say("The ladder", language), language)
    if report.doubling is not None:
        title = say("Twice as many imagined worlds", language)
        parts += _ladder(report.doubling, title, language)
    if report.endings is not None:
        parts.append(_endings(report.endings, scenario, language))
    if report.luck is not None:
        parts.append(_luck(report.luck, language))
    if report.types is not None:
        parts.append(_told(report.types, language))
    if report.options is not None:
        parts += _answers(report.options, language)
    parts += _last(report, language)
    return "\n\n".join(parts) + "\n"


def _last(report: Report, language: str) -> list[str]:
    parts = []
    for title, found in (
        (say("What questions are worth", language), report.intelligence),
        (say("What offers are worth", language), report.talks),
    ):
        if found is not None:
            parts.append(_uses(title, found, language))
    if report.adversaries is not None:
        parts.append(_ahead(report.adversaries, language))
    if report.deck:
        parts.append(_deck(report.deck, language))
    return parts


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _ladder(found: Ladder, title: str, language: str) -> list[str]:
    titles = (
        say("player", language),
        "Elo",
        "±",
        say("score", language),
        "±",
        say("lost early, %", language),
        say("ended early, %", language),
        say("choices", language),
    )
    rows = [
        (
            row.name,
            f"{row.elo:.0f}",
            f"{row.error:.0f}",
            f"{row.score:.1f}",
            f"{row.score_error:.1f}",
            _percent(row.lost),
            _percent(row.early),
            f"{row.choices:.1f}",
        )
        for row in found.rungs
    ]
    parts = [f"{title}\n{columns((titles, *rows))}"] if rows else []
    heads = (
        say("duel", language),
        say("wins, %", language),
        "±",
        say("worst lead, %", language),
        say("which", language),
        say("games", language),
    )
    pairs = [
        (
            say("{name} - {other}", language, name=row.name, other=row.against),
            _percent(row.wins),
            _percent(row.error),
            _percent(row.worst),
            row.lead,
            str(row.games),
        )
        for row in found.duels
    ]
    return [*parts, columns((heads, *pairs))] if pairs else parts


def _endings(found: Sequence[EndingShares], scenario: Scenario, language: str) -> str:
    def title(key: str) -> str:
        if key == OPEN:
            return say("no ending", language)
        return scenario.text(f"endings.{key}.title", language)

    titles = (
        say("player", language),
        say("endings", language),
        say("effective", language),
        say("most frequent, %", language),
        say("which", language),
    )
    rows = [
        (
            row.name or say("all together", language),
            str(row.reached),
            f"{row.effective:.1f}",
            _percent(row.shares[0][1]),
            title(row.shares[0][0]),
        )
        for row in found
    ]
    return columns((titles, *rows))


def _luck(found: Luck, language: str) -> str:
    return say(
        "Of what parts the scores of {names}: who plays {policy} %, the game (hidden "
        "types, luck, mandate) {game} %, the rest {rest} %.",
        language,
        names=", ".join(found.names),
        policy=_percent(found.policy),
        game=_percent(found.game),
        rest=_percent(found.rest),
    )


def _told(found: Told, language: str) -> str:
    return say(
        "{name}, told the hidden types, scores {points} ± {error} points more and wins "
        "{wins} ± {wins_error} % against itself.",
        language,
        name=found.name,
        points=f"{found.points:+.1f}",
        error=f"{found.error:.1f}",
        wins=_percent(found.wins),
        wins_error=_percent(found.wins_error),
    )


def _uses(title: str, found: Uses, language: str) -> str:
    head = say(
        "{title}, against a planner barred from them: {names}",
        language,
        title=title,
        names=", ".join(found.initiatives),
    )
    titles = (
        say("player", language),
        say("points", language),
        "±",
        say("wins, %", language),
        "±",
    )
    rows = [
        (
            say("{name}, whenever it can", language, name=row.name)
            if row.always
            else row.name,
            f"{row.points:+.1f}",
            f"{row.error:.1f}",
            _percent(row.wins),
            _percent(row.wins_error),
        )
        for row in found.players
    ]
    return f"{head}\n{columns((titles, *rows))}"


def _ahead(found: Sequence[Ahead], language: str) -> str:
    title = say("Against governments that look ahead", language)
    titles = (
        say("player", language),
        say("wins, %", language),
        say("against reactive, %", language),
        "±",
        say("points", language),
        "±",
    )
    rows = [
        (
            row.name,
            _percent(row.wins),
            _percent(row.reactive),
            _percent(row.error),
            f"{row.points:+.1f}",
            f"{row.points_error:.1f}",
        )
        for row in found
    ]
    return f"{title}\n{columns((titles, *rows))}"


def _deck(found: Sequence[Shown], language: str) -> str:
    titles = (
        say("player", language),
        say("cards", language),
        say("questions", language),
        say("shown in a game, %", language),
        say("shared by two games, %", language),
        say("dealt as a variant, %", language),
    )
    rows = [
        (
            row.name,
            str(row.cards),
            str(row.families),
            _percent(row.share),
            _percent(row.shared),
            _percent(row.varied),
        )
        for row in found
    ]
    return f"{say('The deck', language)}\n{columns((titles, *rows))}"


def _answers(found: Answers, language: str) -> list[str]:
    head = say(
        "{name} weighed {states} cards. Spread of its answers: {entropy} of 1. Best "
        "and second within a quarter of a deviation: {hard} %; more than one apart: "
        "{critical} %.",
        language,
        name=found.name,
        states=found.states,
        entropy=f"{found.entropy:.2f}",
        hard=_percent(found.hard),
        critical=_percent(found.critical),
    )
    here = say(
        "In deviations of the outcome from the state on, which leave out what parts "
        "games and mandates: {hard} % and {critical} %.",
        language,
        hard=_percent(found.hard_here),
        critical=_percent(found.critical_here),
    )
    marked = [
        (row, _findings(row, language)) for row in found.options if row.offered >= _FEW
    ]
    few = dict.fromkeys(row.card for row in found.options if row.offered < _FEW)
    rare = []
    if few:
        told = say(
            "Not judged, an answer open in fewer than {least} states: {cards}.",
            language,
            least=_FEW,
            cards=", ".join(few),
        )
        rare.append(told)
    notable = [(row, marks) for row, marks in marked if marks]
    if not notable:
        return [head, here, *rare]
    titles = (
        say("answer", language),
        say("states", language),
        say("best, %", language),
        say("worst, %", language),
        say("chosen, %", language),
        say("findings", language),
    )
    rows = [
        (
            f"{row.card} {row.option}",
            str(row.offered),
            _percent(row.best),
            _percent(row.worst),
            _percent(row.chosen),
            ", ".join(marks),
        )
        for row, marks in notable
    ]
    return [head, here, columns((titles, *rows)), *rare]


def _findings(row: Option, language: str) -> list[str]:
    """Return what is wrong with an answer."""
    found = []
    if row.best < _LEAST:
        found.append(say("never best", language))
    if row.worst < _LEAST:
        found.append(say("never worst", language))
    if row.best > row.bound:
        found.append(say("dominant", language))
    return found
