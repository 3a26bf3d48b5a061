"""The list of networks and the page of one, as people see them."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from haven.accounts.models import Role
from haven.findings.models import Network
from haven.ledger.models import LedgerEntry
from tests.factories import a_link, a_listing, a_network, a_template, a_user

pytestmark = pytest.mark.django_db
LIST = "/networks/"


@pytest.fixture
def investigator(client: Client) -> Client:
    client.force_login(a_user(Role.INVESTIGATOR))
    return client


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


def test_without_networks_the_page_says_how_they_come_to_be(investigator: Client) -> None:
    assert "No networks yet" in drawn(investigator, LIST).text_content()


@pytest.mark.parametrize(
    ("sort", "order"),
    [("score", "bac"), ("size", "cab"), ("newest", "acb"), ("", "bac"), ("nonsense", "bac"), ("%00", "bac")],
)
def test_the_order_asked_for(investigator: Client, sort: str, order: str) -> None:
    for name, size, score, month in (("a", 3, 20, 3), ("b", 2, 30, 1), ("c", 4, 10, 2)):
        a_network(f"n-{name}", ads=())
        Network.objects.filter(pk=f"n-{name}").update(size=size, score=score, last_seen=f"2026-0{month}-01T00:00Z")
    page = drawn(investigator, f"{LIST}?sort={sort}")
    found = page.xpath("//a[@class='network-title']/@href")
    assert [address.strip("/")[-1] for address in found] == list(order)


@pytest.mark.parametrize("page", ["x", "-1", "0", "99999", ""])
def test_any_page_number_is_taken(investigator: Client, page: str) -> None:
    a_network("n-a", ads=())
    assert "n-a" in drawn(investigator, f"{LIST}?page={page}").text_content()


def test_a_network_on_one_page(investigator: Client, network: Network) -> None:
    page = drawn(investigator, reverse("investigations:network", args=[network.pk]))
    text = page.text_content()
    for words in ("A network is a lead, not an accusation", "a sunny room in", "+12025550123", "hub@example.org",
                  "The same words.", "Room <i>one</i>", "Held for review"):  # fmt: skip
        assert words in text
    public = [address for address in page.xpath("//a/@href") if address.startswith("/ads/")]
    assert len(public) == 1


def test_drawings_have_numbers_and_no_style(investigator: Client, network: Network) -> None:
    page = drawn(investigator, reverse("investigations:network", args=[network.pk]))
    svg = page.xpath("//*[name()='svg'][contains(@class, 'graph') or contains(@class, 'chart')]")
    assert len(svg) == 2
    for element in (e for picture in svg for e in picture.iter(etree.Element)):
        assert "style" not in element.attrib
        for name in ("x", "y", "cx", "cy", "r", "x1", "x2", "y1", "y2", "width", "height", "stroke-width"):
            assert float(element.get(name, "0")) >= 0


def test_every_line_of_the_drawing_leads_to_why_it_is_there(investigator: Client, network: Network) -> None:
    page = drawn(investigator, reverse("investigations:network", args=[network.pk]))
    lines = page.xpath("//*[contains(@class, 'edge-link')]")
    assert lines
    for line in lines:
        (row,) = page.xpath(f"//tr[@id='{line.get('href')[1:]}']")
        assert row.text_content().split()[-1] in line.text_content()
        assert line.get("aria-label")


def test_every_look_is_recorded(investigator: Client, network: Network) -> None:
    investigator.get(LIST)
    investigator.get(reverse("investigations:network", args=[network.pk]))
    found = LedgerEntry.objects.filter(actor__startswith="person:").order_by("id")
    assert [(entry.action, entry.subject) for entry in found] == [
        ("networks.read", "desk:networks"),
        ("network.read", f"network:{network.pk}"),
    ]


def test_an_unknown_network_is_not_there_and_nothing_is_recorded(investigator: Client) -> None:
    assert investigator.get(f"{LIST}n-unknown/").status_code == 404
    assert not LedgerEntry.objects.exists()
