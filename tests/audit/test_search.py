"""A needle of several words is found where all of them stand in a row, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.audit.leaks import KeptLooking, Looking
from mentorsite.audit.needles import HiddenText, Needle, Origin, Written
from mentorsite.audit.search import KeptSearch, Search, _parts
from mentorsite.diagnostics import Code

NOWHERE = Origin(None)


def kept(search: Search, text: str) -> Search:
    """Give what is opened of a search that was kept, to search a text."""
    return KeptSearch(search.packed()).among([text])


@pytest.mark.parametrize("text", ["ask her", "her twice", "her twice, ask", "ask her once", "so her twice"])
def test_some_of_its_words_are_not_enough(text: str) -> None:
    needle = Needle(Code.LEAKED_TEXT, "", ("ask", "her", "twice"), NOWHERE)
    assert Search([needle], []).find(text) == set()
    assert Search([needle], []).find("Then ask her twice.") == {needle}


def test_a_short_word_does_not_count_where_letters_stand_in_a_row_by_chance() -> None:
    needle = Needle(Code.LEAKED_NAME, "", ("bo",), NOWHERE)
    assert Search([needle], []).find("bo", fewest=5) == set()
    assert Search([needle], []).find("bo", fewest=2) == {needle}


def test_words_in_a_row_of_a_hidden_text_are_found_across_pieces_and_nothing_else_is() -> None:
    said = "one two three four five six seven eight"
    search = Search([], [HiddenText(said, said, NOWHERE)])
    across = "zero one two \x02 three four \x02 five six \x02 seven eight nine"
    assert search.find(across) == kept(search, across).find(across) == {(0, tuple(said.split()))}
    assert search.find(said.removesuffix(" eight")) == set()


@pytest.mark.parametrize("before", range(12))
@pytest.mark.parametrize("after", [0, 1, 2, 7])
def test_words_in_a_row_are_found_wherever_they_begin_and_end(before: int, after: int) -> None:
    said = "one two three four five six seven eight"
    text = " ".join([*(f"b{number}" for number in range(before)), said, *(f"a{number}" for number in range(after))])
    search = Search([], [HiddenText(f"zero {said} nine ten", f"zero {said} nine ten", NOWHERE)])
    assert search.find(text) == kept(search, text).find(text) == {(0, tuple(said.split()))}


# Few words, so that many stand in a row by chance.
said = st.lists(st.sampled_from(["ask", "her", "Twice", "Bo", "\u00e9t\u00e9", "1"]), min_size=1, max_size=24)
needles = st.builds(
    lambda words, cased, written: Needle(
        Code.LEAKED_NAME,
        "",
        tuple(word.casefold() for word in words),
        NOWHERE,
        Written(" ".join(words if cased else map(str.casefold, words))) if written else None,
        cased,
    ),
    said.map(lambda words: words[:3]),
    st.booleans(),
    st.booleans(),
)
hidden = st.builds(lambda one, other: HiddenText(" ".join(one), " ".join(other), NOWHERE), said, said)


@given(st.lists(needles, max_size=6), st.lists(hidden, max_size=4), said, st.sampled_from(["<p>", "", "<b>", "&amp;"]))
def test_of_a_search_that_was_kept_the_same_is_found(of: list[Needle], texts: list[HiddenText], words: list[str], between: str) -> None:
    search = Search(of, texts)
    kept = KeptSearch(search.packed())
    assert kept.fingerprint == search.fingerprint
    data = f"<html>{between.join(f' {word} ' for word in words)} {' '.join(words)}</html>".encode()
    found = Looking(search).hits("bo/her-1.html", data)
    assert sorted(KeptLooking(kept).hits("bo/her-1.html", data), key=repr) == sorted(found, key=repr)


@given(
    st.lists(needles, max_size=6),
    st.lists(hidden, max_size=4),
    st.lists(said.map(" ".join), min_size=8, max_size=40),
    st.sampled_from([" ", "  ", " \x02 ", "\n", "\u3042"]),
)
def test_a_long_text_is_searched_in_parts_with_nothing_missed(
    of: list[Needle], texts: list[HiddenText], pieces: list[str], between: str
) -> None:
    search, text = Search(of, texts), between.join(pieces)
    whole = search.find(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentorsite.audit.search._LONG", 300)
        patch.setattr("mentorsite.audit.search._LONGEST", 150)
        search.__dict__.pop("_reach", None)
        assert search.find(text) == whole


def test_no_part_of_a_long_text_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorsite.audit.search._LONG", 300)
    text = " ".join(f"<{number}>" for number in range(1000))
    parts = list(_parts(text, 100))
    assert len(parts) > 10
    assert max(map(len, parts)) < 500
    assert all(one[-100:] in other for one, other in pairwise(parts))
    assert set(" ".join(parts).split()) == set(text.split())
    assert list(_parts("a" * 1000, 100)) == ["a" * 1000]
    assert list(_parts(" " + "a" * 1000, 100)) == [" " + "a" * 1000]
