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
