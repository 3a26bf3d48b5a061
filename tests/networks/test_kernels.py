"""What the installation compiles is all that a sweep needs."""

import os
import subprocess
import sys
from pathlib import Path

import haven
from tests.conftest import PROVING

COUNT = """
import sys
from numba.core import event
from haven.networks.kernels import compile_kernels

with event.install_recorder("numba:compile") as recorder:
    compile_kernels()
print(len(recorder.buffer), sum(
    sum(kernel.stats.cache_hits.values())
    for name, module in list(sys.modules.items()) if name.startswith("haven.")
    for kernel in vars(module).values() if hasattr(kernel, "stats") and hasattr(kernel.stats, "cache_hits")
))
"""


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    place = os.environ | {"PYTHONPATH": str(Path(haven.__file__).parents[1])}
    if PROVING:  # from nothing, as at an installation; the sample goes on from what the installation kept
        place["NUMBA_CACHE_DIR"] = str(tmp_path)

    def compiled_and_kept() -> list[int]:
        said = subprocess.check_output([sys.executable, "-c", COUNT], env=place, text=True, timeout=600)
        return [int(number) for number in said.split()]

    first, second = compiled_and_kept(), compiled_and_kept()
    assert sum(first) > 20
    assert not PROVING or first[0] > 20
    assert second[0] == 0
    assert second[1] > 20
