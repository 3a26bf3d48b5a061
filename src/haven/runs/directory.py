"""A result in a directory, replaced whole or not at all.

Owns: making the new directory beside the old one and putting it in its place. Must not know: what is in it.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

import pyarrow as pa

from haven.runs.errors import DirectoryError


def write_whole(directory: Path, files: AbstractSet[str], fill: Callable[[Path], None]) -> None:
    """Write a result into a directory, as a whole: an interrupted write leaves the old result as it was.

    Args:
        directory: is made, or replaced if it holds an earlier result and nothing else.
        files: names that a result may consist of.
        fill: writes them into the directory it is given.

    Raises:
        DirectoryError: the directory holds other files, or cannot be written.
    """
    directory = directory.absolute()
    _refuse_foreign(directory, files)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{directory.name}.partial-", dir=directory.parent))
    except OSError as error:
        raise DirectoryError(f"cannot write beside {directory}: {error.strerror}") from error
    try:
        fill(partial)
        partial.chmod(0o777 & ~_umask())
        _swap(partial, directory)
    except (OSError, pa.ArrowException) as error:
        raise DirectoryError(f"cannot write {directory}: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _refuse_foreign(directory: Path, files: AbstractSet[str]) -> None:
    if not directory.exists():
        return
    if not directory.is_dir():
        raise DirectoryError(f"{directory} is a file: name a directory")
    foreign = sorted(path.name for path in directory.iterdir() if path.name not in files)
    if foreign:
        raise DirectoryError(f"{directory} holds other files ({', '.join(foreign[:3])}): name a directory of its own")


def _swap(new: Path, directory: Path) -> None:
    """Put `new` in the place of `directory`; the old result is gone only when the new one stands."""
    if not directory.exists():
        new.rename(directory)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{directory.name}.old-", dir=directory.parent))
    directory.rename(old / directory.name)
    try:
        new.rename(directory)
    except BaseException:
        (old / directory.name).rename(directory)
        raise
    finally:
        shutil.rmtree(old)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
