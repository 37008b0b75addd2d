"""Selection: a Portfolio becomes the View of one audience, in which what the audience may not see does not exist."""

from mentorsite.audience.select import select
from mentorsite.audience.view import Shown, View

__all__ = ["Shown", "View", "select"]
