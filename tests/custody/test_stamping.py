"""Bundles stamped by an authority: a local one, made and run by openssl."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from haven.custody.bundles import files_of
from haven.custody.errors import CustodyError
from haven.custody.models import EvidenceBundle
from haven.evidence.bundle.building import pack
from haven.evidence.bundle.timestamps import STAMP, STAMPED, BadTimestamp, read_roots, stamped_by
from haven.evidence.keyring import Trust
from haven.evidence.verify import verify
from haven.ledger.exporting import key_list
from tests.factories import an_evidence_bundle

pytestmark = pytest.mark.django_db
_CONFIG = """
[tsa]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


class Authority:
    """A root, a certificate that may stamp, and where it answers."""

    def __init__(self, place: Path, name: str) -> None:
        self.place, self.url = place / name, ""
        self.place.mkdir()
        (self.place / "tsa.cnf").write_text(_CONFIG)
        (self.place / "serial").write_text("01")
        (self.place / "ext").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        self(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-days",
            "2",
            "-subj",
            f"/CN={name} root",
        )
        self("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={name}")
        self("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
             "-extfile", "ext", "-out", "tsa.pem")  # fmt: skip

    def __call__(self, *arguments: str) -> bytes:
        return subprocess.run(["openssl", *arguments], cwd=self.place, check=True, capture_output=True).stdout

    def answer(self, query: bytes) -> bytes:
        (self.place / "query").write_bytes(query)
        self("ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", "query", "-signer", "tsa.pem",
             "-inkey", "tsa.key", "-out", "answer")  # fmt: skip
        return (self.place / "answer").read_bytes()

    @property
    def root(self) -> bytes:
        return (self.place / "ca.pem").read_bytes()


@contextmanager
def running(authority: Authority) -> Iterator[Authority]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            answer = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    authority.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def authority(tmp_path: Path, settings: Settings) -> Iterator[Authority]:
    with running(Authority(tmp_path, "Stamps")) as found:
        settings.TSA_URL = found.url
        yield found


def test_a_stamped_bundle_is_believed_and_the_same_again(authority: Authority, tmp_path: Path) -> None:
    files = files_of(EvidenceBundle.objects.get(pk=an_evidence_bundle().pk))
    (tmp_path / "b.zip").write_bytes(pack(files))
    trust, roots = Trust.parse(key_list()), read_roots(authority.root)
    report = verify([tmp_path / "b.zip"], trust, roots)
    assert report.wrong == []
    assert any("an authority you believe saw it" in line for line in report.holds)
    assert any("was not checked" in line for line in verify([tmp_path / "b.zip"], trust).holds)
    for name in (STAMP, STAMPED):
        (authority.place / name).write_bytes(files[name])
    told = authority("ts", "-verify", "-in", STAMP, "-data", STAMPED, "-CAfile", "ca.pem", "-untrusted", "tsa.pem")
    assert told is not None
    other = Authority(tmp_path, "Others")
    assert "no authority that you believe" in verify([tmp_path / "b.zip"], trust, read_roots(other.root)).wrong[0]


def test_every_byte_of_the_timestamp_is_covered(authority: Authority, tmp_path: Path) -> None:
    files = files_of(an_evidence_bundle())
    trust = Trust.parse(key_list())
    for at in range(0, len(files[STAMP]), 97):
        changed = bytearray(files[STAMP])
        changed[at] ^= 1
        (tmp_path / "b.zip").write_bytes(pack(files | {STAMP: bytes(changed)}))
        assert verify([tmp_path / "b.zip"], trust).wrong, at


def test_over_other_bytes_it_counts_for_nothing(authority: Authority) -> None:
    files = files_of(an_evidence_bundle())
    roots = read_roots(authority.root)
    assert stamped_by(files[STAMP], files[STAMPED], roots).year > 2000
    with pytest.raises(BadTimestamp, match="over something else"):
        stamped_by(files[STAMP], files[STAMPED] + b"x", roots)
    with pytest.raises(BadTimestamp, match="cannot be read"):
        stamped_by(b"nothing", files[STAMPED], roots)
    with pytest.raises(BadTimestamp, match="PEM"):
        read_roots(b"nothing")


def test_an_authority_that_does_not_answer_and_none_at_all(settings: Settings) -> None:
    settings.TSA_URL = "http://127.0.0.1:9/"
    with pytest.raises(CustodyError, match="HAVEN_TSA_URL"):
        an_evidence_bundle()
    assert not EvidenceBundle.objects.exists()
    settings.TSA_URL = ""
    assert STAMP not in files_of(an_evidence_bundle())
