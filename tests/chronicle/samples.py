"""Sample records."""

from __future__ import annotations

from game.chronicle import (
    Array,
    DecideRecord,
    GameRecord,
    Record,
    ScenarioName,
    ScenarioRecord,
    StateDigest,
    StateRecord,
)

HEX = "0123456789abcdef0123456789abcdef"
STATE = StateDigest(whole=HEX, variables=HEX, delays=HEX, levers=HEX, memory=HEX)
GAME = GameRecord(
    game=HEX,
    mechanics=1,
    engine="0.1.0",
    level=2,
    seed=17,
    scenario=ScenarioName(
        id="harbour",
        version="1.0",
        title="The harbour strike",
        mechanics=HEX,
        content=HEX,
    ),
    created="2024-06-20T09:00:00Z",
)
SCENARIO = ScenarioRecord(
    files={"scenario.toml": "format = 1\n# the harbour, l'été, 항구\n" * 40}
)
FIRST: tuple[Record, ...] = (GAME, SCENARIO)


def decide(month: int) -> DecideRecord:
    """Return the decision of a month, each different from the others."""
    return DecideRecord(
        n=month,
        do=(f"ferry {month % 4}", "strike talk"),
        defaults=("dockers silence",),
        s=STATE,
        shown={"gauges": {"unrest": (10, 20 + month, 40)}, "endings": {"closed": 7}},
    )


def snapshot(month: int, rows: int = 100) -> StateRecord:
    """Return a snapshot whose payload is long enough to carry a locator."""
    content = bytes((month + 7 * at) % 256 for at in range(rows * 8))
    return StateRecord(
        n=month,
        schema=1,
        arrays={"values": Array("<f8", (rows, 1), content)},
        digest=HEX,
    )
