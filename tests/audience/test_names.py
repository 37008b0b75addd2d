"""Names in texts."""

from __future__ import annotations

import unicodedata

import pytest

from mentorsite.audience.names import as_asked, parts_of, pattern_of, without_addresses
from mentorsite.records.values import Attachment, Key, MarkdownLink, Prose


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ferro", {"Ana", "Ferro"}),
        ("Jo Im", set()),
        ("Duc Anh de la Cruz-Holm", {"Duc", "Anh", "Cruz-Holm", "Cruz", "Holm"}),
        ("A. B. von Otter (Bob)", {"Otter", "Bob"}),
        ("سلمى الخطيب", {"سلمى", "الخطيب"}),
    ],
)
def test_parts_of_a_name_are_those_that_name_somebody_alone(name: str, parts: set[str]) -> None:
    assert set(parts_of(name)) == parts


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("Ana", "Ana, (Ana) Ana's Anabel Diana ana _Ana_", 4),
        ("Ana Ferro", "Ana\nFerro, Ana  Ferro, AnaFerro", 2),
        ("Zoë", unicodedata.normalize("NFD", "Zoë and Zoe"), 1),
        ("Zoe", unicodedata.normalize("NFD", "Zoë"), 0),
        ("田中", "昨日田中さんに会った", 1),
        ("A. (B)", "A. (B) said", 1),
    ],
)
def test_words_are_found_whole_however_they_are_written(word: str, text: str, found: int) -> None:
    pattern = pattern_of([word])
    assert pattern is not None
    assert [as_asked(match[0]) for match in pattern.finditer(text)] == [word] * found


def test_the_longest_is_found_and_of_no_words_nothing() -> None:
    pattern = pattern_of(["Ana", "Ana Ferro"])
    assert pattern is not None
    assert [match[0] for match in pattern.finditer("Ana Ferro and Ana")] == ["Ana Ferro", "Ana"]
    assert pattern_of(["", " "]) is None


def test_addresses_of_records_are_blanked_and_all_else_stays_in_its_place() -> None:
    text = "[[people/Ana|Ana]] [Ana](people/Ana.md) [x](<people/Ana.md>) people/Ana.md ![Ana](Ana.jpg)"
    links = [MarkdownLink(written, Key("", "people", "ana")) for written in ("people/Ana", "people/Ana.md")]
    found = without_addresses(Prose(text, (*links, MarkdownLink("Ana.jpg", Attachment("content/Ana.jpg")))))
    assert found == f"[[{' ' * 10}|Ana]] [Ana]({' ' * 13}) [x](<{' ' * 13}>) people/Ana.md ![Ana](Ana.jpg)"
