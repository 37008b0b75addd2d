"""Markdown as HTML: links, headings, pictures, raw HTML."""

from __future__ import annotations

import pytest

from mentorsite.pages.values import Link, Marked, Picture
from mentorsite.rendering.prose import to_html


def block(text: str, **links: Link | Picture) -> str:
    return to_html(Marked(text, tuple(links.items()), block=True), lambda address: f"../{address}")


def linked(text: str, written: str, to: Link | Picture, *, is_block: bool = True) -> str:
    return to_html(Marked(text, ((written, to),), block=is_block), lambda address: f"../{address}")


def test_a_link_to_a_record_leads_from_the_page_to_its_address() -> None:
    html = linked("See [the goal](../goals/lead.md).", "../goals/lead.md", Link("Lead", "goals/lead.html", "goals"))
    assert html == '<p>See <a href="../goals/lead.html">the goal</a>.</p>\n'


def test_a_link_that_leads_nowhere_keeps_its_words_and_loses_the_link_and_its_title() -> None:
    assert block('See [the *old* goal](../goals/secret.md "Secret").') == "<p>See the <em>old</em> goal.</p>\n"


def test_a_reference_without_words_takes_the_title_and_one_with_words_keeps_them() -> None:
    lead = Link("Lead reviews", "goals/lead.html")
    assert linked("[[goals/lead]]", "goals/lead", lead) == '<p><a href="../goals/lead.html">Lead reviews</a></p>\n'
    assert linked("[[goals/lead|mine]]", "goals/lead", lead) == '<p><a href="../goals/lead.html">mine</a></p>\n'


def test_a_reference_to_nothing_becomes_nothing_that_names_it() -> None:
    assert block("About [[goals/secret]] and [[goals/secret|our plan]].") == "<p>About … and our plan.</p>\n"


def test_a_person_without_a_page_is_called_what_they_may_be_called() -> None:
    assert linked("With [[people/ana]].", "people/ana", Link("a mentor")) == "<p>With a mentor.</p>\n"


def test_the_title_of_a_record_cannot_smuggle_html_into_a_page() -> None:
    assert "<b>" not in linked("[[goals/x]]", "goals/x", Link("<b>x</b>", "goals/x.html"))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "&#1;javascript:alert(1)",
    ],
)
def test_a_link_with_a_harmful_scheme_keeps_only_its_words(address: str) -> None:
    html = block(f"[words](<{address}>)")
    assert "words" in html
    assert "href" not in html


@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "http://example.org", "mailto:ana@example.org", "tel:+3512100"])
def test_a_link_to_the_web_stays(address: str) -> None:
    assert f'href="{address}"' in block(f"[words]({address})")


def test_headings_begin_below_the_sections_of_a_page_skip_no_level_and_have_addresses() -> None:
    html = block("# One\n\n#### Two\n\n## Three\n\n## Three\n")
    assert html == '<h3 id="one">One</h3>\n<h4 id="two">Two</h4>\n<h4 id="three">Three</h4>\n<h4 id="three-1">Three</h4>\n'


def test_a_text_that_begins_with_a_deep_heading_begins_at_the_same_level() -> None:
    assert block("#### Deep\n\n## Less\n") == '<h3 id="deep">Deep</h3>\n<h3 id="less">Less</h3>\n'


def test_a_picture_of_the_site_has_its_size_and_one_from_elsewhere_only_its_words() -> None:
    picture = Picture("files/a-12345678.png", 30, 20)
    assert linked("![A *map*](a.png)", "a.png", picture) == (
        '<p><img src="../files/a-12345678.png" alt="A map" width="30" height="20" loading="lazy" decoding="async" /></p>\n'
    )
    assert block("![A map](https://example.org/a.png)") == "<p>A map</p>\n"


WIDE = Picture("files/ä-2.png", 1200, 800, ((480, "files/ä-1.png"), (1200, "files/ä-2.png")))


def test_a_picture_in_several_widths_says_which_there_are_and_how_wide_a_text_is() -> None:
    html = linked("![](a.png)", "a.png", WIDE)
    assert 'srcset="../files/ä-1.png 480w, ../files/ä-2.png 1200w" sizes="(min-width: 40rem) 37rem, 100vw" width="1200"' in html


def test_html_beside_a_picture_leaves_it_its_widths_and_gives_no_other_picture_any() -> None:
    html = linked('![](a.png) <img srcset="https://elsewhere.example/x 1w" sizes="1px" src="x.png">', "a.png", WIDE)
    assert 'srcset="../files/ä-1.png 480w, ../files/ä-2.png 1200w"' in html
    assert 'sizes="(min-width: 40rem) 37rem, 100vw"' in html
    assert 'decoding="async"' in html
    assert "elsewhere" not in html
    assert "1px" not in html


def test_the_alignment_of_a_column_is_a_class_and_no_style() -> None:
    html = block("| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert '<th class="align-right">b</th>' in html
    assert "style" not in html


def test_an_empty_corner_of_a_table_is_no_heading() -> None:
    assert "<th></th>" not in block("|   | b |\n|---|---|\n| 1 | 2 |\n")


def test_harmless_html_passes_and_harmful_goes() -> None:
    html = block("<details open><summary>More</summary>\n\n<kbd>x</kbd> <script>alert(1)</script><b onclick='x()'>bold</b>\n\n</details>")
    assert "<details open" in html
    assert "<kbd>x</kbd>" in html
    assert "<b>bold</b>" in html
    assert "alert" not in html
    assert "onclick" not in html


def test_our_own_links_and_headings_survive_beside_raw_html() -> None:
    html = linked("## Why\n\n[the goal](../goals/lead.md) <kbd>x</kbd>", "../goals/lead.md", Link("Lead", "goals/lead.html"))
    assert '<h3 id="why">Why</h3>' in html
    assert '<a href="../goals/lead.html">the goal</a>' in html


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../goals/secret.md">x</a>',
        '<img src="secret.png">',
        '<img src="https://elsewhere.example/pixel.png">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" &#106;avascript:alert(1)">x</a>',
        '<blockquote cite="../feedback/secret.md">x</blockquote>',
        '<p style="color:red" class="page-home" id="content">x</p>',
        "<svg onload=alert(1)><a href='x'>y</a></svg>",
        "<iframe src='https://elsewhere.example'></iframe>",
        "<!-- secret -->",
        "<form action='https://elsewhere.example'><input></form>",
        "<math><mtext></p><style><img src=x onerror=alert(1)></style></math>",
    ],
)
def test_what_raw_html_may_not_do_it_does_not(html: str) -> None:
    done = block(f"before {html} after\n\n{html}\n")
    for forbidden in (
        "secret",
        "elsewhere",
        "javascript",
        "alert",
        "style",
        "page-home",
        "onload",
        "onerror",
        "<form",
        "<iframe",
        "<svg",
        'id="content"',
    ):
        assert forbidden not in done


def test_template_code_in_content_is_shown_as_text() -> None:
    assert block("{{ site }} {% raw %}") == "<p>{{ site }} {% raw %}</p>\n"


def test_a_phrase_has_no_paragraph() -> None:
    assert linked("*so* [[goals/x]]", "goals/x", Link("X", "goals/x.html"), is_block=False) == '<em>so</em> <a href="../goals/x.html">X</a>'


def test_an_anchor_within_a_page_follows_the_rule_of_addresses() -> None:
    assert block("[down](#What-Worked)") == '<p><a href="#what-worked">down</a></p>\n'
