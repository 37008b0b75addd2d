"""A site while it is being written: read again as it changes, and served to one's own browser."""
