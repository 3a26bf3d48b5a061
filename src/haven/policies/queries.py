"""Which policy is in force."""

from functools import lru_cache

from haven.policies.errors import NoPolicy
from haven.policies.models import PolicyVersion
from haven.screening import Policy, load_policy


def live_policy() -> tuple[PolicyVersion, Policy]:
    """The live version and its parsed policy.

    Raises:
        NoPolicy: none is live: `haven migrate` was never run.
    """
    version = PolicyVersion.objects.filter(state=PolicyVersion.State.LIVE).first()
    if version is None:
        raise NoPolicy("No screening policy is live: run `haven migrate`.")
    return version, _parsed(version.pk, version.text)


@lru_cache(maxsize=8)
def _parsed(_version: int, text: str) -> Policy:
    return load_policy(text)


def shadow_policies() -> list[tuple[PolicyVersion, Policy]]:
    """What judges new ads beside the live policy, without any effect."""
    versions = PolicyVersion.objects.filter(state=PolicyVersion.State.SHADOW).order_by("id")
    return [(version, _parsed(version.pk, version.text)) for version in versions]


def live_before() -> PolicyVersion | None:
    """The policy that was in force before the present one: what a roll-back returns to."""
    was_live = PolicyVersion.objects.filter(state=PolicyVersion.State.RETIRED).exclude(live_at=None)
    return was_live.order_by("-retired_at", "-id").first()
