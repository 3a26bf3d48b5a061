"""A directory that is handed over: its files by their paths; nothing else may lie in it, to hide or stand for one."""

from pathlib import Path

from haven.evidence.errors import EvidenceError


def files_below(directory: Path) -> list[str]:
    """The paths of all files, in order, with slashes.

    Raises:
        EvidenceError: there is a link (what it leads to is listed nowhere and signed by nobody), a pipe or the like.
    """
    found = []
    for path in directory.rglob("*"):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise EvidenceError(f"{path}: is a link, or no file at all; what is handed over has files only")
        if path.is_file():
            found.append(path.relative_to(directory).as_posix())
    return sorted(found)
