"""Input that is made to take long, or all memory: it is refused at once, or read quickly.

The bound of ten seconds is that of a build of 1 MiB. A text of the size that a record may have is a quarter of that, and takes two seconds or less.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
LONGEST = 10.0
LARGEST = 256 * 1024
"""Bytes of Markdown that a record may have, unless its site says otherwise."""


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def lines(begin: str, line: str) -> Callable[[int], str]:
    return lambda size: (begin + line * (size // len(line.encode()) + 1))[:size]


PATTERNS: dict[str, Callable[[int], str]] = {
    "pictures that never end": repeated("!["),
    "brackets that never end": repeated("["),
    "brackets in brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "closing brackets": repeated("]"),
    "links that never end": repeated("[a]("),
    "links in angles that never end": repeated("[a](<b"),
    "titles that never end": repeated('[a](b "'),
    "parentheses in a link": lambda size: "[a](" + "(" * (size - 4),
    "pictures in pictures": lambda size: "![" * (size // 8) + "a" + "](b)" * (size // 8),
    "references that never end": repeated("[[a"),
    "references with words that never end": repeated("[[a|b"),
    "a reference with many slashes": lambda size: "[[" + "a/" * (size // 2),
    "many links": repeated("[a](https://example.org) "),
    "definitions": lambda size: "a\n\n" + "".join(f"[{number}]: https://b\n" for number in range(size // 18)),
    "a definition that never ends": repeated("[a]: <"),
    "stars": repeated("*"),
    "strong that never ends": repeated("**a "),
    "emphasis that never ends": repeated("*a "),
    "emphasis of two kinds": repeated("*a_ "),
    "emphasis in emphasis": repeated("***a* b** "),
    "stars and letters": repeated("a**b"),
    "underscores": repeated("_a __a "),
    "strikethrough that never ends": repeated("~~a "),
    "backticks": repeated("`"),
    "backticks in growing runs": lambda size: "".join("`" * length + " " for length in range(1, int((2 * size) ** 0.5)))[:size],
    "code that never ends": repeated("``a` "),
    "less-than signs": repeated("<"),
    "tags that never end": repeated("<a "),
    "attributes that never end": lambda size: "<a " + 'b="c" ' * (size // 6),
    "comments that never end": repeated("<!--"),
    "comments in a line that never end": repeated("a <!--"),
    "instructions that never end": repeated("a <?"),
    "declarations that never end": repeated("a <!A "),
    "CDATA that never ends": repeated("a <![CDATA["),
    "elements in elements": repeated("<div>"),
    "elements that are not there": repeated("<svg>"),
    "elements opened anew": lambda size: "".join(f"<b title={number}>" for number in range(size // 30)) + "\n\n" + "x\n\n" * (size // 6),
    "elements that can't be closed": repeated("<div><table><td></div></td></table>"),
    "addresses that never end": repeated("<https://a"),
    "an address of mail": lambda size: "<" + "a@" * (size // 2),
    "quotations in quotations": repeated(">"),
    "quotations in quotations on each line": repeated("> " * 100 + "a\n"),
    "a quotation that goes on without its mark": lines("> " * 10 + "a\n", "a\n"),
    "lists in lists": repeated("* "),
    "lists in lists on each line": lambda size: "".join("  " * depth + "* a\n" for depth in range(int(size**0.5)))[:size],
    "items": repeated("- a\n"),
    "empty items": repeated("-\n"),
    "rows of a table": lines("|a|b|\n|-|-|\n", "|a|b|\n"),
    "rows that lack their cells": lines("|a" * 1000 + "\n" + "|-" * 1000 + "\n", "|a\n"),
    "a wide table": lambda size: "|a" * (size // 8) + "|\n" + "|-" * (size // 8) + "|\n" + "|b" * (size // 8) + "|\n",
    "headings": repeated("# a\n"),
    "headings of one name": repeated("## a\n\n"),
    "underlined headings": repeated("a\n-\n"),
    "a heading with many blanks": lambda size: "## a" + " " * (size - 5) + "b",
    "a heading with many hashes": lambda size: "## a" + " #" * ((size - 4) // 2),
    "rules": repeated("---\n"),
    "lines": repeated("a\n"),
    "blanks": lambda size: "a" + " " * (size - 2) + "b",
    "empty lines": lambda size: "a" + "\n" * (size - 2) + "b",
    "tabs": repeated("\t"),
    "backslashes": repeated("\\"),
    "entities": repeated("&amp;"),
    "entities that never end": repeated("&a"),
    "audience blocks that never end": repeated("::: pair\n"),
    "one long word": repeated("a"),
    "hashes": repeated("#"),
    "signs": repeated("-_"),
    "words like private in parentheses that never end": repeated("# (private "),
    "a field with many colons": lambda size: "visibility" + ":" * (size - 20),
    "colons and blanks": lambda size: ":" * (size // 2) + " " * (size // 2),
    "names of files": repeated("<.md"),
}  # fmt: skip


def seconds_of(work: Callable[[], object]) -> float:
    """Give the processor's time, which other work on the machine does not lengthen."""
    before = time.process_time()
    work()
    return time.process_time() - before


def page(text: str) -> str:
    return f"---\ntitle: A text\n---\n{text}\n"


def test_a_megabyte_of_any_of_them_is_refused_at_once(new_site: NewSite) -> None:
    # All are refused for their size, before any of them is looked at; some stand for the rest.
    some = list(PATTERNS)[::6]
    site = new_site({f"content/pages/{name}.md": page(PATTERNS[name](2**20)) for name in some})
    said: list[str] = []
    assert seconds_of(lambda: said.extend(site.said())) < LONGEST
    assert {line.partition(":")[0] for line in said if " M402 " in line} == {f"content/pages/{name}.md" for name in some}
    assert len(said) == len(some)


# Those that take the parser long, and those that would take long of the patterns that look at a text before it.
WORST = [
    "many links",
    "emphasis in emphasis",
    "stars",
    "hashes",
    "lists in lists",
    "less-than signs",
    "a heading with many blanks",
    "words like private in parentheses that never end",
    "a field with many colons",
    "colons and blanks",
]


@pytest.mark.parametrize("name", WORST)
def test_a_text_as_large_as_may_be_is_read_quickly(new_site: NewSite, name: str) -> None:
    site = new_site({"content/pages/a.md": page(PATTERNS[name](LARGEST - 100))})
    assert seconds_of(site.build) < LONGEST


def test_a_little_of_each_of_them_is_read_without_a_word_or_refused(new_site: NewSite) -> None:
    site = new_site({f"content/pages/{number}.md": page(make(3000)) for number, make in enumerate(PATTERNS.values())})
    codes: set[str] = set()
    assert seconds_of(lambda: codes.update(problem.code.number for problem in site.make().problems)) < LONGEST
    assert codes <= {"M116", "M200", "M204", "M300", "M400", "M401", "M402", "M405"}


def test_many_texts_of_one_record_have_one_limit_together(new_site: NewSite) -> None:
    text = "word " * (50 * 1024 // 5)
    site = new_site(
        {
            "content/checkins/2026-03-10.yaml": "insights:\n"
            + f"  - {'word ' * 3000}\n" * 6
            + f"notes: {text * 2}\nobstacles: {text * 2}\nprivate: {text * 2}\n",
            "content/checkins/2026-03-11.yaml": f"notes: {text * 2}\nobstacles: {text * 2}\nsuccesses: short\n",
        }
    )
    assert site.said() == ["content/checkins/2026-03-10.yaml:8:8 M402 the record's texts have 300 KiB, more than 256"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word " * 60_000, "4:1 M402 the record's texts have 293 KiB, more than 256"),
        ("[a] " * 20_001, "4:1 M402 the record's texts have more than 20,000 brackets"),
        ("a\n" * 10_000, "4:1 M402 the record's texts have more than 10,000 lines"),
        ("> " * 11 + "a", "4:1 M402 quotations nested more than 10 deep"),
        ("- > " * 11 + "a", "4:1 M402 quotations nested more than 10 deep"),
        ("\n\n" + "<b>" * 1000, "6:1 M402 HTML with too many elements open at a time"),
    ],
)
def test_what_is_too_much_is_told(new_site: NewSite, text: str, said: str) -> None:
    assert new_site({"content/pages/a.md": page(text)}).said() == [f"content/pages/a.md:{said}"]


def test_the_limit_of_a_record_stands_in_the_mkfile(new_site: NewSite) -> None:
    site = new_site({"content/pages/a.md": page("word " * 60_000)})
    site.write({"mkfile.toml": (site.root / "mkfile.toml").read_text("utf-8") + "\n[limits]\ntext_kib = 300\n"})
    assert site.said() == []


def test_one_line_of_a_list_may_not_be_a_whole_text(new_site: NewSite) -> None:
    site = new_site({"content/pages/a.yaml": f"title: A\nsummary: {'word ' * 4000}\n"})
    assert site.said() == ["content/pages/a.yaml:2:10 M402 more than 16 KiB where one line belongs"]


def nested(begin: str, times: int = 10_000, end: str = "") -> str:
    return begin * times + "x" + end * times


TOO_MUCH_YAML: dict[str, tuple[str, str]] = {
    "brackets": (f"title: {nested('[', end=']')}", "1:47 M109 values nested more than 40 deep"),
    "brackets that never end": (f"title: {nested('[')}", "1:47 M109 values nested more than 40 deep"),
    "braces": (f"title: {nested('{a: ', end='}')}", "1:164 M109 values nested more than 40 deep"),
    "hyphens": (f"title:\n  {nested('- ')}", "2:81 M109 values nested more than 40 deep"),
    "question marks": (nested("? "), "1:81 M109 values nested more than 40 deep"),
    "indentation": ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), "41:41 M109 values nested more than 40 deep"),
    "a little indentation": ("".join(f"{' ' * depth}a:\n" for depth in range(60)), "42:42 M109 values nested more than 40 deep"),
    "an integer of 5,000 digits": (f"title: A\nnav: {'9' * 5000}", f"2:6 M106 `{'9' * 57}…` is not a whole number"),
    "values": ("title: A\ntags: [" + "a," * 500_000 + "]", "2:799996 M109 more than 200,000 values in one file"),
    "aliases of a long text": (f"title: &a {'x' * 5000}\ntags: [" + "*a, " * 150_000 + "]", "2:7 M109 aliases that repeat too much"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_MUCH_YAML)
def test_yaml_that_asks_for_too_much_is_refused_at_its_place(new_site: NewSite, name: str) -> None:
    text, expected = TOO_MUCH_YAML[name]
    site = new_site({"content/pages/a.yaml": text + "\n"})
    said: list[str] = []
    assert seconds_of(lambda: said.extend(site.said())) < LONGEST
    assert said == [f"content/pages/a.yaml:{expected}"]


MANY_PROBLEMS: dict[str, dict[str, str]] = {
    "unknown fields": {"content/pages/a.yaml": "title: A\n" + "".join(f"x{number}: y\n" for number in range(5_000))},
    "fields that are written twice": {"content/pages/a.yaml": "title: A\n" * 5_000},
    "records without a title": {"content/goals/a.yaml": "".join(f"- id: a{number}\n" for number in range(5_000))},
    "items that are no records": {"content/goals/a.yaml": "- a\n" * 5_000},
    "wrong values": {"content/goals/a.yaml": "title: A\nindicators:\n  - name: x\n    target: 1\n    readings:\n" + "".join(f"      d{n}: x\n" for n in range(5_000))},
    "references to nothing": {"content/goals/a.yaml": "title: A\nskills: [" + ", ".join(f"a{number}" for number in range(5_000)) + "]\n"},
    "links to nothing": {"content/goals/a.md": page(" ".join(f"[]({number}.md)" for number in range(5_000)))},
    "one link to nothing": {"content/goals/a.md": page("[](b.md) " * 5_000)},
    "audience blocks": {"content/goals/a.yaml": "title: A\nwhy: |\n" + "  ::: piar\n" * 3_000},
    "elements": {"content/goals/a.md": page("<script></script> " * 3_000)},
}  # fmt: skip


@pytest.mark.parametrize("name", MANY_PROBLEMS)
def test_of_very_many_problems_the_first_500_are_told_and_that_there_are_more(new_site: NewSite, name: str) -> None:
    site = new_site(MANY_PROBLEMS[name])
    said: list[str] = []
    assert seconds_of(lambda: said.extend(site.said())) < LONGEST
    assert 500 <= len(said) <= 502
    assert any("there are more problems here, which are not listed" in line for line in said)
