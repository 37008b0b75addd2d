"""A look at HTML: what of it does not come through, and whether it takes long."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.markdown.harmless import ELEMENTS, hides, left_out, too_entangled


@pytest.mark.parametrize(
    "html",
    [
        "no HTML at all",
        "a < b > c </",
        '<b title="x" lang=en dir=ltr>y</b>',
        "<a href=\"https://example.org/?a=1&amp;b=2\">x</a><a href='mailto:a@b'>x</a><A HREF=tel:1>x</A>",
        "<details open><summary>x</summary></details>",
        "<br/><hr /><img alt=x width=1 height=1>",
        "<!-- <script> -->",
        "<!doctype html><?php <script> ?>",
        "<!-- never ends <script>",
        "<![CDATA[ <script ]]>",
        "</script></svg>",
        "<",
        "<b",
        "<b title='<script>'>",
        "",
    ],
)
def test_what_is_harmless_is_passed_over(html: str) -> None:
    assert left_out(html) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("x <script>y</script>", [(2, "the element `<script>`")]),
        ("<SCRIPT SRC=x>", [(0, "the element `<script>`")]),
        ("<b onclick='x'>", [(0, "the attribute `onclick` of `<b>`")]),
        ("<b/ONCLICK=x>", [(0, "the attribute `onclick` of `<b>`")]),
        ('<p style="x" id="y">', [(0, "the attribute `style` of `<p>`"), (0, "the attribute `id` of `<p>`")]),
        ("<b><i></i><svg/onload=x>", [(10, "the element `<svg>`")]),
        ("<a href=javascript:x>", [(0, "the address of `<a>`")]),
        ("<a href='java&#115;cript&colon;x'>", [(0, "the address of `<a>`")]),
        ("<a href=../goals/secret.md>", [(0, "the address of `<a>`")]),
        ("<a href>", [(0, "the address of `<a>`")]),
        ("<img src=https://example.org/x.png>", [(0, "the address of `<img>`")]),
        ("<q cite='data:x'>", [(0, "the address of `<q>`")]),
        ("<iframe><script></iframe><object>", [(0, "the element `<iframe>`"), (25, "the element `<object>`")]),
        ("<style><b onclick=x></style><b onclick=x>", [(0, "the element `<style>`"), (28, "the attribute `onclick` of `<b>`")]),
        ("<!-- x --><form>", [(10, "the element `<form>`")]),
        ("<b title='>'><form>", [(13, "the element `<form>`")]),
        (f"<{'x' * 90}>", [(0, f"the element `<{'x' * 40}>`")]),
        ("<b\nonclick\n=\nx>", [(0, "the attribute `onclick` of `<b>`")]),
    ],
)
def test_what_does_not_come_through_is_told_with_its_place(html: str, said: list[tuple[int, str]]) -> None:
    assert left_out(html) == said


PIECES = [
    "<",
    ">",
    "</",
    "/>",
    "<b",
    "<b>",
    "</b>",
    "<svg ",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    " onclick=",
    " title=",
    "'",
    '"',
    "=",
    " ",
    "\n",
    "x",
    "&lt;",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_html_is_looked_at_and_what_the_sanitiser_takes_away_is_told(html: str) -> None:
    said = left_out(html)
    assert all(html[at] == "<" for at, _ in said)
    if not any(word in html for word in ("<!", "<?")) and nh3.clean(
        html, tags=set(ELEMENTS) | {"script", "svg"}, clean_content_tags=set()
    ) != nh3.clean(html, tags=set(ELEMENTS), clean_content_tags=set()):
        assert said


def test_ordinary_html_is_not_entangled() -> None:
    table = "<table>" + "<tr><td><b>x</b></td><td><a href='https://example.org/{}'>y</a><br></td></tr>" * 2000 + "</table>"
    assert not too_entangled([table], 10_000)
    assert not too_entangled(["<b>", "</b>"] * 5000 + ["<br>"] * 5000 + ["<p>", "</p>"] * 5000, 10_000)
    assert not too_entangled([], 10_000)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<div>" * 1000, 1),
        ("<div>" * 60, 10_000),
        ("<div></b>" * 1000, 1),
        ("<div><b></b></b></b>" * 600, 1),
        ("".join(f"<b title={number}>" for number in range(100)), 2000),
        ("".join(f"<i title={number}></i>" for number in range(100)), 2000),
    ],
)
def test_html_with_too_many_elements_open_is_entangled(html: str, lines: int) -> None:
    assert too_entangled([html], lines)
    assert too_entangled([piece + ">" for piece in html.split(">") if piece], lines)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("a <div hidden>", [(2, "<div hidden>")]),
        ("<p lang=en HIDDEN='until-found'>", [(0, "<p hidden>")]),
        ('<p style="color: red; display :none">', [(0, '<p style="color: red; display :none">')]),
        ('<p style="visibility:hidden">', [(0, '<p style="visibility:hidden">')]),
        ("<b class='a Private'><i id=secret>", [(0, '<b class="private">'), (21, '<i id="secret">')]),
        ("<private>x</private>", [(0, "<private>")]),
        ("<p title='hidden' lang=hidden class='private-key' style='display:block'>hidden</p> <!-- <p hidden> -->", []),
    ],
)
def test_tags_that_were_meant_to_hide_are_found(html: str, said: list[tuple[int, str]]) -> None:
    assert hides(html) == said
