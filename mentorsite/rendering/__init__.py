"""Pages become bytes: the theme, its templates, and Markdown as HTML."""

from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.render import Renderer
from mentorsite.rendering.theme import Theme, load_theme

__all__ = ["Artifact", "Renderer", "Theme", "load_theme"]
