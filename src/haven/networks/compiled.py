"""Where compiled kernels are kept: by the sources they were compiled from.

Owns: the marks of kernels (`kernel`, `inlined`), where Numba keeps them. Numba looks only at a kernel's own file, not
at the kernels it calls: after a change it would go on with old ones. Must not know: what is compiled.
"""

import os
import shutil
from hashlib import blake2b
from pathlib import Path

import numba

_PREFIX, _MARKED = "kernels-", b"from haven.networks.compiled import"
SETTINGS = vars(numba.config)
"""Numba's."""


def directory_for(package: Path) -> Path:
    """The directory that belongs to a package's modules with kernels as they are now."""
    digest = blake2b(numba.__version__.encode(), digest_size=8)
    for file in sorted(package.rglob("*.py")):
        source = file.read_bytes()
        if _MARKED in source:
            digest.update(file.relative_to(package).as_posix().encode() + b"\0" + source)
    return package / "__pycache__" / f"{_PREFIX}{digest.hexdigest()}"


def keep_by_source(package: Path) -> None:
    """Have Numba keep a package's kernels in their directory, and drop those of other sources.

    Where the package cannot be written to, or NUMBA_CACHE_DIR names a place, Numba's own choice stands.
    """
    chosen = directory_for(package)
    if SETTINGS["CACHE_DIR"] or not os.access(package, os.W_OK):
        return
    for old in chosen.parent.glob(f"{_PREFIX}*"):
        if old != chosen:
            shutil.rmtree(old, ignore_errors=True)
    chosen.mkdir(parents=True, exist_ok=True)
    SETTINGS["CACHE_DIR"] = str(chosen)


keep_by_source(Path(__file__).parent)

kernel = numba.njit(nogil=True, cache=True)
"""Marks a function that is compiled, and runs beside others in threads."""
inlined = numba.njit(inline="always", cache=True)
"""Marks a small function that is compiled into those that call it."""
