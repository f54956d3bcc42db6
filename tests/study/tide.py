"""A small crisis whose outcome is worked out by hand: a level that params move."""

from __future__ import annotations

from game.scenario import Scenario, check_text

TIDE = """\
format = 1

[scenario]
id = "tide"
title = { en = "The tide" }
brief = { en = "A dyke must be kept through a winter." }
start = 2001-11-03
tick = "week"
turns = 8
player = { en = "The dyke office" }
budget = "credit"

[sources.office]
title = "Judgement of the author"
kind = "judgement"

[params.push]
value = 2
low = 0
high = 6
grade = "J"
source = "office"

[params.pull]
value = 1
low = 0
high = 3
grade = "J"
source = "office"

[params.gain]
value = 2.25
low = 0
high = 6
grade = "J"
source = "office"

[params.unread]
value = 0
low = -3
high = 3
grade = "J"
source = "office"

[params.certain]
value = 2
grade = "A"
source = "office"

[variables.credit]
label = { en = "Credit" }
range = [0, 30]
start = 6
grade = "J"
source = "office"

[variables.water]
label = { en = "Water" }
range = [-1000, 1000]
start = 100
decimals = 1
good = "up"
grade = "J"
source = "office"

[levers.gate]
label = { en = "Gate" }
start = "shut"
up = 1
rungs = [
  { id = "shut", label = { en = "Shut" } },
  { id = "ajar", label = { en = "Ajar" } },
]

[effects.pushed]
to = "water"
expr = "push - pull"
grade = "J"

[effects.let_in]
to = "water"
expr = "if(gate == 1, gain - certain, 0)"
grade = "J"

[effects.waves]
to = "water"
amount = 5
draw = "normal"
grade = "J"

[events.gale]
title = { en = "A gale" }
text = { en = "Two days of wind." }
hazard = "push / 10"
effects = { credit = -1 }
grade = "J"

[gauges.water]
label = { en = "Water" }
rank = 2
variable = "water"
good = "up"

[gauges.gales]
label = { en = "Gales" }
rank = 1
chance = "gale"
within = 2
good = "down"

[objectives.high]
label = { en = "High water" }
text = { en = "Much water." }
value = "water"
bottom = -900
top = 1100

[endings.over]
title = { en = "Over" }
text = { en = "The winter is over." }
when = "turn >= turns"
rank = 1
grade = "kept"

[policies.stay]
label = { en = "Shut" }
lines = []
reference = true

[policies.let]
label = { en = "Ajar" }
lines = ["1: gate ajar"]
reference = true
"""


def tide(text: str = TIDE) -> Scenario:
    """Return the crisis."""
    checked = check_text({"a.toml": text}, "a.toml")
    assert checked.scenario is not None, checked.diagnostics
    return checked.scenario
