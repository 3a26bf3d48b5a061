"""Every public address with something to see, from the table of permissions: a new route cannot be forgotten.

Owns: which address stands for each route that anyone, a poster or who has a link may open. Must not know: what is
looked for on the pages.
"""

from dataclasses import dataclass
from fnmatch import fnmatch
from urllib.parse import urlsplit

import html5lib
from django.test import Client
from django.urls import reverse

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.alerts.actions.saving import save_search
from haven.alerts.models import Every
from haven.legal.actions.receiving import receive_request
from haven.listings.actions.conversations import ask_to_contact, start_conversation
from haven.listings.actions.drafts import request_confirmation, save_draft, start_draft
from haven.listings.links import make_token
from haven.listings.models import Category, Listing, Place
from haven.listings.queries import SearchQuery
from haven.marketplace.views.pages import PAGES
from haven.notices.actions import file_notice
from haven.notices.models import NoticeReason
from haven.webhooks.actions import add_endpoint, try_endpoint
from haven.webhooks.models import Event
from tests.architecture.test_permissions import OTHERS, all_routes
from tests.factories.legal import PDF, asked
from tests.marketplace.stage import BODY, publish_ad

# Routes without a page of their own, each with why.
NO_PAGE = {
    "marketplace:save": "answers what is typed", "marketplace:preview": "leads on", "marketplace:photos": "takes files",
    "marketplace:photo_order": "takes an order", "marketplace:photo_change": "changes a photo",
    "marketplace:lost_code": "a form of the cases' page", "marketplace:contacts": "a button of the ad's page",
    "marketplace:contact": "a form of the ad's page", "marketplace:edit": "leads on", "marketplace:price": "leads on",
    "marketplace:my_ad_step": "leads on", "marketplace:block": "leads on", "marketplace:ask_erasure": "leads on",
    "marketplace:my_data_file": "a file", "marketplace:message_photo": "a picture", "marketplace:manage": "leads on",
    "marketplace:rename": "leads on", "marketplace:ask_move": "leads on",
    "marketplace:revoke_token": "leads on", "marketplace:webhook_step": "leads on",
    "marketplace:repeat_delivery": "leads on", "marketplace:inbound_mail": "for programs",
    "marketplace:search_feed": "a feed", "marketplace:alert_feed": "a feed", "photo": "a picture",
    "openness:report*": "the site's yearly report: needs a year that is over", "site_theme": "a style sheet",
    "marketplace:social_card": "a picture", "site_logo": "a picture",
    "marketplace:kept_change": "leads on", "marketplace:hidden": "leads on",
    "marketplace:kept_copies": "for programs", "site_icon": "a picture", "manifest": "for programs",
    "service_worker": "for programs",
    "marketplace:near": "leads on",
    "marketplace:terms_version": "a version of the terms' page", "robots": "text", "language": "a choice",
    "sitemap": "XML", "sitemap_part": "XML", "health": "for programs", "metrics": "for programs",
    "newsroom:brief": "read in the tests of briefs: needs a case and who signs and releases it",
    "closing:*": "looked at where a site closes",
    "log_*": "for programs", "api-1:*": "for programs", "api_not_found": "for programs", "demo:*": "not on a site",
    "account_*": "pages of django-allauth", "mfa_*": "pages of django-allauth", "moderation:*": "looked at by the desk",
}  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """A site with one of everything: who posts, who reads, an ad of each, and the addresses that show them."""

    poster: User
    reader: User
    ad: Listing
    addresses: dict[str, list[str]]


def set_stage(poster: User) -> Stage:
    """One of everything, and an address for every route that has a page."""
    reader = ensure_user(email="reader@example.org", display_name="Ravi")
    ad = publish_ad(poster, title="Blue touring bicycle", price="320", place="Leipzig")
    other = publish_ad(reader, title="Green tandem", body="For two who like to go far. Good lights and tyres.")
    town = Place.objects.get(name="Leipzig")
    draft = start_draft(category=Category.objects.get(slug="flats"), author=poster)
    save_draft(draft=draft, title="Two rooms", body=BODY, place=town, details={"rent": 700})
    sent = start_draft(category=Category.objects.get(slug="bicycles"), author=poster)
    save_draft(draft=sent, title="A red bicycle", body=BODY + " Red.", place=town, email=poster.email)
    request_confirmation(draft=sent)
    conversation = start_conversation(listing=ad, reader=reader, text="Is it still there? I pay by gift card.")
    pending = ask_to_contact(listing=other, email="new@example.org", display_name="Nina", text="Hello")
    notice = file_notice(listing=ad, reason=NoticeReason.FRAUD, text="So.", email="reporter@example.org")
    search = save_search(
        wanted=SearchQuery(words="tandem"), name="tandem", asked="q=tandem", email="", every=Every.DAILY, owner=poster
    )
    fresh = save_search(
        wanted=SearchQuery(words="tent"), name="tent", asked="q=tent", email="new@example.org", every=Every.DAILY
    )
    endpoint, _ = add_endpoint(owner=poster, url="https://hooks.example.org/", events=[Event.AD_ENDED])
    try_endpoint(endpoint=endpoint, by=poster)
    thread = make_token("thread", f"{conversation.pk}:{poster.pk}")
    one: dict[str, list[object]] = {
        "front": [], "cases": [], "images": [], "kept": [], "new_alert": [], "post": [], "my": [], "my_data": [],
        "programs": [], "webhooks": [], "account": [], "ad": [ad.code], "report": [ad.code],
        "case": [notice.case_code], "words": [draft.listing.code], "change_category": [draft.listing.code],
        "sent": [sent.listing.code], "my_ad": [ad.code], "webhook_log": [endpoint.pk], "ad_copy": [ad.code],
        "confirm": [make_token("confirm", f"{sent.listing.code}:{poster.email}")],
        "renew": [make_token("renew", ad.code)], "erase": [make_token("erase", str(reader.pk))],
        "confirm_contact": [make_token("contact", str(pending.pk))], "thread": [thread], "stop": [thread],
        "confirm_alert": [make_token("alert", str(fresh.pk))], "stop_alert": [make_token("stop_alert", str(search.pk))],
        "move": [make_token("move", f"{poster.pk}:0:0:new@example.org")],
        "own_report": [make_token("report", str(notice.pk))], "alerts": [make_token("alerts", poster.email)],
        "take_back": [make_token("unmove", f"{poster.pk}:0:{poster.email}")],
    }  # fmt: skip
    addresses = {f"marketplace:{name}": [reverse(f"marketplace:{name}", args=args)] for name, args in one.items()}
    addresses["marketplace:page"] = [reverse("marketplace:page", args=[name]) for name in PAGES]
    addresses["marketplace:search"] = [
        f"/search/?{q}" for q in ("", "q=bicycle", "view=map", "view=gallery", "category=bicycles", "q=xyzzy")
    ]
    addresses["marketplace:new_alert"] = ["/alerts/new/?q=tandem"]
    addresses["marketplace:ad"].append(reverse("marketplace:ad", args=[other.code]))
    addresses |= {name: [reverse(name)] for name in ("openness:signals", "offline")}
    addresses["openness:signal"] = [reverse("openness:signal", args=["absent-owner"])]
    addresses |= _for_authorities() | {"newsroom:briefs": [reverse("newsroom:briefs")]}
    addresses["marketplace:places"] = ["/places/?place=lei"]
    addresses["marketplace:kept_cards"] = [f"/kept/cards/?code={ad.code}"]
    addresses["marketplace:compare"] = ["/compare/", f"/compare/?code={ad.code}&code={other.code}"]
    return Stage(poster, reader, ad, addresses)


def _for_authorities() -> dict[str, list[str]]:
    """The form for authorities, and the receipt of a request."""
    request = receive_request(asked=asked(), document=PDF)
    return {
        "authorities:contact_point": [reverse("authorities:contact_point")],
        "authorities:received": [reverse("authorities:received", args=[request.reference])],
    }


def unknown_routes(stage: Stage) -> list[str]:
    """Public routes for which nobody said where their page is, or that they have none."""
    known = [*stage.addresses, *NO_PAGE]
    public = [name for name in all_routes() if any(fnmatch(name, row) for row in OTHERS)]
    return [name for name in public if not any(fnmatch(name, row) for row in known)]


@dataclass(frozen=True)
class Field:
    """One control of a form: its name, what it is, what stands in it, and what can be chosen."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form on a page: where it goes, how, and its controls."""

    page: str
    action: str
    method: str
    fields: tuple[Field, ...]

    @property
    def is_typed_into(self) -> bool:
        """Whether people type anything."""
        return any(field.kind == "text" for field in self.fields)


def forms_on(client: Client, address: str) -> list[Form]:
    """The forms of a page, as a browser would read them."""
    page = client.get(address)
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    return [_form(address, element) for element in tree.iter("form")]


def _form(page: str, element: object) -> Form:
    get, find = element.get, element.iter  # type: ignore[attr-defined]
    action = get("action") or page
    fields = []
    for control in find():
        name = control.get("name")
        if control.tag == "textarea" and name:
            fields.append(Field(name, "text", control.text or ""))
        elif control.tag == "select" and name:
            values = tuple(option.get("value", "") for option in control.iter("option"))
            fields.append(Field(name, "choice", values[-1] if values else "", values))
        elif control.tag == "input" and name:
            kind = control.get("type", "text")
            fields.append(Field(name, _KINDS.get(kind, "text"), control.get("value", ""), ()))
    return Form(page, urlsplit(action)._replace(fragment="").geturl(), (get("method") or "get").lower(), tuple(fields))


_KINDS = {"hidden": "hidden", "submit": "button", "checkbox": "tick", "radio": "tick", "file": "file"}
