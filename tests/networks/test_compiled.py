"""Kernels that were compiled from other sources are never used."""

from pathlib import Path

import pytest

import haven.networks
from haven.networks.compiled import SETTINGS, directory_for, keep_by_source

MARKED = "from haven.networks.compiled import"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(SETTINGS, "CACHE_DIR", "")
    (tmp_path / "inner").mkdir()
    (tmp_path / "kernel.py").write_text(f"{MARKED} kernel")
    (tmp_path / "inner" / "callee.py").write_text(f"{MARKED} inlined")
    (tmp_path / "page.py").write_text("nothing compiled")
    return tmp_path


def test_a_change_of_any_kernel_leads_elsewhere(package: Path) -> None:
    before = directory_for(package)
    (package / "page.py").write_text("still nothing")
    assert directory_for(package) == before
    (package / "inner" / "callee.py").write_text(f"{MARKED} inlined, kernel")
    assert directory_for(package) != before


def test_kernels_of_other_sources_are_dropped(package: Path) -> None:
    keep_by_source(package)
    old = Path(SETTINGS["CACHE_DIR"])
    (old / "kernel.nbi").write_text("compiled")
    (package / "kernel.py").write_text(f"{MARKED} inlined")
    SETTINGS["CACHE_DIR"] = ""
    keep_by_source(package)
    assert Path(SETTINGS["CACHE_DIR"]).is_dir()
    assert not old.exists()


def test_a_place_that_was_chosen_stands(package: Path) -> None:
    SETTINGS["CACHE_DIR"] = "elsewhere"
    keep_by_source(package)
    assert SETTINGS["CACHE_DIR"] == "elsewhere"


def test_the_engine_keeps_its_kernels_so() -> None:
    assert Path(SETTINGS["CACHE_DIR"]) == directory_for(Path(haven.networks.__file__).parent)
