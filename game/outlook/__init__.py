"""The outlook: what may come, from what the player can know.

`game.outlook.forecaster` runs it beside an interface.
"""

from game.outlook.claims import Claim, Weighed, weigh_claims
from game.outlook.forecast import forecast, refine
from game.outlook.particles import Particles
from game.outlook.request import OPEN, Band, Duty, Forecast, Forecasts, Request

__all__ = [
    "OPEN",
    "Band",
    "Claim",
    "Duty",
    "Forecast",
    "Forecasts",
    "Particles",
    "Request",
    "Weighed",
    "forecast",
    "refine",
    "weigh_claims",
]
