"""What a closing keeps beside its dates."""

from haven.closing.models import Agreement, SealedPart, Sealing
from tests.factories.site import a_closing


def a_sealing() -> Sealing:
    """For a custodian who was named; the only one of the closing."""
    known = Sealing.objects.filter(closing=a_closing()).first()
    values = {"custodian": "Archive of Leeds", "address": "2 Mill Lane\nLeeds"}
    return known or Sealing.objects.create(closing=a_closing(), **values)


def a_sealed_part() -> SealedPart:
    """An empty one, not written yet."""
    sealing = a_sealing()
    return SealedPart.objects.create(sealing=sealing, number=sealing.parts.count() + 1, items=[])


def an_agreement() -> Agreement:
    """Somebody agreed to something that is something else by now."""
    return Agreement.objects.create(closing=a_closing(), step="seal", digest="0" * 64, by="person:7")
