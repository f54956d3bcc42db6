"""What the player's finished games came to: kept beside them when they are reviewed.

The file is a memory and nothing else, by the digest of each game's last state: what
is missing from it or cannot be read is worked out again from the games.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from game.chronicle import read
from game.errors import GameError
from game.report.labels import Labels
from game.report.review import Judged, judged
from game.report.shelved import ResultView
from game.session.choices import Grammar
from game.session.opening import scenario_in
from game.session.places import game_path
from game.session.retracing import play_again
from game.session.written import origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from game.report.reviewed import Review
    from game.report.shelved import GameView, ScenarioView
    from game.session.reading import Reader

_FILE = "results.json"
_SIZE = 4 * 1024 * 1024
_MOST = 2
"""Games that are played again at most before the title answers: each takes a second."""
_NONE = Judged(mandate=0, par=0, kept=False)


def remember(saves: Path, end: str, found: Review) -> None:
    """Keep what a review found of a finished game, by the digest of its last state."""
    if found.scores:
        own = Judged(mandate=found.mandate, par=found.par, kept=found.kept)
        known = _read(saves / _FILE)
        if known.get(end) != own:
            _write(saves / _FILE, {**known, end: own})


def results(
    saves: Path,
    games: Iterable[GameView],
    scenarios: Sequence[ScenarioView],
    reader: Reader,
    *,
    most: int = _MOST,
) -> dict[str, ResultView]:
    """Return what the finished games of each scenario came to, by its id.

    Games that were begun with hindsight, and records of what was really done, are
    left out. A game that cannot be judged counts by its ending only.

    Args:
        saves: where the games lie.
        games: the games.
        scenarios: the scenarios that are there.
        reader: reads the scenarios that the games carry.
        most: how many games that were never reviewed may be played again for it now;
            others follow the next time.
    """
    over = [
        game
        for game in games
        if game.state == "over" and not (game.hindsight or game.history)
    ]
    known = _read(saves / _FILE)
    missing = [game for game in over if game.end and game.end not in known][:most]
    if missing:
        known |= {game.end: _judge(saves, game, reader) for game in missing}
        _write(saves / _FILE, known)
    totals = {view.id: view.endings for view in scenarios}
    views: dict[str, ResultView] = {}
    for game in over:
        if game.scenario in totals:
            before = views.get(game.scenario) or ResultView(
                finished=0, endings=(), of=totals[game.scenario]
            )
            own = known.get(game.end, _NONE)
            views[game.scenario] = _with(before, game, own)
    return views


def _with(view: ResultView, game: GameView, own: Judged) -> ResultView:
    """Add one finished game to what is known of its scenario."""
    endings = dict.fromkeys((*view.endings, game.ending))
    view = replace(
        view,
        finished=view.finished + 1,
        endings=tuple(title for title in endings if title),
    )
    margin = own.mandate - own.par
    better = (own.kept, game.level, margin) > (view.kept, view.level, view.margin or 0)
    if own == _NONE or (view.margin is not None and not better):
        return view
    return replace(view, margin=margin, level=game.level, kept=own.kept)


def _judge(saves: Path, game: GameView, reader: Reader) -> Judged:
    """Play a finished game again, and judge it against par."""
    from game.session.outcome import outcome  # noqa: PLC0415 - seldom needed
    from game.session.policies import references  # noqa: PLC0415 - likewise

    with suppress(GameError, OSError, LookupError):
        records = read(game_path(saves, game.name)).records
        scenario = scenario_in(records, game.name, reader)
        course = play_again(scenario, records, name=game.name)
        record, _ = origin(records, game.name)
        labels = Labels(scenario, scenario.spec(record.level), "en")
        lines = references(scenario, Grammar(course.model.choices))
        return judged(labels, outcome(course, lines)) or _NONE
    return _NONE


def _read(path: Path) -> dict[str, Judged]:
    """Read what was worked out before; what is not as it was written is left out."""
    try:
        with path.open("rb") as file:
            rows = json.loads(file.read(_SIZE))
    except (OSError, ValueError, RecursionError):
        return {}
    found: dict[str, Judged] = {}
    for key, row in rows.items() if isinstance(rows, dict) else ():
        judgement = _judged_in(row)
        if judgement is not None:
            found[key] = judgement
    return found


def _judged_in(row: object) -> Judged | None:
    if not isinstance(row, dict) or row.keys() != asdict(_NONE).keys():
        return None
    mandate, par, kept = row["mandate"], row["par"], row["kept"]
    if type(mandate) is int and type(par) is int and type(kept) is bool:
        return Judged(mandate=mandate, par=par, kept=kept)
    return None


def _write(path: Path, found: Mapping[str, Judged]) -> None:
    """Keep what was worked out; a disk that refuses costs time and nothing else."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    rows = {key: asdict(row) for key, row in sorted(found.items())}
    with suppress(OSError):
        beside.write_text(json.dumps(rows, indent=0), encoding="utf-8")
        beside.replace(path)
