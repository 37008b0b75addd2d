"""The leak audit: finished files are searched for what their audience may not see, whatever made them."""

from mentorsite.audit.leaks import Audit, Hit, Looking

__all__ = ["Audit", "Hit", "Looking"]
