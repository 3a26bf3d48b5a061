"""`haven ledger`, `haven witness` and `haven verify` as people run them: processes of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from typer.testing import CliRunner

from haven.project.commands.witness import WitnessFailed, app
from tests.evidence import independent
from tests.evidence.histories import Log
from tests.serving import environment_for, haven

LOG = Log("example.org/log")


@contextmanager
def watching(directory: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "haven.project.cli", "witness", str(directory)]
    options = ["--name", "example.net/w1", "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(
        [*command, *options], env=environment_for(directory) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout
    try:
        key, _, place = (process.stdout.readline().strip() for _ in range(3))
        yield key, int(place.rpartition(":")[2])
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        process.stdout.close()


def ask(port: int, body: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/add-checkpoint", body.encode())
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


def test_a_witness_keeps_its_key_and_its_memory(tmp_path: Path) -> None:
    (tmp_path / "logs.txt").write_text(LOG.vkey)
    with watching(tmp_path) as (key, port):
        status, line = ask(port, LOG.request(0, [b"a"]))
        assert status == 200
        assert independent.check_note(LOG.head([b"a"]) + line, key)[1]
    with watching(tmp_path) as (again, port):
        assert again == key
        assert ask(port, LOG.request(1, [b"x", b"b"]))[0] == 422
        assert ask(port, LOG.request(1, [b"a", b"b"]))[0] == 200
    assert (tmp_path / "witness.key").stat().st_mode & 0o777 == 0o600


def test_a_witness_without_logs_says_what_to_do(tmp_path: Path) -> None:
    done = haven(tmp_path, "witness", str(tmp_path / "w"), "--name", "example.net/w1")
    assert done.returncode == 2
    assert "/log/keys" in done.stderr


@pytest.mark.parametrize(
    ("file", "content", "listen", "said"),
    [
        ("logs.txt", b"\xff", "127.0.0.1:0", "logs.txt cannot be used"),
        ("logs.txt", b"", "127.0.0.1:0", "logs.txt cannot be used: there is no key"),
        ("witness.key", b"junk", "127.0.0.1:0", "witness.key cannot be used"),
        ("x", b"", "8401", "not of the form ADDRESS:PORT"),
        ("x", b"", "127.0.0.1:99999", "not of the form ADDRESS:PORT"),
    ],
)
def test_a_witness_that_cannot_start_names_what_stands_in_its_way(
    tmp_path: Path, file: str, content: bytes, listen: str, said: str
) -> None:
    (tmp_path / "logs.txt").write_text(LOG.vkey)
    (tmp_path / file).write_bytes(content)
    done = CliRunner().invoke(app, [str(tmp_path), "--name", "example.net/w1", "--listen", listen])
    assert isinstance(done.exception, WitnessFailed)
    assert said in str(done.exception)


def test_a_log_goes_from_the_site_to_a_stranger(migrated: Path, tmp_path: Path) -> None:
    assert haven(migrated, "create-operator", "op@example.org").returncode == 0
    copy, keys = tmp_path / "copy", tmp_path / "keys.txt"
    assert haven(migrated, "ledger", "export", str(copy)).returncode == 0
    keys.write_text(haven(migrated, "ledger", "keys").stdout)
    assert independent.check_log(copy, keys.read_text().strip())
    assert "entries are what was hashed and signed" in haven(migrated, "ledger", "check").stdout
    good = haven(tmp_path, "verify", str(copy), "--keys", str(keys))
    assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "All of it holds.")
    (entries,) = (copy / "tile" / "entries").glob("000.p/*")
    content = bytearray(entries.read_bytes())
    content[-1] ^= 1
    entries.write_bytes(content)
    bad = haven(tmp_path, "verify", str(copy), "--keys", str(keys))
    assert bad.returncode == 1
    assert "is not what was hashed" in bad.stdout
    again = haven(migrated, "ledger", "export", str(copy))
    assert (again.returncode, "is not empty" in again.stderr) == (2, True)


def test_keys_are_changed_by_command(migrated: Path) -> None:
    assert haven(migrated, "create-operator", "op@example.org").returncode == 0
    old = haven(migrated, "ledger", "keys").stdout.split("+")[1]
    new = haven(migrated, "ledger", "rotate").stdout.strip().split("+")[1]
    assert haven(migrated, "ledger", "retire", old).returncode == 0
    listed = haven(migrated, "ledger", "keys").stdout.splitlines()
    assert [line.split("+")[1] for line in listed][:2] == [new, old]
    assert " retired until=" in listed[1]
    assert haven(migrated, "ledger", "revoke", "00000000").returncode == 2


@pytest.mark.parametrize("arguments", [[], ["--keys", "nowhere"], ["--key", "x"]])
def test_nothing_is_verified_without_keys_to_go_by(tmp_path: Path, arguments: list[str]) -> None:
    done = haven(tmp_path, "verify", os.devnull, *arguments)
    assert done.returncode == 2
    assert "whose keys are to be believed?" in done.stderr
