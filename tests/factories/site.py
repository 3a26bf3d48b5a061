"""The operator's settings, and terms."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from haven.accounts.models import Acceptance, User
from haven.site.actions import change_site, publish_terms
from haven.site.models import Closing, SiteSettings, TermsVersion
from tests.factories.people import a_user

_number = count(1)


def site_settings(**values: Any) -> SiteSettings:
    """The one row of settings, with these values."""
    return change_site(actor="machine:tests", **(values or {"name": "Mill Lane Market"}))


def a_terms_version(*, text: str = "", valid_from: date | None = None) -> TermsVersion:
    """Terms in force from today, or from the day after the latest."""
    latest = TermsVersion.objects.first()
    free = max(timezone.localdate(), latest.valid_from + timedelta(days=1)) if latest else timezone.localdate()
    words = text or f"Be kind, for the {next(_number)}. time."
    return publish_terms(actor="machine:tests", text=words, valid_from=valid_from or free)


def an_acceptance(*, terms: TermsVersion | None = None, person: User | None = None, subject: str = "") -> Acceptance:
    """Somebody agreed when they opened their account."""
    who = person or a_user()
    return Acceptance.objects.create(
        terms=terms or TermsVersion.objects.first() or a_terms_version(),
        person=who,
        step=Acceptance.Step.ACCOUNT,
        subject=subject or f"person:{who.pk}",
    )


def a_closing() -> Closing:
    """One that is announced for in two weeks; the only one there is."""
    known = Closing.objects.filter(called_off_at=None).first()
    return known or Closing.objects.create(ends_on=timezone.localdate() + timedelta(days=14))
