"""The timeline: all dated records, month by month."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from mentorsite.audience import Shown
from mentorsite.insights.chronicle import in_time
from mentorsite.pages.frame import Frame
from mentorsite.pages.page import Page
from mentorsite.pages.values import Month, Year


def timeline(frame: Frame) -> Page:
    """Make the timeline of a portfolio, the newest month first."""
    view, showing = frame.atlas.view, frame.showing
    records = [shown for (portfolio, _), found in view.by_type.items() if portfolio == frame.portfolio for shown in found]
    months = []
    for first, found in groupby(reversed(in_time(records)), key=_month):
        months.append(Month(first, showing.cards(found)))
    years = tuple(Year(year, tuple(of_year)) for year, of_year in groupby(months, key=lambda month: month.date.year))
    return frame.page("timeline.html", ("pages/timeline.html",), "timeline", "Timeline", {"years": years})


def _month(shown: Shown) -> date:
    day = shown.record.day()
    assert day is not None  # `in_time` gives records that have a day
    return day.replace(day=1)
