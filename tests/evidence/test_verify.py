"""What `haven verify` says of logs and heads: every single change is found and named."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.keyring import Trust
from haven.evidence.merkle import leaf_hash, root
from haven.evidence.notes import COSIGNATURE, Note, Signer
from haven.evidence.tiles import TilePath, grown, nodes_of, pack_entries, tiles_of
from haven.evidence.verify import verify

SIGNER = Signer.make("example.org/log")
WITNESS = Signer.make("example.net/w1", COSIGNATURE)
TRUST = Trust.parse(f"{SIGNER.key}\n{WITNESS.key}")


def write_log(directory: Path, entries: list[bytes]) -> Path:
    tiles = grown(lambda *_: b"", 0, [leaf_hash(entry) for entry in entries])
    for path in tiles_of(len(entries)):
        files = {path: tiles[path.level or 0, path.number][: path.width * 32]}
        if path.level == 0:
            first = path.number * 256
            files[TilePath(None, path.number, path.width)] = pack_entries(entries[first : first + path.width])
        for name, data in files.items():
            (directory / str(name)).parent.mkdir(parents=True, exist_ok=True)
            (directory / str(name)).write_bytes(data)
    top = root(nodes_of(lambda level, number: tiles[level, number]), len(entries))
    text = Checkpoint(SIGNER.key.name, len(entries), top).text
    note = Note(text, (SIGNER.sign(text), WITNESS.sign(text, at=1_700_000_000)))
    (directory / "checkpoint").write_text(str(note), encoding="utf-8")
    return directory


def some(count: int) -> list[bytes]:
    return [b"entry %d" % i for i in range(count)]


def test_a_sound_log_holds(tmp_path: Path) -> None:
    report = verify([write_log(tmp_path, some(600)), tmp_path / "checkpoint"], TRUST)
    assert report.wrong == []
    assert "600 entries, signed by example.org/log" in report.holds[0]
    assert "witnessed by example.net/w1" in report.holds[0]
    assert "2023-11-14 22:13:20 UTC" in report.holds[1]


def test_that_a_head_continues_a_shorter_log_is_open_and_not_said_to_hold(tmp_path: Path) -> None:
    shorter, longer = write_log(tmp_path / "a", some(300)), write_log(tmp_path / "b", [b"another", *some(599)])
    report = verify([shorter, longer / "checkpoint"], TRUST)
    assert (report.wrong, len(report.open)) == ([], 1)
    assert "the log at hand has 300 entries" in report.open[0]
    assert "no log is at hand" in verify([shorter / "checkpoint", longer / "checkpoint"], TRUST).open[0]
    whole = verify([shorter, longer], TRUST)
    assert whole.open == []
    assert "rewritten" in whole.wrong[0]


def test_that_no_witness_of_those_who_are_believed_has_cosigned_is_open(tmp_path: Path) -> None:
    directory = write_log(tmp_path, some(3))
    other = Signer.make("example.net/w2", COSIGNATURE).key
    assert verify([directory], TRUST).open == []
    assert verify([directory], Trust.parse(str(SIGNER.key))).open == []
    report = verify([directory], Trust.parse(f"{SIGNER.key}\n{other}"))
    assert report.wrong == []
    assert "no witness that you believe has cosigned it" in report.open[0]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_flipped_bit_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    directory = write_log(tmp_path_factory.mktemp("log"), some(300))
    file = data.draw(st.sampled_from(sorted(path for path in directory.rglob("*") if path.is_file())))
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    file.write_bytes(content)
    found = verify([directory], TRUST)
    if file.name == "checkpoint" and not found.wrong:
        # The line of the witness may be made another's; then it says no more that a witness saw it.
        assert "witnessed" not in found.holds[0] or "signed by" not in found.holds[0]
    else:
        assert found.wrong
    shutil.rmtree(directory)


def test_it_says_which_entry(tmp_path: Path) -> None:
    directory = write_log(tmp_path, some(300))
    changed = [*some(300)[256:]]
    changed[14] = b"another"
    (directory / "tile/entries/001.p/44").write_bytes(pack_entries(changed))
    (wrong,) = verify([directory], TRUST).wrong
    assert wrong.endswith("tile/0/001.p/44: entry 270 is not what was hashed")


@pytest.mark.parametrize("gone", ["checkpoint", "tile/0/000", "tile/entries/001.p/44", "tile/1/000.p/1"])
def test_what_is_missing_is_named(tmp_path: Path, gone: str) -> None:
    directory = write_log(tmp_path, some(300))
    (directory / gone).unlink()
    wrong = verify([directory], TRUST).wrong
    assert wrong
    assert gone in wrong[0] or gone == "checkpoint"


def test_a_rewritten_log_contradicts_an_older_head(tmp_path: Path) -> None:
    old = write_log(tmp_path / "old", some(100))
    honest = write_log(tmp_path / "new", some(300))
    rewritten = write_log(tmp_path / "rewritten", [b"never was", *some(299)])
    split = write_log(tmp_path / "split", [*some(99), b"other"])
    assert verify([old / "checkpoint", honest], TRUST).wrong == []
    assert verify([old, honest], TRUST).wrong == []
    assert "rewritten" in verify([old / "checkpoint", rewritten], TRUST).wrong[0]
    assert "a split log" in verify([old, split], TRUST).wrong[0]


def test_strangers_and_nothing_are_not_believed(tmp_path: Path) -> None:
    directory = write_log(tmp_path / "log", some(3))
    stranger = Trust.parse(str(Signer.make(SIGNER.key.name).key))
    assert "no believed key" in verify([directory], stranger).wrong[0]
    assert "neither a log nor a checkpoint nor a bundle" in verify([tmp_path / "nothing"], TRUST).wrong[0]
    (tmp_path / "binary").write_bytes(b"\xff")
    assert "cannot be read" in verify([tmp_path / "binary"], TRUST).wrong[0]
