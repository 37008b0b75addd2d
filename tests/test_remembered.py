"""What was derived of values is the same object as before, as long as the values and the terms are."""

from __future__ import annotations

from mentorsite.remembered import Remembered


def test_what_was_derived_of_the_same_value_is_the_same_object() -> None:
    memory: Remembered[list[int], list[int]] = Remembered()
    value = [1]
    first = memory.begin("terms").of(value, list)
    assert memory.begin("terms").of(value, list) is first
    assert memory.of(value, list) is first


def test_of_an_equal_value_it_is_derived_anew() -> None:
    memory: Remembered[list[int], list[int]] = Remembered()
    first = memory.begin("terms").of([1], list)
    assert memory.of([1], list) is not first


def test_on_other_terms_it_is_derived_anew() -> None:
    memory: Remembered[list[int], list[int]] = Remembered()
    value = [1]
    first = memory.begin("terms").of(value, list)
    assert memory.begin("others").of(value, list) is not first


def test_what_a_round_did_not_ask_for_is_forgotten() -> None:
    memory: Remembered[list[int], list[int]] = Remembered()
    value = [1]
    first = memory.begin("terms").of(value, list)
    memory.begin("terms")
    assert memory.begin("terms").of(value, list) is not first
