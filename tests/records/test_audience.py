"""The four audiences."""

from __future__ import annotations

import pytest

from mentorsite.records.audience import AUDIENCE_NAMES, Audience

ORDER = [Audience.PRIVATE, Audience.PAIR, Audience.REVIEW, Audience.PUBLIC]


def test_they_go_from_the_narrowest_to_the_widest() -> None:
    assert sorted(ORDER, key=lambda audience: audience) == ORDER
    assert [audience.width for audience in ORDER] == [0, 1, 2, 3]
    assert min(Audience.PUBLIC, Audience.PAIR) is Audience.PAIR


def test_their_names_are_those_that_people_write() -> None:
    assert AUDIENCE_NAMES == ("private", "pair", "review", "public")
    assert [str(audience) for audience in ORDER] == list(AUDIENCE_NAMES)


@pytest.mark.parametrize("visibility", ORDER)
def test_an_audience_sees_what_is_visible_to_it_or_to_a_wider_one(visibility: Audience) -> None:
    assert [audience.may_see(visibility) for audience in ORDER] == [audience.width <= visibility.width for audience in ORDER]
    assert Audience.PRIVATE.may_see(visibility)
    assert Audience.PUBLIC.may_see(visibility) == (visibility is Audience.PUBLIC)
