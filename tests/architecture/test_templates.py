"""Every template is shown by something, and everything that is shown has its template."""

import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, modules, text_of

TEMPLATES = {
    path.relative_to(folder).as_posix(): path
    for folder in sorted(PACKAGE.glob("*/templates"))
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}
# Shown by name by Django itself.
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
# Picked by a name put together in the code, with the beginning of that name and the module that does it.
PUT_TOGETHER = {
    "marketplace/pages/": "haven.marketplace.views.pages",
    "marketplace/search/": "haven.marketplace.views.search",
}


@cache
def said() -> str:
    """Everything that could name a template."""
    return "\n".join([*(text_of(m.path) for m in modules("src")), *map(text_of, TEMPLATES.values())])


def replaces_a_librarys(name: str) -> bool:
    """Whether a library we use has a template of this name, which ours stands in for."""
    for library in ("allauth", "django.forms", "django.contrib.auth"):
        spec = importlib.util.find_spec(library)
        for place in (spec.submodule_search_locations or []) if spec else []:
            folders = [Path(place) / "templates", *Path(place).glob("*/templates")]
            if any((folder / name).is_file() for folder in folders):
                return True
    return False


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_template_is_used(name: str) -> None:
    wanted = name.removeprefix("mail/").removesuffix(".txt") if name.startswith("mail/") else name
    put_together = any(name.startswith(beginning) for beginning in PUT_TOGETHER)
    assert f'"{wanted}"' in said() or name in BY_DJANGO or put_together or replaces_a_librarys(name)


@pytest.mark.parametrize(("beginning", "module"), PUT_TOGETHER.items())
def test_names_that_are_put_together(beginning: str, module: str) -> None:
    (found,) = [m for m in modules("src") if m.name == module]
    assert beginning in text_of(found.path)
    assert any(name.startswith(beginning) for name in TEMPLATES)


def test_every_template_that_is_named_exists() -> None:
    asked = re.compile(r"""(?:render\([^()]*?,\s*|{%\s*(?:extends|include)\s+)"([\w/.-]+\.(?:html|txt))\"""")
    missing = {name for name in asked.findall(said()) if name not in TEMPLATES and not replaces_a_librarys(name)}
    assert missing == set()
