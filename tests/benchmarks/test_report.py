"""The tables say what was measured, and stand where the document wants them."""

from __future__ import annotations

from benchmarks.measure import Measured
from benchmarks.report import BEGIN, END, PROGRAMME, SCENES, Size, page, put_into
from tests.conftest import ROOT


def size(records: int, seconds: float) -> Size:
    """Give what was measured: mentorsite takes so many seconds and less after edits, Hugo 2, Pelican 8."""

    def took(wall: float, mebibytes: int) -> list[Measured]:
        return [Measured(found, 2 * found, mebibytes * 2**20) for found in (wall * 9, wall, wall / 9)]

    fast = {scene: took(seconds / (number + 1), 100) for number, scene in enumerate(SCENES)}
    everything = {
        "mentorsite": fast,
        "Hugo": dict.fromkeys(SCENES, took(2, 400)),
        "Pelican": dict.fromkeys(SCENES, took(8, 50)),
        "mentorsite" + PROGRAMME: {SCENES[0]: took(seconds * 1.5, 100)},
    }
    return Size(records, records - 100, 100, 3, 7, everything, dict.fromkeys(everything, (records, 12)))


def test_ratios_are_those_of_medians_beside_what_was_asked() -> None:
    text = page([size(1_000, 1.0), size(10_000, 8.0)], ["Measured somewhere."])
    for row in (
        "| Hugo | 2.00 (4.00) | 2.00 (4.00) | 2.00 (4.00) | 2.00 (4.00) | 400 MiB | 1,000 | 12 |",
        "| mentorsite, as a programme | 12.00 (24.00) | – | – | – | 100 MiB | 10,000 | 12 |",
        "| 10,000 records: cold, against Hugo's cold build | ≤ 1.2; fast extra ≤ 0.75 | 4.00 |",
        "| 1,000 records: nothing changed, against Hugo's build | ≤ 0.3 | 0.25 |",
        "| 10,000 records: cold, against the quickest of Eleventy, Pelican, MkDocs | ≤ 0.6 | 1.00 |",
        "| 10,000 records: peak memory, against Hugo's | ≤ 1 | 0.25 |",
        "| 10,000 records: 100 portfolios against one, cold | ≤ 1.3 | 1.50 |",
        "| time at 10,000 / time at 1,000, cold | ≤ 11 | 8.00 |",
    ):
        assert row in text.splitlines()


def test_the_tables_replace_the_last_ones_alone() -> None:
    before = f"# Words\n\n{BEGIN}\nold\n{END}\n\nMore words.\n"
    assert put_into(before, "new\n") == f"# Words\n\n{BEGIN}\n\nnew\n\n{END}\n\nMore words.\n"


def test_docs_performance_has_the_place_for_them() -> None:
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
