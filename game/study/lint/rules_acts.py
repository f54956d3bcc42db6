"""Faults of what the player can do: W303, W304, W312."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import REST, Choice, ChoiceKind, Truth
from game.scenario import Found, Path
from game.study.lint.facts import Facts
from game.study.lint.forked import Compared, subjects
from game.words import Message, message

_LITTLE = 0.01
"""The share of their ranges by which an answer must move things, all together."""

_ENOUGH = 5
"""Openings in which two answers must have been compared."""

_NEARLY_ALL = 0.9
"""The share of openings in which the best answer to a card is dominant."""

_MANY = 10
"""Openings in which all answers must have been compared."""

_HOMES = {
    ChoiceKind.CARD: "agenda",
    ChoiceKind.INITIATIVE: "initiatives",
    ChoiceKind.LEVER: "levers",
}


def place_of(facts: Facts, index: int) -> Path:
    """Return where a choice stands in the file."""
    choice = facts.model.choices[index]
    home = _HOMES[choice.kind]
    if choice.kind == ChoiceKind.INITIATIVE:
        return (home, choice.id)
    document = facts.scenario.document
    ids = (
        [row.id for row in document.agenda[choice.id].options]
        if choice.kind == ChoiceKind.CARD
        else [row.id for row in document.levers[choice.id].rungs]
    )
    key = "options" if choice.kind == ChoiceKind.CARD else "rungs"
    return (home, choice.id, key, ids.index(choice.option), "id")


def dead(facts: Facts) -> Iterator[Found]:
    """Yield answers that can never be given, or that do what another one does."""
    told: set[int] = set()
    for index, choice in enumerate(facts.model.choices):
        if choice.kind != ChoiceKind.MANDATE and _is_shut(facts, index):
            told.add(index)
            yield Found(
                code="W303",
                path=place_of(facts, index),
                text=message(
                    "`{line}` was open in none of {games} games: what it requires"
                    " never holds",
                    line=choice.line,
                    games=facts.games,
                ),
                fix=message("loosen `requires`, or remove it"),
            )
    for (one, other), found in sorted(facts.forked.pairs.items()):
        if other in told or found.tries < _ENOUGH or found.differs:
            continue
        if not _moves(facts, found, (one, other)) and not _gates(facts, one, other):
            told.add(other)
            yield Found(
                code="W303",
                path=place_of(facts, other),
                text=_same(facts, one, other, found.tries),
                fix=message("let it do something of its own, or remove it"),
            )


def _same(facts: Facts, one: int, other: int, tries: int) -> Message:
    line = facts.model.choices[other].line
    if one == REST:
        return message(
            "`{line}` moves nothing by 1 % of its range, in {tries} openings",
            line=line,
            tries=tries,
        )
    return message(
        "`{line}` does what `{other}` does: nothing lies 1 % of its range"
        " apart, in {tries} openings",
        line=line,
        other=facts.model.choices[one].line,
        tries=tries,
    )


def _is_shut(facts: Facts, index: int) -> bool:
    """Tell whether a choice was never open, though its card came up if it has one."""
    seen, choice = facts.seen, facts.model.choices[index]
    if seen.open[index] or seen.met[index] or seen.stood[index]:
        return False
    if choice.kind == ChoiceKind.CARD:
        cards = [card.id for card in facts.model.spec.cards]
        return bool(seen.dealt[cards.index(choice.id)])
    return True


def _moves(facts: Facts, found: Compared, pair: tuple[int, int]) -> bool:
    """Tell whether two answers lead anywhere else; their price alone does not count."""
    spec = facts.model.spec
    apart = found.apart.copy()
    names = {_happening(facts.model.choices[row]) for row in pair if row != REST}
    if not any(
        effect.target == spec.desk.budget and effect.id.partition("/")[0] in names
        for effect in spec.effects
    ):
        apart[[row.id for row in spec.variables].index(spec.desk.budget)] = 0.0
    return float(apart.sum()) > _LITTLE


def _happening(choice: Choice) -> str:
    return f"{choice.id}.{choice.option}" if choice.option else choice.id


def _gates(facts: Facts, one: int, other: int) -> bool:
    """Tell whether something else opens, is told or is judged by either answer."""
    names = set()
    for row in (one, other):
        if row != REST:
            choice = facts.model.choices[row]
            lever = choice.kind == ChoiceKind.LEVER
            names.add(choice.id if lever else _happening(choice))
    return bool(names & facts.reading.gating)


def dominant(facts: Facts) -> Iterator[Found]:
    """Yield answers that are better than all others wherever they are open."""
    for subject in subjects(facts.model):
        for index in subject:
            found = facts.forked.answers.get((subject[0], index))
            if found is None or found.whole < _MANY or _must_wait(facts, index):
                continue
            if found.best > _NEARLY_ALL * found.whole:
                yield Found(
                    code="W304",
                    path=place_of(facts, index),
                    text=message(
                        "`{line}` is nowhere worse and somewhere better than every"
                        " other option in {best} of {whole} openings, and costs no"
                        " more",
                        line=facts.model.choices[index].line,
                        best=found.best,
                        whole=found.whole,
                    ),
                    fix=message("give it a price, or give the others an advantage"),
                )


def _must_wait(facts: Facts, index: int) -> bool:
    """Tell whether an answer must be earned, or wears out: then it may be the best."""
    spec, choice = facts.model.spec, facts.model.choices[index]
    for item in spec.initiatives:
        if item.id == choice.id:
            return item.requires != Truth(True) or item.wear < 1.0
    required = {
        f"{row.id} {one.id}": one.requires for row in spec.cards for one in row.options
    }
    required |= {
        f"{row.id} {one.id}": one.requires for row in spec.levers for one in row.rungs
    }
    return required[choice.line] != Truth(True)


def never_dealt(facts: Facts) -> Iterator[Found]:
    """Yield cards that never came up because their condition never held."""
    seen = facts.seen
    for place, card in enumerate(facts.model.spec.cards):
        reached = facts.forked.reached
        came = seen.dealt[place] or reached.dealt[place]
        if not (came or seen.ready[place] or reached.ready[place]):
            yield Found(
                code="W312",
                path=("agenda", card.id),
                text=message(
                    "this card came up in none of {games} games: `when` never held",
                    games=facts.games,
                ),
                fix=message(
                    "loosen `when`, write the way to it into [policies], or remove the"
                    " card"
                ),
            )
