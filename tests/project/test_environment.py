"""What an operator may set, and what is refused."""

import pytest
from pydantic import ValidationError

from haven.project.environment import Environment


@pytest.mark.parametrize("site_url", ["https://haven.example", "http://192.0.2.7:8000"])
def test_the_demo_has_no_public_address(site_url: str) -> None:
    with pytest.raises(ValidationError, match="for this machine only"):
        Environment(demo=True, site_url=site_url)


@pytest.mark.parametrize("site_url", [None, "http://localhost:8000", "http://127.0.0.1:9000"])
def test_the_demo_answers_on_this_machine(site_url: str | None) -> None:
    assert Environment(demo=True, site_url=site_url).demo


@pytest.mark.parametrize(
    "map_tiles",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png © Maps",
        "https://tiles.example.org/{z}/{x}.png © Maps",
        "https://{s}.tiles.example.org/{z}/{x}/{y}.png © Maps",
        "https://tiles.example.org/{z}/{x}/{y}.png?key={key} © Maps",
        "https://tiles.example.org;script-src/{z}/{x}/{y}.png © Maps",
        "https://tiles.example.org/{z}/{x}/{y}.png",
    ],
)
def test_a_tile_server_is_one_address_and_whom_to_credit(map_tiles: str) -> None:
    with pytest.raises(ValidationError, match=r"credit|must be like"):
        Environment(map_tiles=map_tiles)
    right = "https://tiles.example.org/{z}/{x}/{y}.png © Those who drew it"
    assert Environment(map_tiles=f" {right} ").map_tiles == right
