"""A stranger with a README, a shell and openssl: what it tells them to type finds what is wrong, and only that."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from haven.evidence.bundle.building import SIGNATURE, SIGNED, SIGNER, build, pem_of
from haven.evidence.bundle.readme import FORMS, readme
from haven.evidence.digests import sha256
from haven.evidence.notes import Signer
from tests.evidence.bundle import made
from tests.evidence.bundle.made import a_bundle, contents

HEAVY = ("bagit.py", "case_validate", "haven verify")
Files = dict[str, bytes]


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
    unchanged, there, listed, signed, known, key, pem = typed(directory, files)
    return (
        unchanged.returncode == 0
        and int(there.stdout) == int(listed.stdout) + 2
        and signed.returncode == 0
        and known.returncode == 0
        and key.stdout == pem.stdout != ""
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
    assert len(told_by(files)) == 7
    assert is_believed(tmp_path, files)


@pytest.mark.parametrize("forge", [added, changed, of_another, with_a_foreign_pem])
def test_a_forged_one_is_not(forge: Callable[[Files], Files], tmp_path: Path) -> None:
    assert not is_believed(tmp_path, forge(a_bundle()))


def test_the_forgery_with_a_foreign_pem_deceives_whoever_compares_the_names_alone(tmp_path: Path) -> None:
    """So the last comparison is no ornament."""
    forged = with_a_foreign_pem(a_bundle())
    unchanged, _, _, signed, known, key, pem = typed(tmp_path, forged)
    assert (unchanged.returncode, signed.returncode, known.returncode) == (0, 0, 0)
    assert forged[SIGNER] == a_bundle()[SIGNER]
    assert key.stdout != pem.stdout


def test_each_wording_is_built_again_as_it_was() -> None:
    for form, (how, when) in enumerate(FORMS):
        assert readme(stamped=False, form=form) == how.encode()
        assert readme(stamped=True, form=form) == (how + when).encode()
        files = build(replace(contents(), title="T"), made.SIGNER.key, made.SIGNER.sign_bytes, form=form)
        assert files["data/README.txt"] == how.encode()
