"""What other hosts said counts for a while and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorsite import store
from mentorsite.links.answers import Answer, State, remember, remembered
from tests.links.conftest import NOW

THERE = Answer(State.THERE, "200 OK", "https://x.example/", NOW, NOW + 10)


def test_an_answer_is_kept_as_it_was_said_until_it_counts_no_more(tmp_path: Path) -> None:
    remember(tmp_path, {"https://x.example/a": THERE})
    assert remembered(tmp_path, NOW) == remembered(tmp_path, NOW + 9) == {"https://x.example/a": THERE}
    assert remembered(tmp_path, NOW + 10) == {}


def test_an_answer_of_tomorrow_does_not_count(tmp_path: Path) -> None:
    """The clock was wrong then, or is now."""
    remember(tmp_path, {"https://x.example/a": THERE})
    assert remembered(tmp_path, NOW - 1) == {}


def test_what_is_not_known_is_not_kept_unless_a_host_asked_to_be_left_alone(tmp_path: Path) -> None:
    busy = Answer(State.UNKNOWN, "429", "", NOW, NOW + 5)
    remember(tmp_path, {"https://x.example/a": Answer(State.UNKNOWN, "403", "", NOW, 0.0), "https://x.example/b": busy})
    assert remembered(tmp_path, NOW) == {"https://x.example/b": busy}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'{"https://x.example/": 3}', b'{"https://x.example/": {"state": "odd", "said": ""}}']
)
def test_what_cannot_be_read_is_as_good_as_none(tmp_path: Path, body: bytes) -> None:
    assert remembered(tmp_path, NOW) == {}
    store.write(tmp_path, "links", body)
    assert remembered(tmp_path, NOW) == {}
