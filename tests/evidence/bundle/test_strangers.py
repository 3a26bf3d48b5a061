"""What strangers check a bundle with, none of it ours: bagit.py and case_validate, in an overlay of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.evidence.bundle.made import a_bundle

OVERLAY = ROOT / ".venv" / "strangers"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle as a directory; skips where the tools are not installed."""
    if not OVERLAY.exists():
        pytest.skip("the strangers' tools are not installed: `make prove` installs and runs them")
    directory = tmp_path_factory.mktemp("bundle")
    for path, data in a_bundle().items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(data)
    return directory


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env=os.environ | {"PYTHONPATH": str(OVERLAY)},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.prove
def test_bagit_finds_a_whole_bag(bundle: Path) -> None:
    done = run("-m", "bagit", "--validate", str(bundle))
    assert done.returncode == 0, done.stderr
    (bundle / "data/index.html").write_text("x")
    assert run("-m", "bagit", "--validate", str(bundle)).returncode == 1


@pytest.mark.prove
def test_case_validate_finds_a_sound_graph(bundle: Path) -> None:
    done = run(str(OVERLAY / "bin" / "case_validate"), str(bundle / "data" / "case.jsonld"))
    assert done.returncode == 0, done.stdout[:2000] + done.stderr[:2000]
