"""Where the links of a finished site lead: within it, to a file and a place that are there; out of it, to what other hosts still have."""
