"""A text is searched for all that must not be there, in one pass over its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mentorsite.audit.needles import HiddenText, Needle
from mentorsite.audit.words import APART, RUN, runs, seen, split

Found = Needle | tuple[int, tuple[str, ...]]
"""A needle, or the number of a hidden text and the eight of its words that were found."""


class Search:
    """Finds needles by two neighbouring words of theirs, and hidden texts by a number for each run of eight words."""

    def __init__(self, needles: Iterable[Needle], texts: Sequence[HiddenText]) -> None:
        self.texts = texts
        self._single: dict[str, list[Needle]] = {}
        self._pairs: dict[tuple[str, str], list[tuple[int, Needle]]] = {}
        needles = tuple(needles)
        # The pair that fewest needles have, since many an id begins or ends like others; of those the longest, which texts have seldom.
        common = Counter(pair for needle in needles for pair in pairwise(needle.words))
        for needle in needles:
            if len(needle.words) == 1:
                self._single.setdefault(needle.words[0], []).append(needle)
            else:
                pairs = list(pairwise(needle.words))
                at = min(range(len(pairs)), key=lambda number: (common[pairs[number]], -len("".join(pairs[number]))))
                self._pairs.setdefault(pairs[at], []).append((at, needle))
        self._runs: dict[int, int] = {}
        for number, text in enumerate(texts):
            for form in {text.as_read, text.text}:
                for run in runs(split(seen(form).casefold())):
                    self._runs.setdefault(run, number)

    def __bool__(self) -> bool:
        return bool(self._single or self._pairs or self._runs)

    def find(self, text: str, *, fewest: int = 1) -> set[Found]:
        """Give what stands in a text. A needle of one word that has less than `fewest` letters does not count."""
        text = seen(text)
        folded = text.casefold()
        words = split(folded)
        found: set[Found] = set()
        if not self._single.keys().isdisjoint(words):
            for word in self._single.keys() & set(words):
                if len(word) >= fewest:
                    found.update(needle for needle in self._single[word] if needle.stands_in(text, folded))
        if self._pairs and not self._pairs.keys().isdisjoint(pairwise(words)):
            candidates = [number for number, pair in enumerate(pairwise(words)) if pair in self._pairs]
            for number in candidates:
                for at, needle in self._pairs[words[number], words[number + 1]]:
                    begin = number - at
                    if needle not in found and begin >= 0 and tuple(words[begin : begin + len(needle.words)]) == needle.words:
                        found.update([needle] if needle.stands_in(text, folded) else [])
        if self._runs:
            in_a_row = [word for word in words if word != APART] if APART in folded else words
            if not self._runs.keys().isdisjoint(runs(in_a_row)):
                for number, run in enumerate(runs(in_a_row)):
                    if run in self._runs:
                        found.add((self._runs[run], tuple(in_a_row[number : number + RUN])))
        return found
