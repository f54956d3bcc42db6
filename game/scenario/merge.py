"""Several files become one document; each row remembers its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.scenario.files import Refusal, is_include_name
from game.scenario.findings import Aim, Findings
from game.scenario.names import is_table, rows, table
from game.scenario.positions import Positions
from game.scenario.syntax import Tree, read
from game.scenario.walker import Path
from game.words import message

FIRST_ONLY = ("format", "include", "scenario", "extends", "remove", "scale")
"""Keys of the root file that are not merged row by row."""


@dataclass(slots=True)
class Merged:
    """All files taken together."""

    values: dict[str, object] = field(default_factory=dict)
    homes: dict[Path, str] = field(default_factory=dict)
    lost: set[Path] = field(default_factory=set)
    used: tuple[str, ...] = ()
    """The files that belong to the scenario, the root first."""
    readable: dict[str, str] = field(default_factory=dict)
    """The texts without what could not be read."""
    partial: bool = False
    """Something that may define names could not be read."""


def merge(
    files: Mapping[str, str],
    root: str,
    refusals: Mapping[str, Refusal],
    findings: Findings,
    prefix: str = "",
) -> Merged:
    """Return one document of the root file and everything it includes.

    Args:
        files: the texts by name.
        root: the name of the first file.
        refusals: why files were not read, by name.
        findings: the list to add to.
        prefix: what stands before the names of this scenario's files.
    """
    tree = read(files.get(root, ""), root, findings)
    merged = Merged(lost=set(tree.lost), used=(root,), partial=() in tree.lost)
    merged.readable[root] = tree.text
    _take(tree, root, root, merged, findings)
    for index, include in enumerate(rows(tree.values.get("include"))):
        path: Path = ("include", index)
        if not isinstance(include, str):
            continue
        name = prefix + include
        if name in merged.used:
            findings.add(
                "E004",
                message("'{name}' is included twice", name=include),
                path,
                fix=message("remove one of the two"),
                file=root,
            )
        elif not is_include_name(include):
            findings.add(
                "E004",
                message(
                    "'{name}' is not the name of a file of this folder", name=include
                ),
                path,
                fix=message("use small letters, digits and _ . - only, and no '..'"),
                file=root,
            )
            merged.partial = True
        elif name not in files:
            refusal = refusals.get(name, _absent(include))
            findings.add(
                refusal.code, refusal.message, path, fix=refusal.fix, file=root
            )
            merged.partial = True
        else:
            merged.used = (*merged.used, name)
            inner = read(files[name], name, findings)
            merged.readable[name] = inner.text
            merged.lost |= {header for header in inner.lost if header}
            merged.partial |= () in inner.lost
            _take(inner, name, root, merged, findings)
    return merged


def _absent(name: str) -> Refusal:
    return Refusal(
        code="E001",
        message=message("there is no file '{name}'", name=name),
        fix=message("write the name of a file beside this one, or remove it"),
    )


def _take(
    tree: Tree,
    file: str,
    root: str,
    merged: Merged,
    findings: Findings,
) -> None:
    for name, value in tree.values.items():
        if file == root:
            merged.values[name] = dict(value) if is_table(value) else value
            continue
        if name == "format":
            continue
        if name in FIRST_ONLY or not is_table(value):
            findings.add(
                "E101",
                message("'{name}' stands only in the first file", name=name),
                (name,),
                aim=Aim.KEY,
                fix=message("move it to {root}", root=root),
                file=file,
            )
            continue
        _take_table(name, value, file, merged, findings)


def _take_table(
    name: str,
    value: Mapping[str, object],
    file: str,
    merged: Merged,
    findings: Findings,
) -> None:
    if name not in merged.values:
        merged.homes[name,] = file
    mine = merged.values.setdefault(name, {})
    if not isinstance(mine, dict):
        return
    for key, row in value.items():
        path: Path = (name, key)
        if name == "texts" and key in mine and is_table(row):
            mine[key] = _joined(path, table(mine[key]), row, file, merged, findings)
        elif key in mine:
            _twice(path, file, merged, findings)
        else:
            mine[key] = row
            merged.homes[path] = file


def _joined(  # noqa: PLR0917 - the two tables and what to note about them
    path: Path,
    mine: Mapping[str, object],
    row: Mapping[str, object],
    file: str,
    merged: Merged,
    findings: Findings,
) -> dict[str, object]:
    """Return the texts of a language from two files."""
    known = dict(mine)
    for key, text in row.items():
        if key in known:
            _twice((*path, key), file, merged, findings)
        else:
            known[key] = text
            merged.homes[*path, key] = file
    return known


def _twice(path: Path, file: str, merged: Merged, findings: Findings) -> None:
    first = Positions({}, {}, merged.used[0], merged.homes).file_of(path)
    findings.add(
        "E107",
        message("'{name}' is defined twice", name=path[-1]),
        path,
        aim=Aim.KEY,
        fix=message("give one of the two another id, or remove it"),
        related=((message("it is also defined here"), first, path),),
        file=file,
    )
