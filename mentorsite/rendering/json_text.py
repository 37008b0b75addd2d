"""Values of JSON become text without the characters that no page may hold, and, within a page, without what could end its element."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from mentorsite.rendering.words import harmless


def without_harm(value: object) -> object:
    """Take out the characters that no page may hold, before JSON hides them behind escapes."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return [without_harm(inner) for inner in value]
    if isinstance(value, Mapping):
        return {name: without_harm(inner) for name, inner in value.items()}
    return value


def in_element(value: object) -> Markup:
    """Write a value to stand within `<script type="application/ld+json">`: no tag and no comment can begin or end in it."""
    text = json.dumps(without_harm(value), ensure_ascii=False, indent=0, separators=(",", ": "))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
