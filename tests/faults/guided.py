"""Coverage-guided fuzzing of what reads text that a stranger wrote.

`python -m tests.faults.guided save --seconds 300` (or `scenario`, or `code`) needs
the extra `fuzz`. Seeds come from the golden games. Whatever raises anything but
an error for the player is written to `tests/faults/found/`, where a test keeps
reading it from then on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["game"]):
    from tests.faults.readers import FOUND, LONGEST, TARGETS, seeds


def main() -> int:
    """Fuzz one target for some seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=1800)
    options = parser.parse_args()
    FOUND.mkdir(exist_ok=True)
    limit = LONGEST[options.target]
    with tempfile.TemporaryDirectory() as corpus:
        for content in seeds(options.target):
            if len(content) <= limit:
                name = sha256(content).hexdigest()[:16]
                (Path(corpus) / name).write_bytes(content)
        flags = [
            *(f"-max_total_time={options.seconds}", f"-max_len={limit}"),
            *(f"-artifact_prefix={FOUND}/{options.target}-", "-timeout=30"),
            *("-rss_limit_mb=1024", "-print_final_stats=1"),
        ]
        atheris.Setup([sys.argv[0], *flags, corpus], TARGETS[options.target])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
