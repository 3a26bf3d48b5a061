"""What must not get into the repository: registries, this machine, other people's data."""

import re

import pytest

from tests.architecture.sources import committed_files, text_of

# In pieces, so that this file does not hold them either.
HOSTS = [
    "".join(pieces)
    for pieces in (
        ("pypi", ".org"), ("python", "hosted"), ("registry", ".npm"), ("npm", "js.com"), ("yarn", "pkg.com"),
        ("crates", ".io"), ("ruby", "gems.org"), ("proxy.", "golang"), ("ana", "conda.org"), ("py", "torch.org/whl"),
        ("docker", ".io/"), ("gh", "cr.io"), ("maven", ".org"), ("artifact", "ory"), ("jfr", "og"),
    )
]  # fmt: skip
MACHINE = re.compile("(?<![a-z.<>{}$])/" + "(?:work|root|workspace|Users/[a-z]+|home/[a-z]+)/", re.IGNORECASE)
LOCKS = {
    "uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock",
    "pnpm-lock.yaml", "Pipfile.lock", "Cargo.lock",
}  # fmt: skip
LARGEST = 1_500_000


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_a_package_registry(host: str) -> None:
    named = [path.name for path in committed_files() if host in text_of(path).lower()]
    assert named == []


def test_no_file_names_a_place_of_one_machine() -> None:
    found = {path.name: match[0] for path in committed_files() if (match := MACHINE.search(text_of(path)))}
    assert found == {}


def test_there_are_no_lock_files_full_of_addresses() -> None:
    assert [path.name for path in committed_files() if path.name in LOCKS] == []


def test_nothing_large_is_committed() -> None:
    large = {path.name: path.stat().st_size for path in committed_files() if path.stat().st_size > LARGEST}
    assert large == {}


def test_pins_carry_hashes_and_no_addresses() -> None:
    pins = [path for path in committed_files() if path.parent.name == "requirements"]
    assert pins
    for path in pins:
        text = text_of(path)
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")
