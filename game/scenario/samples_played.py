"""A small crisis in which playing finds no fault, and one fault at a time in it."""

from __future__ import annotations

CLEAN = """\
format = 1

[scenario]
id = "harbour_dues"
title = { en = "Harbour dues" }
brief = { en = "A harbour must be kept open through a winter." }
start = 2001-11-03
tick = "week"
turns = 8
player = { en = "The harbour office" }
budget = "credit"

[sources.office]
title = "Judgement of the author"
kind = "judgement"

[variables.credit]
label = { en = "Credit" }
range = [0, 30]
start = 6
grade = "J"
source = "office"

[variables.standing]
label = { en = "Standing" }
range = [0, 100]
start = 50
rest = 50
half_life = 6
good = "up"
grade = "J"
source = "office"

[variables.stores]
label = { en = "Stores" }
range = [0, 100]
start = 60
good = "up"
grade = "J"
source = "office"

[levers.dues]
label = { en = "Dues" }
start = "usual"
up = 1
rungs = [
  { id = "usual", label = { en = "Usual" } },
  { id = "raised", label = { en = "Raised" } },
]

[effects.income]
to = "credit"
amount = 1
grade = "J"

[effects.ships_stay_away]
to = "standing"
from = "dues"
per_rung = { raised = -6 }
grade = "J"

[effects.stores_filled]
to = "stores"
from = "dues"
per_rung = { raised = 4 }
grade = "J"

[effects.stores_used]
to = "stores"
amount = -3
grade = "J"

[events.storm]
title = { en = "A storm" }
text = { en = "Two days without a ship." }
hazard = 0.1
effects = { stores = -5 }
grade = "J"

[agenda.pilots]
title = { en = "The pilots" }
text = { en = "They ask for a boat." }
kind = "duty"
when = "turn >= 2"
silence = { text = { en = "They row." }, effects = { standing = -4 } }
grade = "J"
options = [
  { id = "buy", label = { en = "Buy one" }, cost = 3, effects = { standing = 6 } },
  { id = "lend", label = { en = "Lend one" }, effects = { standing = 3, stores = -4 } },
]

[endings.shunned]
title = { en = "Shunned" }
text = { en = "The ships go elsewhere." }
when = "standing < 25"
early = true
rank = 1
grade = "loss"

[endings.bare]
title = { en = "Bare" }
text = { en = "The stores are empty in March." }
when = "turn >= turns and stores < 35"
rank = 2
grade = "mixed"

[endings.open]
title = { en = "Open" }
text = { en = "The harbour stayed open." }
when = "turn >= turns"
rank = 3
grade = "kept"
"""

NEVER_REACHED = """
[endings.famous]
title = { en = "Famous" }
text = { en = "Everybody speaks of it." }
when = "turn >= turns and standing > 99"
rank = 0
grade = "kept"
"""

ALWAYS_REACHED = (
    CLEAN[: CLEAN.index("[endings.bare]")]
    .replace('when = "standing < 25"', 'when = "events.storm"')
    .replace("hazard = 0.1", "hazard = 0.001")
    + CLEAN[CLEAN.index("[endings.open]") :]
)

SAME_RUNG = (
    CLEAN.replace(
        '  { id = "raised", label = { en = "Raised" } },',
        '  { id = "raised", label = { en = "Raised" } },\n'
        '  { id = "posted", label = { en = "Raised and posted" } },',
    )
    .replace("raised = -6", "raised = -6, posted = -6")
    .replace("raised = 4", "raised = 4, posted = 4")
)

BETTER_ANSWER = CLEAN.replace(
    "cost = 3, effects = { standing = 6 }", "effects = { standing = 6, stores = 9 }"
).replace("early = true\n", "")

PUSHED = """
[variables.ice]
label = { en = "Ice" }
range = [0, 20]
start = 5
good = "down"
grade = "J"
source = "office"

[effects.frost]
to = "ice"
amount = 12
grade = "J"

[effects.ice_keeps_ships_out]
to = "stores"
from = "ice"
amount = -0.05
grade = "J"
"""

UNREAD = """
[variables.gulls]
label = { en = "Gulls" }
range = [0, 900]
start = 40
grade = "J"
source = "office"

[effects.gulls_come]
to = "gulls"
amount = 3
grade = "J"
"""

NEVER_FIRES = """
[events.fire]
title = { en = "Fire in the sheds" }
text = { en = "It is put out by morning." }
when = "stores > 99"
effects = { stores = -9 }
grade = "J"
"""

NO_CHANCE = """
[events.thief]
title = { en = "A theft" }
text = { en = "Some of the stores are gone." }
hazard = "(standing - 40) / 40"
effects = { stores = -1 }
grade = "J"
"""

LUCKY = (
    CLEAN.replace("raised = -6", "raised = -0.1")
    .replace("raised = 4", "raised = 0.2")
    .replace("effects = { standing = 6 }", "effects = { standing = 0.7 }")
    .replace("effects = { standing = 3, stores = -4 }", "effects = { stores = 0.7 }")
    .replace("effects = { standing = -4 }", "effects = {}")
    .replace("stores < 35", "events.storm")
    + """
[effects.weather]
to = "standing"
amount = 9
draw = "normal"
grade = "J"

[effects.rats]
to = "stores"
amount = 6
draw = "normal"
grade = "J"
"""
)

TOO_LATE = """
[effects.word_gets_round]
to = "standing"
amount = 2
delay = { mean = 40 }
grade = "J"
"""

NO_ENDING = CLEAN.replace(
    'when = "turn >= turns"\n', 'when = "turn >= turns and standing > 40"\n'
)

SAID = """
[advisers.pilot_master]
name = { en = "The pilot master" }

[advisers.pilot_master.claims.weather]
expects = "storm"
horizon = 4
chance = 0.5
text = { en = "The glass is falling." }
"""

FOREGONE = SAID.replace('"storm"', '"stores > 0"')

NEVER_DEALT = """
[agenda.medal]
title = { en = "A medal" }
text = { en = "The ministry asks whom to honour." }
kind = "optional"
when = "standing > 99"
silence = { text = { en = "Nobody is honoured." } }
grade = "J"
options = [
  { id = "pilots", label = { en = "The pilots" }, effects = { standing = 5 } },
  { id = "clerks", label = { en = "The clerks" }, effects = { stores = 5 } },
]
"""
