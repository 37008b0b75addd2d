"""The action board, the decision log and the inquiry log of a portfolio, and the way to them from a check-in."""

from __future__ import annotations

from collections.abc import Iterator

from mentorsite.audience.view import Shown
from mentorsite.pages.addition import Addition
from mentorsite.pages.frame import LOGS, Frame
from mentorsite.pages.page import Page
from mentorsite.pages.values import Link


def logs(frame: Frame) -> Iterator[Page]:
    """Make the three logs; nothing where the audience sees no check-in of the portfolio."""
    for name, link in _links(frame).items():
        content = {
            "log": frame.showing.show(getattr(frame.insights, name)),
            "logs": _links(frame),
            "usual": "checkins" in frame.atlas.view.usual[frame.portfolio],
        }
        yield frame.page(f"{name}.html", (f"pages/{name}.html",), name, link.text, content, section=frame.types["checkins"].address)


def logs_of(frame: Frame, shown: Shown) -> Addition:
    """Give what leads from a check-in to the logs of its portfolio."""
    return Addition({"logs": _links(frame), "usual": "checkins" in frame.atlas.view.usual[frame.portfolio]})


def _links(frame: Frame) -> dict[str, Link]:
    return {name: frame.places[name] for name in LOGS if name in frame.places}
