"""SVG: what is drawn is kept, whatever else stands in a file is gone or refused."""

from __future__ import annotations

import base64
import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from mentorsite.rendering.raster import Unfit
from mentorsite.rendering.svg import sanitise
from mentorsite.rendering.svg_tree import MOST_DEPTH, MOST_ELEMENTS

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
        f'<style>.a{{display:none}}.b{{display:inline}}</style><style>.a{{display:none}}</style><text class="a b">{CANARY}</text>',
        f'<a href="#x"><rect/></a><g display="none"><text id="x">{CANARY}</text></g>',
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


HIDDEN = f'<g id="notes" class="layer draft"><text>{CANARY}</text></g>'


@pytest.mark.parametrize(
    "style",
    [
        ".draft{display:none}",
        "g.draft{display:none}",
        ".layer.draft{display:none}",
        "#notes text{display:none}",
        "svg > g > text{display:none}",
        "text{display:none}",
        "g *{display:none}",
        ":root .draft{display:none}",
        ".draft{display:none!important}",
        ".draft{display:none!important}#notes{display:inline}",
        ".draft{display:none}.layer text{display:inline}",
        "#notes{display:none}.draft{display:inline}",
        ".draft{display:none;display:red;display:block none}",
        "@media screen{.draft{display:none}}",
        "@MEDIA ALL{.draft{display:none}}",
        ".draft{DISPLAY:NONE}",
        ".draft{/* off */display/**/:/**/none}",
        ".draft{visibility:hidden}",
        ".draft{visibility:Collapse}",
        ".draft{opacity:0}",
        ".draft{opacity:.0%}",
        ".draft{opacity:-1}",
        ".draft{filter:opacity(0)}",
        ".draft{transform:translate(1px) scale(0)}",
        "text{fill:none}",
        "g{fill:none}",
        "text{fill:#0000}",
        "text{fill:rgb(1 2 3/0)}",
        "text{fill:rgba(1,2,3,0)}",
        "text{fill-opacity:0}",
        "text{fill:none;stroke:red;stroke-width:0}",
        "text{font-size:0}",
        "g{font-size:0}text{font-size:2em}",
        "text{font:0 serif}",
    ],
)
def test_what_a_style_sheet_hides_is_gone_and_nothing_else(style: str) -> None:
    """The text that is seen has the class of no rule, but for those of which everything is the text."""
    seen = "<rect/>" if style.startswith(("text", "g", "svg")) else "<text>seen</text>"
    for content in (f"<style>{style}</style>{HIDDEN}{seen}", f"{HIDDEN}{seen}<style>{style}</style>"):
        assert drawn(content).endswith(seen)
        assert CANARY not in drawn(content)


@pytest.mark.parametrize(
    "attributes",
    [
        'display="NONE"',
        'display="/* off */ none"',
        'style="DISPLAY: none"',
        'style="/* off */ display:none"',
        'style="display:inline;display:none!important;display:block"',
        'style="display:none" display="inline"',
        'visibility="hidden"',
        'visibility="collapse"',
        'style="visibility:hidden"',
        'opacity="0"',
        'style="opacity:0.0"',
        'fill="none"',
        'fill="transparent" stroke="none"',
        'font-size="0"',
        'transform="scale(0)"',
        'transform="matrix(1 2 2 4 0 0)"',
        'systemLanguage=""',
        'clip-path="url(#empty)"',
        'mask="url(#off)"',
        'filter="url(#nothing)"',
    ],
)
def test_what_attributes_hide_is_gone(attributes: str) -> None:
    cuts = '<clipPath id="empty"/><mask id="off"><rect display="none"/></mask><filter id="nothing"/>'
    assert drawn(f"{cuts}<g {attributes}><text>{CANARY}</text></g><rect/>") == "<rect/>"
    assert drawn(f"{cuts}<text {attributes}>{CANARY}</text><rect/>") == "<rect/>"


@pytest.mark.parametrize(
    "content",
    [
        f"<rect><text>{CANARY}</text></rect>",
        f"<g><tspan>{CANARY}</tspan></g>",
        f"<text>a<g><text>{CANARY}</text></g></text>",
        f'<svg width="0"><text>{CANARY}</text></svg>',
        f'<defs><g id="a" display="none"><text>{CANARY}</text></g></defs><use href="#a"/>',
        f'<defs><g id="a"><text>{CANARY}</text></g></defs><use href="#a" visibility="hidden"/>',
        f'<defs><g id="a"><text>{CANARY}</text></g></defs><use href="#a" fill="none"/>',
        f'<defs><g id="a"><text>{CANARY}</text></g></defs><rect fill="url(#a)" data-x="url(#a)"/>',
        f'<defs><pattern id="p"><text>{CANARY}</text></pattern></defs><rect data-x="url(#p)" style="--x:url(#p)"/>',
        f"<switch><rect/><text>{CANARY}</text></switch>",
        f'<text>a<mask id="m">{CANARY}<rect/></mask></text><rect mask="url(#m)"/>',
        f'<text>seen<tspan display="none">{CANARY}</tspan></text>',
        f'<rect font-family="{CANARY}" style="font-family:{CANARY}" class="a"/><style>.a{{font:1px {CANARY};fill:red}}</style>',
        '<text xml:lang="en-x-canary7391" lang="en-CANARY73">x</text>',
    ],
)
def test_what_is_not_drawn_for_another_reason_is_gone(content: str) -> None:
    assert CANARY[:8] not in sanitise(svg(content)).data.decode().upper()


@pytest.mark.parametrize(
    "content",
    [
        '<g visibility="hidden"><text visibility="visible">kept</text></g>',
        '<text fill="none"><tspan fill="red">kept</tspan></text>',
        '<text fill="none" stroke="red">kept</text>',
        "<style>@media (max-width:9px){text{fill:none}}</style><text>kept</text>",
        '<style>.c1{display:none}#i1{display:inline}</style><text class="c1" id="i1">kept</text>',
        '<clipPath id="i1"><text fill="none" opacity="0">kept</text></clipPath><rect clip-path="url(#i1)"/>',
        '<defs visibility="hidden"><g id="i1"><text>kept</text></g></defs><use href="#i1"/>',
        '<text font-family="Kept" xml:lang="pt-BR">kept</text>',
        '<style>.c1{font-family:Kept}</style><g class="c1"><text>kept</text></g>',
        '<use href="#i1" style="font-family:Kept"/><defs><text id="i1">kept</text></defs>',
        '<path display="none" d="M0 0" id="i1"/><text><textPath href="#i1">kept</textPath></text>',
        '<defs display="none"><text id="i1">kept</text></defs><use href="#i1"/>',
        '<filter id="i1"><feFlood/></filter><g filter="url(#i1)"/><text>kept</text>',
    ],
)
def test_what_is_seen_in_spite_of_something_that_hides_is_kept(content: str) -> None:
    before, after = (ElementTree.fromstring(svg(each)) for each in (content, drawn(content)))
    assert [(one.tag, one.text, one.attrib) for one in after.iter()] == [(one.tag, one.text, one.attrib) for one in before.iter()]


@pytest.mark.parametrize(
    "content",
    [
        "<style>text{display:var(--off)}</style>",
        "<style>@media print{.a{display:inline}}</style>",
        "<style>@media (min-width:0px){.draft{visibility:hidden}}</style>",
        "<style>.a{fill:red;.draft{display:none}}</style>",
        "<style>rect + .draft{display:none}</style>",
        "<style>rect ~ .draft{display:none}</style>",
        "<style>.draft,,g{display:none}</style>",
        "<style>.draft:not(.x){display:none}</style>",
        "<style>text{scale:0}</style>",
        '<g style="d\\69splay:none"/>',
        '<g style="display:n\\6fne"/>',
        '<g style="display:var(--x,none)"/>',
        '<g display="var(--x,none)"/>',
        "<metadata><style>.draft{display:none}</style></metadata>",
        "<html:style>.draft{display:none}</html:style>",
        '<text>a<tspan visibility="hidden">b</tspan></text>',
        '<text>a<tspan opacity="0">b</tspan></text>',
        "<style>*{display:none}</style>",
        '<use href="#a" visibility="hidden"/><defs><g id="a"><rect visibility="visible"/></g></defs>',
    ],
)
def test_where_it_cannot_be_told_what_is_hidden_the_file_is_refused(content: str) -> None:
    with pytest.raises(Unfit):
        sanitise(svg(content))
    with pytest.raises(Unfit, match="another file"):
        sanitise(svg(content, before='<?xml-stylesheet href="a.css"?>'))


def test_rules_beyond_measure_are_refused() -> None:
    with pytest.raises(Unfit, match="5,000 rules"):
        sanitise(svg(f"<style>{'a{x:y}' * 5_001}</style>"))
    with pytest.raises(Unfit, match="too many rules"):
        sanitise(svg(f"<style>{'*{x:y}' * 3_000}</style>{'<g/>' * 1_000}"))


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        (".b{fill:blue;font-family:Other}", '<g display="none"><text class="b">x</text></g>'),
        (".b{display:none}", '<g class="b"><text>x</text></g>'),
        ("#n text{display:none}", '<g id="n"><text>x</text></g>'),
        (".b{fill:url(#p)}.n{display:none}", '<g class="n"><rect class="b"/></g><pattern id="p"><text>x</text></pattern>'),
        ("text.n{font-family:Other}", '<g opacity="0"><text class="n">x</text></g>'),
        ("", '<use href="#n"/><g id="n" visibility="hidden"><path d="M0 0"/></g>'),
    ],
)
def test_a_hidden_layer_with_its_styles_changes_no_byte(style: str, hidden: str) -> None:
    shown = '<rect class="a" fill="url(#g)"/><linearGradient id="g"/><text class="c">y</text>'
    rules = ".a{stroke:red}", ".c,.b{font-family:serif}"
    alone = sanitise(svg(f"<style>{''.join(rules)}</style>{shown}"))
    assert sanitise(svg(f"<style>{rules[0]}{style}{rules[1]}</style>{shown}{hidden}")) == alone
    assert sanitise(svg(f"{hidden}<style>{''.join(rules)}</style>{shown}<style>{style}</style>")) == alone


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
        ("<style>>rect{fill:red}</style>", "not understood"),
        ("<style>.a{fill:red</style>", "does not end"),
        ("<style>.a{fill:red}} /*</style>", "does not end"),
        ("<style>.a{f\\69ll:red}</style>", "backslash"),
        ('<style media="print">.a{fill:red}</style>', "certain media"),
        ("<text>&unknown;</text>", "well-formed"),
        ("<g>", "well-formed"),
        ("<g>" * MOST_DEPTH + "</g>" * MOST_DEPTH, "deep in each other"),
        ("<g/>" * MOST_ELEMENTS, "more than 50,000 elements"),
        ('<g id="a"><use href="#a"/><rect/></g>', "refers to itself"),
        ("".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(5_000)) + '<rect fill="url(#g0)"/>', "refers to itself"),
        ("".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "<rect/></g>" for n in range(9)), "more than 200,000"),
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
        '<style>.c1{stroke:red}</style><defs><linearGradient id="i1"><stop offset="0"/></linearGradient></defs><rect class="c1" fill="url(#i1)"/>'
    )
    hidden = '<g display="none"><text>x</text><rect id="a" width="1"/></g><use xlink:href="#a"/>'
    assert drawn(hidden) == '<g display="none"><rect id="i1" width="1"/></g><use href="#i1"/>'


def test_a_rule_for_dark_screens_stays_one() -> None:
    content = "<style>@media (prefers-color-scheme:dark){rect{fill:red}}</style><rect/>"
    assert drawn(content) == content


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
