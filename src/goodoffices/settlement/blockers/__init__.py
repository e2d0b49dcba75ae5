"""What blocks an agreement when nothing is acceptable: what would have to give, and what that would open."""

from goodoffices.settlement.blockers.answer import LIMIT, what_blocks
from goodoffices.settlement.blockers.as_json import blockers_json
from goodoffices.settlement.blockers.result import Blocker, Blockers, Distance, Opening

__all__ = ["LIMIT", "Blocker", "Blockers", "Distance", "Opening", "blockers_json", "what_blocks"]
