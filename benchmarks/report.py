"""The tables of what was measured: medians, ratios, and beside them what was asked. Takes `Size`s, gives Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from benchmarks.measure import Measured

SCENES = ("cold", "nothing changed", "one body edited", "one title edited")
PROGRAMME = ", as a programme"
"""What stands behind the label of a candidate that has the same number of records in many portfolios."""
PEERS_BUT_HUGO = ("Eleventy", "Pelican", "MkDocs")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

Took = Mapping[str, Sequence[Measured]]
Of = Callable[[Measured], float]


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured with sites of one size."""

    records: int
    visible: int
    portfolios: int
    runs: int
    shown_by: int
    """How many records refer to the one whose title is edited."""
    took: Mapping[str, Took]
    """By candidate and scene, one after the other as measured."""
    pages: Mapping[str, tuple[int, int]]
    """By candidate: pages, and pages that show the edited title."""

    def median(self, label: str, scene: str, of: Of = lambda one: one.wall) -> float | None:
        """Give the median of what a candidate took."""
        all = self.took.get(label, {}).get(scene, ())
        return median(map(of, all)) if all else None

    def peak(self, label: str) -> float | None:
        """Give the peak of memory in bytes: of the medians of all builds the largest."""
        found = [memory for scene in SCENES if (memory := self.median(label, scene, lambda one: one.memory or 0))]
        return max(found, default=None)

    @property
    def ways(self) -> list[str]:
        """The labels of mentorsite, run in one way or another."""
        return [label for label in self.took if label not in ("Hugo", *PEERS_BUT_HUGO) and not label.endswith(PROGRAMME)]


def page(sizes: Sequence[Size], facts: Sequence[str]) -> str:
    """Give all of it."""
    return "\n".join([*paragraphs(facts), *(line for size in sizes for line in table(size)), *ratios(sizes)])


def put_into(document: str, text: str) -> str:
    """Put a text between the two marks of a document."""
    before, rest = document.split(BEGIN)
    return f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{rest.split(END)[1]}"


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Give lines with an empty one after each."""
    for line in lines:
        yield from (line, "")


def table(size: Size) -> Iterator[str]:
    """Give what one size of site took."""
    times = "once" if size.runs == 1 else f"medians of {size.runs} rounds"
    yield f"### {size.records:,} records"
    yield ""
    yield f"The public sees {size.visible:,} of them; {size.shown_by} refer to the goal that is edited."
    yield f"Seconds on the clock (seconds of all processors), {times}."
    yield ""
    yield f"| | {' | '.join(SCENES)} | peak memory | pages | of them show the title |"
    yield "|---|" + "---:|" * (len(SCENES) + 3)
    for label in size.took:
        cells = []
        for scene in SCENES:
            wall, cpu = size.median(label, scene), size.median(label, scene, lambda one: one.cpu)
            cells.append(f"{wall:.2f} ({cpu:.2f})" if wall is not None else "–")
        pages, showing = size.pages[label]
        memory = size.peak(label)
        cells += [f"{memory / 2**20:.0f} MiB" if memory else "–", f"{pages:,}", str(showing or "–")]
        yield f"| {label} | {' | '.join(cells)} |"
    yield ""


def ratios(sizes: Sequence[Size]) -> Iterator[str]:
    """Give the ratios beside what was asked of them, for each way to run mentorsite."""
    ways = sizes[0].ways
    rows: list[tuple[str, str, Callable[[str], float | None]]] = []
    for size in sizes:
        at = f"{size.records:,} records"
        goals = ASKED.get(size.records, {})
        for scene in SCENES:
            against = "cold build" if scene == SCENES[0] else "build"
            rows.append((f"{at}: {scene}, against Hugo's {against}", goals.get(scene, "–"), against_hugo(size, scene)))
        rows.append((f"{at}: cold, against the quickest of {', '.join(PEERS_BUT_HUGO)}", goals.get("others", "–"), against_others(size)))
        rows.append((f"{at}: peak memory, against Hugo's", goals.get("memory", "–"), memory_against_hugo(size)))
        if size.portfolios:
            said = f"{at}: {size.portfolios} portfolios against one, cold"
            rows.append((said, "≤ 1.3" if size.portfolios == 100 and size.records == 10_000 else "–", against_one(size)))
    for less, more in pairwise(sizes):
        asked = "≤ 11" if (less.records, more.records) == (1_000, 10_000) else "–"
        rows.append((f"time at {more.records:,} / time at {less.records:,}, cold", asked, growth(less, more)))
    yield "### Ratios"
    yield ""
    yield f"| | asked | {' | '.join(ways)} |"
    yield "|---|---:|" + "---:|" * len(ways)
    for said, asked, ratio in rows:
        found = [ratio(way) for way in ways]
        yield f"| {said} | {asked} | {' | '.join('–' if one is None else f'{one:.2f}' for one in found)} |"


ASKED: Mapping[int, Mapping[str, str]] = {
    10_000: {
        "cold": "≤ 1.2; fast extra ≤ 0.75",
        "nothing changed": "≤ 0.05",
        "one body edited": "≤ 0.10",
        "one title edited": "≤ 0.4",
        "others": "≤ 0.6",
        "memory": "≤ 1",
    },
    1_000: {
        "cold": "≤ 1.6; fast extra ≤ 1.0",
        "nothing changed": "≤ 0.3",
        "one body edited": "≤ 0.6",
        "one title edited": "≤ 1.0",
        "others": "≤ 0.6",
    },
}
"""What was asked of mentorsite when it was to become fast, by size and row."""


def _share(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def against_hugo(size: Size, scene: str) -> Callable[[str], float | None]:
    """Compare with Hugo's build from nothing, which is what it takes after an edit as well."""
    return lambda way: _share(size.median(way, scene), size.median("Hugo", SCENES[0]))


def against_others(size: Size) -> Callable[[str], float | None]:
    """Compare with the quickest of the others."""
    times = [found for peer in PEERS_BUT_HUGO if (found := size.median(peer, SCENES[0])) is not None]
    return lambda way: _share(size.median(way, SCENES[0]), min(times, default=None))


def memory_against_hugo(size: Size) -> Callable[[str], float | None]:
    """Compare the peaks of memory."""
    return lambda way: _share(size.peak(way), size.peak("Hugo"))


def against_one(size: Size) -> Callable[[str], float | None]:
    """Compare many portfolios with one that has as many records."""
    return lambda way: _share(size.median(way + PROGRAMME, SCENES[0]), size.median(way, SCENES[0]))


def growth(less: Size, more: Size) -> Callable[[str], float | None]:
    """Compare two sizes."""
    return lambda way: _share(more.median(way, SCENES[0]), less.median(way, SCENES[0]))
