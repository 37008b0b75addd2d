"""The leak audit: finished files are searched for what their audience may not see, whatever made them."""

from mentorsite.audit.leaks import Audit, Hit, KeptLooking, Looking
from mentorsite.audit.search import KeptSearch, Search

__all__ = ["Audit", "Hit", "KeptLooking", "KeptSearch", "Looking", "Search"]
