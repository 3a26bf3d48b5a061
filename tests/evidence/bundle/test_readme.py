"""A stranger with a README, a shell and openssl: what it tells them to type finds what is wrong, and only that."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from haven.evidence.bundle.building import SIGNATURE, SIGNED, SIGNER, build, pem_of
from haven.evidence.bundle.readme import FORMS, PROGRAM, readme
from haven.evidence.digests import sha256
from haven.evidence.notes import Signer
from tests.evidence.bundle import made
from tests.evidence.bundle.made import a_bundle, contents

HEAVY = ("bagit.py", "case_validate", "haven verify")
Files = dict[str, bytes]


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def told_by(files: Files) -> list[str]:
    """The commands of the README, which stand indented, without those that need more than a shell."""
    lines = files["data/README.txt"].decode().splitlines()
    commands = [line.strip() for line in lines if line.startswith("       ")]
    return [line for line in commands if not line.startswith(HEAVY)]


def typed(directory: Path, files: Files) -> list[subprocess.CompletedProcess[str]]:
    """What comes of typing them, beside the keys that the site published."""
    for path, data in files.items():
        (directory / "bundle" / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / "bundle" / path).write_bytes(data)
    (directory / "keys.txt").write_text(f"{made.SIGNER.key}\n")
    return [
        subprocess.run(command, shell=True, cwd=directory / "bundle", check=False, capture_output=True, text=True)  # noqa: S602
        for command in told_by(files)
    ]


def is_believed(directory: Path, files: Files) -> bool:
    """Whether somebody who compares what the README says to compare finds nothing."""
    unchanged, there, listed, signed, known, key, pem, logged = typed(directory, files)
    return (
        unchanged.returncode == 0
        and int(there.stdout) == int(listed.stdout) + 2
        and signed.returncode == 0
        and known.returncode == 0
        and key.stdout == pem.stdout != ""
        and logged.returncode == 0
    )


def added(files: Files) -> Files:
    return files | {"READ-ME-FIRST.txt": b"Do as you are told here."}


def changed(files: Files) -> Files:
    return files | {"data/index.html": b"<p>Another</p>"}


def of_another(files: Files) -> Files:
    """Signed anew, whole, by somebody whose key nobody published."""
    other = Signer.make("example.org/log")
    return build(contents(), other.key, other.sign_bytes)


def with_a_foreign_pem(files: Files) -> Files:
    """Signed anew by somebody else, who left the known key where its name is compared."""
    other = Signer.make("example.org/log")
    forged = changed(files) | {"signer.pem": pem_of(other.key)}
    forged[SIGNED] = "".join(
        f"{sha256(data)}  {path}\n" for path, data in sorted(forged.items()) if path not in {SIGNED, SIGNATURE}
    ).encode()
    forged[SIGNATURE] = other.sign_bytes(forged[SIGNED])
    return forged


def test_an_honest_bundle_is_believed(tmp_path: Path) -> None:
    files = a_bundle()
    assert len(told_by(files)) == 8
    assert is_believed(tmp_path, files)


def test_a_link_that_was_added_is_counted(tmp_path: Path) -> None:
    typed(tmp_path, a_bundle())
    (tmp_path / "bundle" / "data" / "exhibits" / "003").symlink_to(tmp_path)
    assert not is_believed(tmp_path, a_bundle())


@pytest.mark.parametrize("forge", [added, changed, of_another, with_a_foreign_pem])
def test_a_forged_one_is_not(forge: Callable[[Files], Files], tmp_path: Path) -> None:
    assert not is_believed(tmp_path, forge(a_bundle()))


def test_the_forgery_with_a_foreign_pem_deceives_whoever_compares_the_names_alone(tmp_path: Path) -> None:
    """So the last comparison is no ornament."""
    forged = with_a_foreign_pem(a_bundle())
    unchanged, _, _, signed, known, key, pem, _ = typed(tmp_path, forged)
    assert (unchanged.returncode, signed.returncode, known.returncode) == (0, 0, 0)
    assert forged[SIGNER] == a_bundle()[SIGNER]
    assert key.stdout != pem.stdout


def test_each_wording_is_built_again_as_it_was() -> None:
    for form, (how, when) in enumerate(FORMS):
        assert readme(stamped=False, form=form) == how.encode()
        assert readme(stamped=True, form=form) == (how + when).encode()
        files = build(replace(contents(), title="T"), made.SIGNER.key, made.SIGNER.sign_bytes, form=form)
        assert files["data/README.txt"] == how.encode()


def test_earlier_wordings_stay_as_they_were_signed() -> None:
    """What they share with today's stands there again on purpose: mending today's words must not mend these."""
    assert [sha256((how + when).encode()) for how, when in FORMS[1:]] == [
        "14d7a4acf480bf2d40c97152b1545e3f0cf4411948a9cb1e0aaced1adc536201",
        "9f1a3b2bf1a0552e09b93546e90a88fa79f6016711f9ef0312731c0a4451b3f7",
    ]


def test_the_program_is_the_one_that_bundles_were_signed_with() -> None:
    """Another one is another form: keep this one for the bundles that have it."""
    assert sha256(PROGRAM) == "d1d4b491b0e10f84dfe29a66b37dd302448678fed339301919340a54beffec9c"


def by_the_program(directory: Path, files: Files, *keys: object) -> tuple[int, str]:
    """What it says of these files to who believes these keys, and what it exits with."""
    for path, data in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(data)
    (directory.parent / "keys.txt").write_text("# believed\n" + "".join(f"{key}\n" for key in keys))
    command = [sys.executable, "-IO", "data/check_log.py", "../keys.txt"]
    done = subprocess.run(command, cwd=directory, check=False, capture_output=True, text=True)
    assert not done.stderr
    return done.returncode, done.stdout


def test_the_program_says_where_each_exhibit_stands_and_who_signed(tmp_path: Path) -> None:
    code, said = by_the_program(tmp_path / "b", a_bundle(3), made.SIGNER.key, made.WITNESS.key)
    assert code == 0
    assert f"Signed by: example.org/log {made.SIGNER.key.id.hex()}." in said
    assert f"Witnessed by: example.net/w1 {made.WITNESS.key.id.hex()} at 2023-11-14 22:13:20 UTC." in said
    assert said.count(": is entry ") == 3
    assert said.count("was there by then: ") == 1
    assert f"was there by then: example.net/w1 {made.WITNESS.key.id.hex()} at 2020-09-13 12:26:40 UTC." in said
    revoked = f"{made.SIGNER.key} revoked until=9"
    assert by_the_program(tmp_path / "b", {}, revoked, made.WITNESS.key)[0] == 0
    assert by_the_program(tmp_path / "b", {}, revoked)[0] == 1
    assert by_the_program(tmp_path / "b", {}, f"{made.SIGNER.key} retired until=8", made.WITNESS.key)[0] == 1
    assert by_the_program(tmp_path / "b", {}, Signer.make("example.org/log").key)[0] == 1


def another_entry(files: Files) -> Files:
    proof = json.loads(files["data/exhibits/002/proof.json"])
    entry = json.loads(base64.b64decode(proof["entry"])) | {"at": "2020-01-01"}
    return {"data/exhibits/002/proof.json": json.dumps(proof | {"entry": encoded(json.dumps(entry).encode())}).encode()}


def another_place(files: Files) -> Files:
    proof = json.loads(files["data/exhibits/002/proof.json"])
    return {"data/exhibits/002/proof.json": json.dumps(proof | {"position": proof["position"] + 1}).encode()}


def longer_way(files: Files) -> Files:
    proof = json.loads(files["data/exhibits/002/proof.json"])
    return {"data/exhibits/002/proof.json": json.dumps(proof | {"proof": proof["proof"] + proof["proof"][:1]}).encode()}


def proof_of_another(files: Files) -> Files:
    return {"data/exhibits/002/proof.json": files["data/exhibits/001/proof.json"]}


def another_first_head(files: Files) -> Files:
    proof = json.loads(files["data/exhibits/001/proof.json"])
    proof["first"]["head"] = files["data/checkpoint"].decode()
    return {"data/exhibits/001/proof.json": json.dumps(proof).encode()}


def another_photo(_: Files) -> Files:
    return {"data/exhibits/002/photo-01.webp": b"another"}


def another_manifest(files: Files) -> Files:
    return {"data/exhibits/002/manifest.json": files["data/exhibits/002/manifest.json"].replace(b"oak", b"elm")}


@pytest.mark.parametrize(
    "forge",
    [another_entry, another_place, longer_way, proof_of_another, another_photo, another_manifest, another_first_head],
)
def test_the_program_names_the_exhibit_that_is_not_what_the_log_holds(
    forge: Callable[[Files], Files], tmp_path: Path
) -> None:
    files = a_bundle(3)
    code, said = by_the_program(tmp_path / "b", files | forge(files), made.SIGNER.key)
    number = 1 if forge is another_first_head else 2
    assert (code, said.count("WRONG, "), f"Exhibit 00{number}: WRONG, " in said) == (1, 1, True)
