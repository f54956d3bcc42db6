"""What an author has accepted of what the checks find, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.scenario.beside import Allowance
from game.scenario.findings import Findings
from game.scenario.guesses import nearest
from game.scenario.names import Names
from game.scenario.shape import Rows
from game.scenario.walker import Path, dotted
from game.words import message


def reason_for(allowed: Mapping[str, Allowance], code: str, about: str) -> str:
    """Return why a finding is accepted, or nothing if it is not.

    Args:
        allowed: the rows of [allow] by id.
        code: the code of the finding, such as `W302`.
        about: what it is about, as a dotted path: `endings.over`,
            `agenda.offer.options.half`; list entries by their ids.
    """
    found = (row.reason for row in allowed.values() if _covers(row, code, about))
    return next(found, "")


def _covers(row: Allowance, code: str, about: str) -> bool:
    return row.code == code and (
        not row.about
        or any(about == place or about.startswith(f"{place}.") for place in row.about)
    )


def check_allowed(rows: Rows, names: Names, findings: Findings) -> None:
    """Leave out what the file accepts, and report what it accepts in vain.

    Must come after every check that can warn.
    """
    allowed = {
        key: row
        for key, row in rows.of("allow").items()
        if isinstance(row, Allowance) and _is_sound(key, row, names, findings)
    }
    used: set[str] = set()
    kept = []
    for finding in findings.found:
        about = dotted(names.document, finding.path)
        hits = [
            key for key, row in allowed.items() if _covers(row, finding.code, about)
        ]
        used.update(hits)
        if not hits:
            kept.append(finding)
    findings.found[:] = kept
    for key, row in allowed.items():
        if key not in used and row.code.startswith("W5"):
            findings.add(
                "W508",
                message("nothing here needs to be accepted as {code}", code=row.code),
                ("allow", key, "code"),
                fix=message("remove [allow.{name}]", name=key),
            )


def _is_sound(key: str, row: Allowance, names: Names, findings: Findings) -> bool:
    """Tell whether a row accepts a warning, about things that are there."""
    if re.fullmatch(r"W\d{3}", row.code, re.ASCII) is None:
        findings.add(
            "E104",
            message("only a warning can be accepted, and its code looks like W302"),
            ("allow", key, "code"),
            fix=message("write the code of the warning; an error must be mended"),
        )
        return False
    sound = True
    for index, place in enumerate(row.about):
        sound &= _is_there(place, ("allow", key, "about", index), names, findings)
    return sound


def _is_there(place: str, path: Path, names: Names, findings: Findings) -> bool:
    home, _, rest = place.partition(".")
    pool = names.ids(home)
    if rest.partition(".")[0] in pool or names.partial:
        return True
    known = [f"{table}.{key}" for table in names.document for key in names.ids(table)]
    guess = nearest(place, known)
    findings.add(
        "E110",
        message("there is no '{name}' in this scenario", name=place),
        path,
        fix=message("did you mean '{name}'?", name=guess)
        if guess
        else message("write the table and the id, such as levers.some_lever"),
    )
    return False
