"""Which policy and which classifier are in force."""

from functools import lru_cache

from haven.policies.errors import NoPolicy
from haven.policies.models import ClassifierVersion, PolicyVersion
from haven.screening import Policy, load_policy
from haven.screening.learned import Classifier
from haven.screening.learned.classifier import ClassifierError


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


def live_classifier() -> Classifier | None:
    """The classifier in force, or None where there is none.

    Raises:
        ClassifierError: what is stored is damaged.
    """
    version = ClassifierVersion.objects.filter(state=ClassifierVersion.State.LIVE).values_list("pk", "sha256").first()
    return _loaded(*version) if version else None


def shadow_classifiers() -> list[tuple[int, Classifier | None]]:
    """What scores new ads without any effect, by primary key; None in the place of one that is damaged."""
    versions = ClassifierVersion.objects.filter(state=ClassifierVersion.State.SHADOW).values_list("pk", "sha256")
    found: list[tuple[int, Classifier | None]] = []
    for pk, sha256 in versions.order_by("id"):
        try:
            found.append((pk, _loaded(pk, sha256)))
        except ClassifierError:
            found.append((pk, None))
    return found


@lru_cache(maxsize=4)
def _loaded(version: int, sha256: str) -> Classifier:
    stored = ClassifierVersion.objects.values_list("model", flat=True).get(pk=version)
    return Classifier.load(bytes(stored), sha256)
