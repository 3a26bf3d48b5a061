"""The witness over HTTP: the answers that tlog-witness prescribes."""

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from haven.evidence.keyring import Trust
from haven.evidence.notes import COSIGNATURE, Signer
from haven.evidence.witness import Witness
from haven.evidence.witness_server import WitnessServer
from tests.evidence import independent
from tests.evidence.histories import Log

LOG = Log("example.org/log")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WitnessServer]:
    witness = Witness(Signer.make("example.net/w1", COSIGNATURE), Trust.parse(LOG.vkey), tmp_path)
    with WitnessServer(("127.0.0.1", 0), witness) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.01,))
        thread.start()
        yield served
        served.shutdown()
        thread.join()


def send(server: WitnessServer, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path, body.encode() if body is not None else None)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said, answer.headers.get_content_type()


def test_each_answer_is_the_prescribed_one(server: WitnessServer) -> None:
    status, line, _ = send(server, "POST", "/add-checkpoint", LOG.request(0, [b"a"]))
    assert status == 200
    assert independent.check_note(LOG.head([b"a"]) + line, str(server.witness.signer.key))[1]
    same = send(server, "POST", "/add-checkpoint", LOG.request(1, [b"a"]))
    assert same[0] == 200
    stranger = Log("example.com/other").request(0, [b"a"])
    for request, expected in (
        (LOG.request(0, [b"a", b"b"]), (409, "1\n", "text/x.tlog.size")),
        (LOG.request(1, [b"x"]), (409, "1\n", "text/x.tlog.size")),
    ):
        assert send(server, "POST", "/add-checkpoint", request) == expected
    for request, status in (
        (LOG.request(1, [b"x", b"b"]), 422), (LOG.request(2, [b"a"]), 400), (stranger, 404), ("nonsense", 400),
        (Log(LOG.origin).request(1, [b"a", b"b"]), 403), ("old 0\n" * 20_000, 413),
    ):  # fmt: skip
        assert send(server, "POST", "/add-checkpoint", request)[0] == status


def test_it_shows_its_key_and_its_alarms(server: WitnessServer) -> None:
    status, said, kind = send(server, "GET", "/")
    assert (status, kind) == (200, "application/json")
    assert json.loads(said) == {"key": str(server.witness.signer.key), "alarms": []}
    send(server, "POST", "/add-checkpoint", LOG.request(0, [b"a"]))
    send(server, "POST", "/add-checkpoint", LOG.request(1, [b"x"]))
    status, said, _ = send(server, "GET", "/")
    assert status == 503
    assert "split or rewritten" in json.loads(said)["alarms"][0]["why"]
    assert send(server, "GET", "/x")[0] == send(server, "POST", "/x", "")[0] == 404


def test_a_witness_that_cannot_remember_says_so(server: WitnessServer, tmp_path: Path) -> None:
    send(server, "POST", "/add-checkpoint", LOG.request(0, [b"a"]))
    (head,) = tmp_path.glob("*.head.json")
    head.write_text("{")
    assert send(server, "POST", "/add-checkpoint", LOG.request(1, [b"a", b"b"]))[:2] == (
        500, "this witness cannot remember\n",
    )  # fmt: skip
