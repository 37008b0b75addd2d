"""Pages that an executor finishes are the files that this process makes, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from mentorsite.build import build
from mentorsite.incremental import workshop
from mentorsite.workers import Workers
from tests.conftest import MKFILE, TODAY, Site, write_files
from tests.incremental.test_same_as_from_nothing import RECORDS, tree

NAMED = "---\ntitle: N\nvisibility: public\n---\nNoor Hidden was there, and many others with her on that day.\n"


def begun_anew() -> Executor:
    """Give processes that hold nothing of this one, with another seed for the hashes of texts."""
    return ProcessPoolExecutor(2, get_context("spawn"))


def on_a_cluster() -> Executor:
    """Give a cluster of two workers on this machine."""
    distributed = pytest.importorskip("distributed")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
    executor = distributed.Client(cluster).get_executor()
    end = executor.shutdown

    def shutdown(*args: Any, **options: Any) -> None:
        end()
        executor._client.close()
        cluster.close()

    executor.shutdown = shutdown
    return executor  # type: ignore[no-any-return]


class Breaking(Executor):
    """Does the first pieces, and breaks."""

    def __init__(self) -> None:
        self.left = 2

    def submit(self, fn: Callable[..., Any], /, *args: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.left -= 1
        if self.left < 0:
            future.set_exception(BrokenExecutor("gone"))
        else:
            future.set_result(fn(*args, **options))
        return future


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Callable[[str], Site]]:
    def site(name: str) -> Site:
        write_files(tmp_path / name, {"mkfile.toml": MKFILE, **RECORDS})
        return Site(tmp_path / name)

    yield site
    workshop._given.clear()


def built(site: Site, workers: Workers) -> dict[str, bytes]:
    done = build(site.config, site.config.target("public"), TODAY, workers=workers)
    assert done.written is not None, done.problems
    return tree(site.root / "public")


@pytest.mark.parametrize("executor", [begun_anew, Breaking])
def test_same_bytes_whoever_makes_them(new: Callable[[str], Site], executor: Callable[[], Executor]) -> None:
    alone = built(new("alone"), Workers(1))
    assert built(new("copies"), Workers(2)) == alone
    handed = new("handed")
    assert built(handed, Workers(1, executor)) == alone
    # What is as it was is not handed over again.
    handed.write({"content/pages/about.md": RECORDS["content/pages/about.md"].replace("Text.", "Others.")})
    again = built(handed, Workers(1, executor))
    assert {address for address in again if again[address] != alone[address]} == {".mentorsite-manifest", "pages/about.html"}


@pytest.mark.filterwarnings("default")
def test_same_bytes_from_a_cluster(new: Callable[[str], Site]) -> None:
    assert built(new("cluster"), Workers(1, on_a_cluster)) == built(new("alone"), Workers(1))


@pytest.mark.parametrize("workers", [Workers(1), Workers(2), Workers(1, begun_anew)], ids=["alone", "copies", "anew"])
def test_a_leak_is_found_in_whichever_process(new: Callable[[str], Site], workers: Workers) -> None:
    site = new("leaking").write({"content/pages/named.md": NAMED})
    hidden = "Only for the two of us, and nobody else in the world."
    site.write({"themes/default/templates/main.html": '{% extends "base.html" %}{% block after %}' + hidden + "{% endblock %}"})
    done = build(site.config, site.config.target("public"), TODAY, workers=workers)
    assert done.written is None
    assert {problem.code.number for problem in done.problems if problem.severity == "error"} == {"M310", "M312"}


@pytest.mark.parametrize("workers", [Workers(1), Workers(2), Workers(1, begun_anew)], ids=["alone", "copies", "anew"])
def test_a_template_that_fails_is_told_by_whichever_process(new: Callable[[str], Site], workers: Workers) -> None:
    site = new("failing").write(
        {"themes/default/templates/main.html": '{% extends "base.html" %}\n{% block after %}{{ nothing.here }}{% endblock %}'}
    )
    done = build(site.config, site.config.target("public"), TODAY, workers=workers)
    assert [(problem.code.number, problem.span.path, problem.span.line) for problem in done.problems if problem.severity == "error"] == [
        ("M503", "themes/default/templates/main.html", 2)
    ]
