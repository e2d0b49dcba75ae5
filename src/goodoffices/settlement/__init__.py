"""What all could accept: packages, frontier, fair packages, texts on record; how sure that is when preferences are
known in part; what blocks, what could be traded, and what division would be fair."""

from goodoffices.settlement.answer import fair_packages, frontier, solve
from goodoffices.settlement.as_json import settlement_json, study_json
from goodoffices.settlement.blockers import Blocker, Blockers, Distance, Opening, blockers_json, what_blocks
from goodoffices.settlement.division import (
    Adjusted,
    Agreed,
    Award,
    Division,
    WholePackage,
    adjusted_winner,
    divide,
    division_json,
)
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.engine.prepare import prepare
from goodoffices.settlement.fair import Fair
from goodoffices.settlement.outcomes import Outcomes
from goodoffices.settlement.pages.blocker_sections import blocker_sections
from goodoffices.settlement.pages.division_sections import division_sections
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.settlement.pages.study_sections import study_sections, study_summary
from goodoffices.settlement.pages.summary import summary_sections
from goodoffices.settlement.pages.trade_sections import trade_sections
from goodoffices.settlement.pages.trade_summary import trade_summary
from goodoffices.settlement.pages.what_if_sections import what_if_sections
from goodoffices.settlement.result import (
    Breach,
    Certificate,
    Counts,
    Frontier,
    Outcome,
    RatedText,
    Settlement,
    Solution,
    Solutions,
)
from goodoffices.settlement.studies import Study, study
from goodoffices.settlement.trades import (
    Blocked,
    Change,
    Completions,
    Difference,
    Edit,
    Moved,
    Nearest,
    Package,
    RuleMoved,
    Start,
    TextMoved,
    Trades,
    TwoIssueTrade,
    TwoIssueTrades,
    suppose,
    trades_json,
    what_if,
    what_if_json,
    what_to_trade,
)
from goodoffices.settlement.uncertain import (
    DEFAULT_DRAWS,
    Acceptance,
    Advice,
    Advised,
    OwnWorth,
    Proposal,
    Question,
    Raise,
    Spread,
    Uncertainty,
    explore,
    own_worth,
    uncertainty_json,
)

__all__ = [
    "DEFAULT_DRAWS",
    "FRONTIER_CAP",
    "Acceptance",
    "Adjusted",
    "Advice",
    "Advised",
    "Agreed",
    "Award",
    "Blocked",
    "Blocker",
    "Blockers",
    "Breach",
    "Certificate",
    "Change",
    "Completions",
    "Counts",
    "Difference",
    "Distance",
    "Division",
    "Edit",
    "Fair",
    "Frontier",
    "Moved",
    "Nearest",
    "Opening",
    "Outcome",
    "Outcomes",
    "OwnWorth",
    "Package",
    "Proposal",
    "Question",
    "Raise",
    "RatedText",
    "RuleMoved",
    "Settlement",
    "Solution",
    "Solutions",
    "Spread",
    "Start",
    "Study",
    "TextMoved",
    "Trades",
    "TwoIssueTrade",
    "TwoIssueTrades",
    "Uncertainty",
    "WholePackage",
    "adjusted_winner",
    "blocker_sections",
    "blockers_json",
    "divide",
    "division_json",
    "division_sections",
    "explore",
    "fair_packages",
    "frontier",
    "own_worth",
    "prepare",
    "settlement_json",
    "settlement_sections",
    "solve",
    "study",
    "study_json",
    "study_sections",
    "study_summary",
    "summary_sections",
    "suppose",
    "trade_sections",
    "trade_summary",
    "trades_json",
    "uncertainty_json",
    "what_blocks",
    "what_if",
    "what_if_json",
    "what_if_sections",
    "what_to_trade",
]
