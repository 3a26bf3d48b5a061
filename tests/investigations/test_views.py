"""The list of networks and the page of one, as people see them."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from haven.accounts.models import Role
from haven.cases.models import Case
from haven.cases.pseudonyms import pseudonym
from haven.findings.models import Network
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing
from tests.factories import a_case, a_link, a_listing, a_network, a_template, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return a_case()


@pytest.fixture
def listing(case: Case) -> str:
    """Where the list of networks is, for the case."""
    return reverse("investigations:case_networks", args=[case.pk])


@pytest.fixture
def investigator(client: Client, case: Case) -> Client:
    client.force_login(case.lead)
    return client


def page_of(case: Case, network: Network) -> str:
    return reverse("investigations:case_network", args=[case.pk, network.pk])


@pytest.fixture
def network() -> Network:
    ads = [a_listing(title="Room <i>one</i>"), a_listing(state="held", title="Room two")]
    network = a_network(ads=tuple(ad.code for ad in ads))
    network.contacts, network.hubs = ["phone:+12025550123"], ["email:hub@example.org"]
    network.save()
    a_link(network=network, a=ads[0].code, b=ads[1].code)
    template = a_template(network=network)
    template.ads = [ad.code for ad in ads]
    template.save()
    return network


def drawn(client: Client, address: str) -> HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return document_fromstring(answer.content.decode())


def test_without_networks_the_page_says_how_they_come_to_be(investigator: Client, listing: str) -> None:
    assert "No networks yet" in drawn(investigator, listing).text_content()


@pytest.mark.parametrize(
    ("sort", "order"),
    [("score", "bac"), ("size", "cab"), ("newest", "acb"), ("", "bac"), ("nonsense", "bac"), ("%00", "bac")],
)
def test_the_order_asked_for(investigator: Client, listing: str, sort: str, order: str) -> None:
    for name, size, score, month in (("a", 3, 20, 3), ("b", 2, 30, 1), ("c", 4, 10, 2)):
        a_network(f"n-{name}", ads=())
        Network.objects.filter(pk=f"n-{name}").update(size=size, score=score, last_seen=f"2026-0{month}-01T00:00Z")
    page = drawn(investigator, f"{listing}?sort={sort}")
    found = page.xpath("//a[@class='network-title']/@href")
    assert [address.strip("/")[-1] for address in found] == list(order)


@pytest.mark.parametrize("page", ["x", "-1", "0", "99999", ""])
def test_any_page_number_is_taken(investigator: Client, listing: str, page: str) -> None:
    a_network("n-a", ads=())
    assert "n-a" in drawn(investigator, f"{listing}?page={page}").text_content()


def test_a_network_on_one_page(investigator: Client, case: Case, network: Network) -> None:
    page = drawn(investigator, page_of(case, network))
    text = page.text_content()
    for words in ("A network is a lead, not an accusation", "a sunny room in", "+12025550123", "hub@example.org",
                  "The same words.", "Room <i>one</i>", "Held for review"):  # fmt: skip
        assert words in text
    read = [address for address in page.xpath("//table[@class='members']//a/@href") if "/ads/" in address]
    assert len(read) == len(network.memberships.all()), "also those that are not public"
    assert all(address.startswith(f"/investigations/cases/{case.pk}/ads/") for address in read)


def test_drawings_have_numbers_and_no_style(investigator: Client, case: Case, network: Network) -> None:
    page = drawn(investigator, page_of(case, network))
    svg = page.xpath("//*[name()='svg'][contains(@class, 'graph') or contains(@class, 'chart')]")
    assert len(svg) == 2
    for element in (e for picture in svg for e in picture.iter(etree.Element)):
        assert "style" not in element.attrib
        for name in ("x", "y", "cx", "cy", "r", "x1", "x2", "y1", "y2", "width", "height", "stroke-width"):
            assert float(element.get(name, "0")) >= 0


def test_every_line_of_the_drawing_leads_to_why_it_is_there(investigator: Client, case: Case, network: Network) -> None:
    page = drawn(investigator, page_of(case, network))
    lines = page.xpath("//*[contains(@class, 'edge-link')]")
    assert lines
    for line in lines:
        (row,) = page.xpath(f"//tr[@id='{line.get('href')[1:]}']")
        assert row.text_content().split()[-1] in line.text_content()
        assert line.get("aria-label")


def test_every_look_is_recorded_with_its_case(investigator: Client, case: Case, listing: str, network: Network) -> None:
    before = LedgerEntry.objects.count()
    investigator.get(listing)
    investigator.get(page_of(case, network))
    found = LedgerEntry.objects.order_by("id")[before:]
    assert [(entry.action, entry.subject, entry.details["case"]) for entry in found] == [
        ("networks.read", "desk:networks", case.pk),
        ("network.read", f"network:{network.pk}", case.pk),
    ]


def test_an_unknown_network_is_not_there_and_nothing_is_recorded(investigator: Client, listing: str) -> None:
    before = LedgerEntry.objects.count()
    assert investigator.get(f"{listing}n-unknown/").status_code == 404
    assert LedgerEntry.objects.count() == before


def test_without_a_case_an_investigator_is_shown_nothing_and_asked_for_one(
    investigator: Client, case: Case, network: Network
) -> None:
    answer = investigator.get(reverse("investigations:network", args=[network.pk]), follow=True)
    page = answer.content.decode()
    assert "Which case do you open network" in page
    assert page_of(case, network) in page
    assert "+12025550123" not in page
    assert "No networks" not in investigator.get(reverse("investigations:networks"), follow=True).content.decode()
    assert LedgerEntry.objects.filter(action="search.refused").count() == 2


def test_an_auditor_needs_no_case_and_can_do_nothing(client: Client, network: Network) -> None:
    client.force_login(a_user(Role.AUDITOR))
    assert "Room two" in client.get(reverse("investigations:network", args=[network.pk])).content.decode()
    assert network.pk in client.get(reverse("investigations:networks")).content.decode()


def test_posters_have_names_of_the_case(investigator: Client, case: Case, network: Network) -> None:
    page = drawn(investigator, page_of(case, network)).text_content()
    for poster in {ad.poster for ad in Listing.objects.all() if ad.poster}:
        assert poster.name not in page
        assert pseudonym(case.pk, poster.pk) in page
