"""Changing the settings, publishing terms."""

import hashlib
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.site.errors import SiteError
from haven.site.models import SiteSettings, TermsVersion
from haven.site.queries import kept_site, kept_terms

LONGEST_TERMS = 60_000  # characters


@transaction.atomic
def change_site(*, actor: str, **changes: Any) -> SiteSettings:
    """Set fields of `SiteSettings`, which whoever calls has checked; the ledger says which fields changed.

    Args:
        actor: who does it, as the ledger names people and machines.
        changes: the fields' new values.
    """
    saved = SiteSettings.objects.select_for_update().first() or SiteSettings()
    changed = [name for name, value in changes.items() if getattr(saved, name) != value]
    for name in changed:
        setattr(saved, name, changes[name])
    if changed:
        saved.pk, saved.saved_at = 1, timezone.now()
        saved.save()
        record(actor=actor, action="site.changed", subject="site:settings", fields=",".join(sorted(changed))[:200])
        kept_site.changed()
    return saved


@transaction.atomic
def publish_terms(*, actor: str, text: str, valid_from: date) -> TermsVersion:
    """Announce terms that are in force from a day on; today is the earliest.

    Raises:
        SiteError: the day is over or has a version already, there is no text, or it is the same as before.
    """
    text = text.replace("\r\n", "\n").strip() + "\n"
    before = TermsVersion.objects.filter(valid_from__lte=valid_from).first()
    if not text.strip() or len(text) > LONGEST_TERMS or "\x00" in text:
        raise SiteError("Terms need words that can be kept: one character at least, 60,000 at most.")
    if valid_from < timezone.localdate():
        raise SiteError("Terms cannot be in force from a day that is over: people agreed to others then.")
    if before is not None and before.valid_from == valid_from:
        raise SiteError("There is a version of this day already, and a version is never changed. Choose a later day.")
    if before is not None and before.text == text:
        raise SiteError("These are the words of the version before: nothing would change.")
    digest = hashlib.sha256(text.encode()).hexdigest()
    version = TermsVersion.objects.create(text=text, valid_from=valid_from, sha256=digest)
    record(actor=actor, action="terms.published", subject=version.subject, sha256=digest)
    kept_terms.changed()
    return version


def install_default_terms() -> TermsVersion | None:
    """Put the terms that ship with Haven in force, if the site has none; the new version, if there is one."""
    if TermsVersion.objects.exists():
        return None
    text = (files("haven.site") / "texts" / "terms.md").read_text("utf-8")
    return publish_terms(actor=machine("migrate"), text=text, valid_from=timezone.localdate())
