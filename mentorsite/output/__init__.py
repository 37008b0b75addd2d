"""Artifacts become files on a disk: all of them or none."""

from mentorsite.output.write import Written, unwritable, write

__all__ = ["Written", "unwritable", "write"]
