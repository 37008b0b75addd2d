"""The addresses of a text's headings."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mentorsite.markdown.anchors import anchors
from mentorsite.pages.values import Marked
from mentorsite.rendering.prose import to_html

TEXT = """\
# One & *more*
## One more
Under
=====
> - ## In a `list`
- Beneath
  --
### [Linked](a.md) [[goals/a|words]] [[goals/b]]
## Größe
## !!!
```
## code
```
<!-- -->
<h3 id="raw">raw</h3>
"""


def test_every_heading_is_counted_under_its_words() -> None:
    assert anchors(TEXT) == {"one-more": 2, "under": 1, "in-a-list": 1, "beneath": 1, "linked-words": 1, "größe": 1}


def test_the_addresses_are_those_that_a_page_has() -> None:
    html = to_html(Marked(TEXT, block=True), lambda address: address)
    ids = re.findall(r' id="([^"]*)"', html)
    assert Counter(re.sub(r"-[1-9]$", "", anchor) for anchor in ids) == anchors(TEXT)


@pytest.mark.parametrize("text", ["", "no heading", "a - b\n= c", "- a\n- b"])
def test_a_text_without_a_heading_has_none(text: str) -> None:
    assert not anchors(text)
