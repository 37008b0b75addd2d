"""The record types are found where they lie."""

from __future__ import annotations

import subprocess
import sys

from mentorsite.records.registry import record_types, type_names

NAMES = {
    "people",
    "mentorships",
    "goals",
    "checkins",
    "feedback",
    "reflections",
    "milestones",
    "skills",
    "stories",
    "introductions",
    "reviews",
    "pages",
}


def test_there_are_the_twelve_types_in_the_order_in_which_people_meet_them() -> None:
    assert set(type_names()) == NAMES
    assert list(type_names()) == sorted(NAMES)
    orders = [record_type.facts.order for record_type in record_types().values()]
    assert orders == sorted(set(orders))
    assert set(record_types()) == NAMES


def test_their_names_are_known_without_loading_pydantic() -> None:
    code = "import sys; from mentorsite.records.registry import type_names; type_names(); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
