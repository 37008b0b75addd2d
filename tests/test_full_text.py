"""The index of finished pages: always the same bytes, nothing but what the search needs, and no word that no page has."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.build import gather, leaks_in
from mentorsite.diagnostics import Code
from mentorsite.full_text import FOLDER, SCRIPT, constant_texts, index
from mentorsite.records.audience import Audience
from mentorsite.rendering import Artifact
from tests.conftest import MKFILE, Files, Site, write_files

PAGES = {
    f"goals/{name}.html": f'<html lang="en"><body><nav>Elsewhere</nav><main data-pagefind-body><h1>{name.title()}</h1><p>Words of {name}.</p>'
    f'<data data-pagefind-filter="person[value]" value="{name}, the first"></data><p data-pagefind-ignore>Unheard</p></main></body></html>'.encode()
    for name in ("ana", "ben", "école", "zoë")
}
SEARCHED = MKFILE.replace("enabled = false", "enabled = true")


def said(files: list[Artifact]) -> str:
    """Give all that the parts of an index say, unpacked."""
    return "\n".join(unpacked(file).decode("utf-8", "replace") for file in files if ".pf_" in file.address)


def unpacked(file: Artifact) -> bytes:
    """Give what is in a part of an index, packed or not."""
    return gzip.decompress(file.data) if file.data.startswith(b"\x1f\x8b") else file.data


def fragments(files: list[Artifact]) -> dict[str, dict[str, object]]:
    """Give what the index tells of each page, by its address."""
    texts = [gzip.decompress(file.data).removeprefix(b"pagefind_dcd") for file in files if file.address.endswith(".pf_fragment")]
    return {told["url"]: told for told in map(json.loads, texts)}


def test_the_same_pages_give_the_same_bytes_in_any_order_and_wherever_they_lie(tmp_path: Path) -> None:
    first = index(PAGES.items())
    assert index(reversed(PAGES.items())) == first
    write_files(tmp_path, PAGES)
    assert index((address, tmp_path / address) for address in PAGES) == first
    (tmp_path / "goals" / "ana.html").write_bytes(PAGES["goals/ben.html"])
    assert index((address, tmp_path / address) for address in PAGES) != first


def test_it_holds_what_the_search_needs_and_nothing_else() -> None:
    files = [file.address for file in index(PAGES.items())]
    parts = [address for address in files if address.startswith((f"{FOLDER}/filter/", f"{FOLDER}/fragment/", f"{FOLDER}/index/"))]
    (meta,) = (address for address in files if address.endswith(".pf_meta"))
    own = ("pagefind-entry.json", "pagefind-worker.js", "pagefind.js", "wasm.en.pagefind")
    assert sorted(files) == sorted([*parts, meta, *(f"{FOLDER}/{name}" for name in own)])
    assert sum(address.endswith(".pf_fragment") for address in parts) == len(PAGES)


def test_what_pages_keep_out_is_not_in_it_and_a_value_with_a_comma_is_one() -> None:
    files = index(PAGES.items())
    assert "Elsewhere" not in said(files)
    assert "Unheard" not in said(files)
    told = fragments(files)
    assert sorted(told) == sorted(f"/{address}" for address in PAGES)
    assert told["/goals/zoë.html"]["filters"] == {"person": ["zoë, the first"]}
    assert told["/goals/zoë.html"]["meta"] == {"title": "Zoë"}


def test_what_stands_in_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = index(PAGES.items())
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    assert index(PAGES.items()) == first


@pytest.mark.parametrize(("language", "module"), [("pt-BR", "pt-br"), ("x-none", "unknown")])
def test_any_language_has_a_module_that_searches_it(language: str, module: str) -> None:
    page = f'<html lang="{language}"><body data-pagefind-body><h1>Palavra</h1></body></html>'
    assert f"{FOLDER}/wasm.{module}.pagefind" in [file.address for file in index([("a.html", page.encode())])]


def test_pages_without_a_word_have_no_index() -> None:
    assert index([("a.html", b"<title>A</title>\n")]) == []


GOAL = "---\ntitle: Lead reviews\nvisibility: public\nowner: zora\n---\nA quiet harbour.\n"
RECORDS: Files = {
    "content/people/zora.md": "---\nname: Zora Quill\nconsent: pair\nalias: Z\n---\n",
    "content/goals/lead.md": GOAL,
    "content/goals/other.md": GOAL.replace("public", "pair").replace("harbour", "lighthouse"),
}


def test_the_index_of_an_audience_holds_what_it_sees_and_names_nobody_else(new_site: Callable[[Files], Site]) -> None:
    site = new_site({"mkfile.toml": SEARCHED, **RECORDS})
    index_of = {name: [file for file in site.make(name).artifacts if file.address.startswith(FOLDER)] for name in ("public", "pair")}
    assert "harbour" in said(index_of["public"])
    assert "lighthouse" not in said(index_of["public"])
    assert "quill" not in said(index_of["public"]).lower()
    told = fragments(index_of["public"])
    assert list(told) == ["/goals/lead.html"]
    assert told["/goals/lead.html"]["filters"] == {"type": ["Goals"], "person": ["Z"]}
    assert "lighthouse" in said(index_of["pair"])
    assert fragments(index_of["pair"])["/goals/lead.html"]["filters"] == {"type": ["Goals"], "person": ["Zora Quill"]}


def test_turned_off_it_leaves_nothing_behind(new_site: Callable[[Files], Site]) -> None:
    made = {state: new_site({"mkfile.toml": mkfile, **RECORDS}).make("public") for state, mkfile in (("on", SEARCHED), ("off", MKFILE))}
    files = {state: {file.address: file.data for file in of.artifacts} for state, of in made.items()}
    assert SCRIPT in files["on"]
    assert [address for address in files["off"] if address.startswith(FOLDER) or address == SCRIPT] == []
    pages = b"".join(data for address, data in files["off"].items() if address.endswith(".html"))
    assert [word for word in (b"search", b"pagefind", b"wasm", b"connect-src") if word in pages] == []
    page = files["on"]["goals/lead.html"]
    assert b"script-src 'self' file: 'wasm-unsafe-eval'; connect-src 'self';" in page


def test_a_site_in_which_the_audience_sees_no_record_has_none(new_site: Callable[[Files], Site]) -> None:
    made = new_site({"mkfile.toml": SEARCHED}).make("public")
    assert made.problems == ()
    assert [file.address for file in made.artifacts if file.address.startswith(FOLDER) or file.address == SCRIPT] == []


PARTS = ("pf_fragment", "pf_filter", "pf_index", "pf_meta")


def test_a_name_in_any_part_of_an_index_is_found_by_the_audit(new_site: Callable[[Files], Site], tmp_path: Path) -> None:
    site = new_site({"mkfile.toml": SEARCHED, **RECORDS})
    page = '<html lang="en"><body data-pagefind-body><h1>Goal</h1><p>Zora Quill</p><data data-pagefind-filter="p[value]" value="Zora Quill"></data></body></html>'
    gathered = gather(site.config)
    for file in index([("goals/a.html", page.encode())]):
        folder = tmp_path / "found" / file.digest
        write_files(folder, {file.address: file.data})
        _, found = leaks_in(folder, site.config, Audience.PUBLIC, gathered)
        part = file.address.rpartition(".")[2]
        assert {problem.code for problem in found} == ({Code.LEAKED_NAME} if part in PARTS else set()), file.address


def test_words_of_pagefinds_own_files_are_no_leak(new_site: Callable[[Files], Site]) -> None:
    """Names that stand in its script: they would be found, were it not known what the script says by itself."""
    people = {f"content/people/{name.lower()}.md": f"---\nname: {name} Worker\nalias: P\n---\n" for name in ("Filter", "Mark", "Ranking")}
    site = new_site({"mkfile.toml": SEARCHED, **RECORDS, **people})
    assert site.said("public") == []
    texts = " ".join(constant_texts("en"))
    assert all(word in texts for word in ("ranking", "mark", "pagefind-worker"))
