"""A View's facts for machines: the same that the pages show, in formats that other programs read."""
