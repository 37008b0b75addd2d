"""What was read as JSON is searched for halves of characters: JSON can say them, and no text in UTF-8 can."""

from __future__ import annotations

import json


def half_in(value: object) -> str:
    """Give the escape of a character of which what was read as JSON holds one half alone, such as `\\ud83d`; "" where it holds none.

    Raises RecursionError where the value is too deep.
    """
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return f"\\u{ord(error.object[error.start]):04x}"
    return ""
