"""The example makes exactly the site that is kept here: every file, every byte."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from mentorsite.build import make
from mentorsite.cli.group import group
from mentorsite.config import read_config
from mentorsite.full_text import FOLDER
from mentorsite.output.manifest import files_in, fingerprint, text_of
from tests.conftest import ROOT, TODAY

GOLDEN = Path(__file__).parent / "sites"
WHOLE = "public"
"""The target that is kept as a whole; of the others the fingerprints are kept."""
PACKET = ROOT / "docs" / "packet"
"""Where the packet lies that the README shows."""
RENEW = "when the change is meant: python tests/golden/renew.py"


@cache
def example() -> dict[str, dict[str, bytes]]:
    """Make the example for each of its targets; give the files by address, but for those of the index and the picture for links, which are
    other ones with each version of pagefind (`tests/test_full_text.py`) and of Pillow (`tests/rendering/test_card.py`)."""
    config, problems = read_config(ROOT / "mkfile.toml")
    assert config is not None, problems
    sites = {}
    for name, target in config.targets.items():
        made = make(config, target, TODAY)
        assert made.problems == (), "the example is clean"
        sites[name] = {
            artifact.address: artifact.data for artifact in made.artifacts if not artifact.address.startswith((f"{FOLDER}/", "card.png"))
        }
    return sites


def test_the_public_site_is_the_golden_one() -> None:
    golden = {address: path.read_bytes() for address, path in files_in(GOLDEN / WHOLE).items()}
    made = example()[WHOLE]
    assert sorted(made) == sorted(golden), RENEW
    assert [address for address in made if made[address] != golden[address]] == [], RENEW


@pytest.mark.parametrize("target", ["review", "pair", "private"])
def test_the_sites_for_narrower_audiences_have_the_golden_fingerprints(target: str) -> None:
    prints = text_of((address, fingerprint(data)) for address, data in example()[target].items())
    assert prints.decode().splitlines() == (GOLDEN / f"{target}.sha256").read_text("utf-8").splitlines(), RENEW


def packet(folder: Path) -> None:
    """Make the packet that the README shows, by the command, into a folder."""
    options = ["--config", str(ROOT / "mkfile.toml"), "--date", TODAY.isoformat(), "--quiet"]
    files = ["--html", str(folder / "half-year.html"), "--markdown", str(folder / "half-year.md")]
    result = CliRunner().invoke(group, ["review", "half-year", *files, *options])
    assert (result.exit_code, result.output) == (0, "")


def test_the_packet_that_the_readme_shows_is_what_the_command_makes(tmp_path: Path) -> None:
    packet(tmp_path)
    for name in ("half-year.html", "half-year.md"):
        assert (PACKET / name).read_bytes() == (tmp_path / name).read_bytes(), RENEW
        assert f"docs/packet/{name}" in (ROOT / "README.md").read_text("utf-8")


def test_the_example_has_all_types_all_audiences_and_enough_records() -> None:
    from mentorsite.records.registry import type_names

    private, public = example()["private"], example()["public"]
    records = [
        address for address in private if address.count("/") == 1 and address.split("/")[0] in type_names() and "index" not in address
    ]
    assert len(records) >= 60
    assert {address.split("/")[0] for address in records} == set(type_names())
    assert len(public) < len(example()["review"]) < len(example()["pair"]) < len(private)


def test_the_public_site_names_nobody_who_did_not_agree() -> None:
    """The people whose consent ends before the public, by every part of their names that is no common word."""
    from mentorsite.reading import read
    from mentorsite.records.audience import Audience
    from mentorsite.records.types.people import Person

    config, _ = read_config(ROOT / "mkfile.toml")
    assert config is not None
    content, _ = read(ROOT, config.levels)
    hidden = [s.record for s in content.sheets if isinstance(s.record, Person) and (s.record.consent or Audience.PAIR) < Audience.PUBLIC]
    assert hidden
    site = b"\n".join(example()["public"].values()).decode()
    assert [person.name for person in hidden if person.name in site or person.name.split()[-1] in site] == []
