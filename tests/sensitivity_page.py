"""The table on the page of sensitivity: `python -m tests.sensitivity_page` renews it.

What the page shows is what the command on it prints, renewed on purpose and never by a
test.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from game.session import Table
from game.study.sensitivity import run_sensitivity

PAGE = Path(__file__).parents[1] / "game" / "manual" / "sensitivity.md"
BLOCK = re.compile(
    r"(?<=```\n)\$ (grave-concern sensitivity (?P<name>\S+) --worlds (?P<worlds>\d+) "
    r"--trajectories (?P<trajectories>\d+))\n\n.*?(?=```)",
    re.DOTALL,
)


def renewed(text: str) -> str:
    """Return the page with what its command prints now."""
    return BLOCK.sub(
        lambda block: (
            f"$ {block.group(1)}\n\n"
            + run_sensitivity(
                block["name"],
                (),
                table=Table(),
                worlds=int(block["worlds"]),
                trajectories=int(block["trajectories"]),
            )
        ),
        text,
    )


def main() -> None:
    """Renew the page."""
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is renewed\n")


if __name__ == "__main__":
    main()
