"""Finding and reading scenario files: the only part that touches the disk."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.errors import ScenarioError
from game.scenario.guesses import nearest
from game.scenario.heads import head_of
from game.scenario.names import rows, table
from game.text import path_like
from game.words import Message, message

FILE_LIMIT = 1_000_000
RECORD_LIMIT = 250_000
"""Bytes of a record: it is read in this process, so in a moment whatever is in it."""
PACKED = ".zip"
"""How the name of a scenario's folder ends that was packed into one file."""
MOST_FILES = 64
"""Of a scenario, whether it lies in a folder or in a zip."""
MOST_BYTES = 4_000_000
"""Of all its files, and of the zip that they are packed into."""
MAIN = "scenario.toml"
RECORD = "record.toml"
EXTENDED = "EXTENDS/"
"""What the names of the files of an extended scenario begin with; no name in `include`
has capitals."""
DEEPEST = 4
"""How many files may extend one another in a chain, beyond the first."""

_INCLUDE = re.compile(r"[a-z0-9_.-]+(?:/[a-z0-9_.-]+)*")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file was not read."""

    code: str
    message: Message
    fix: Message


@dataclass(slots=True)
class Loaded:
    """What was read from the disk."""

    root: str
    files: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    """Where the files lie on the disk."""


def prefix_of(scenario: str) -> str:
    """Return what stands before the names of an extended scenario's files."""
    return f"{EXTENDED}{scenario}/"


def extended(values: Mapping[str, object]) -> str:
    """Return the id of the scenario that a file extends, or nothing."""
    name = table(values.get("extends")).get("id")
    return name if isinstance(name, str) and _NAME.fullmatch(name) else ""


def is_include_name(name: str) -> bool:
    """Tell whether a name may stand in `include`."""
    return (
        len(name) <= 200  # noqa: PLR2004 - far beyond any honest name
        and _INCLUDE.fullmatch(name) is not None
        and ".." not in name
    )


def available(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Return the first file of every scenario in the folders, earlier folders first.

    A scenario that an earlier folder has too is left out.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        for name, path in sorted(_listed(folder)):
            found.setdefault(name, path)
    return tuple(found[name] for name in sorted(found))


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if _NAME.fullmatch(entry.stem) is None:
            continue
        if entry.suffix in {".toml", PACKED} and entry.is_file():
            yield entry.stem, entry
        elif not entry.suffix and (entry / MAIN).is_file():
            yield entry.name, entry / MAIN


def scenario_name(path: Path) -> str:
    """Return the id that a scenario is found by, from the path of its first file."""
    return path.parent.name if path.name == MAIN else path.stem


def stamps(folders: Sequence[Path]) -> frozenset[tuple[str, int, int]]:
    """Return what changes whenever a file of the folders does.

    Returns:
        Path, time of change in nanoseconds and size of every scenario file.
    """
    found = set()
    for folder in folders:
        for path in (*folder.rglob("*.toml"), *folder.glob(f"*{PACKED}")):
            try:
                state = path.stat()
            except OSError:
                continue
            found.add((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(found)


def find(name_or_path: str, folders: Sequence[Path]) -> Path:
    """Return the first file of a scenario, by its id or by a path.

    Args:
        name_or_path: an id, or the path of a file or of a folder.
        folders: where to look for ids, in this order.

    Raises:
        ScenarioError: if there is no such scenario; it names a near one.
    """
    for folder in folders:
        for name, path in _listed(folder):
            if name == name_or_path:
                return path
    given = _on_disk(name_or_path)
    if given is not None:
        return given
    if path_like(name_or_path):
        raise ScenarioError("There is no file '{name}'.", name=name_or_path[:80])
    known = set(map(scenario_name, available(folders)))
    guess = nearest(name_or_path, known)
    if guess:
        raise ScenarioError(
            "There is no scenario '{name}'. Did you mean '{guess}'?",
            name=name_or_path[:80],
            guess=guess,
        )
    raise ScenarioError(
        "There is no scenario '{name}'. There are: {known}.",
        name=name_or_path[:80],
        known=", ".join(sorted(known)) or "-",
    )


def around(name_or_path: str) -> tuple[Path, ...]:
    """Return where a file that is named by its path looks for others by id."""
    path = _on_disk(name_or_path)
    return () if path is None else _beside(path)


def _beside(path: Path) -> tuple[Path, ...]:
    own = path.parent
    return (own, own.parent) if path.name == MAIN else (own,)


def _on_disk(name: str) -> Path | None:
    """Return the file that a path means, or nothing."""
    try:
        path = Path(name).expanduser()
        return next((one for one in (path / MAIN, path) if one.is_file()), None)
    except (OSError, ValueError, RuntimeError):
        # Too long, a NUL inside, or the home of nobody: no path at all.
        return None


def read_files(path: Path, folders: Sequence[Path] = ()) -> Loaded:
    """Read a scenario's first file and what it includes and extends.

    Args:
        path: the first file.
        folders: where an extended scenario is looked for by its id, after the
            folder in which this one lies.
    """
    loaded = Loaded(_first_name(path))
    chain = [path]
    prefix = ""
    while len(chain) <= DEEPEST + 1:
        name = extended(_read_scenario(chain[-1], loaded, prefix))
        if not name:
            break
        prefix = prefix_of(name)
        parent = _parent(name, chain, folders)
        if parent is None or any(one.startswith(prefix) for one in loaded.files):
            if parent is not None or _listed_as(name, chain, folders):
                loaded.refusals[prefix] = Refusal(
                    code="E008",
                    message=message("'{name}' extends itself in the end", name=name),
                    fix=message("extend another scenario"),
                )
            break
        chain.append(parent)
    return loaded


def read_alone(path: Path, most: int = FILE_LIMIT) -> Loaded:
    """Read one file that includes and extends nothing, of so many bytes at most."""
    loaded = Loaded(path.name)
    text = _read(path, loaded, path.name, most=most)
    if text is not None:
        loaded.files[path.name] = text
    return loaded


def record_beside(path: Path) -> Path | None:
    """Return the record that lies with the first file of a scenario, if one does.

    It is `record.toml` in the scenario's folder, or `NAME.record.toml` beside
    `NAME.toml`.
    """
    name = RECORD if path.name == MAIN else f"{path.stem}.{RECORD}"
    found = path.with_name(name)
    return found if found.is_file() else None


def _parent(name: str, chain: Sequence[Path], folders: Sequence[Path]) -> Path | None:
    """Return the first file of a scenario to extend that is not in the chain yet."""
    taken = {one.resolve() for one in chain}
    found = _listed_as(name, chain, folders)
    return next((one for one in found if one.resolve() not in taken), None)


def _listed_as(name: str, chain: Sequence[Path], folders: Sequence[Path]) -> list[Path]:
    return [
        path
        for folder in (*_beside(chain[-1]), *folders)
        for key, path in _listed(folder)
        if key == name
    ]


def _read_scenario(path: Path, loaded: Loaded, prefix: str) -> Mapping[str, object]:
    """Read one scenario's files within the limits; return the head of the first."""
    first = prefix + _first_name(path)
    members = None
    if path.suffix == PACKED:
        members = _unpacked(path, loaded, first)
        if members is None:
            return {}
        path /= MAIN
    folder = path.parent.resolve()
    text = _read(path, loaded, first, members)
    if text is None:
        return {}
    loaded.files[first] = text
    head = head_of(text)
    for include in rows(head.get("include")):
        name = f"{prefix}{include}"
        if (
            not isinstance(include, str)
            or not is_include_name(include)
            or name in loaded.files
        ):
            continue
        target = (folder / include).resolve()
        if len(loaded.files) >= MOST_FILES:
            loaded.refusals[name] = Refusal(
                code="E003",
                message=message("more than {limit} files", limit=MOST_FILES),
                fix=message("join some of them"),
            )
        elif not target.is_relative_to(folder):
            loaded.refusals[name] = Refusal(
                code="E004",
                message=message("'{name}' leads out of the folder", name=include),
                fix=message("copy the file into the folder"),
            )
        else:
            inner = _read(target, loaded, name, members)
            if inner is not None:
                loaded.files[name] = inner
    return head


def _first_name(path: Path) -> str:
    """Return what the first file of a scenario is called; in a zip it is `MAIN`."""
    return MAIN if path.suffix == PACKED else path.name


def _unpacked(path: Path, loaded: Loaded, name: str) -> Mapping[Path, bytes] | None:
    """Return the files of a zip by the paths that they would have in a folder."""
    from game.scenario.packed import PackError, members_of  # noqa: PLC0415 - few are

    loaded.paths[name] = path
    try:
        # What is no regular file has nothing in it, and is no sound zip.
        found = members_of(_content(path, MOST_BYTES) or b"", MAIN)
    except OSError as error:
        loaded.refusals[name] = _unreadable(name, error)
    except PackError as error:
        loaded.refusals[name] = Refusal(code="E001", message=error.what, fix=error.cure)
    else:
        folder = path.resolve()
        return {folder / member: content for member, content in found.items()}
    return None


def _unreadable(name: str, error: OSError) -> Refusal:
    return Refusal(
        code="E001",
        message=message(
            "'{name}' cannot be read: {problem}",
            name=name,
            problem=error.strerror or "",
        ),
        fix=message("check the name and the rights of the file"),
    )


def _read(
    path: Path,
    loaded: Loaded,
    name: str,
    members: Mapping[Path, bytes] | None = None,
    most: int = FILE_LIMIT,
) -> str | None:
    """Return the text of a file, or note why there is none.

    Args:
        path: where it lies, or would lie in the folder that was packed.
        loaded: takes the note.
        name: what the scenario calls it.
        members: the files of the zip that it lies in.
        most: how many bytes it may have.
    """
    loaded.paths[name] = path
    room = min(most, MOST_BYTES - sum(map(len, loaded.files.values())))
    try:
        content = _content(path, room) if members is None else members[path.resolve()]
        if content is None:
            loaded.refusals[name] = Refusal(
                code="E001",
                message=message("'{name}' is not a regular file", name=name),
                fix=message("name a text file"),
            )
            return None
        if len(content) > room:
            loaded.refusals[name] = Refusal(
                code="E003",
                message=message(
                    "'{name}' is too large: at most {each} bytes a file, {all} in all",
                    name=name,
                    each=most,
                    all=MOST_BYTES,
                ),
                fix=message("split or shorten it"),
            )
            return None
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        loaded.refusals[name] = Refusal(
            code="E006",
            message=message(
                "'{name}' is not UTF-8 text at byte {at}", name=name, at=error.start
            ),
            fix=message("save it as UTF-8"),
        )
    except KeyError:
        loaded.refusals[name] = Refusal(
            code="E001",
            message=message("the zip holds no '{name}'", name=name),
            fix=message("check the name and the rights of the file"),
        )
    except OSError as error:
        loaded.refusals[name] = _unreadable(name, error)
    return None


def _content(path: Path, room: int) -> bytes | None:
    """Return at most one byte more than there is room for; None if not a file."""
    # Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "rb") as stream:  # noqa: PTH123 - opens a descriptor, not a path
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return None
        return stream.read(room + 1)
