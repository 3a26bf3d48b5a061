"""Keys: made once, rotated, retired, revoked; and whom a reader believes afterwards."""

import os
from pathlib import Path

import pytest

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.errors import BadKeyFile, BadNote
from haven.evidence.keyring import Keyring, KeyState, Trust
from haven.evidence.notes import COSIGNATURE, Key, Note, Signer

ORIGIN = "example.org/log"


def head(size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, bytes(32))


def trust(ring: Keyring, *more: object) -> Trust:
    return Trust.parse("\n".join(map(str, ["# who signs", "", *ring.trusted, *more])))


def test_a_key_is_made_once_and_belongs_to_its_owner(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "new" / "ledger.keys", ORIGIN)
    again = Keyring(ring.path, "elsewhere.example/log")
    assert again.trusted == ring.trusted
    assert again.origin == ORIGIN
    assert ring.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in ring.path.parent.iterdir()] == ["ledger.keys"]


def test_after_a_rotation_both_sign_until_the_old_one_is_retired(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "k", ORIGIN)
    before = trust(ring)
    old, new = ring.signing[0], ring.rotate()
    note = str(ring.sign(head(5)))
    assert set(before.open(note)[2]) == {old}
    assert set(trust(ring).open(note)[2]) == {old, new}
    ring.end(old.id.hex(), KeyState.RETIRED, size=5)
    later = str(Keyring(ring.path, ORIGIN).sign(head(9)))
    assert set(trust(ring).open(later)[2]) == {new}
    with pytest.raises(BadNote, match="no believed key"):
        before.open(later)


def test_a_retired_key_counts_for_what_it_signed_and_no_further(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "k", ORIGIN)
    old = ring.signing[0]
    early, late = str(ring.sign(head(5))), str(ring.sign(head(6)))
    ring.rotate()
    ring.end(old.id.hex(), KeyState.RETIRED, size=5)
    assert trust(ring).open(early)[0].size == 5
    with pytest.raises(BadNote, match="no believed key"):
        trust(ring).open(late)


def test_a_revoked_key_counts_only_beside_a_witness(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "k", ORIGIN)
    stolen, witness = ring.signing[0], Signer.make("example.org/w", COSIGNATURE)
    note = ring.sign(head(5))
    seen = note.with_signatures([witness.sign(note.text, at=1)])
    ring.end(stolen.id.hex(), KeyState.REVOKED, size=5)
    with pytest.raises(BadNote, match="no believed key"):
        trust(ring, witness.key).open(str(note))
    assert trust(ring, witness.key).open(str(seen))[0].size == 5
    with pytest.raises(BadKeyFile, match="make a new one"):
        ring.sign(head(6))
    with pytest.raises(BadKeyFile, match="no key of"):
        ring.end(stolen.id.hex(), KeyState.RETIRED, size=9)
    ring.rotate()
    assert trust(ring).open(str(ring.sign(head(6))))[0].size == 6


def test_two_that_make_the_first_key_at_once_get_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.fsync
    others: list[Keyring] = []

    def meanwhile(handle: int) -> None:
        monkeypatch.setattr(os, "fsync", whole)
        others.append(Keyring(tmp_path / "k", ORIGIN))
        whole(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    one = Keyring(tmp_path / "k", ORIGIN)
    assert one.trusted == others[0].trusted == Keyring(tmp_path / "k", ORIGIN).trusted
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_two_who_change_the_keys_at_once_lose_none_of_them(tmp_path: Path) -> None:
    one = Keyring(tmp_path / "k", ORIGIN)
    other = Keyring(tmp_path / "k", ORIGIN)
    made = {one.rotate(), other.rotate(), one.rotate()}
    one.end(other.signing[0].id.hex(), KeyState.RETIRED, size=5)
    other.rotate()
    assert made < set(Keyring(tmp_path / "k", ORIGIN).signing)
    assert [key.state for key in other.trusted].count(KeyState.RETIRED) == 1


def test_the_last_key_that_signs_does_not_retire_but_one_that_was_stolen_goes(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "k", ORIGIN)
    only = ring.newest
    with pytest.raises(BadKeyFile, match="make a new one before"):
        ring.end(only.id.hex(), KeyState.RETIRED, size=5)
    assert Keyring(ring.path, ORIGIN).newest == only
    ring.end(only.id.hex(), KeyState.REVOKED, size=5)
    with pytest.raises(BadKeyFile, match="make a new one"):
        _ = ring.newest


def test_a_key_that_could_not_be_told_of_is_none(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "k", ORIGIN)
    before = ring.path.read_text()

    def tell(_: Key) -> None:
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        ring.rotate(tell)
    assert ring.path.read_text() == before


def test_a_key_of_another_log_or_of_a_witness_does_not_sign_for_this_one() -> None:
    for stranger in (Signer.make("example.net/log"), Signer.make(ORIGIN, COSIGNATURE)):
        note = Note(head(5).text, (stranger.sign(head(5).text, at=3),))
        with pytest.raises(BadNote, match="no believed key"):
            Trust.parse(str(stranger.key)).open(str(note))


@pytest.mark.parametrize(
    "line", ["", "# nothing", "a+b+c", "{key} gone until=5", "{key} retired", "{key} retired until=x"]
)
def test_a_list_of_keys_is_read_or_refused(line: str) -> None:
    with pytest.raises(BadNote):
        Trust.parse(line.format(key=Signer.make(ORIGIN).key))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"secret": "x", "state": "active", "until": null}]', "[]"])
def test_a_file_that_is_no_keyring_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "k").write_text(text)
    with pytest.raises(BadKeyFile, match="is not a file of keys"):
        Keyring(tmp_path / "k", ORIGIN)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadKeyFile, match="cannot"):
        Keyring(tmp_path / "file" / "k", ORIGIN)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
