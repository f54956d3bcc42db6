"""A scenario's folder as one `.zip`: made to be passed on, and read without unpacking.

A zip from a stranger is hostile until it is read. Its members are only ever read into
memory, each is looked at before a byte of it is unpacked, and what is unpacked is
counted as it comes, whatever the zip says of itself.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from game.errors import ScenarioError
from game.scenario.files import MOST_BYTES, MOST_FILES
from game.words import Message, message

MOST_RATIO = 100

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*/?")
_LONGEST = 200
_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold: when it was packed is nobody's business."""
_KINDS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_MODE = 0o644
_UNIX = 3


class PackError(ScenarioError):
    """A zip, or a folder to be made one, that is refused."""

    def __init__(self, what: Message, cure: Message) -> None:
        super().__init__("{what}: {cure}.", what=what, cure=cure)
        self.what, self.cure = what, cure


def members_of(data: bytes, main: str) -> dict[str, bytes]:
    """Return the files of a zip by their names in the scenario's folder.

    Args:
        data: the zip.
        main: the name of the first file. It lies at the root of the zip, or in the
            one folder that holds everything.

    Raises:
        PackError: it says of which member something is wrong, and what to do.
    """
    if len(data) > MOST_BYTES:
        raise _too_large()
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            left = MOST_BYTES
            for info in _looked_at(archive.infolist()):
                with archive.open(info) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise PackError(
                        message(
                            "Unpacked, it holds more than {most} bytes with its member "
                            "'{member}'",
                            member=info.filename,
                            most=MOST_BYTES,
                        ),
                        message("shorten the files, then pack them again"),
                    )
                found[info.filename] = content
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
        *(ValueError, NotImplementedError, RuntimeError, OverflowError),
    ) as error:
        raise PackError(
            message(
                "It is no sound zip ({problem})",
                problem=str(error)[:_LONGEST] or type(error).__name__,
            ),
            message("ask for it again, or pack the folder with `scenario pack`"),
        ) from None
    return _at_root(found, main)


def packed(folder: Path, main: str, texts: Mapping[str, str]) -> bytes:
    """Return a folder as a zip: the same bytes for the same files, whenever it is made.

    Hidden files are left out.

    Args:
        folder: where the scenario lies.
        main: the name of its first file.
        texts: of the files that were checked, by name; whatever lies on the disk by
            now, these are what is packed.

    Raises:
        PackError: something in the folder could not be read back.
        OSError: a file cannot be read.
    """
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in _files(folder)
    }
    files |= {name: text.encode("utf-8") for name, text in texts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | _MODE) << 16
            archive.writestr(info, files[name])
    data = made.getvalue()
    # What is passed on is what will be read, or it is not passed on.
    if members_of(data, main) != files:
        raise _too_large()
    return data


def _too_large() -> PackError:
    return PackError(
        message("The zip has more than {most} bytes", most=MOST_BYTES),
        message("shorten the files, then pack them again"),
    )


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that may be packed."""
    count = 0
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts):
            continue
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise PackError(
                message("'{member}' is a link or no regular file", member=inside),
                message("put the file itself there"),
            )
        if path.is_dir():
            continue
        count += 1
        _check_count(count)
        if path.stat().st_size > MOST_BYTES:
            raise PackError(
                message(
                    "'{member}' has more than {most} bytes",
                    member=inside,
                    most=MOST_BYTES,
                ),
                message("shorten it, or put it elsewhere"),
            )
        yield path


def _looked_at(infos: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """Yield the members that are files, each looked at before it is unpacked."""
    _check_count(len(infos))
    seen: set[str] = set()
    for info in infos:
        # Some systems cut a name or turn its strokes: what is written there counts.
        name = info.orig_filename
        _check_name(name)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if name.casefold() in seen:
            raise PackError(
                message("It has the member '{member}' twice", member=name),
                message("pack it again with `scenario pack`"),
            )
        seen.add(name.casefold())
        if info.flag_bits & _ENCRYPTED:
            raise PackError(
                message("Its member '{member}' is encrypted", member=name),
                message("ask for it without a password"),
            )
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise PackError(
                message(
                    "Its member '{member}' is a link or no regular file", member=name
                ),
                message("pack the file itself"),
            )
        if info.compress_type not in _KINDS:
            raise PackError(
                message(
                    "Its member '{member}' is packed in a way that is not read here",
                    member=name,
                ),
                message("pack it again with `scenario pack`"),
            )
        if info.file_size > MOST_RATIO * max(1, info.compress_size):
            raise PackError(
                message(
                    "Its member '{member}' would unpack to more than {most} "
                    "times its size",
                    member=name,
                    most=MOST_RATIO,
                ),
                message(
                    "leave the zip alone if it is somebody else's, else write "
                    "the file without so much repetition"
                ),
            )
        if not info.is_dir():
            yield info


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise PackError(
            message("It has more than {most} members", most=MOST_FILES),
            message("join some of the files"),
        )


def _check_name(name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise PackError(
            message(
                "Its member '{member}' leads out of the folder", member=name[:_LONGEST]
            ),
            message(
                "leave the zip alone if it is somebody else's, else pack it"
                " again with `scenario pack`"
            ),
        )
    if len(name) > _LONGEST or _NAME.fullmatch(name) is None:
        raise PackError(
            message("The name of '{member}' is not allowed", member=name[:_LONGEST]),
            message(
                "use letters without accents, digits, `_`, `-` and `.`, up "
                "to {most} in all",
                most=_LONGEST,
            ),
        )


def _at_root(found: Mapping[str, bytes], main: str) -> dict[str, bytes]:
    """Take away the one folder that holds everything, if there is one."""
    if main in found:
        return dict(found)
    tops = {name.partition("/")[0] for name in found}
    top = next(iter(tops), "")
    if len(tops) != 1 or f"{top}/{main}" not in found:
        raise PackError(
            message("It has no '{main}'", main=main),
            message("pack the folder of a scenario with `scenario pack`"),
        )
    return {name.removeprefix(f"{top}/"): data for name, data in found.items()}
