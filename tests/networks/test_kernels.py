"""What the installation compiles is all that a sweep needs."""

import os
import subprocess
import sys
from pathlib import Path

import haven

COUNT = """
import sys
from numba.core import event
from haven.networks.kernels import compile_kernels

with event.install_recorder("numba:compile") as recorder:
    compile_kernels()
print(len(recorder.buffer))
"""


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    place = os.environ | {"PYTHONPATH": str(Path(haven.__file__).parents[1]), "NUMBA_CACHE_DIR": str(tmp_path)}

    def compiled() -> int:
        return int(subprocess.check_output([sys.executable, "-c", COUNT], env=place, text=True, timeout=600))

    first, second = compiled(), compiled()
    assert first > 20
    assert second == 0
