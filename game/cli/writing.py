"""Writing a file wholly or not at all."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write beside a path, then take its place; whatever goes wrong, nothing is left.

    Args:
        path: of the file, which may be there.
        data: what it will hold.
        mode: its rights; those of any new file if left out.

    Raises:
        OSError: if the disk refused.
    """
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with new.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            new.chmod(mode)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
