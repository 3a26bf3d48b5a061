"""Whose address a visitor has: the proxy's word counts, anybody else's does not."""

import io

import pytest

from haven.project.wsgi import application
from tests.asking import status_of


@pytest.mark.parametrize(
    ("caller", "seen"), [("127.0.0.1", "198.51.100.7"), ("203.0.113.9", "203.0.113.9")], ids=["proxy", "stranger"]
)
def test_only_the_proxy_may_name_the_visitor(caller: str, seen: str) -> None:
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/nowhere-at-all",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": caller,
        "HTTP_X_FORWARDED_FOR": "192.0.2.66, 198.51.100.7",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }
    assert status_of(application, request) == "404 Not Found"
    assert request["REMOTE_ADDR"] == seen
