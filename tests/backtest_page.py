"""The result on the page of the back-test: `python -m tests.backtest_page` renews it.

What the page shows is what the command on it prints, renewed on purpose and never by a
test.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from game.session import Table
from game.study.backtest import run_backtest

PAGE = Path(__file__).parents[1] / "game" / "manual" / "backtest.md"
BLOCK = re.compile(
    r"(<!-- printed by: grave-concern backtest (?P<name>\S+) -->\n)"
    r".*?(<!-- end of what is printed -->)",
    re.DOTALL,
)


def renewed(text: str) -> str:
    """Return the page with what its command prints now."""
    return BLOCK.sub(
        lambda block: (
            f"{block.group(1)}\n```\n"
            f"$ grave-concern backtest {block['name']}\n\n"
            f"{run_backtest(block['name'], None, table=Table())}```\n\n{block.group(3)}"
        ),
        text,
    )


def main() -> None:
    """Renew the page."""
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is renewed\n")


if __name__ == "__main__":
    main()
