"""Which hosts may be asked, and what a request of one is."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme

from mentorsite.links.asking import Asking
from mentorsite.links.hosts import Caller, is_public
from tests.links.conftest import NOW, NewHost


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"],
)
def test_addresses_of_the_internet_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b:1::7f00:1",
        "fec0::1",
    ],
)
def test_this_machine_and_the_network_it_is_in_may_not(address: str) -> None:
    assert not is_public(address)


def test_a_proxy_is_asked_where_one_is_set_up_and_an_address_is_written_in_ascii(new_host: NewHost) -> None:
    """The proxy itself lies wherever it lies; what it is asked for has to look public."""
    proxy = new_host(lambda asked: (200, {}))
    asking = Asking(Caller(proxies={"http": proxy.url}), NOW, 0.0)
    refused = ["http://192.168.1.1/", "http://printer.local/", "http://intranet/", "http://[::1]/"]
    refused += ["http://127.1/", "http://0x7f.0.0.1/", "http://10.1:80/", "http://127.0.0.1./", "http://①27.0.0.1/", "http://127%2e0.0.1/"]
    found = asking.all(["http://münchen.example/straße?q=ü%20x#z", *refused])
    assert [answer.state.value for answer in found.values()] == ["there", *["unknown"] * 10]
    assert proxy.requests() == ["HEAD http://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%BC%20x"]


def test_an_encrypted_host_is_asked_where_its_certificate_is_accepted(
    new_host: NewHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, encrypted = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(encrypted)
    host = new_host({"/a": 200})
    host.server.socket = encrypted.wrap_socket(host.server.socket, server_side=True)
    url = host.url.replace("http:", "https:") + "/a"

    def known() -> tuple[str, str]:
        answer = Asking(Caller(lambda address: True, 5.0, {}), NOW, 0.0).all([url])[url]
        return answer.state.value, answer.said

    state, said = known()
    assert (state, said.partition(":")[0]) == ("unknown", "its certificate is not accepted")
    authority.cert_pem.write_to_path(tmp_path / "trusted.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    assert known() == ("there", "200 OK")
    assert host.requests() == ["HEAD /a"]
