"""The Markdown that records are written in: one parser, and what is found in a text before it is rendered."""
