"""Artifacts become files on a disk: all of them or none."""

from mentorsite.output.write import unwritable, write

__all__ = ["unwritable", "write"]
