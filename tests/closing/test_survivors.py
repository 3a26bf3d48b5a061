"""Who is still to be told what an authority was given outlives the closing until they are, with their address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.closing.actions.finishing import next_day
from haven.closing.survivors import known_people, survivors
from haven.legal.actions.producing import approve_production, deliver_production
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.telling import tell_people
from haven.legal.models import LegalRequest, Production, UserNotice
from haven.site.models import Closing
from tests.factories import a_user, a_verified_request, put_together

pytestmark = pytest.mark.django_db
END = {"with_records": False, "with_staff": False}


def test_a_gag_that_lasts_longer_than_the_site_keeps_nobody_from_being_told() -> None:
    suspect, other = a_user(email="poster@example.org"), a_user(email="other@example.org")
    gag = timezone.localdate() + timedelta(days=500)
    request = a_verified_request(gag_until=gag)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=a_user(Role.LEGAL_SPECIALIST))
    made = put_together(request=request, classes=["subscriber"])
    approve_production(production=made, manifest=made.manifest, by=a_user(Role.LEGAL_APPROVER))
    deliver_production(production=made, how="In person", by=a_user(Role.LEGAL_SPECIALIST))
    closing = Closing(ends_on=timezone.localdate() - timedelta(days=400))

    kept = survivors(**END)
    assert (kept[LegalRequest], kept[Production]) == ({request.pk}, {made.pk})
    assert suspect.pk in kept[User]
    assert other.pk not in kept[User]
    assert known_people(kept, with_staff=False) == {suspect.pk}, "an account without its address cannot be told"
    assert next_day(closing) == gag + timedelta(days=1)

    UserNotice.objects.update(due_at=timezone.now())
    assert next_day(closing) == timezone.localdate() + timedelta(days=1), "the worker is just at it"
    assert tell_people() == 1
    kept = survivors(**END)
    assert not kept[LegalRequest] | kept[User]
    assert next_day(closing) is None
