"""What other hosts said of links is kept in `.mentorsite/`, so that nobody is asked more often than needed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from mentorsite import store

_NAME = "links"
DAY = 86_400.0
GOOD_FOR, BAD_FOR = 7 * DAY, DAY
"""For how many seconds an answer counts: a good one for a week, one that says that there is nothing for a day."""


class State(StrEnum):
    """What is known of a link."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a link, what was said, where it has moved for good, and in seconds when it was said and until when it counts."""

    state: State
    said: str
    moved: str = ""
    at: float = 0.0
    until: float = 0.0


def remembered(root: Path, now: float) -> dict[str, Answer]:
    """Give the answers that count at the moment `now`, by their links; nothing of what cannot be read."""
    body = store.read(root, _NAME)
    try:
        kept = json.loads(body or b"{}")
        found = {url: Answer(**{**said, "state": State(said["state"])}) for url, said in kept.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
    # A clock that was wrong must not keep an answer for ever.
    return {url: answer for url, answer in found.items() if answer.at <= now < answer.until}


def remember(root: Path, answers: dict[str, Answer]) -> None:
    """Keep answers for the next time, those that count after this moment."""
    kept = {url: asdict(answer) for url, answer in sorted(answers.items()) if answer.until > answer.at}
    store.write(root, _NAME, json.dumps(kept).encode())
