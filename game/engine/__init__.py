"""The engine: many worlds of one crisis, one pure turn at a time."""

from __future__ import annotations

from game.engine.arithmetic import (
    grid,
    qexp,
)
from game.engine.chance import (
    Chance,
)
from game.engine.digest import (
    Digests,
    digest,
)
from game.engine.expression import (
    NEVER,
    TRUTH_OPERATORS,
    TRUTH_SOURCES,
    Apply,
    Expression,
    Number,
    Operator,
    Read,
    Source,
    Truth,
    all_reads,
    conjuncts,
    is_truth,
    reads,
)
from game.engine.frames import (
    evaluate,
    evaluate_close,
)
from game.engine.given import (
    Given,
    nothing_given,
)
from game.engine.intelligence import (
    Report,
)
from game.engine.legality import (
    REST,
    legal,
)
from game.engine.listing import (
    DECLARE,
    SILENCE,
    causes,
    choices,
    happenings,
    mandates,
)
from game.engine.lookahead import (
    reactive,
    reactive_model,
)
from game.engine.model import (
    Model,
    compile_spec,
)
from game.engine.observation import (
    Line,
    Observation,
    OpenCard,
)
from game.engine.observe import (
    UNKNOWN,
    legality_seen,
    observe,
)
from game.engine.opening import (
    begin,
)
from game.engine.overwrite import (
    overwrite,
)
from game.engine.readings import (
    bounded,
    noise_at,
)
from game.engine.reports import (
    NOTHING,
    report_odds,
    report_subject,
    told,
)
from game.engine.resting import (
    Resting,
)
from game.engine.secrecy import (
    Public,
    Veil,
    is_hidden,
    public,
    veil,
)
from game.engine.spec import (
    GRID,
    Card,
    CardOption,
    Derived,
    Desk,
    Draw,
    Effect,
    Ending,
    Estimate,
    Event,
    Gauge,
    HiddenType,
    Initiative,
    Lever,
    MandateTerms,
    Objective,
    Option,
    Owner,
    Prior,
    PriorKind,
    RedLine,
    Rule,
    Rung,
    Seen,
    Setting,
    Spec,
    Variable,
)
from game.engine.state import (
    Array,
    Cause,
    Choice,
    ChoiceKind,
    Closed,
    Decision,
    Integers,
    Legality,
    Mask,
    State,
    Step,
    Worlds,
    beside,
    select,
)
from game.engine.turn import (
    expect,
    hold,
    judge_again,
    step,
)
from game.engine.weight import MOST_BYTES, ROOM, fitting, world_bytes

__all__ = [
    "DECLARE",
    "GRID",
    "MOST_BYTES",
    "NEVER",
    "NOTHING",
    "REST",
    "ROOM",
    "SILENCE",
    "TRUTH_OPERATORS",
    "TRUTH_SOURCES",
    "UNKNOWN",
    "Apply",
    "Array",
    "Card",
    "CardOption",
    "Cause",
    "Chance",
    "Choice",
    "ChoiceKind",
    "Closed",
    "Decision",
    "Derived",
    "Desk",
    "Digests",
    "Draw",
    "Effect",
    "Ending",
    "Estimate",
    "Event",
    "Expression",
    "Gauge",
    "Given",
    "HiddenType",
    "Initiative",
    "Integers",
    "Legality",
    "Lever",
    "Line",
    "MandateTerms",
    "Mask",
    "Model",
    "Number",
    "Objective",
    "Observation",
    "OpenCard",
    "Operator",
    "Option",
    "Owner",
    "Prior",
    "PriorKind",
    "Public",
    "Read",
    "RedLine",
    "Report",
    "Resting",
    "Rule",
    "Rung",
    "Seen",
    "Setting",
    "Source",
    "Spec",
    "State",
    "Step",
    "Truth",
    "Variable",
    "Veil",
    "Worlds",
    "all_reads",
    "begin",
    "beside",
    "bounded",
    "causes",
    "choices",
    "compile_spec",
    "conjuncts",
    "digest",
    "evaluate",
    "evaluate_close",
    "expect",
    "fitting",
    "grid",
    "happenings",
    "hold",
    "is_hidden",
    "is_truth",
    "judge_again",
    "legal",
    "legality_seen",
    "mandates",
    "noise_at",
    "nothing_given",
    "observe",
    "overwrite",
    "public",
    "qexp",
    "reactive",
    "reactive_model",
    "reads",
    "report_odds",
    "report_subject",
    "select",
    "step",
    "told",
    "veil",
    "world_bytes",
]
