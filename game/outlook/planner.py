"""The planner: a month's choices, built up one by one from what they are worth.

It begins with what the line of the game tries in this month and looks for the change
to it that gains most if the line is followed afterwards: a choice more (what no longer
fits beside it falls away) or one less. It takes it and looks again while it gains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine import REST, ChoiceKind, Closed, Integers, Legality, Model
from game.outlook.beliefs import side_by_side
from game.outlook.lines import Choices
from game.outlook.race import Race, race, sizes
from game.outlook.scene import Plans, Scene, neighbours
from game.outlook.tally import Tally

_MOST_CHANGES = 8
"""Changes to a month at most."""

_FEW = 12
"""How many choices are looked at again once the first change is made."""

_DOUBT = 0.5
"""Standard errors by which a change must gain: the best of many always seems to."""


@dataclass(slots=True)
class _Search:
    """One game in the making."""

    plan: Choices
    choices: Choices
    """What may be added."""
    kept: Choices
    """What stands before the plan and never falls away."""
    going: bool


def search(
    scene: Scene,
    legality: Legality,
    lines: Integers,
    kept: Sequence[Choices] = (),
) -> tuple[Choices, ...]:
    """Plan the month of every game.

    Args:
        scene: the worlds to plan in.
        legality: (choices, G) what is open in each game.
        lines: (G,) the line that each game follows.
        kept: for each game what is chosen, if it is open, whatever it gains;
            nothing when left out.

    Returns:
        For each game what to choose, in this order; all of it is open.

    Raises:
        NotFiniteError: the crisis leaves the real line in an imagined world.
    """
    model = scene.model
    live = ~np.all(legality.closed == Closed.OVER, axis=0)
    first = fitting(model, legality, kept) if kept else ((),) * live.size
    wanted = [
        (*first[game], *scene.lines[row].wanted(scene.state.turn))
        for game, row in enumerate(lines)
    ]
    games = [
        _Search(
            plan=plan,
            choices=_candidates(model, legality, game),
            kept=first[game],
            going=going,
        )
        for game, (plan, going) in enumerate(
            zip(fitting(model, legality, wanted), live.tolist(), strict=True)
        )
    ]
    for number in range(_MOST_CHANGES):
        if not any(game.going for game in games):
            break
        _change(scene, legality, games, lines, shorten=number == 0)
    return tuple(game.plan for game in games)


def _candidates(model: Model, legality: Legality, game: int) -> Choices:
    """Return the choices that are open in a game, declarations left out."""
    open_now = legality.closed[:, game] == Closed.OPEN
    free = model.choice_rows.kind != ChoiceKind.MANDATE
    return tuple(np.flatnonzero(open_now & free).tolist())


def fitting(
    model: Model, legality: Legality, wanted: Sequence[Sequence[int]]
) -> tuple[Choices, ...]:
    """Return what of some plans is open, each choice beside those before it."""
    tally = Tally(legality, model.choice_rows.group)
    columns = np.arange(len(wanted))
    rows = []
    for chosen in side_by_side(wanted, 1):
        goes = (chosen != REST) & tally.open()[chosen, columns]
        rows.append(np.where(goes, chosen, REST))
        tally.take(rows[-1])
    return tuple(
        tuple(int(row[game]) for row in rows if row[game] != REST) for game in columns
    )


def _best(found: Race, game: Integers) -> list[tuple[int, int]]:
    """Return each game with the row of its best plan, the first one if in doubt."""
    sure = found.finished & (found.gain > _DOUBT * found.error)
    score = np.where(sure, found.gain, -np.inf)
    rows = []
    for number in np.unique(game).tolist():
        own = np.flatnonzero(game == number)
        top = own[np.argmax(score[own])]
        rows.append((number, int(top if sure[top] else own[0])))
    return rows


def _change(
    scene: Scene,
    legality: Legality,
    games: Sequence[_Search],
    lines: Integers,
    *,
    shorten: bool,
) -> None:
    """Make the best change to the month of every game that goes on.

    Args:
        scene: the worlds to plan in.
        legality: (choices, G)
        games: changed in place; a game in which nothing gains stops.
        lines: (G,) what is followed afterwards.
        shorten: keep only the best choices for the changes after this one.
    """
    owner: list[int] = []
    tries: list[Choices] = []
    for number, game in enumerate(games):
        if game.going:
            rest = game.plan[len(game.kept) :]
            found = neighbours(scene.model, rest, game.choices)
            tries += [(*game.kept, *plan) for plan in found]
            owner += [number] * len(found)
    place = np.array(owner, dtype=np.int64)
    plans = Plans(game=place, chosen=side_by_side(tries, 1), line=lines[place])
    made = race(scene, plans, sizes(scene.worlds))
    wanted: list[Choices] = [game.plan for game in games]
    for number, row in _best(made, place):
        game, own = games[number], np.flatnonzero(place == number)
        wanted[number] = tries[row]
        game.going = row != own[0]
        if shorten:
            # A place of an added choice: they stand behind the plan as it is.
            added = own[1 : 1 + len(game.choices)]
            order = np.argsort(-made.mean[added], kind="stable")[:_FEW]
            game.choices = tuple(game.choices[n] for n in sorted(order.tolist()))
    for game, plan in zip(games, fitting(scene.model, legality, wanted), strict=True):
        game.plan = plan
