"""What counts as the last word of people about an ad, and what does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.findings.models import Membership
from haven.moderation.models import Appeal, Outcome
from haven.moderation.queries.learning import final_decisions
from tests.factories import a_decision, a_listing, a_network, a_qa_sample, a_user, an_appeal

pytestmark = pytest.mark.django_db


def labels() -> dict[str, bool]:
    return {decided.record.id: decided.stopped for decided in final_decisions()[0]}


def test_final_decisions_of_people_are_labels() -> None:
    refused, published = a_decision(), a_decision(outcome=Outcome.PUBLISH)
    assert labels() == {refused.listing.code: True, published.listing.code: False}


def test_what_may_still_be_undone_or_was_is_none() -> None:
    a_decision(minutes_ago=0)
    undone = a_decision()
    undone.undone_at, undone.undone_by = timezone.now(), undone.moderator
    undone.save()
    a_decision(outcome=Outcome.ASK)
    a_listing(state="refused")  # by a machine
    assert labels() == {}


def test_the_latest_decision_about_a_revision_counts() -> None:
    first = a_decision(outcome=Outcome.PUBLISH, minutes_ago=60)
    a_decision(listing=first.listing, outcome=Outcome.REMOVE)
    assert labels() == {first.listing.code: True}


def test_a_reversed_restriction_counts_as_lawful_and_an_open_appeal_as_nothing() -> None:
    reversed_, contested, upheld = an_appeal(), an_appeal(), an_appeal()
    for appeal, state in ((reversed_, "reversed"), (upheld, "upheld")):
        Appeal.objects.filter(pk=appeal.pk).update(
            state=state, answered_by=a_user(), answered_at=timezone.now(), answer="So it is."
        )
    found = labels()
    assert found[reversed_.decision.listing.code] is False
    assert found[upheld.decision.listing.code] is True
    assert contested.decision.listing.code not in found
    assert final_decisions()[1]["an appeal is open"] == 1


def test_rules_that_state_facts_are_not_learned() -> None:
    decision = a_decision()
    decision.ground = "sexual-services"
    decision.save()
    found, left_out = final_decisions()
    assert (found, dict(left_out)) == ([], {"stopped under a rule that is not learned": 1})


def test_second_looks_at_what_machines_decided_are_labels() -> None:
    agreed, disputed = a_qa_sample(listing=a_listing()), a_qa_sample(listing=a_listing())
    for sample, against in ((agreed, agreed.first_against), (disputed, not disputed.first_against)):
        sample.second_by, sample.second_against, sample.second_at = a_user(), against, timezone.now()
        sample.second_ground = "fraud" if against else ""
        sample.save()
    assert agreed.revision
    assert labels() == {agreed.revision.listing.code: agreed.first_against}
    assert final_decisions()[1]["a disagreement is not settled"] == 1


def test_posters_and_networks_tie_copies_together_and_are_no_words() -> None:
    poster = a_user()
    one = a_decision(listing=a_listing(state="refused", poster=poster))
    a_decision(listing=a_listing(state="refused", poster=poster))
    network = a_network()
    Membership.objects.create(ad_id=one.listing.code, network=network)
    decided = {found.record.id: found for found in final_decisions()[0]}
    ties = set.intersection(*(set(found.together) for found in decided.values()))
    assert f"poster {poster.pk}" in ties
    assert f"network {network.pk}" in decided[one.listing.code].together
    assert all(found.record.author is None for found in decided.values())


def test_when_an_ad_was_written_says_what_is_later() -> None:
    decision = a_decision()
    (found,) = final_decisions()[0]
    assert found.at == decision.revision.created_at
    assert timezone.now() - found.at < timedelta(minutes=5)
