"""What pagefind writes in no order stands in one, and every file is still found by those that name it."""

from __future__ import annotations

import gzip
import json

import cbor2
import pytest

from mentorsite.full_text_order import ENTRY, in_order


def written(*orders: list[int]) -> dict[str, bytes]:
    """Give an index of two filters as pagefind may write it: their values, and the filters themselves, in any order."""
    values = [["Ana", [2, 0]], ["Ben", [1]], ["Zoë", [3]]]

    def packed(value: object) -> bytes:
        return gzip.compress(b"pagefind_dcd" + cbor2.dumps(value))

    kinds, people, filters = orders
    names = ["a" * 7, "b" * 7] if kinds[0] else ["c" * 7, "d" * 7]
    listed = [["person", f"en_{names[0]}"], ["type", f"en_{names[1]}"]]
    return {
        f"filter/en_{names[0]}.pf_filter": packed(["person", [values[at] for at in people]]),
        f"filter/en_{names[1]}.pf_filter": packed(["type", [values[at] for at in kinds]]),
        "pagefind.en_0123456789.pf_meta": packed(["1.5.2", [["en_1", 7]], [], [listed[at] for at in filters], [], ["title"]]),
        ENTRY: json.dumps({"version": "1.5.2", "languages": {"en": {"hash": "en_0123456789", "wasm": "en"}}}).encode(),
        "fragment/en_1.pf_fragment": b"as it is",
    }


def test_it_is_the_same_whatever_the_order_was() -> None:
    first = in_order(written([0, 1, 2], [0, 1, 2], [0, 1]))
    assert in_order(written([2, 1, 0], [1, 2, 0], [1, 0])) == first
    assert first["fragment/en_1.pf_fragment"] == b"as it is"


def test_each_file_leads_to_the_next() -> None:
    files = in_order(written([2, 1, 0], [1, 2, 0], [1, 0]))
    language = json.loads(files[ENTRY])["languages"]["en"]["hash"]
    parts = cbor2.loads(files[f"pagefind.{language}.pf_meta"].removeprefix(b"pagefind_dcd"))
    assert [facet for facet, _ in parts[3]] == ["person", "type"]
    for facet, name in parts[3]:
        assert name.startswith("en_")
        told = cbor2.loads(files[f"filter/{name}.pf_filter"].removeprefix(b"pagefind_dcd"))
        assert told == [facet, [["Ana", [0, 2]], ["Ben", [1]], ["Zoë", [3]]]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (ENTRY, b"{}"),
        ("filter/en_aaaaaaa.pf_filter", gzip.compress(b"pagefind_dcd" + cbor2.dumps([1]))),
        ("filter/en_aaaaaaa.pf_filter", b"\x1f\x8bdamaged"),
        ("pagefind.en_0123456789.pf_meta", gzip.compress(b"pagefind_dcd\xff")),
    ],
    ids=["no languages", "no values", "no gzip", "no CBOR"],
)
def test_what_it_does_not_know_is_an_error(name: str, data: bytes) -> None:
    with pytest.raises(ValueError, match="another kind"):
        in_order({**written([2, 1, 0], [1, 2, 0], [1, 0]), name: data})
