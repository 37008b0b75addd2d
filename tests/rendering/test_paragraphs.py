"""Markdown as paragraphs and runs, and as Markdown again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorsite.markdown.plain import plain
from mentorsite.pages.values import Link, Marked, Picture
from mentorsite.rendering.packet_markdown import _blocks, _inline
from mentorsite.rendering.paragraphs import Code, Grid, Items, Paragraph, Quotation, Run, paragraphs, phrase

TEXT = """\
# One

Some *plain* and **strong** words, `code`, ~~gone~~
in two lines.\\
And a third.

### Deeper

- first
- second

  more of it
  1. inner

3. third

> said
> > inside

| a | b |
|---|---|
| c | *d* |

```python
x = 1
```
"""


def test_every_block_of_markdown_is_known() -> None:
    one, plain_one, deeper, items, numbered, quoted, grid, code = paragraphs(Marked(TEXT, block=True))
    assert (one, deeper) == (Paragraph((Run("One"),), 1), Paragraph((Run("Deeper"),), 2))
    assert plain_one == Paragraph(
        (
            Run("Some "),
            Run("plain", emphasis=True),
            Run(" and "),
            Run("strong", strong=True),
            Run(" words, "),
            Run("code", code=True),
            Run(", "),
            Run("gone", strike=True),
            Run(" in two lines.\nAnd a third."),
        )
    )
    assert isinstance(items, Items)
    assert (items.start, len(items.items)) == (None, 2)
    assert items.items[1][2] == Items(((Paragraph((Run("inner"),)),),), 1)
    assert numbered == Items(((Paragraph((Run("third"),)),),), 3)
    assert quoted == Quotation((Paragraph((Run("said"),)), Quotation((Paragraph((Run("inside"),)),))))
    assert grid == Grid((((Run("a"),), (Run("b"),)), ((Run("c"),), (Run("d", emphasis=True),))))
    assert code == Code("x = 1")


def test_links_lead_to_the_web_or_nowhere() -> None:
    links = (("../goals/g.md", Link("G", "goals/g.html", "goals")), ("goals/h", Link("The goal H")), ("room.png", Picture("room.png")))
    text = "[words](../goals/g.md) [[goals/h]] [[goals/i]] [out](https://example.org/) [bad](javascript:x) ![the room](room.png)"
    assert phrase(Marked(text, links)) == (
        Run("words The goal H … "),
        Run("out", address="https://example.org/"),
        Run(" bad the room"),
    )


def test_raw_html_loses_its_tags_and_keeps_its_words() -> None:
    text = "a<sub>2</sub> <!-- hidden --> b\n\n<div>block &amp; more<script>no</script></div>\n"
    assert paragraphs(Marked(text, block=True)) == (Paragraph((Run("a2  b"),)), Paragraph((Run("block & more"),)))


ANY = st.text(st.sampled_from("ab12 .)#>-+*_`[]()!|~\\&;:\n\t=é"), max_size=60)


def again(text: str) -> str:
    return "\n\n".join(_blocks(paragraphs(Marked(text, block=True)), 0))


@example("- - a")
@example("1. 1) a")
@example("* a\n+ b")
@example("a\n\n    code\n")
@example("\\* no list")
@example("&amp;lt; &copy;")
@given(ANY)
def test_what_is_written_as_markdown_again_says_the_same(text: str) -> None:
    """Lists that touch each other may become one, but no word is lost, added, or read as a mark."""
    words = "".join(plain(text, {}).split())
    if "<" in text:
        return
    assert "".join(plain(again(text), {}).split()) == words


@pytest.mark.parametrize(
    "text", ["# no", "- no", "1. no", "2) no", "> no", "+ no", "*no*", "`no`", "[no](x)", "<b>no</b>", "&amp;", "a | b", "::: pair"]
)
def test_plain_words_are_never_read_as_marks(text: str) -> None:
    from mentorsite.pages.document import Line, Sentence
    from mentorsite.rendering.packet_markdown import _block

    (written,) = _block(Sentence(Line((text,))))
    assert plain(written, {}) == text


def test_emphasis_stands_at_letters() -> None:
    assert _inline([Run("a "), Run(" b ", strong=True, emphasis=True), Run("c")]) == "a  ***b*** c"
