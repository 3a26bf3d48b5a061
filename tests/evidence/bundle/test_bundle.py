"""A bundle: the same bytes each time, readable without us, and no byte of it can be changed unseen."""

import json
import os
import random
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.evidence.bundle.building import SIGNATURE, SIGNED, build, pack
from haven.evidence.bundle.checking import check_bundle, read_bundle
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Trust
from haven.evidence.notes import Note, Signer
from haven.evidence.verify import verify
from tests.conftest import PROVING
from tests.evidence.bundle.made import BODY, SIGNER, TRUST, WITNESS, a_bundle, contents, signed

BUNDLE = a_bundle()


def wrong(files: dict[str, bytes]) -> list[str]:
    return list(check_bundle(files, TRUST))


def unpack(directory: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(data)
    return directory


def test_it_holds_and_is_the_same_when_built_again(tmp_path: Path) -> None:
    assert wrong(BUNDLE) == []
    assert a_bundle() == BUNDLE
    (tmp_path / "b.zip").write_bytes(pack(BUNDLE))
    unpack(tmp_path / "b", BUNDLE)
    report = verify([tmp_path / "b.zip", tmp_path / "b"], TRUST)
    assert report.wrong == []
    assert "every byte is as it was signed" in report.holds[0]


def test_it_says_since_when_each_exhibit_was_in_the_log_at_the_latest(tmp_path: Path) -> None:
    """The head of a bundle is of the day it was made; a witness saw an exhibit's entry long before."""
    assert "2020-09-13 12:26:40 UTC, as example.net/w1 signed" in BUNDLE["data/index.html"].decode()
    assert BUNDLE["data/index.html"].count(b"In the log by") == 1
    one = unpack(tmp_path / "one", a_bundle(1))
    assert "in the log, all of them by 2020-09-13 12:26:40 UTC;" in verify([one], TRUST).holds[0]
    assert (
        "in the log, all of them by 2023-11-14 22:13:20 UTC;"
        in verify([unpack(tmp_path / "b", BUNDLE)], TRUST).holds[0]
    )
    assert "all of them" not in verify([one], Trust.parse(str(SIGNER.key))).holds[0]


@pytest.mark.parametrize("what", ["another head", "not witnessed", "another way in", "another way on"])
def test_a_first_head_that_is_none_of_this_log_is_found_though_it_was_signed(what: str) -> None:
    whole = contents()
    exhibit, seen = whole.exhibits[0], whole.exhibits[0].seen
    assert seen
    text, stolen = Note.parse(seen.note).text, WITNESS.sign("another text\n", at=1)
    forged = {
        "another head": replace(seen, note=signed(text.replace(text.split("\n")[2], "A" * 43 + "="), at=1)),
        "not witnessed": replace(seen, note=str(Note(text, (SIGNER.sign(text), stolen)))),
        "another way in": replace(seen, proof=[bytes(32)]),
        "another way on": replace(seen, onwards=seen.onwards[:-1]),
    }[what]
    files = build(replace(whole, exhibits=[replace(exhibit, seen=forged)]), SIGNER.key, SIGNER.sign_bytes)
    (problem,) = check_bundle(files, TRUST)
    assert problem.startswith("data/exhibits/001: ")


def test_a_first_head_counts_whoever_of_the_log_signed_it(tmp_path: Path) -> None:
    """Keys are revoked, and logs are called otherwise, after heads were witnessed: the tree is the same."""
    whole = contents(1)
    (exhibit,) = whole.exhibits
    before = Signer.make("example.org/called-otherwise")
    assert exhibit.seen
    text = Note.parse(exhibit.seen.note).text.replace(SIGNER.key.name, before.key.name)
    seen = replace(exhibit.seen, note=signed(text, at=1_600_000_000, by=before))
    files = build(replace(whole, exhibits=[replace(exhibit, seen=seen)]), SIGNER.key, SIGNER.sign_bytes)
    report = verify([unpack(tmp_path, files)], TRUST)
    assert (report.wrong, "all of them by 2020-09-13 12:26:40 UTC;" in report.holds[0]) == ([], True)


def test_it_is_checked_with_openssl_and_sha256sum_alone(tmp_path: Path) -> None:
    directory = unpack(tmp_path, BUNDLE)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "signer.pem", "-rawin", "-in", SIGNED]
    done = subprocess.run([*command, "-sigfile", SIGNATURE], cwd=directory, check=False, capture_output=True, text=True)
    assert "Signature Verified Successfully" in done.stdout, done.stderr
    listed = [line.split("  ", 1)[1] for line in (directory / SIGNED).read_text().splitlines()]
    assert set(listed) == set(BUNDLE) - {SIGNED, SIGNATURE}


def test_what_an_ad_says_is_text_and_nothing_else() -> None:
    page = BUNDLE["data/index.html"].decode()
    assert "&lt;b&gt;six&lt;/b&gt;" in page
    assert "<script" not in page
    assert BUNDLE["data/report.pdf"].startswith(b"%PDF-")
    graph = json.loads(BUNDLE["data/case.jsonld"])["@graph"]
    assert [node["case-investigation:exhibitNumber"] for node in graph if "ProvenanceRecord" in node["@type"]] == [
        "001",
        "002",
    ]
    assert BODY in json.loads(BUNDLE["data/exhibits/001/manifest.json"])["facts"]["words"]["body"]


@given(st.data())
def test_any_flipped_bit_is_found(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(BUNDLE)))
    content = bytearray(BUNDLE[path])
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    found = wrong(BUNDLE | {path: bytes(content)})
    assert found
    assert path in found[0] or path in {SIGNATURE, "signer.txt", "data/checkpoint"}


@pytest.mark.prove
def test_each_byte_of_a_megabyte_flipped_is_found() -> None:
    files = a_bundle(3, weight=330_000 if PROVING else 1_000)
    places = [(path, at) for path, content in files.items() for at in range(len(content))]
    assert len(places) > (1_000_000 if PROVING else 10_000)
    chance = random.Random(3)
    for path, at in places if PROVING else chance.sample(places, 400):
        content = bytearray(files[path])
        content[at] ^= chance.randrange(1, 256)
        files[path], before = bytes(content), files[path]
        assert next(check_bundle(files, TRUST), None), (path, at)
        files[path] = before


def test_the_archive_itself_has_one_form(tmp_path: Path) -> None:
    data, chance = bytearray(pack(BUNDLE)), random.Random(5)
    for _ in range(300):
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        (tmp_path / "b.zip").write_bytes(data)
        assert verify([tmp_path / "b.zip"], TRUST).wrong, at
        data = bytearray(pack(BUNDLE))
    (tmp_path / "b.zip").write_bytes(bytes(data) + b"\0")
    with pytest.raises(EvidenceError):
        read_bundle(tmp_path / "b.zip")


def test_an_archive_is_not_unpacked_beyond_its_own_size(tmp_path: Path) -> None:
    """A thousand times its size would be a sentence too late."""
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(SIGNED, bytes(10_000_000))
    with pytest.raises(EvidenceError, match="compressed, which no bundle is"):
        read_bundle(tmp_path / "b.zip")


def test_a_file_beyond_any_bundle_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "b.zip").open("wb") as file:
        file.truncate(3 * 2**30)
    with pytest.raises(EvidenceError, match="more than"):
        read_bundle(tmp_path / "b.zip")


@pytest.mark.parametrize("kind", ["directory", "file", "nothing", "pipe"])
def test_what_is_no_file_is_found_in_a_directory(tmp_path: Path, kind: str) -> None:
    """A link to a directory is passed over by whoever lists files, and opened by whoever follows what a page says."""
    directory, place = unpack(tmp_path / "b", BUNDLE), tmp_path / "b" / "data" / "exhibits" / "003"
    (tmp_path / "file").write_bytes(b"x")
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({"directory": tmp_path, "file": tmp_path / "file", "nothing": tmp_path / "gone"}[kind])
    assert "exhibits/003: is a link, or no file" in verify([directory], TRUST).wrong[0]


@pytest.mark.parametrize(
    "path", ["data/exhibits/001/ad.html", "bagit.txt", "data/checkpoint", SIGNED, SIGNATURE, "signer.txt"]
)
def test_what_is_missing_is_found(path: str) -> None:
    assert wrong({name: data for name, data in BUNDLE.items() if name != path})


def test_what_was_added_is_found() -> None:
    assert wrong(BUNDLE | {"data/extra.txt": b"x"}) == ["data/extra.txt: is in no list: it was added"]


def test_a_bundle_signed_by_somebody_else_is_not_believed() -> None:
    thief = Signer.make(SIGNER.key.name)
    forged = build(contents(), thief.key, thief.sign_bytes)
    assert "not among the keys you believe" in wrong(forged)[0]
    assert "no believed key" in next(check_bundle(BUNDLE, Trust.parse(str(thief.key))))


def test_an_exhibit_that_the_log_does_not_hold_is_found() -> None:
    made = contents()
    one, two = made.exhibits
    swapped = type(one)(1, one.manifest, one.salt, one.files, two.entry, two.position, two.proof)
    another = type(one)(1, one.manifest, bytes(16), one.files, one.entry, one.position, one.proof)
    for exhibit, said in ((swapped, "about something else"), (another, "about something else")):
        forged = type(made)(made.title, made.purpose, made.made_at, made.site, made.note, made.keys, [exhibit])
        assert said in wrong(build(forged, SIGNER.key, SIGNER.sign_bytes))[0]


@pytest.mark.parametrize("path", ["../x", ".x", "a/b", "A", "ä", ""])
def test_no_file_leaves_its_folder(path: str) -> None:
    made = contents(1)
    one = made.exhibits[0]
    bad = type(one)(1, one.manifest, one.salt, {path: b""} if path else {"a\n": b""}, one.entry, 0, one.proof)
    with pytest.raises(EvidenceError, match="cannot be the name"):
        build(type(made)("t", "p", made.made_at, "s", made.note, "", [bad]), SIGNER.key, SIGNER.sign_bytes)
