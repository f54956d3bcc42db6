"""A small good file, to which the checker's examples add one fault each."""

from __future__ import annotations

BASE = """\
format = 1

[scenario]
id = "small"
title = { en = "A small crisis" }
brief = { en = "A strike in a harbour." }
start = 2001-02-03
tick = "week"
turns = 4
player = { en = "The harbour office" }
budget = "standing"

[sources.office]
title = "Judgement of the author"
kind = "judgement"

[actors.crew]
name = { en = "The crew" }
role = "adversary"

[variables.standing]
label = { en = "Standing" }
range = [0, 100]
start = { value = 50, grade = "J", source = "office" }

[levers.offer]
label = { en = "Offer" }
start = "low"
rungs = [
  { id = "low", label = { en = "Low" } },
  { id = "high", label = { en = "High" } },
]

[endings.over]
title = { en = "It is over" }
text = { en = "The ships sail." }
when = "turn >= turns"
"""

FERRY = """\
[variables.ferry]
label = { en = "Ferries" }
range = [0, 9]
start = 4
decimals = 1
good = "up"
grade = "J"
"""

REPORT = """\
[types.fog]
label = { en = "Fog" }
draw = "uniform"
low = 0
high = 1
grade = "J"

[reports.pilot]
label = { en = "The pilot" }
text = { en = "The pilot calls the fog {band}." }
about = "fog"
bands = [
  { id = "thin", label = { en = "thin" }, up_to = 0.5 },
  { id = "thick", label = { en = "thick" } },
]
right = 0.6
reliability = 0.6
grade = "J"
"""

CARD = """\
[agenda.gate]
title = { en = "The gate" }
text = { en = "Shall it be opened?" }
kind = "duty"
when = "turn == 1"
silence = { text = { en = "It stays as it is." } }
grade = "J"
options = [
  { id = "open", label = { en = "Open it" } },
  { id = "shut", label = { en = "Shut it" } },
]
"""

VARIANT = """\
[agenda.gate_varied]
family = "gate"
when = "turn == 2"
text = { en = "Shall it be opened now?" }
"""

MIND = """\
[actors.owner]
name = { en = "The owner" }
role = "neighbour"

[types.plan]
label = { en = "What the owner plans" }
actor = "owner"
draw = "uniform"
low = 0
high = 1
grade = "J"

[types.own_plan]
label = { en = "What the crew plans" }
actor = "crew"
draw = "uniform"
low = 0
high = 1
grade = "J"

[rules.crew_acts]
actor = "crew"
options = [
  { id = "wait", label = { en = "wait" }, utility = 0 },
  { id = "stop", label = { en = "stop work" }, utility = "own_plan" },
]
"""

WORDED = """\
[types.ice]
label = { en = "Ice" }
draw = "choice"
values = [1, 2]
grade = "J"
words = [
  { up_to = 1.5, text = { en = "The bay is open." } },
  { up_to = 2, text = { en = "The bay is shut." } },
]
"""

CHAIN = """\
[types.one]
label = { en = "One" }
draw = "uniform"
low = 0
high = 1
grade = "J"

[types.two]
label = { en = "Two" }
draw = "uniform"
low = 0
high = 1
follows = "one"
rank = 0.5
grade = "J"

[types.three]
label = { en = "Three" }
draw = "uniform"
low = 0
high = 1
follows = "two"
rank = 0.5
grade = "J"
"""


def effect(lines: str) -> str:
    """Return an effect on the standing with these lines."""
    return f'[effects.slack]\nto = "standing"\ngrade = "J"\n{lines}\n'


def derived(expression: str) -> str:
    """Return a derived quantity."""
    return f'[derived.mood]\ngrade = "J"\nexpr = "{expression}"\n'
