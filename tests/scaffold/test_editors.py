"""What editors read of a site, and settings that somebody has already."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from mentorsite.records.registry import type_names
from mentorsite.scaffold.editors import SCHEMAS, schema_files, settings, with_recommendation, with_settings
from tests.conftest import Files, Site

NewSite = Callable[[Files], Site]
OWN = settings()["yaml.schemas"]


def owners(files: dict[str, str]) -> list[str]:
    goal = json.loads(files[f"{SCHEMAS}/goals.json"])["$defs"]["record"]["properties"]
    return [snippet["label"] for snippet in goal["owner"].get("defaultSnippets", ())]


def test_there_is_a_schema_for_every_file_that_the_settings_name(new_site: NewSite) -> None:
    files = schema_files(new_site({}).config)
    assert set(files) == set(OWN) == {f"{SCHEMAS}/{name}.json" for name in (*type_names(), "_defaults")}
    for text in files.values():
        assert "mentorsite schema --write" in json.loads(text)["$comment"]


def test_they_know_the_people_the_levels_and_the_defaults_of_the_site(new_site: NewSite) -> None:
    site = new_site(
        {
            "content/people/ana.md": "---\nname: Ana\n---\n",
            "content/portfolios/one/people/Ben B.yaml": "name: Ben\n",
            "content/feedback/_defaults.yaml": "from: ana\n",
            "static/_defaults.yaml": "kind: recognition\n",
        }
    )
    files = schema_files(site.config)
    assert owners(files) == ["ana", "ben-b"]
    assert "Proficient" in files[f"{SCHEMAS}/skills.json"]
    assert json.loads(files[f"{SCHEMAS}/feedback.json"])["$defs"]["record"]["required"] == ["to", "kind"]


def test_a_record_with_an_error_is_offered_as_well(new_site: NewSite) -> None:
    site = new_site(
        {"content/people/ana.yaml": "name: Ana\nrol: mentor\n", "content/people/ben.yaml": "headline: x\n", "content/people/c.yaml": ": ["}
    )
    assert owners(schema_files(site.config)) == ["ana", "ben"]


class TestSettings:
    """What is there stays there."""

    def test_where_there_are_none_they_are_those_of_the_site(self) -> None:
        for nothing in (None, "", "\n"):
            written = with_settings(nothing)
            assert written is not None
            assert json.loads(written) == settings()

    def test_what_somebody_wrote_stays_and_old_patterns_of_ours_go(self) -> None:
        theirs: dict[str, Any] = {
            "editor.rulers": [80],
            "yaml.schemas": {
                "./.mentorsite/schemas/goals.json": "old",
                ".mentorsite/schemas/gone.json": "old",
                "https://example.org/x.json": "x.yaml",
            },
            "é": "ä",
        }
        written = with_settings(json.dumps(theirs))
        assert written is not None
        values = json.loads(written)
        assert values == {**theirs, "yaml.schemas": {"https://example.org/x.json": "x.yaml", **OWN}}
        assert list(values) == list(theirs)
        assert "é" in written

    @pytest.mark.parametrize("indent", ["    ", "\t"])
    def test_they_are_written_in_the_way_of_the_file(self, indent: str) -> None:
        text = f'{{\r\n{indent}"a": 1\r\n}}\r\n'
        written = with_settings(text)
        assert written is not None
        assert written.startswith(f'{{\r\n{indent}"a": 1,\r\n{indent}"yaml.schemas": {{\r\n{indent}{indent}"')
        assert "\n" not in written.replace("\r\n", "")

    def test_what_says_the_same_is_not_written_again(self) -> None:
        text = json.dumps({"z": 1, **settings()}, indent=1)
        assert with_settings(text) == text
        assert with_settings(with_settings(None)) == with_settings(None)

    @pytest.mark.parametrize(
        "text",
        [
            '{\n  // mine\n  "a": 1\n}',
            '{"a": 1,}',
            '{"a": 1, "a": 2}',
            "[]",
            '{"yaml.schemas": []}',
            "{",
            '\ufeff{"a": 1}',
            '{"a": "\\ud800"}',
            "[" * 100_000,
        ],
    )
    def test_what_is_no_plain_json_is_not_touched(self, text: str) -> None:
        assert with_settings(text) is None


class TestRecommendation:
    """VS Code recommends the extension that reads schemas."""

    def test_it_is_added_to_those_that_are_there(self) -> None:
        assert json.loads(with_recommendation(None) or "") == {"recommendations": ["redhat.vscode-yaml"]}
        added = with_recommendation('{"recommendations": ["a.b"]}')
        assert json.loads(added or "") == {"recommendations": ["a.b", "redhat.vscode-yaml"]}

    @pytest.mark.parametrize("list", ["recommendations", "unwantedRecommendations"])
    def test_whoever_has_it_or_refused_it_is_not_asked(self, list: str) -> None:
        text = f'{{"{list}": ["redhat.vscode-yaml"]}}'
        assert with_recommendation(text) == text

    @pytest.mark.parametrize("text", ["// x", '{"recommendations": 1}'])
    def test_what_is_no_plain_json_is_not_touched(self, text: str) -> None:
        assert with_recommendation(text) is None
