"""Putting policies in force."""

import hashlib

from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.policies.models import PolicyVersion
from haven.screening import default_policy_text


@transaction.atomic
def install_default_policy() -> PolicyVersion | None:
    """Make the policy that ships with Haven live, unless the site wrote its own; the new version, if there is one.

    A newer Haven with a changed default replaces the older default, never a policy that a person wrote.
    """
    text = default_policy_text()
    digest = hashlib.sha256(text.encode()).hexdigest()
    live = PolicyVersion.objects.select_for_update().filter(state=PolicyVersion.State.LIVE).first()
    if live is not None and (live.author_id is not None or live.sha256 == digest):
        return None
    if live is not None:
        live.state = PolicyVersion.State.RETIRED
        live.save(update_fields=["state"])
    version = PolicyVersion.objects.create(
        text=text, sha256=digest, state=PolicyVersion.State.LIVE, live_at=timezone.now()
    )
    record(actor=machine("migrate"), action="policy.went_live", subject=f"policy:{version.pk}", sha256=digest)
    return version
