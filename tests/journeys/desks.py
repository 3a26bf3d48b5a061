"""Every page of the desks, from the table of permissions: a new route cannot be forgotten.

Owns: something to see on each, and the address that shows it. Must not know: what is looked for on the pages.
"""

from django.urls import reverse

from haven.accounts.models import Role, User
from haven.cases.actions.collecting import read_collection
from haven.cases.collected.opened import Opened
from haven.investigations.actions.gathering import exhibit_ad, exhibit_network
from haven.investigations.collected import page_of
from haven.listings.models import ListingState
from tests import factories as a
from tests.architecture.test_permissions import STAFF, all_routes
from tests.factories.custody import a_confirmed_draft

# Routes that a browser does not show as a page of their own, each with why.
NO_PAGE = {
    "moderation:queue_part": "a part of the queue's page", "investigations:exhibit_file": "a file",
    "investigations:web_data": "what the drawing is made of", "investigations:download": "a file",
    "legal:document": "a file", "legal:production_list": "a file", "legal:production_file": "a file",
    "legal:download": "a file", "moderation:statements": "a file",
}  # fmt: skip


def everybody() -> User:
    """Somebody who holds every role, so that one browser opens every desk."""
    return a.a_user(*Role, email="all@example.org", display_name="Alma")


def set_desks(who: User) -> dict[str, str]:
    """Something on every desk, and an address of each page."""
    plain = {
        name: all_routes()[name][0]
        for name, cells in STAFF.items()
        if cells[0] == "GET" and "<" not in str(all_routes()[name][1].pattern) and name not in NO_PAGE
    }
    return plain | _moderation() | _child_safety(who) | _investigations(who) | _legal(who)


def unknown_routes(addresses: dict[str, str]) -> list[str]:
    """Pages of desks for which nobody said where they are, or that they are none."""
    return [name for name, cells in STAFF.items() if cells[0] == "GET" and name not in {*addresses, *NO_PAGE}]


def _moderation() -> dict[str, str]:
    held = a.a_listing(title="A quiet room", body="Ring +12025550123. Pay by gift card first.", state=ListingState.HELD)
    assert held.revision
    verdict = a.a_verdict(revision=held.revision)
    a.a_signal_hit(verdict=verdict)
    a.a_notice(listing=held)
    a.a_network(ads=(held.code, "bbbbbbbbbb"))
    decision, proposal = a.a_decision(), a.a_proposal()
    a.a_proposed_ad(proposal=proposal)
    a.an_escalation(listing=held)
    a.a_qa_sample(decision=decision)
    a.a_danger_report(subject=held.subject)
    a.a_policy_version()
    return {
        "moderation:network": reverse("moderation:network", args=[held.code]),
        "moderation:item": reverse("moderation:item", args=[held.code]),
        "moderation:danger": reverse("moderation:danger", args=[held.code]),
        "moderation:proposal": reverse("moderation:proposal", args=[proposal.pk]),
        "moderation:appeal": reverse("moderation:appeal", args=[a.an_appeal().pk]),
        "moderation:policy": reverse("moderation:policy", args=[a.a_policy_version().pk]),
        "moderation:classifier": reverse("moderation:classifier", args=[a.a_classifier_version().pk]),
        "moderation:signal": reverse("moderation:signal", args=["absent-owner"]),
    }


def _child_safety(who: User) -> dict[str, str]:
    waiting, draft = a.a_quarantined_file(), a_confirmed_draft()
    return {
        "moderation:quarantined": reverse("moderation:quarantined", args=[waiting.pk]),
        "moderation:tip_write": reverse("moderation:tip_write") + f"?file={draft.file_id}",
        "moderation:tip": reverse("moderation:tip", args=[a.a_cyber_tip(by=who).pk]),
    }


def _investigations(who: User) -> dict[str, str]:
    ads = [a.a_listing(title="Room", body="A quiet room, ring +12025550123.") for _ in range(3)]
    codes = tuple(ad.code for ad in ads)
    network = a.a_network("n-0a0a0a0a0a0a", ads=codes)
    a.a_link(network=network, a=codes[0], b=codes[1])
    a.a_template(network=network)
    case = a.a_case(who, a.a_user(Role.INVESTIGATOR))
    exhibit_ad(case=case, code=codes[0], why="It is the first", by=who)
    exhibit_network(case=case, network_id=network.pk, why="They share a number", by=who)
    for more in (a.a_hypothesis, a.a_case_note, a.a_case_task, a.a_watch, a.a_referral):
        more(case=case)
    collection = read_collection(collection=a.a_collection(case=case))
    shared = Opened(collection.directory).networks[0].network
    bundle = a.an_evidence_bundle(by=who)
    wanted: dict[str, list[object]] = {
        "case": [case.pk], "collections": [case.pk], "collection": [case.pk, collection.pk],
        "collected_network": [case.pk, collection.pk, shared], "exhibit": [case.pk, 1], "bundle_case": [case.pk],
        "case_networks": [case.pk], "case_network": [case.pk, network.pk], "web": [case.pk, network.pk],
        "brief": [case.pk, a.a_brief(case=case).pk], "network": [network.pk], "bundle": [bundle.pk],
        "case_ad": [case.pk, codes[0]], "new_bundle": [case.pk, network.pk], "new_hold": [case.pk, network.pk],
    }  # fmt: skip
    return {f"investigations:{name}": reverse(f"investigations:{name}", args=args) for name, args in wanted.items()} | {
        "investigations:collected_ad": page_of(collection, "c3"),
        "investigations:compare": reverse("investigations:compare", args=[case.pk]) + f"?a={codes[0]}&b={codes[1]}",
    }


def _legal(who: User) -> dict[str, str]:
    production = a.a_production(by=who)
    a.a_legal_hold()
    a.an_authority()
    return {
        "legal:request": reverse("legal:request", args=[production.request.reference]),
        "legal:production": reverse("legal:production", args=[production.code]),
    }
