"""Play from an installed wheel, with no checkout in reach."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = Path(sys.argv[1]).resolve()


def run(*arguments: str, text: str = "", code: int = 0) -> str:
    """Run the installed command in an empty folder and check its exit code."""
    done = subprocess.run(
        [COMMAND, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    if done.returncode != code:
        raise SystemExit(
            f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
    return done.stdout


with tempfile.TemporaryDirectory() as folder:
    games = ("--data-dir", f"{folder}/games")
    print(run("--version").strip())
    scenarios = json.loads(run(*games, "scenario", "list", "--json"))
    print("scenarios:", ", ".join(one["id"] for one in scenarios))
    if len(scenarios) < 2:
        raise SystemExit("the scenarios are not in the wheel")
    run(*games, "play", "--plain", "--seed", "7", "--save", "wheel", text="end\n" * 24)
    run(*games, "verify", "wheel")
    played = run(*games, "replay", "wheel", "--plain")
    print(played.strip().splitlines()[-1])
    run(*games, "verify", "example")
    run(*games, "replay", "example", "--plain")
    run(*games, "backtest", "--worlds", "100")
    for one in scenarios:
        run(*games, "play", one["id"], "--plain", "--seed", "1", text="end\nend\n")
    listed = json.loads(run(*games, "list", "--json"))
    if len(listed) != 1 + len(scenarios):
        raise SystemExit(f"{len(listed)} games are listed")
