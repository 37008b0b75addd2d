"""Practice checks, each from records that are hand-made for it."""
