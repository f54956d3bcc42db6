"""Entries of the codex that nobody wrote: what the scenario's rows say of themselves.

Only what is known goes in: cards that came, happenings that were told, numbers that
can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.report.bands import bands
from game.report.dates import turns_text
from game.report.entries import MODEL, EntryView, graded
from game.report.figures import shown, with_unit
from game.report.general import general
from game.report.matrix import ids
from game.report.news import all_news
from game.report.numbers import number
from game.report.parameters import grades
from game.report.recurring import comings, wording
from game.text import clean
from game.words import Message, message, render

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from game.report.known import Known
    from game.report.labels import Labels

_ROLES: dict[str, Message] = {
    "player": message("This is you."),
    "adversary": message("An adversary."),
    "ally": message("An ally."),
    "neighbour": message("A neighbour."),
    "home": message("At home."),
}
_SOURCES: dict[str, Message] = {
    "official": message("An official document."),
    "press": message("A report in the press."),
    "research": message("A study."),
    "data": message("A collection of data."),
    "judgement": message("A judgement of the author."),
}


def glossary(known: Known) -> Iterator[EntryView]:
    """Yield what the rows of the scenario say of themselves, as far as it is known."""
    labels = known.labels
    told = tuple(_news(known))
    yield _model(known)
    yield from general(labels)
    yield from _actors(labels)
    yield from _advisers(labels)
    yield from _hidden(labels, {entry.id for entry in told})
    yield from _variables(known)
    yield from _chances(labels)
    yield from _levers(labels)
    yield from _initiatives(labels)
    yield from _cards(known)
    yield from _duties(labels)
    yield from told


def sources(labels: Labels) -> Iterator[EntryView]:
    """Yield every source of the scenario."""
    for key, row in labels.scenario.document.sources.items():
        url = clean(row.url or "", limit=300)
        yield EntryView(
            id=f"sources.{key}",
            title=labels.source(key),
            kind="sources",
            text=render(_SOURCES[row.kind], labels.language),
            facts=((labels.say("address"), url),) if url else (),
        )


def _model(known: Known) -> EntryView:
    labels = known.labels
    document, many = labels.scenario.document, grades(labels)
    unseen = sum(not known.is_seen(key) for key in known.variables)
    text = labels.say(
        "The numbers are a model's, not the world's. It holds {variables} numbers, "
        "{actors} actors and {events} kinds of events, and nothing else: what has no "
        "row here cannot happen here. {hidden} properties of others are drawn anew "
        "for every game, and {unseen} numbers are not shown before the end.",
        variables=len(document.variables),
        actors=len(document.actors),
        events=len(document.events),
        hidden=len(bands(labels)),
        unseen=unseen,
    )
    facts = [
        (labels.grade(grade) or labels.say("without a grade"), str(count))
        for grade, count in many.items()
        if count
    ]
    return EntryView(
        id=MODEL,
        title=labels.say("How realistic is this?"),
        kind="background",
        text=text,
        facts=(
            (labels.say("assumptions"), str(sum(many.values()))),
            *facts,
            (labels.say("sources"), str(len(document.sources))),
        ),
        accounts=tuple(_judged(labels)),
    )


def _judged(labels: Labels) -> Iterator[str]:
    """Yield the entries that rest on the author's judgement of the model."""
    document = labels.scenario.document
    for key, row in document.codex.items():
        source = document.sources.get(row.source or "")
        if row.grade == "J" and source is not None and source.kind == "judgement":
            yield key


def _actors(labels: Labels) -> Iterator[EntryView]:
    for key, row in labels.scenario.document.actors.items():
        yield EntryView(
            id=f"actors.{key}",
            title=labels.actor(key),
            kind="who",
            text=render(_ROLES[row.role], labels.language),
        )


def _advisers(labels: Labels) -> Iterator[EntryView]:
    for key in labels.scenario.document.advisers:
        yield EntryView(
            id=f"advisers.{key}",
            title=labels.text(f"advisers.{key}.name"),
            kind="who",
            text=labels.say("It advises you, and leans one way; its record tells."),
        )


def _hidden(labels: Labels, told: Container[str]) -> Iterator[EntryView]:
    """Yield what is drawn and hidden: types, and red lines that were never crossed."""
    document, hidden = labels.scenario.document, bands(labels)
    for home, rows in (("types", document.types), ("red_lines", document.red_lines)):
        for key, row in rows.items():
            path = f"{home}.{key}"
            if key not in hidden or path in told or not labels.is_on(path):
                continue
            kept = " / ".join(band.text for band in hidden[key])
            entry = EntryView(
                id=path,
                title=labels.text(f"{path}.label"),
                kind="numbers",
                text=labels.say(
                    "Drawn anew for every game and hidden until its end. Intelligence "
                    "tells the odds."
                ),
                facts=((labels.say("it may be"), kept),),
                links=(f"actors.{row.actor}",) if row.actor else (),
            )
            yield graded(entry, labels, row)


def _variables(known: Known) -> Iterator[EntryView]:
    labels = known.labels
    told = set(ids(known))
    for key, row in labels.scenario.document.variables.items():
        if not known.is_seen(key) and key not in told:
            continue
        unit, digits = labels.unit(key), labels.decimals[key]
        low, high = (shown(end, digits) for end in row.range)
        span = with_unit(labels.say("{low} to {high}", low=low, high=high), unit)
        facts = [(labels.say("now"), _now(known, key)), (labels.say("range"), span)]
        spec = known.variables[key]
        if row.half_life is not None:
            drift = labels.say(
                "{rest}; half of the way back in {turns}",
                rest=labels.measured(key, shown(spec.rest, digits)),
                turns=turns_text(row.half_life),
            )
            facts.append((labels.say("rests at"), drift))
        who = dict.fromkeys(actor for actor in (row.owner, row.subject) if actor)
        entry = EntryView(
            id=f"variables.{key}",
            title=labels.text(f"variables.{key}.label"),
            kind="numbers",
            text=labels.text(f"variables.{key}.note"),
            facts=tuple(facts),
            links=tuple(f"actors.{actor}" for actor in who),
        )
        yield graded(entry, labels, row)


def _now(known: Known, variable: str) -> str:
    if not known.is_seen(variable):
        return known.labels.say("not known")
    view = number(known, variable)
    return f"{view.text} ({view.change})" if view.change else view.text


def _chances(labels: Labels) -> Iterator[EntryView]:
    for key, row in labels.scenario.document.gauges.items():
        if row.variable is None:
            yield EntryView(
                id=f"gauges.{key}",
                title=labels.text(f"gauges.{key}.label"),
                kind="numbers",
                text=labels.text(f"gauges.{key}.note")
                or labels.say("A chance, assessed from all that was seen."),
            )


def _levers(labels: Labels) -> Iterator[EntryView]:
    for key, row in labels.scenario.document.levers.items():
        path = f"levers.{key}"
        entry = EntryView(
            id=path,
            title=labels.text(f"{path}.label"),
            kind="policy",
            text=labels.text(f"{path}.note"),
            facts=tuple(
                (
                    labels.text(f"{path}.rungs.{rung.id}.label"),
                    labels.text(f"{path}.rungs.{rung.id}.note"),
                )
                for rung in row.rungs
            ),
        )
        yield graded(entry, labels, row)


def _initiatives(labels: Labels) -> Iterator[EntryView]:
    for key, row in labels.scenario.document.initiatives.items():
        path = f"initiatives.{key}"
        if labels.is_on(path):
            entry = EntryView(
                id=path,
                title=labels.text(f"{path}.label"),
                kind="policy",
                text=labels.text(f"{path}.text"),
                links=tuple(f"levers.{lever}" for lever in row.sets),
            )
            yield graded(entry, labels, row)


def _cards(known: Known) -> Iterator[EntryView]:
    """Yield every card that came, with its answers."""
    labels = known.labels
    open_now = {card.id for card in known.now.cards}
    came, times = dict[str, str](), comings(known.observations)
    for seen in known.observations:
        for card in seen.cards:
            came.setdefault(card.id, labels.date(card.opened))
    for key, date in came.items():
        row, path = labels.scenario.document.agenda[key], f"agenda.{key}"
        options = [f"{path}.options.{option.id}" for option in row.options]
        entry = EntryView(
            id=path,
            title=labels.text(f"{path}.title"),
            kind="desk",
            text=wording(labels, path, len(row.again), times[key] - 1),
            facts=(
                (labels.say("came"), date),
                *(
                    (labels.text(f"{o}.label"), labels.text(f"{o}.text"))
                    for o in options
                ),
            ),
            card=key if key in open_now else "",
        )
        yield graded(entry, labels, row)


def _duties(labels: Labels) -> Iterator[EntryView]:
    for key in labels.scenario.document.objectives:
        yield EntryView(
            id=f"objectives.{key}",
            title=labels.text(f"objectives.{key}.label"),
            kind="desk",
            text=labels.text(f"objectives.{key}.text"),
        )


def _news(known: Known) -> Iterator[EntryView]:
    """Yield what was told in headlines, once, with every turn that told it."""
    labels = known.labels
    document = labels.scenario.document
    told: dict[str, tuple[str, str, list[str]]] = {}
    for turn in reversed(all_news(known)):
        for item in turn.items:
            if item.entry and not item.entry.startswith("agenda."):
                told.setdefault(item.entry, (item.title, item.text, []))[2].append(
                    turn.date
                )
    for key, (title, text, dates) in told.items():
        home, _, name = key.partition(".")
        row = {
            "events": document.events,
            "red_lines": document.red_lines,
            "rules": document.rules,
            "reports": document.reports,
        }[home][name.partition(".")[0]]  # type: ignore[index]  # by the home above
        actor = getattr(row, "actor", "")
        yield EntryView(
            id=key,
            title=title,
            kind="news",
            text=text,
            facts=((labels.say("told"), ", ".join(dates)),),
            links=(f"actors.{actor}",) if actor else (),
        )
