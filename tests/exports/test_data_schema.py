"""data.json is what its schema says, for every audience, and its shape changes with its version alone.

`data_shapes/` holds the shape of each version. Where only something was added, `python -m tests.exports.test_data_schema` writes the present
one; where a name or a meaning changed, or something went, VERSION in `mentorsite/exports/data.py` has to be raised before.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mentorsite.build import gather, view_for
from mentorsite.config import Config, read_config
from mentorsite.exports.data import VERSION, data
from mentorsite.exports.data_schema import data_schema
from mentorsite.pages.compose import frames_of
from mentorsite.records.audience import AUDIENCE_NAMES, Audience
from tests.audience.worlds import World
from tests.conftest import ROOT, TODAY, Site
from tests.exports.conftest import Finished

SHAPE = Path(__file__).parent / "data_shapes" / f"{VERSION}.json"


def strict(value: Any) -> Any:
    """Give the schema as it would be if it let no name pass that it does not know."""
    if isinstance(value, list):
        return [strict(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    inner = {name: strict(each) for name, each in value.items()}
    return {**inner, "additionalProperties": False} if "properties" in inner and inner.get("type") == "object" else inner


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(strict(data_schema()), format_checker=Draft202012Validator.FORMAT_CHECKER)


def wrong(found: Any) -> list[str]:
    """Give the places of a data.json that are not as the schema says, names that it does not have among them."""
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(found)]


def each_data(config: Config, audience: str) -> Iterator[Any]:
    """Give the data.json of each portfolio of a site, for an audience."""
    view = view_for(config, Audience(audience), TODAY, gather(config))
    for frame in frames_of(view, config, TODAY, {}):
        yield json.loads(data(frame).data)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(data_schema())


@pytest.mark.parametrize("audience", AUDIENCE_NAMES)
def test_the_example_is_as_the_schema_says(audience: str) -> None:
    config, _ = read_config(ROOT / "mkfile.toml")
    assert config is not None
    assert [place for found in each_data(config, audience) for place in wrong(found)] == []


def test_the_edge_cases_are_as_the_schema_says(edge_cases: Finished) -> None:
    assert wrong(edge_cases.written) == []


@pytest.mark.parametrize("audience", ["pair", "review", "public"])
def test_sites_of_all_types_and_fields_are_as_the_schema_says(audience: str, tmp_path: Path) -> None:
    for number in range(2):
        site = Site(tmp_path / str(number)).write(World(audience, number, 1).written())
        assert [place for found in each_data(site.config, audience) for place in wrong(found)] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda found: found.update(version=0), "$.version"),
        (lambda found: found.update(more=1), "'more' was unexpected"),
        (lambda found: found["records"][0].pop("title"), "$.records[0]"),
        (lambda found: found["insights"]["goals"][0].update(share="half"), "$.insights.goals[0].share"),
        (lambda found: found["insights"]["goals"][0].update(until="today"), "$.insights.goals[0].until"),
    ],
)
def test_what_is_wrong_is_found(change: Any, said: str, edge_cases: Finished) -> None:
    found = copy.deepcopy(edge_cases.written)
    change(found)
    assert any(said in each for each in wrong(found))


def test_a_program_that_knows_an_older_version_lets_what_was_added_pass(edge_cases: Finished) -> None:
    assert list(Draft202012Validator(data_schema()).iter_errors({**edge_cases.written, "more": 1})) == []


# The shape of a version.


@cache
def shape() -> Any:
    """Give the schema without its words."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: bare(inner) for name, inner in value.items() if name != "description" or isinstance(inner, dict)}
        return [bare(inner) for inner in value] if isinstance(value, list) else value

    return bare(data_schema())


def gone(before: Any, now: Any, place: str = "") -> Iterator[str]:
    """Give the places of a shape that are not as they were. What was added to a group is no such place."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name, inner in before.items():
            if name not in now:
                yield f"{place}/{name}"
            elif name == "required":
                yield from (f"{place}/{each}" for each in inner if each not in now[name])
            else:
                yield from gone(inner, now[name], f"{place}/{name}")
    elif before != now:
        yield place


def test_what_a_version_has_keeps_its_name_and_its_kind() -> None:
    assert SHAPE.exists(), f"version {VERSION} is new: python -m tests.exports.test_data_schema"
    lost = list(gone(json.loads(SHAPE.read_text("utf-8")), shape()))
    assert lost == [], "data.json lost or changed these: raise VERSION in mentorsite/exports/data.py"


def test_what_was_added_is_written_down() -> None:
    assert shape() == json.loads(SHAPE.read_text("utf-8")), "python -m tests.exports.test_data_schema, once VERSION is right"


if __name__ == "__main__":
    SHAPE.parent.mkdir(exist_ok=True)
    SHAPE.write_text(json.dumps(shape(), indent=1) + "\n", "utf-8")
