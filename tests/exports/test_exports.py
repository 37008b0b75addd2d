"""Which files for machines a site has; a build and the preview make the same ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mentorsite.build import gather, prepare, view_for
from tests.conftest import TODAY, Files, Site

NewSite = Callable[[Files], Site]
FILES: Files = {
    f"content/{folder}{path}": text
    for folder in ("", "portfolios/one/")
    for path, text in {
        "people/ana.yaml": "name: Ana\nconsent: public",
        "stories/s.md": "---\ntitle: S\ndate: 2026-03-04\nvisibility: public\n---\nA *text*.\n",
        "checkins/2026-03-04.md": "---\nparticipants: [ana]\nvisibility: public\nnext: 2026-04-01\n---\n",
    }.items()
    if folder or path.startswith("people")
}


@pytest.mark.parametrize("target", ["public", "private"])
def test_each_file_made_alone_is_the_one_that_a_build_makes(new_site: NewSite, target: str) -> None:
    site = new_site(FILES)
    made = {artifact.address: artifact for artifact in site.make(target).artifacts}
    gathered = gather(site.config)
    view = view_for(site.config, site.config.target(target).audience, TODAY, gathered)
    prepared = prepare(site.config, view, TODAY, gathered.content)
    assert len(prepared.exports) >= 3
    for address in prepared.exports:
        alone = prepared.file(address)
        assert alone is not None
        assert (alone.address, alone.data) == (address, made[address].data)
    assert {address for address in made if not address.endswith((".html", ".css", ".js", ".svg", ".nojekyll"))} == set(prepared.exports)
