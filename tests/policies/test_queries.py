"""Which policy is in force."""

import pytest

from haven.policies.actions import install_default_policy
from haven.policies.errors import NoPolicy
from haven.policies.models import PolicyVersion
from haven.policies.queries import live_policy
from haven.screening import default_policy, default_policy_text
from tests.factories import a_policy_version

pytestmark = pytest.mark.django_db


def test_without_a_live_policy_nothing_is_screened() -> None:
    a_policy_version(state=PolicyVersion.State.DRAFT)
    with pytest.raises(NoPolicy, match="haven migrate"):
        live_policy()


def test_the_live_version_comes_parsed() -> None:
    version = install_default_policy()
    found, policy = live_policy()
    assert found == version
    assert policy == default_policy()


def test_a_new_version_counts_at_once() -> None:
    a_policy_version(text=default_policy_text().replace('version: "1"', 'version: "0"'))
    assert live_policy()[1].version == "0"
    install_default_policy()
    assert live_policy()[1].version == default_policy().version
