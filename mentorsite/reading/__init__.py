"""The content folder becomes records: files, positioned YAML and Markdown, values."""

from mentorsite.reading.read import read
from mentorsite.reading.sheets import Content, Sheet

__all__ = ["Content", "Sheet", "read"]
