"""The example holds no trace of what it hides, looked for with nothing of what looks for it in a build."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

import pytest

from mentorsite.audience.rules import consent_of
from mentorsite.audience.select import select
from mentorsite.audience.view import View
from mentorsite.build import gather, make
from mentorsite.config import read_config
from mentorsite.records.audience import Audience
from mentorsite.records.types.people import Person
from mentorsite.records.values import Markdown
from mentorsite.records.walk import texts
from tests.conftest import ROOT, TODAY


def words_of(text: str) -> str:
    """Give a text as its words alone, with what tags there are taken out."""
    shown = html.unescape(re.sub(r"<[^>]*>", " ", text)).casefold()
    return " " + " ".join(re.findall(r"[^\W_]+", shown)) + " "


def sentences(text: str | Markdown) -> Iterator[str]:
    """Give the words of each sentence, and of what stands before and behind a `[[…]]`, without the addresses of links."""
    written = re.sub(r"\]\([^)]*\)", "", text.text if isinstance(text, Markdown) else text)
    yield from map(words_of, re.split(r"[.!?:;|\n]+|\[\[[^\]]*\]\]", written))


def all_said(view: View) -> str:
    """Give all words of the records in a view."""
    said = [sentence for shown in view.records.values() for _, text in texts(shown.record) for sentence in sentences(text)]
    return " | ".join((*said, *(words_of(shown.record.heading()) for shown in view.records.values())))


@cache
def example(target: str) -> tuple[str, str]:
    """Give the example's site for a target: its bytes as text, and its words; each file's name and content."""
    config, _ = read_config(ROOT / "mkfile.toml")
    assert config
    made = make(config, config.target(target), TODAY)
    assert made.problems == ()
    files = [(artifact.address, artifact.data.decode("utf-8", "replace")) for artifact in made.artifacts]
    return "\n".join(f"{address}\n{text}" for address, text in files), " | ".join(words_of(text) for _, text in files)


def example_views(target: str) -> tuple[View, View]:
    """Give what the target's audience sees of the example, and all of it."""
    config, _ = read_config(ROOT / "mkfile.toml")
    assert config
    portfolio = gather(config).portfolio
    return select(portfolio, config.target(target).audience, config.visibility), select(portfolio, Audience.PRIVATE, config.visibility)


def hidden_words(seen: View, whole: View) -> dict[str, str]:
    """Give the titles and sentences of hidden records, of hidden blocks and parts, and the names beyond consent, with the record they are in.

    What what is seen says as well is none of them.
    """
    found: dict[str, str] = {}
    for key, shown in whole.records.items():
        if key not in seen.records:
            found[words_of(shown.record.heading())] = str(key)
        if isinstance(shown.record, Person) and not seen.audience.may_see(consent_of(shown.record)):
            found[words_of(shown.record.name)] = str(key)
        for _, text in texts(shown.record):
            found |= {sentence: str(key) for sentence in sentences(text) if len(sentence.split()) >= 5}
    said = all_said(seen)
    return {words: key for words, key in found.items() if words not in said}


@pytest.mark.parametrize("target", ["public", "review"])
def test_the_example_shows_nothing_of_what_it_hides(target: str) -> None:
    seen, whole = example_views(target)
    hidden = hidden_words(seen, whole)
    _, words = example(target)
    assert {said: key for said, key in hidden.items() if said in words} == {}
    _, all_words = example("private")
    missing = [said for said in hidden if said not in all_words]
    assert len(hidden) > 200
    assert len(missing) < len(hidden) / 20, "the private site shows what is looked for"


@pytest.mark.parametrize("target", ["public", "review"])
def test_the_example_does_not_name_its_hidden_records_by_their_ids(target: str) -> None:
    seen, whole = example_views(target)
    site, _ = example(target)
    hidden = [key for key in whole.records if key not in seen.records]
    said = all_said(seen)
    telling = {key.id for key in hidden if re.search("[a-z].*-.*-", key.id) and words_of(key.id) not in said}
    assert hidden
    assert [key for key in hidden if str(key) in site] == []
    assert [id for id in telling if id in site] == []
    assert all(str(key) in example("private")[0] for key in hidden)
