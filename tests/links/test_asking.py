"""Other hosts are asked politely, and only what is certain counts as gone."""

from __future__ import annotations

import socket
import threading
from email.utils import formatdate

import pytest

from mentorsite.links.answers import BAD_FOR, DAY, GOOD_FOR, Answer, State
from mentorsite.links.asking import AT_A_TIME, Asking
from mentorsite.links.hosts import AGENT, Caller
from tests.links.conftest import NOW, Asked, NewHost

NO_HOST = f"http://{'a' * 64}.example/"
"""A name that no host can have, so that nobody need be asked for it."""


def anyone(address: str) -> bool:
    return True


def asking(seconds: float = 5.0, **options: object) -> Asking:
    """Give what asks hosts on this machine as well, and without a pause."""
    return Asking(Caller(anyone, seconds, {}), NOW, 0.0, **options)  # type: ignore[arg-type]


def known(url: str) -> tuple[str, str, str]:
    """Give what is known of one link: its state, what was said, where it moved."""
    answer = asking().all([url])[url]
    return answer.state.value, answer.said, answer.moved


def test_a_page_that_is_there_is_asked_for_its_head_once_and_knows_who_asks_and_no_more(new_host: NewHost) -> None:
    host = new_host({"/a?b=1": 200})
    assert known(f"{host.url}/a?b=1#c") == ("there", "200 OK", "")
    (asked,) = host.asked
    assert (asked.method, asked.path) == ("HEAD", "/a?b=1")
    assert asked.fields["user-agent"] == AGENT
    assert set(asked.fields) == {"user-agent", "accept", "accept-encoding", "host", "connection"}


@pytest.mark.parametrize("refusal", [403, 404, 405, 500, 501])
def test_what_refuses_a_head_is_asked_again_as_a_browser_would(new_host: NewHost, refusal: int) -> None:
    host = new_host({"HEAD /a": refusal, "GET /a": 200})
    assert known(f"{host.url}/a")[0] == "there"
    assert host.requests() == ["HEAD /a", "GET /a"]


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (410, "410 Gone")])
def test_what_is_not_there_is_gone(new_host: NewHost, status: int, said: str) -> None:
    assert known(new_host({"/a": status}).url + "/a") == ("gone", f"its host answers {said}", "")


@pytest.mark.parametrize("status", [400, 401, 403, 418, 451, 500, 502, 999])
def test_what_says_something_else_is_not_known(new_host: NewHost, status: int) -> None:
    assert known(new_host({"/a": status}).url + "/a")[0] == "unknown"


@pytest.mark.parametrize(
    ("hops", "moved"),
    [
        ((301,), "1"),
        ((308, 301), "2"),
        ((302,), ""),
        ((307, 301), ""),
        ((301, 303, 301), "1"),
    ],
)
def test_what_moved_for_good_is_told_as_far_as_it_did(new_host: NewHost, hops: tuple[int, ...], moved: str) -> None:
    steps = {f"/{number}": (status, {"Location": f"{number + 1}"}) for number, status in enumerate(hops)}
    host = new_host({**steps, f"/{len(hops)}": 200})
    assert known(f"{host.url}/0") == ("there", "200 OK", f"{host.url}/{moved}" if moved else "")


@pytest.mark.parametrize(
    ("location", "state"),
    [
        ("/gone", "gone"),
        ("/a", "unknown"),
        ("ftp://x.example/", "unknown"),
        ("file:///etc/passwd", "unknown"),
        ("//", "unknown"),
        ("http://[/", "unknown"),
    ],
)
def test_where_a_link_leads_on_to_decides(new_host: NewHost, location: str, state: str) -> None:
    host = new_host({"/a": (301, {"Location": location})})
    assert known(f"{host.url}/a")[::2] == (state, "")


def test_a_link_that_leads_in_a_circle_is_not_followed_for_long(new_host: NewHost) -> None:
    host = new_host({"/a": (301, {"Location": "/b"}), "/b": (302, {"Location": "/a"})})
    assert known(f"{host.url}/a") == ("unknown", "it leads in a circle", "")
    assert host.requests() == ["HEAD /a", "HEAD /b"]


def test_a_link_that_leads_on_without_end_is_given_up(new_host: NewHost) -> None:
    host = new_host(lambda asked: (302, {"Location": f"{asked.path}a"}))
    assert known(f"{host.url}/a")[0] == "unknown"
    assert len(host.asked) == 10


@pytest.mark.parametrize(
    ("later", "seconds"), [("120", 120.0), (formatdate(NOW + 300), 300.0), ("soon", 3600.0), ("99999999", DAY), ("", 3600.0)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_is_busy_is_left_alone_as_long_as_it_asks(new_host: NewHost, status: int, later: str, seconds: float) -> None:
    host = new_host(lambda asked: (status, {"Retry-After": later}))
    found = asking().all([f"{host.url}/a", f"{host.url}/b"])
    assert [(answer.state, answer.until) for answer in found.values()] == [(State.UNKNOWN, NOW + seconds)] * 2
    assert host.requests() == ["HEAD /a"]


def test_an_answer_counts_for_a_week_where_it_is_good_and_for_a_day_where_it_is_not(new_host: NewHost) -> None:
    host = new_host({"/a": 200, "/c": 403})
    found = asking().all([f"{host.url}/{name}" for name in "abc"])
    assert [(answer.at, answer.until) for answer in found.values()] == [(NOW, NOW + GOOD_FOR), (NOW, NOW + BAD_FOR), (NOW, 0.0)]


def test_a_host_that_does_not_answer_in_time_is_asked_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        found = asking(0.1).all([f"{url}/a", f"{url}/b"])
    assert {answer.said for answer in found.values()} == {"there was no answer: it took too long"}
    assert {answer.state for answer in found.values()} == {State.UNKNOWN}


def test_a_host_that_speaks_without_end_is_given_up_in_time() -> None:
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as endless:

        def speak() -> None:
            connection, _ = endless.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                while not done.wait(0.02):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=speak)
        thread.start()
        try:
            url = f"http://127.0.0.1:{endless.getsockname()[1]}/"
            assert asking(0.2).all([url])[url].state is State.UNKNOWN
        finally:
            done.set()
            thread.join()


def test_a_host_that_talks_nonsense_or_is_not_there_is_not_known(new_host: NewHost) -> None:
    host = new_host({})
    host.server.RequestHandlerClass.protocol_version = "nonsense"
    assert known(f"{host.url}/a")[0] == "unknown"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert known(f"http://127.0.0.1:{port}/a")[:2] == ("unknown", "there was no answer: Connection refused")


def test_a_host_has_one_request_at_a_time_and_few_hosts_are_asked_at_once(new_host: NewHost) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def says(asked: Asked) -> tuple[int, dict[str, str]]:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.01)
        with lock:
            now[0] -= 1
        # All lead on to the first host, which is to hear of them one after the other.
        return (302, {"Location": f"{first.url}/b"}) if asked.path == "/a" else (200, {})

    first = new_host(says)
    hosts = [first, *(new_host(says) for _ in range(AT_A_TIME + 2))]
    found = asking().all(f"{host.url}/{path}" for host in hosts for path in "abc")
    assert {answer.state for answer in found.values()} == {State.THERE}
    assert {host.most for host in hosts} == {1}
    assert 1 < most[0] <= AT_A_TIME


def test_there_is_a_pause_between_two_requests_of_a_host(new_host: NewHost) -> None:
    host = new_host({"/a": 200, "/b": 200})
    waiting = Asking(Caller(anyone, 5.0, {}), NOW, 0.05)
    waiting.all([f"{host.url}/a"])
    asked = waiting._hosts[host.url.removeprefix("http://")]
    before = asked.again
    waiting.all([f"{host.url}/b"])
    assert asked.again - before >= 0.05


def test_no_host_of_the_name_is_gone_where_any_host_answered(new_host: NewHost) -> None:
    host = new_host({"/a": 403})
    found = asking().all([NO_HOST, f"{host.url}/a"])
    assert found[NO_HOST].state is State.GONE
    assert found[NO_HOST].said.startswith("no host can be called")


def test_where_no_host_answered_there_may_be_no_network() -> None:
    found = asking().all([NO_HOST, "https://x.invalid/"])
    assert found[NO_HOST] == Answer(State.UNKNOWN, "no host answered; is there a network?", "", NOW, 0.0)
    assert found["https://x.invalid/"].state is State.GONE


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{}/",
        "http://localhost:{}/",
        "http://[::1]:{}/",
        "http://2130706433:{}/",
        "http://0:{}/",
        "http://u:p@127.0.0.1:{}/",
    ],
)
def test_this_machine_is_not_asked(new_host: NewHost, url: str) -> None:
    host = new_host({"/": 200})
    there = url.format(host.server.server_port)
    answer = Asking(Caller(proxies={}), NOW, 0.0).all([there])[there]
    assert answer.state is State.UNKNOWN
    assert answer.said.startswith("not asked: it ")
    assert host.asked == []


def test_a_link_that_leads_on_to_where_nobody_may_ask_is_not_followed(new_host: NewHost) -> None:
    inner = new_host({"/": 200})
    outer = new_host({"/": (302, {"Location": inner.url.replace("127.0.0.1", "127.0.0.2")})})
    found = Asking(Caller(lambda address: address == "127.0.0.1", 5.0, {}), NOW, 0.0).all([outer.url + "/"])
    assert found[outer.url + "/"].said == "not asked: it is on this machine or in a private network"
    assert inner.asked == []


@pytest.mark.parametrize("url", ["http://[broken/", "http:///x", "http://x.example:port/"])
def test_what_is_no_address_is_not_known(url: str) -> None:
    assert known(url)[0] == "unknown"


def test_progress_counts_every_link(new_host: NewHost) -> None:
    host = new_host({"/a": 200})
    heard: list[tuple[int, int]] = []
    asking().all([f"{host.url}/a", f"{host.url}/a", f"{host.url}/b"], lambda done, all: heard.append((done, all)))
    assert heard == [(1, 2), (2, 2)]
