"""Selection: a Portfolio becomes the View of one audience, in which what it may not see does not exist. It opens with `select.py`."""
