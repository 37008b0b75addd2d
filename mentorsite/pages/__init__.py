"""A View becomes Pages: their addresses, their navigation, and all that their templates may read."""

from mentorsite.pages.compose import compose, frames_of
from mentorsite.pages.page import Page

__all__ = ["Page", "compose", "frames_of"]
