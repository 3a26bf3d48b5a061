"""What was found, as stored. The index of texts is written by `haven.findings.index` alone: there is no row to make."""

from datetime import timedelta

from django.utils import timezone

from haven.findings.models import Apart, Identifier, Link, Membership, Network, Renewal, Sighting, Template


def a_network(id: str = "n-0123456789ab", *, ads: tuple[str, ...] = ("aaaaaaaaaa", "bbbbbbbbbb")) -> Network:  # noqa: A002
    """A network of these ads."""
    network = Network.objects.create(id=id, size=len(ads), score=100.0, ties=["text"], engine_version="0")
    for ad in ads:
        a_membership(network=network, ad_id=ad)
    return network


def a_membership(*, network: Network | None = None, ad_id: str = "cccccccccc") -> Membership:
    """An ad in a network."""
    return Membership.objects.create(network=network or a_network(), ad_id=ad_id)


def a_link(*, network: Network | None = None, a: str = "aaaaaaaaaa", b: str = "bbbbbbbbbb") -> Link:
    """Why two ads belong together."""
    network = network or a_network()
    return Link.objects.create(network=network, a=a, b=b, kind="text", strength=0.9, why="The same words.")


def a_template(*, network: Network | None = None) -> Template:
    """A text that the ads of a network share."""
    ads = ["aaaaaaaaaa", "bbbbbbbbbb"]
    columns = [{"constant": "a sunny room in"}, {"fillers": ["Leipzig", "Halle"]}]
    return Template.objects.create(network=network or a_network(), ads=ads, columns=columns, saved_bits=80.0)


def an_identifier(value: str = "+12025550123", *, kind: str = "phone") -> Identifier:
    """A contact in its normal form."""
    return Identifier.objects.create(kind=kind, value=value)


def a_sighting(*, identifier: Identifier | None = None, ad_id: str = "aaaaaaaaaa") -> Sighting:
    """A contact seen in an ad."""
    return Sighting.objects.create(identifier=identifier or an_identifier(), ad_id=ad_id)


def an_apart(*, ad_id: str = "aaaaaaaaaa", other_id: str = "bbbbbbbbbb") -> Apart:
    """That an ad does not belong with another."""
    return Apart.objects.create(ad_id=ad_id, other_id=other_id)


def a_renewal(*, network_id: str = "n-0123456789ab") -> Renewal:
    """That a case needs a finding for another year."""
    until = timezone.now() + timedelta(days=365)
    return Renewal.objects.create(network_id=network_id, until=until, subject="case:1")
