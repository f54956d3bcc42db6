"""The durable record of a game.

One game is one append-only text file of chained lines. This package stores
records and does not understand them: what a choice or a state means is for
others. `game/manual/chronicle-format.md` gives the bytes.
"""

from game.chronicle.checks import Tree
from game.chronicle.codes import (
    GameCode,
    StartCode,
    read_code,
    rules_mark,
    scenario_mark,
    write_code,
)
from game.chronicle.course import (
    Array,
    CarryRecord,
    DecideRecord,
    EndRecord,
    NoteRecord,
    StateDigest,
    StateRecord,
)
from game.chronicle.disk import REAL, Disk, RealDisk, Status
from game.chronicle.mending import Fix
from game.chronicle.origin import (
    FORMAT,
    GameRecord,
    OpenRecord,
    Parent,
    ScenarioName,
    ScenarioRecord,
)
from game.chronicle.paths import SUFFIX, path_of
from game.chronicle.playing import Chronicle, create, open_for_play, repair
from game.chronicle.reading import (
    ChainCheck,
    Peek,
    Reading,
    first_record,
    list_games,
    peek,
    read,
    verify_chain,
)
from game.chronicle.records import Record, UnknownRecord
from game.chronicle.recovery import Recovery
from game.chronicle.shelving import copy_out, move
from game.chronicle.survey import Damage, Fault

__all__ = [
    "FORMAT",
    "REAL",
    "SUFFIX",
    "Array",
    "CarryRecord",
    "ChainCheck",
    "Chronicle",
    "Damage",
    "DecideRecord",
    "Disk",
    "EndRecord",
    "Fault",
    "Fix",
    "GameCode",
    "GameRecord",
    "NoteRecord",
    "OpenRecord",
    "Parent",
    "Peek",
    "Reading",
    "RealDisk",
    "Record",
    "Recovery",
    "ScenarioName",
    "ScenarioRecord",
    "StartCode",
    "StateDigest",
    "StateRecord",
    "Status",
    "Tree",
    "UnknownRecord",
    "copy_out",
    "create",
    "first_record",
    "list_games",
    "move",
    "open_for_play",
    "path_of",
    "peek",
    "read",
    "read_code",
    "repair",
    "rules_mark",
    "scenario_mark",
    "verify_chain",
    "write_code",
]
