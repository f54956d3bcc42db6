"""Beside a system-dynamics tool: `python -m tests.benchmarks.system_dynamics`.

PySD cannot play the game: it has no minds, no ledger, no cards and one world a
run. It is given the stocks alone, each drawn to its resting level and coupled to
its neighbour, while the engine plays the whole month in many worlds. The ratio
therefore flatters PySD.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import numpy as np
import pysd

from game.engine import Chance, Spec, begin, compile_spec, hold, step
from tests.benchmarks.crises import crisis
from tests.benchmarks.figures import REPEATS, figure, interleaved, show

_WORLDS = 1024
_BAR = 500.0


def stocks_only(spec: Spec) -> str:
    """Return the scenario's stocks as a Vensim model, and nothing else of it."""
    names = [variable.id.replace("_", " ") for variable in spec.variables]
    rows = ["{UTF-8}"]
    for place, variable in enumerate(spec.variables):
        middle = (variable.low + variable.high) / 2.0
        start = min(variable.high, max(variable.low, variable.start.low))
        rest = variable.rest if variable.rate else middle
        rows.append(
            f"{names[place]} = INTEG( 0.05 * ({rest} - {names[place]})"
            f" + 0.001 * {names[place - 1]}, {start})\n\t~\t\n\t~\t\t|\n"
        )
    for name, value in (
        ("FINAL TIME", spec.turns),
        ("INITIAL TIME", 0),
        ("SAVEPER", 1),
        ("TIME STEP", 1),
    ):
        rows.append(f"{name} = {value}\n\t~\t\n\t~\t\t|\n")
    return "\n".join(rows)


def main() -> None:
    """Measure both in turn and print the ratio beside the bar."""
    name, spec = crisis()
    model = compile_spec(spec)

    def engine() -> None:
        chance = Chance(1)
        state = begin(model, chance, np.arange(_WORLDS, dtype=np.uint64))
        nothing = hold(model, _WORLDS)
        for _ in range(spec.turns):
            state = step(model, state, nothing, chance).state

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "stocks.mdl"
        path.write_text(stocks_only(spec), encoding="utf-8")
        rival = pysd.read_vensim(str(path))
        times = interleaved({"engine": engine, "pysd": rival.run}, REPEATS)
    ours = [_WORLDS * spec.turns / time for time in times["engine"]]
    theirs = [spec.turns / time for time in times["pysd"]]
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    show(
        f"beside PySD {pysd.__version__}, {name}: {len(spec.variables)} stocks",
        [
            figure("engine, the whole month", ours, "world-months/s"),
            figure("PySD, stocks only", theirs, "world-months/s"),
            figure("ratio", ratios, "x", bar=_BAR, at_least=True),
        ],
    )


if __name__ == "__main__":
    main()
