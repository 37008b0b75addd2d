"""References are resolved: records become a Portfolio, in which every reference leads somewhere."""

from mentorsite.linking.link import link
from mentorsite.linking.portfolio import Linked, Portfolio

__all__ = ["Linked", "Portfolio", "link"]
