"""Half a character is found wherever it stands in what was read as JSON."""

from __future__ import annotations

import json

import pytest

from mentorsite.half_characters import half_in


@pytest.mark.parametrize("text", ['"\\ud800"', '{"\\udfff": 1}', '[1, {"a": ["\\uDBFFx"]}]'])
def test_half_a_character_is_found(text: str) -> None:
    assert half_in(json.loads(text)) in ("\\ud800", "\\udfff", "\\udbff")


def test_both_halves_are_a_character() -> None:
    assert half_in(json.loads('["\\ud83d\\ude00", "é", 1, null]')) == ""
