"""Policies."""

import hashlib

from django.utils import timezone

from haven.accounts.models import User
from haven.policies.models import PolicyVersion
from haven.screening import default_policy_text
from tests.factories.people import a_user


def a_policy_version(
    *, state: str = PolicyVersion.State.LIVE, text: str = "", author: User | None = None
) -> PolicyVersion:
    """The policy that ships with Haven, live; the live one that is there where nothing else is asked for."""
    if state == PolicyVersion.State.LIVE and not text and author is None:
        live = PolicyVersion.objects.filter(state=state).first()
        if live is not None:
            return live
    words = text or default_policy_text()
    return PolicyVersion.objects.create(
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        state=state,
        author=author,
        approver=a_user() if author is not None and state == PolicyVersion.State.LIVE else None,
        shadow_at=timezone.now() if state == PolicyVersion.State.SHADOW else None,
        live_at=timezone.now() if state == PolicyVersion.State.LIVE else None,
    )
