"""A View becomes Pages: their addresses, their navigation, and all that their templates may read. It opens with `compose.py`."""
