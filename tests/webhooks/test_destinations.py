"""Where nothing is sent to."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from haven.webhooks.calling import call
from haven.webhooks.destinations import may_call, read_url, resolve
from haven.webhooks.errors import ForbiddenAddress

INSIDE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "2001:0:102:304:0:ffff:80ff:fffe",
    "0.0.0.0",  # noqa: S104 — to be refused
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_that_are_not_the_internets(address: str) -> None:
    assert not may_call(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_addresses_of_the_internet(address: str) -> None:
    assert may_call(address)
    assert not may_call(address, over="http")


def test_this_host_only_where_the_operator_allows_it(settings: Settings) -> None:
    settings.WEBHOOK_LOOPBACK = True
    assert may_call("127.0.0.1", over="http")
    assert may_call("::1")
    assert not may_call("10.0.0.1")
    assert not may_call("169.254.169.254", over="http")


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "ftp://example.org/", "https://", "https:///x", "//example.org", "", "https://a:b@example.org/",
     "https://user@example.org/", "javascript:alert(1)", "https://[::1", "https://example.org:99999/", "file:///etc/passwd",
     "https://exämple.org/", "https://example.org:port/", "https://printer/", "https://printer./"],
)  # fmt: skip
def test_what_is_no_address_of_a_program(url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        read_url(url)


@pytest.mark.parametrize(
    "host", [
        "127.0.0.1", "localhost", "LOCALHOST.", "x.localhost", "[::1]", "2130706433", "0x7f.1", "0177.0.0.1", "127.1",
        "10.0.0.8", "[::ffff:192.168.0.1]",
    ],
)  # fmt: skip
def test_other_ways_to_write_this_host_are_refused_before_anything_is_asked(host: str) -> None:
    """So that the form says so, and not the log of a delivery."""
    with pytest.raises(ForbiddenAddress):
        read_url(f"https://{host}/")


@pytest.mark.parametrize("url", ["https://\x00.example.org/", "https://a b.example.org/", "https://exa\nmple.org/\t"])
def test_what_stands_in_no_address_is_refused(url: str) -> None:
    """The system's own reading of addresses failed over a null character, and took a space for the end of one."""
    with pytest.raises(ForbiddenAddress):
        read_url(url)


def _answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = addresses[min(len(asked), len(addresses)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in address.split(" ")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_one_forbidden_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch, "93.184.216.34 10.0.0.1")
    with pytest.raises(ForbiddenAddress):
        resolve("https://both.example.org/")


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answers(monkeypatch, "93.184.216.34", "127.0.0.1")
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError("closed")

    monkeypatch.setattr(socket, "create_connection", connect)
    outcome = call("https://rebinding.example.org/", b"{}", {})
    assert asked == ["rebinding.example.org"]
    assert connected == [("93.184.216.34", 443)]
    assert outcome.problem == "closed"


@given(st.ip_addresses())
def test_nothing_private_is_ever_called(address: object) -> None:
    ip = str(address)
    if getattr(address, "is_private", False) or getattr(address, "is_loopback", False):
        assert not may_call(ip)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_an_address(text: str) -> None:
    for url in (text, f"https://{text}", f"https://example.org:{text}/"):
        try:
            read_url(url)
        except ForbiddenAddress:
            continue
