"""A Timeline becomes a drawing: months across, lanes down, every position a whole number in the units of its viewBox.

Goals are bars in as few rows as hold them; every other type has a lane. What lies too close together in a lane becomes a bundle with a
number, and a label stands only where nothing is in its way: so a drawing of thirty records and one of three thousand read alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from mentorsite.insights.chronicle import first_of_month, last_of_month, month_number
from mentorsite.insights.timeline import Moment, Span, Timeline
from mentorsite.pages.drawing import Bar, Diamond, Drawing, Label, Lane, Mark, Tick
from mentorsite.pages.lettering import width_of
from mentorsite.pages.values import Link
from mentorsite.records.values import Key

WIDTH = 1024
"""The width of every drawing; on a wide screen a unit is about a pixel."""
LEFT, RIGHT = 100, 8
"""Room for the names of the lanes, and beside the last month."""
TOP = 26
"""Room for the names of the months."""
ROW, LANE = 30, 30
"""The height of a row of goals, and of a lane."""
BAR = 20
"""The height of a goal's bar."""
MARK = 14
"""How far two marks of a lane are apart at least; more where a bundle's number has three digits."""
ROWS = 10
"""How many rows goals take at most; the others are bundled in a lane of their own."""
LETTER = 12
"""The size of a label."""
GAP = 8
"""How far a label is from what stands beside it."""

_LANES = (
    ("checkins", "Check-ins"),
    ("feedback", "Feedback"),
    ("reflections", "Reflections"),
    ("milestones", "Celebrations"),
    ("stories", "Stories"),
    ("introductions", "Introductions"),
    ("reviews", "Reviews"),
)
_LABELLED = frozenset({"milestones", "stories"})


@dataclass(frozen=True)
class Draughtsman:
    """Draws stretches of a Timeline.

    `links` leads to each record; `places` says where a moment stands in the list below, where there is one; `month` gives the address
    of a month's part of that list; `shares` says how much of a goal is reached, and whether it is at risk; `shapes` has the marks of the
    types, and `pointing` those of single records that have another.
    """

    timeline: Timeline
    links: Mapping[Key, Link]
    shares: Mapping[Key, tuple[Fraction | None, bool]]
    shapes: Mapping[str, str]
    pointing: Mapping[Key, str]
    places: Mapping[Moment, int]
    month: Callable[[date], str]
    today: date

    def draw(self, first: date, months: int) -> Drawing | None:
        """Draw so many months from the first day of one; None where nothing lies in them."""
        number = month_number(first)
        months = min(months, month_number(date.max) - number + 1)
        scale = _Scale(first, last_of_month(number + months - 1), months)
        lanes: list[Lane] = []
        bars, more, rows = self._bars(scale)
        y = TOP + rows * ROW + (GAP if rows else 0)
        if more:
            lanes.append(Lane("goals", "More goals", y + LANE // 2, self._bundled(tuple(more), scale, more, labelled=False)))
            y += LANE
        pauses = tuple(
            (x, to - x, to - x > width_of("pause", LETTER) + GAP)
            for pause in self.timeline.pauses
            if pause.first <= scale.last and pause.last >= scale.first
            for x, to in [(scale.x(max(pause.first, scale.first)), scale.end_of(min(pause.last, scale.last)))]
        )
        by_type: dict[str, list[Moment]] = {}
        for moment in self.timeline.moments:
            if scale.first <= moment.day <= scale.last:
                by_type.setdefault(moment.key.type, []).append(moment)
        for name, title in _LANES:
            if name in by_type:
                marks = self._bundled(by_type[name], scale, self.places, labelled=name in _LABELLED)
                lanes.append(Lane(name, title, y + LANE // 2, marks, pauses if name == "checkins" else ()))
                y += LANE
        if not bars and not lanes:
            return None
        return Drawing(
            first=scale.first,
            last=scale.last,
            height=y + 22,
            plot=(LEFT, WIDTH - RIGHT),
            ticks=tuple(scale.ticks()),
            bars=bars,
            lanes=tuple(lanes),
            today=scale.x(self.today) if scale.first <= self.today <= scale.last else None,
            goals_y=TOP if bars else None,
            records=len(bars) + sum(mark.count for lane in lanes for mark in lane.marks),
        )

    def _bars(self, scale: _Scale) -> tuple[tuple[Bar, ...], dict[Moment, int | None], int]:
        """Give the bars, the goals that have no room, and the number of rows: the first free row takes the next goal.

        A goal without room is a moment, with the one place in the list that stands for it: so a bundle of such goals counts goals.
        """
        of: dict[Key, list[int]] = {}
        for moment in self.timeline.moments:
            if moment.key.type == "goals" and moment in self.places:
                of.setdefault(moment.key, []).append(self.places[moment])
        ends: list[int] = []
        bars: list[Bar] = []
        more: dict[Moment, int | None] = {}
        for span in self.timeline.spans:
            if span.first > scale.last or span.last < scale.first:
                continue
            places = tuple(of.get(span.key, ()))
            bar, left, right = self._bar(span, scale, places)
            row = next((row for row, end in enumerate(ends) if end + GAP <= left), len(ends))
            if row == ROWS:
                more[Moment(max(span.first, scale.first), span.key, "begun")] = places[0] if places else None
                continue
            ends[row : row + 1] = [right]
            bars.append(replace(bar, y=TOP + row * ROW + (ROW - BAR) // 2))
        return tuple(bars), more, len(ends)

    def _bar(self, span: Span, scale: _Scale, of: tuple[int, ...]) -> tuple[Bar, int, int]:
        """Give a bar, without its row, and what it takes from left to right, with its label and its diamonds."""
        share, at_risk = self.shares.get(span.key, (None, False))
        whole, end = scale.x(span.first), scale.end_of(span.last)
        start, stop = max(whole, LEFT), max(min(end, WIDTH - RIGHT), max(whole, LEFT) + 2)
        reached = round(max(Fraction(0), min(share or Fraction(0), Fraction(1))) * (end - whole)) + whole
        link = self.links[span.key]
        width = width_of(link.text, LETTER)
        label = None
        if width + 2 * GAP <= stop - start:
            label = Label(start + GAP, link.text)
        elif stop + GAP + width <= WIDTH - RIGHT:
            label = Label(stop + GAP, link.text)
        elif start - GAP - width >= LEFT:
            label = Label(start - GAP - width, link.text)
        diamonds = [Diamond(x, step.done) for step in span.steps if LEFT <= (x := scale.x(step.day)) <= WIDTH - RIGHT]
        apart: list[Diamond] = []
        for diamond in diamonds:
            if apart and diamond.x - apart[-1].x < 9:
                apart[-1] = Diamond(apart[-1].x, apart[-1].done and diamond.done)
            else:
                apart.append(diamond)
        bar = Bar(
            x=start,
            y=0,
            width=stop - start,
            reached=max(0, min(reached, stop) - start),
            status=span.status,
            at_risk=at_risk,
            link=link,
            of=of,
            label=label,
            diamonds=tuple(apart),
            before=whole < LEFT,
            after=end > WIDTH - RIGHT,
            tip_ends=start > WIDTH // 2,
        )
        lefts = [start, *(diamond.x - 6 for diamond in apart), *([label.x] if label else [])]
        rights = [stop, *(diamond.x + 6 for diamond in apart), *([label.x + width] if label else [])]
        return bar, min(lefts), max(rights)

    def _bundled(
        self, moments: Sequence[Moment], scale: _Scale, places: Mapping[Moment, int | None], *, labelled: bool
    ) -> tuple[Mark, ...]:
        """Give the marks of a lane, no two closer than they are wide, and labels where they fit."""
        groups = _bundles(moments, scale, MARK)
        if any(len(group) > 99 for group in groups):
            groups = _bundles(moments, scale, MARK + LETTER)
        marks = [self._mark(group, scale, places) for group in groups]
        return tuple(_labelled(marks)) if labelled else tuple(marks)

    def _mark(self, group: Sequence[Moment], scale: _Scale, places: Mapping[Moment, int | None]) -> Mark:
        one, last = group[0], group[-1]
        x = scale.x(one.day)
        shape = self.shapes[one.key.type]
        if len({self.pointing.get(moment.key, shape) for moment in group}) == 1:
            shape = self.pointing.get(one.key, shape)
        link = self.links[one.key] if len(group) == 1 else Link("", self.month(one.day))
        of = tuple(place for moment in group if (place := places.get(moment)) is not None)
        return Mark(x, shape, one.day, last.day, len(group), link, of, None, x > WIDTH // 2)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days across, from the first to the last, of so many months."""

    first: date
    last: date
    months: int

    def x(self, day: date) -> int:
        """Give where a day begins."""
        return self._at((day - self.first).days)

    def end_of(self, day: date) -> int:
        """Give where a day ends."""
        return self._at((day - self.first).days + 1)

    def _at(self, days: int) -> int:
        return LEFT + round(Fraction(days * (WIDTH - LEFT - RIGHT), (self.last - self.first).days + 1))

    def ticks(self) -> Iterable[Tick]:
        """Give the months; their names where there is room, with the year where one begins."""
        room = (WIDTH - LEFT - RIGHT) // self.months
        every = next(step for step in (1, 3, 12) if room * step >= 34 or step == 12)
        for number in range(self.months):
            first = first_of_month(month_number(self.first) + number)
            named = (first.month - 1) % every == 0
            name = f"{first:%Y}" if first.month == 1 and (number or every == 12) else _MONTHS[first.month - 1]
            yield Tick(self.x(first), name if named else "", first.month % 3 == 1)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _bundles(moments: Sequence[Moment], scale: _Scale, apart: int) -> list[list[Moment]]:
    groups: list[list[Moment]] = []
    at = -apart
    for moment in moments:
        x = scale.x(moment.day)
        if x - at < apart:
            groups[-1].append(moment)
        else:
            groups.append([moment])
            at = x
    return groups


def _labelled(marks: Sequence[Mark]) -> Iterable[Mark]:
    """Give a label to each single record whose label ends before the next mark begins."""
    starts = [mark.x - MARK // 2 for mark in marks]
    for mark in marks:
        x = mark.x + MARK // 2 + GAP // 2
        end = x + width_of(mark.link.text, LETTER)
        following = bisect_left(starts, mark.x + 1)
        free = starts[following] - GAP // 2 if following < len(starts) else WIDTH - RIGHT
        fits = mark.count == 1 and end <= free
        yield replace(mark, label=Label(x, mark.link.text)) if fits else mark
