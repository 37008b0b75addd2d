"""SVG: what is drawn is kept, whatever else stands in a file is gone or refused."""

from __future__ import annotations

import base64
import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg import MOST_DEPTH, MOST_ELEMENTS, sanitise

CANARY = "CANARY7391"
SPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:html="http://www.w3.org/1999/xhtml"'
)


def svg(content: str, attributes: str = "", before: str = "") -> bytes:
    return f"{before}<svg {SPACES} {attributes}>{content}</svg>".encode()


def drawn(content: str, attributes: str = "", before: str = "") -> str:
    """Give what is kept inside the outermost element."""
    text = sanitise(svg(content, attributes, before)).data.decode()
    ElementTree.fromstring(text)
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    return text.partition(">")[2].removesuffix("</svg>\n") if "</svg>" in text else ""


def picture(**options: object) -> str:
    out = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(out, "JPEG", **options)
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(
    "content",
    [
        '<path d="M0,0 L10 10z" fill="none" stroke="#123456" stroke-width="2.5"/>',
        '<g transform="translate(1,2) rotate(45)"><circle cx="5" cy="5" r="50%"/></g>',
        '<text font-family="\'Noto Sans\',sans-serif" x="1" xml:space="preserve">ab <tspan>cd</tspan>ef &lt; &amp;</text>',
        '<polyline points="0,0 1-2 3e1,.5"/>',
        '<rect style="fill:rgb(1 2 3/.5);mix-blend-mode:multiply"/>',
        '<svg height="1" viewBox="0 0 1 1" width="1" x="3"><ellipse rx="1" ry="2"/></svg>',
    ],
)
def test_what_is_drawn_is_kept_as_it_is(content: str) -> None:
    assert drawn(content) == content.replace("'Noto", "&#x27;Noto").replace("Sans'", "Sans&#x27;")


@pytest.mark.parametrize(
    "content",
    [
        f"<!-- {CANARY} -->",
        f"<?note {CANARY}?>",
        f"<metadata><a>{CANARY}</a></metadata>",
        f"<title>{CANARY}</title><desc>{CANARY}</desc>",
        f"<inkscape:note>{CANARY}<rect/></inkscape:note>",
        f"<html:p>{CANARY}</html:p>",
        f"<script>{CANARY}</script>",
        f'<script href="https://example.org/{CANARY}.js"/>',
        f"<switch><foreignObject>{CANARY}</foreignObject></switch>",
        f'<xi:include href="{CANARY}"/>',
        f"<g>{CANARY}</g>",
        f"<flowRoot>{CANARY}</flowRoot>",
        f"<style>/* {CANARY} */</style>",
        f"<style>@import url(https://example.org/{CANARY});</style>",
        f'<style>@font-face{{font-family:{CANARY};src:url("data:font/woff;base64,{CANARY}")}}</style>',
        f"<style>.{CANARY}{{fill:url(https://example.org/{CANARY})}}</style>",
        f"<style>.{CANARY}{{--note:{CANARY};fill:{CANARY}}} {CANARY} rect{{fill:red}}</style>",
        f'<style type="text/{CANARY}">{CANARY}</style>',
        f'<style>.{CANARY}{{fill:red}}#{CANARY}{{fill:red}}</style><g id="{CANARY}" class="{CANARY} x{CANARY}"/>',
        f'<g id="{CANARY}" class="{CANARY}" data-name="{CANARY}" aria-label="{CANARY}" role="{CANARY}"/>',
        f'<g inkscape:label="{CANARY}" onclick="{CANARY}()" onload="{CANARY}"/>',
        f'<a href="https://example.org/{CANARY}" target="{CANARY}"><rect/></a>',
        f'<image href="file:///home/{CANARY}/a.png"/><image xlink:href="{CANARY}.png"/>',
        f'<use href="https://example.org/{CANARY}.svg#x"/>',
        f'<use href="#{CANARY}"/><rect id="{CANARY}" fill="url(#{CANARY})"/>'.replace(f'fill="url(#{CANARY})"', ""),
        f'<rect fill="url(https://example.org/{CANARY}#x)" style="fill:url(data:{CANARY})" stroke="{CANARY}"/>',
        f'<rect style="background:url({CANARY});-x-note:{CANARY};fill:red/*{CANARY}*/"/>',
        f'<path d="{CANARY}"/><rect width="{CANARY}" transform="{CANARY}(1)"/>',
        f'<g style="display:none"><text>{CANARY}</text></g>',
        f'<g display="none"><text>{CANARY}</text></g>',
        f'<style>.st0{{display:none}}.st1{{display:inline}}</style><g class="st0"><text class="st1">{CANARY}</text></g>',
        f'<style>#x{{display:none}}</style><g id="x"><text>{CANARY}</text></g>',
        f'<defs><text id="x">{CANARY}</text></defs><symbol><text>{CANARY}</text></symbol>',
        f'<g requiredExtensions="{CANARY}"><text>{CANARY}</text></g>',
        f'<filter id="f"><feFlood result="{CANARY}"/><feOffset in="{CANARY}"/></filter><g filter="url(#f)"/>',
        f'<text lang="{CANARY} x" systemLanguage="{CANARY} y">z</text>',
        f'<image href="{picture(comment=CANARY)}"/>',
    ],
)
def test_whatever_is_not_drawn_is_gone(content: str) -> None:
    for attributes in ("", f'inkscape:export-filename="/home/{CANARY}" content="{CANARY}"'):
        text = sanitise(svg(content, attributes, f'<?xml version="1.0"?><!-- {CANARY} --><?{CANARY} x?>')).data.decode()
        assert CANARY not in text
        assert not [
            word for word in ("http", "script", "onclick", "<!", "<?", "inkscape", "data-") if word in text.partition("svg")[2][34:]
        ]
        for part in text.split("base64,")[1:]:
            assert CANARY.encode() not in base64.b64decode(part.partition('"')[0])


def test_an_attribute_that_is_not_known_is_gone_whatever_its_value_is() -> None:
    assert drawn('<rect onclick="1" data-n="2" tabindex="3" begin="4" inkscape:cx="5" width="6"/>') == '<rect width="6"/>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<animate attributeName="href" to="javascript:x"/>', "it moves"),
        ('<rect><set attributeName="onclick" to="x"/></rect>', "it moves"),
        ("<foreignObject><html:p>x</html:p></foreignObject>", "HTML"),
        ('<filter><feImage href="x"/></filter>', "another picture"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "neither PNG"),
        ('<image href="data:text/html,x"/>', "neither PNG"),
        ('<image href="data:image/png;base64,AAAA"/>', "damaged"),
        ('<image href="data:image/png;base64,*"/>', "damaged"),
        ("<style>@keyframes x{from{fill:red}}</style>", "@keyframes"),
        ("<style>a[href]{fill:red}</style>", "not understood"),
        ("<style>.a{fill:red</style>", "does not end"),
        ("<style>.a{fill:red}} /*</style>", "does not end"),
        ("<style>.a{f\\69ll:red}</style>", "backslash"),
        ('<style media="print">.a{fill:red}</style>', "certain media"),
        ("<text>&unknown;</text>", "well-formed"),
        ("<g>", "well-formed"),
        ("<g>" * MOST_DEPTH + "</g>" * MOST_DEPTH, "deep in each other"),
        ("<g/>" * MOST_ELEMENTS, "more than 50,000 elements"),
        ('<g id="a"><use href="#a"/></g>', "refers to itself"),
        ("".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(9)), "more than 200,000"),
    ],
)
def test_what_can_neither_be_kept_nor_left_out_is_refused(content: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        sanitise(svg(content))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (svg("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a "x">]>'), "declares things"),
        (svg("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "declares things"),
        (svg("<text>&a;</text>", before='<!DOCTYPE svg SYSTEM "https://example.org/x.dtd">'), "entity"),
        (b"<svg/>", "does not begin"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "does not begin"),
        (b"<?xml version='1.0' encoding='x-none'?><svg/>", "encoding|well-formed"),
        (svg(" " * 8 * 2**20), "8 MiB"),
    ],
)
def test_a_file_that_is_no_plain_svg_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        sanitise(data)


def test_what_something_refers_to_is_kept_under_another_name() -> None:
    content = '<defs><linearGradient id="Notes"><stop offset="0"/></linearGradient></defs><rect fill="url(#Notes)" class="Secret Other"/>'
    assert drawn(content + "<style>.Secret{stroke:red}g>.Secret:hover{fill:red}</style>") == (
        '<defs><linearGradient id="i1"><stop offset="0"/></linearGradient></defs><rect class="c1" fill="url(#i1)"/><style>.c1{stroke:red}</style>'
    )
    hidden = '<g display="none"><text>x</text><rect id="a" width="1"/></g><use xlink:href="#a"/>'
    assert drawn(hidden) == '<g display="none"><rect id="i1" width="1"/></g><use href="#i1"/>'


def test_what_is_hidden_and_where_it_stands_changes_no_byte() -> None:
    shown = '<rect fill="url(#g)"/><linearGradient id="g"/>'
    hidden = '<g display="none"><rect id="n" fill="url(#h)"/></g><!-- x --><linearGradient id="h"/>'
    assert sanitise(svg(hidden + shown)) == sanitise(svg(shown + hidden)) == sanitise(svg(shown.replace("g)", "x)").replace('"g"', '"x"')))


def test_the_order_of_attributes_changes_no_byte_and_sanitising_again_nothing() -> None:
    once = sanitise(svg('<rect width="1" height="2"/><style>.a,g > rect{fill : red ; }</style>', 'width="3" height="4"'))
    assert once == sanitise(svg('<rect height="2" width="1"/><style>.a,g>rect{fill:red}</style>', 'height="4" width="3"'))
    assert sanitise(once.data) == once


def test_a_picture_of_dots_in_it_is_encoded_anew() -> None:
    content = drawn(f'<image xlink:href="{picture(comment=CANARY)}" width="4"/>')
    data = base64.b64decode(content.partition("base64,")[2].partition('"')[0])
    assert Image.open(io.BytesIO(data)).size == (4, 2)
    assert content.endswith('width="4"/>')


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('viewBox="0 0 30.4 20"', (30, 20)),
        ('width="100%" height="100%" viewBox="0,0,30,20"', (30, 20)),
        ('width="60" viewBox="0 0 30 20"', (60, 40)),
        ('height="60" viewBox="0 0 30 20"', (90, 60)),
        ("", (0, 0)),
        ('width="-3" height="1e9"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 999999 1"', (0, 1)),
    ],
)
def test_its_size_is_that_of_its_attributes_or_of_its_viewbox(attributes: str, size: tuple[int, int]) -> None:
    version = sanitise(svg("<rect/>", attributes))
    assert (version.width, version.height) == size


def test_one_without_a_viewbox_gets_one_so_that_it_can_be_shown_smaller() -> None:
    assert b'viewBox="0 0 30 20"' in sanitise(svg("<rect/>", 'width="30" height="20"')).data
