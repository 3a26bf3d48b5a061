"""The examples of docs/api.md, in their order, as they stand there."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from haven.accounts.actions import ensure_user
from haven.listings.actions.catalogue import sync_categories
from haven.listings.models import Listing, ListingDraft, ListingState
from haven.policies.actions import install_default_policy
from haven.site.queries import current_terms
from tests.factories import a_place, an_api_token
from tests.marketplace.stage import picture, publish_ad
from tests.programs import whole

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCKS = re.findall(r"```\n(curl .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
EXAMPLES = [words for block in BLOCKS for words in re.split(r"\n(?=curl )", block.strip())]
TAKES_ONE = {"-X", "-H", "-d", "-F", "-o"}


def run(example: str, names: dict[str, str]) -> HttpResponse:
    """What the site answers to a call of curl."""
    for name, value in names.items():
        example = example.replace(f"${name}", value)
    assert "$" not in example
    words = shlex.split(example.replace("\\\n", " "))[1:]
    options: dict[str, list[str]] = {}
    while words and words[0] in TAKES_ONE:
        options.setdefault(words[0], []).append(words[1])
        words = words[2:]
    (address,) = words
    headers = dict(header.split(": ", 1) for header in options.get("-H", []))
    method = options.get("-X", ["GET"])[0]
    if "-F" in options:
        answer = Client().post(address, {"photo": picture()}, headers=headers)
    else:
        kind = headers.pop("Content-Type", "application/json")
        answer = Client().generic(method, address, options.get("-d", [""])[0], content_type=kind, headers=headers)
    return answer if isinstance(answer, HttpResponse) else whole(answer)


@pytest.mark.django_db
def test_the_examples_do_what_they_say(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    sync_categories()
    install_default_policy()
    a_place("Leipzig")
    me, other = ensure_user(email="mara@example.org"), ensure_user(email="other@example.org")
    ad = publish_ad(other, title="Blue touring bicycle", price="320")
    an_api_token(user=me, plain="haven_example")
    terms = current_terms()
    names = {"SITE": "", "TOKEN": "haven_example", "AD": ad.code, "DRAFT": "", "TERMS": terms.day if terms else ""}
    assert len(EXAMPLES) > 15
    for example in EXAMPLES:
        answer = run(example, names)
        assert answer.status_code in {200, 201, 202, 204}, (example, answer.content)
        draft = ListingDraft.objects.exclude(listing=ad).first()
        names["DRAFT"] = draft.listing.code if draft else names["DRAFT"]
    posted = Listing.objects.get(code=names["DRAFT"])
    assert (posted.state, str(posted.price)) == (ListingState.PUBLISHED, "300.00")
    assert posted.reserved_at is not None
