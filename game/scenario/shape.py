"""The check of shapes: keys first, then every row by its model.

Each row is checked by itself, so that one wrong row hides no other. A key that
is probably misspelt is reported once and then read as what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from game.scenario.document import Document, Loose
from game.scenario.explain import check_id, explained
from game.scenario.fields import Table, chosen
from game.scenario.findings import Aim, Findings
from game.scenario.guesses import nearest_in_any_case
from game.scenario.names import Raw, is_table, table
from game.scenario.walker import ROOT, Path, Shape, fields, holders
from game.words import message

LOOSE = ("include", "extends", "remove", "scale", "texts")
"""The keys of the root that are no rows."""
HEADS = ("format", "scenario", *LOOSE)
"""The keys of the root that are not tables of rows."""


@dataclass(slots=True)
class Mender:
    """Reports unknown keys, and mends those whose meaning is plain."""

    findings: Findings
    renamed: dict[Path, str] = field(default_factory=dict)

    def mend(self, raw: object, shape: Shape = ROOT, path: Path = ()) -> object:
        """Return a raw value with known keys only."""
        if is_table(raw):
            if shape.models:
                return self._table(raw, chosen(shape.models, raw), path)
            if shape.values:
                return self._values(raw, dict.fromkeys(raw, shape.values), path)
        elif isinstance(raw, list) and shape.items:
            return [
                self.mend(value, shape.items, (*path, index))
                for index, value in enumerate(raw)
            ]
        return raw

    def _values(self, raw: Raw, shapes: Mapping[str, Shape], path: Path) -> Raw:
        """Return a table with its values mended: itself, if none of them needs it.

        Args:
            raw: the table.
            shapes: what may stand at those keys that may hold tables.
            path: where the table stands.
        """
        mended = {
            key: found
            for key, value in raw.items()
            if key in shapes
            and (found := self.mend(value, shapes[key], (*path, key))) is not value
        }
        return {**raw, **mended} if mended else raw

    def _table(self, raw: Raw, model: type[Table], path: Path) -> Raw:
        known, deeper = fields(model), holders(model)
        if raw.keys() <= known.keys():
            return self._values(raw, deeper, path) if deeper else raw
        meant = {key: value for key, value in raw.items() if key in known}
        for key, value in raw.items():
            if key in known or self.findings.are_enough:
                continue
            guess = self._unknown(key, tuple(known), path)
            if guess and guess not in meant:
                self.renamed[*path, guess] = key
                meant[guess] = value
            elif guess and not path:
                meant[guess] = _joined(meant[guess], value)
        return self._values(meant, deeper, path)

    def _unknown(self, key: str, known: tuple[str, ...], path: Path) -> str:
        guess = nearest_in_any_case(key, known)
        self.findings.add(
            "E101",
            message("there is no key '{key}' here", key=key)
            if path
            else message("there is no table [{key}]", key=key),
            (*path, key),
            aim=Aim.KEY,
            fix=message("did you mean '{name}'?", name=guess)
            if guess
            else message("the keys here are {names}", names=", ".join(sorted(known))),
        )
        return guess


def _joined(mine: object, other: object) -> object:
    """Return a table with the rows of its misspelt twin, row by row."""
    if not (is_table(mine) and is_table(other)):
        return mine
    rows = {
        key: {**table(row), **table(mine.get(key))} if is_table(row) else row
        for key, row in other.items()
    }
    return {**mine, **rows}


@dataclass(slots=True)
class Rows:
    """The rows that have the right shape."""

    head: Table | None = None
    found: dict[str, dict[str, Table]] = field(default_factory=dict)

    def of(self, name: str) -> Mapping[str, Table]:
        """Return the good rows of a table by id."""
        return self.found.get(name, {})


def check_rows(
    raw: Raw,
    lost: frozenset[Path],
    findings: Findings,
) -> Rows:
    """Check every row by its model, and return the good ones."""
    rows = Rows()
    loose = {name: raw[name] for name in LOOSE if name in raw}
    _validated(Loose, loose, (), findings)
    for name, shape in fields(Document).items():
        value = raw.get(name)
        if name == "scenario":
            if not lost & {(), ("scenario",)}:
                rows.head = _row(raw, value, shape, (name,), findings)
        elif name in HEADS or value is None or shape.values is None:
            continue
        elif not is_table(value):
            findings.add(
                "E103",
                message("[{name}] must hold one table per id", name=name),
                (name,),
                fix=message("write [{name}.some_id] and its keys below", name=name),
            )
        else:
            for key, row in value.items():
                if findings.are_enough:
                    break
                check_id(key, (name, key), findings)
                if (name, key) not in lost:
                    good = _row(value, row, shape.values, (name, key), findings)
                    if good is not None:
                        rows.found.setdefault(name, {})[key] = good
    return rows


def _row(
    holder: Raw,
    raw: object,
    shape: Shape,
    path: Path,
    findings: Findings,
) -> Table | None:
    if path[-1] not in holder:
        findings.add(
            "E102",
            message("the table [{name}] is missing", name=path[-1]),
            (),
            fix=message("add [{name}] and its keys", name=path[-1]),
        )
        return None
    return _validated(shape.models[0], raw, path, findings)


def _validated(
    model: type[Table],
    raw: object,
    path: Path,
    findings: Findings,
) -> Table | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            explained(one, raw, path, findings)
    return None
