"""Finds the browser for the journeys, or fetches one: `find_browser.py` says where it is or what to install.

Owns the choice of the browser. Must not know the tests, nor print anything but the path on standard output.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FETCHED = "chromium-*/chrome-*/**/"
FETCH_SECONDS = 120
WHAT_TO_DO = (
    "no browser: install chromium (apt-get install chromium) or Google Chrome, or name one in HAVEN_BROWSER; "
    "HAVEN_NO_BROWSER=1 leaves the browser tests out"
)


def find_browser() -> Path | None:
    """The first browser that answers: HAVEN_BROWSER, the system's, one that Playwright fetched before."""
    return next((path for path in _candidates() if _answers(path)), None)


def fetch_browser() -> Path | None:
    """Fetches a browser by Playwright, else by the system's packages; None where neither is possible."""
    for fetch in (_by_playwright, _by_apt):
        if fetch() and (found := find_browser()):
            return found
    return None


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("HAVEN_BROWSER"):
        yield Path(named)
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (path for app in MAC_APPS if (path := Path(app)).is_file())
    for executable in ("chrome", "Chromium", "Google Chrome for Testing"):
        yield from sorted(_playwright_directory().glob(FETCHED + executable), reverse=True)


def _playwright_directory() -> Path:
    if named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(named)
    caches = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path.home() / caches / "ms-playwright"


def _answers(path: Path) -> bool:
    """Whether the browser starts: a fetched one may lack the system's libraries."""
    return path.is_file() and _run([str(path), "--version"], seconds=30)


def _by_playwright() -> bool:
    _say("fetching a browser with Playwright")
    quick = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    return _run([sys.executable, "-m", "playwright", "install", "chromium"], seconds=FETCH_SECONDS, env=quick)


def _by_apt() -> bool:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not _run([*as_root, "true"], seconds=10)):
        return False
    _say("installing the package chromium")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    _run([*as_root, "apt-get", "update", "-qq"], seconds=300, env=quiet)
    return _run([*as_root, "apt-get", "install", "-y", "-qq", "chromium"], seconds=900, env=quiet)


def _run(command: list[str], *, seconds: int, env: dict[str, str] | None = None) -> bool:
    """Whether the command ended well and in time; past that it is killed with all that it began."""
    try:
        process = subprocess.Popen(
            command,
            env=env,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def _say(words: str) -> None:
    print(f"browser: {words}", file=sys.stderr, flush=True)


def main() -> int:
    """Prints the browser's path; 1 and one line of advice where there is none."""
    if os.environ.get("HAVEN_NO_BROWSER") == "1":
        _say("HAVEN_NO_BROWSER=1: the browser tests are left out")
        return 0
    found = find_browser() or fetch_browser()
    if found is None:
        _say(WHAT_TO_DO)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
