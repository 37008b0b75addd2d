"""A text is searched for all that must not be there, in one pass over its words."""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress, count, pairwise

from mentorsite.audit.needles import HiddenText, Needle, Origin, Written
from mentorsite.audit.words import APART, RUN, in_a_row, runs, seen, split
from mentorsite.diagnostics import Code

_LONG = 2**20
"""From how many letters on a text is searched in parts."""
_LONGEST = 2**14
"""How many letters two parts share at least."""

Found = Needle | tuple[int, tuple[str, ...]]
"""A needle, or the number of a hidden text and the eight of its words that were found."""
_PROBE = 4
# In any run of words begins, at one of so many places in turn, a probe that lies within it.
_STRIDE = RUN - _PROBE + 1


class Search:
    """Finds needles by the one of their words that fewest others have and its neighbour, and hidden texts by runs of their words."""

    def __init__(self, needles: Iterable[Needle], texts: Sequence[HiddenText]) -> None:
        self.needles = needles = tuple(needles)
        self.texts = texts
        common = Counter(word for needle in needles for word in set(needle.words))
        self._by_word: dict[str, list[Needle]] = {}
        # By two words, since of many records' titles ever more share each of their words, and hardly more share two in a row.
        self._by_two: dict[tuple[str, ...], list[tuple[int, Needle]]] = {}
        for needle in needles:
            if len(needle.words) == 1:
                self._by_word.setdefault(needle.words[0], []).append(needle)
                continue
            # Of equally many the longest, which texts have seldom.
            rarest = min(needle.words, key=lambda word: (common[word], -len(word)))
            at = max(needle.words.index(rarest) - 1, 0)
            self._by_two.setdefault(needle.words[at : at + 2], []).append((at, needle))
        self._runs: dict[int, int] = {}
        self._probes: set[tuple[str, ...]] = set()
        for number, text in enumerate(texts):
            for words in _forms(text):
                self._look_for(number, words)

    def _look_for(self, number: int, words: list[str]) -> None:
        """Look for the runs of a hidden text's words."""
        for run in runs(words):
            self._runs.setdefault(run, number)
        if len(words) >= RUN:
            self._probes.update(_probes(words, 1))

    def number(self, needle: Needle) -> int:
        """Give the number of a needle: its place among those that are searched for."""
        return self._numbers[id(needle)]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(needle): number for number, needle in enumerate(self.needles)}

    def packed(self) -> bytes:
        """Give all that is searched for as bytes, for a `KeptSearch`."""
        needles = [(needle.words, needle.written and tuple(needle.written), needle.cased) for needle in self.needles]
        return marshal.dumps((self.fingerprint, needles, [[" ".join(words) for words in _forms(text)] for text in self.texts]))

    @cached_property
    def fingerprint(self) -> bytes:
        """A fingerprint of all that is searched for: what was searched for the same need not be searched again."""
        needles = [(needle.words, needle.written, needle.cased) for needle in self.needles]
        said = repr((needles, [(text.as_read, text.text) for text in self.texts]))
        return hashlib.blake2b(said.encode(errors="surrogatepass"), digest_size=16).digest()

    def __reduce__(self) -> tuple[object, ...]:
        # Runs of words are known by numbers that are others in every process.
        return Search, (self.needles, self.texts)

    def __bool__(self) -> bool:
        return bool(self._by_word or self._by_two or self._runs)

    def find(self, text: str, *, fewest: int = 1) -> set[Found]:
        """Give what stands in a text. A needle of one word that has less than `fewest` letters does not count."""
        text = seen(text)
        if len(text) <= _LONG:
            return self._find(text, fewest)
        return {found for part in _parts(text, self._reach) for found in self._find(part, fewest)}

    @cached_property
    def _reach(self) -> int:
        """More letters than anything that is searched for has, however much stands between its words."""
        return max((_LONGEST, *(4 * len(" ".join(needle.words)) for needle in self.needles)))

    def _find(self, text: str, fewest: int) -> set[Found]:
        folded = text.casefold()
        words = split(folded)
        present = set(words)
        found: set[Found] = set()
        for word in self._by_word.keys() & present:
            if len(word) >= fewest:
                found.update(needle for needle in self._by_word[word] if needle.stands_in(text, folded))
        if not self._by_two.keys().isdisjoint(pairwise(words)):
            found.update(needle for needle in self._rows_in(words) if needle.stands_in(text, folded))
        if self._probes:
            found |= self._texts_in(in_a_row(words) if APART in present else words)
        return found

    def _rows_in(self, words: list[str]) -> set[Needle]:
        # Where its two words stand is where a needle is compared: to search all of a long text for each of many takes many times as long.
        found: set[Needle] = set()
        for place in compress(count(), map(self._by_two.__contains__, pairwise(words))):
            for at, needle in self._by_two[words[place], words[place + 1]]:
                first = place - at
                if first >= 0 and needle not in found and tuple(words[first : first + len(needle.words)]) == needle.words:
                    found.add(needle)
        return found

    def _texts_in(self, words: list[str]) -> set[Found]:
        if self._probes.isdisjoint(_probes(words, _STRIDE)):
            return set()
        found: set[Found] = set()
        for number, probe in enumerate(_probes(words, _STRIDE)):
            if probe in self._probes:
                first = max(number * _STRIDE - _STRIDE + 1, 0)
                for at, run in enumerate(runs(words[first : number * _STRIDE + RUN]), first):
                    if run in self._runs:
                        found.add((self._runs[run], tuple(words[at : at + RUN])))
        return found


def _parts(text: str, reach: int) -> Iterator[str]:
    """Give a long text part by part, so that its words need not all be held at once; two parts share the letters of a `reach` and more."""
    start = 0
    while start + _LONG + reach < len(text):
        # A word is not to be taken apart.
        end, again = text.find(" ", start + _LONG), text.rfind(" ", start + 1, start + _LONG - reach)
        if end < 0 or again < 0:
            break
        yield text[start:end]
        start = again
    yield text[start:]


class KeptSearch:
    """A search that was `packed`, for whoever has few texts to search: to open all of it takes far longer than to look through them."""

    def __init__(self, packed: bytes) -> None:
        self.fingerprint: bytes
        self._needles: list[tuple[tuple[str, ...], tuple[str, ...] | None, bool]]
        self._texts: list[list[str]]
        self.fingerprint, self._needles, self._texts = marshal.loads(packed)

    def among(self, texts: Iterable[str]) -> Search:
        """Give a search for all that can stand in these texts, each thing with the number that it has in the whole."""
        present: set[str] = set()
        probes: set[tuple[str, ...]] = set()
        for text in texts:
            words = split(seen(text).casefold())
            present.update(words)
            probes.update(_probes(in_a_row(words), _STRIDE))
        numbers, needles = [], []
        for number, (of, written, cased) in enumerate(self._needles):
            if present.issuperset(of):
                numbers.append(number)
                needles.append(Needle(Code.LEAKED_TEXT, "", of, Origin(None), Written(*written) if written else None, cased))
        search = Search(needles, ())
        search.__dict__["_numbers"] = {id(needle): number for number, needle in zip(numbers, search.needles, strict=True)}
        for number, forms in enumerate(self._texts):
            for form in forms:
                words = form.split(" ")
                if not probes.isdisjoint(_probes(words, 1)):
                    search._look_for(number, words)
        return search


def _forms(text: HiddenText) -> list[list[str]]:
    """Give the words of a text as it is written and as it is read, in a row."""
    return [in_a_row(split(seen(form).casefold())) for form in dict.fromkeys((text.as_read, text.text))]


def _probes(words: Sequence[str], stride: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start::stride] for start in range(_PROBE)), strict=False)
