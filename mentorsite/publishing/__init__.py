"""A finished site becomes a commit on a branch of its own, there and at a remote."""
