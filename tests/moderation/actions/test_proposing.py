"""Many ads at once, and accounts: proposed, agreed to by another person, taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from haven.accounts.models import Role, User
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import WrongState
from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from haven.moderation.actions import agree, answer_appeal, claim, decide, decline, propose, undo_proposal
from haven.moderation.actions.proposing import fitting
from haven.moderation.errors import ModerationError
from haven.moderation.models import Decision, Outcome, Proposal, StatementOfReasons
from haven.moderation.queries import queue_for
from tests.factories import a_draft, a_listing, a_user, an_appeal

pytestmark = pytest.mark.django_db
REASONS = {"ground": "fraud", "facts": "Money first.", "reason": "One hand wrote all of these."}


@pytest.fixture
def senior() -> User:
    return a_user(Role.SENIOR_MODERATOR, display_name="Selma")


def held(number: int) -> list[Listing]:
    poster = a_user()
    return [a_listing(state="held", poster=poster) for _ in range(number)]


def states() -> set[str]:
    return set(Listing.objects.values_list("state", flat=True))


def refuse(ads: list[Listing], moderator: User) -> Proposal:
    return propose(ads=ads, moderator=moderator, outcome=Outcome.REFUSE, **REASONS)


def test_a_few_are_decided_at_once_each_with_its_statement(moderator: User) -> None:
    proposal = refuse(held(3), moderator)
    assert (proposal.state, proposal.needs_second, states()) == (Proposal.State.DONE, False, {"refused"})
    assert StatementOfReasons.objects.count() == OutgoingMail.objects.count() == 3
    assert {decision.proposal for decision in Decision.objects.all()} == {proposal}


def test_all_of_it_can_be_taken_back(moderator: User) -> None:
    proposal = refuse(held(3), moderator)
    assert undo_proposal(proposal=proposal, moderator=moderator) == 3
    assert states() == {"held"}
    assert not OutgoingMail.objects.filter(cancelled_at=None).exists()


def test_none_is_taken_back_where_one_has_moved_on(moderator: User) -> None:
    ads = held(2)
    proposal = propose(ads=ads, moderator=moderator, outcome=Outcome.PUBLISH, reason="All fine.")
    Listing.objects.get(pk=ads[0].pk).become("sold")  # type: ignore[arg-type]
    with pytest.raises(ModerationError, match="has changed"), transaction.atomic():
        undo_proposal(proposal=proposal, moderator=moderator)
    assert states() == {"sold", "published"}


def test_a_large_number_waits_for_a_second_person(moderator: User, colleague: User, senior: User) -> None:
    proposal = refuse(held(20), moderator)
    assert (proposal.state, states()) == (Proposal.State.OPEN, {"held"})
    assert proposal.subject in [item.key for item in queue_for(senior).items]
    assert proposal.subject not in [item.key for item in queue_for(moderator).items]
    for person, words in ((moderator, "someone else"), (colleague, "senior moderator")):
        with pytest.raises(ModerationError, match=words):
            agree(proposal=proposal, moderator=person)
    agree(proposal=proposal, moderator=senior)
    assert states() == {"refused"}
    assert {decision.second for decision in Decision.objects.all()} == {senior}
    with pytest.raises(ModerationError, match="already"):
        agree(proposal=proposal, moderator=senior)


def test_the_database_lets_nobody_do_it_alone(moderator: User) -> None:
    proposal = refuse(held(20), moderator)
    for alone in (None, moderator):
        with pytest.raises(IntegrityError, match="large_steps_take_two"), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(state="done", decided_by=alone)


def test_what_is_declined_is_not_done(moderator: User, senior: User) -> None:
    proposal = refuse(held(20), moderator)
    decline(proposal=proposal, moderator=senior)
    assert states() == {"held"}
    with pytest.raises(ModerationError, match="already"):
        agree(proposal=proposal, moderator=senior)


def test_what_who_proposed_decided_meanwhile_is_said_by_name_to_who_agrees(moderator: User, senior: User) -> None:
    (one,) = held(1)
    proposal = propose(ads=[one], moderator=moderator, outcome=Outcome.CLOSE, **REASONS)
    assert one.revision_id
    decide(listing=one, revision_id=one.revision_id, moderator=moderator, outcome=Outcome.PUBLISH)
    agree(proposal=proposal, moderator=senior)
    assert proposal.ads.get().problem.startswith(f"{moderator.name} published this ad")


def test_an_ad_that_is_in_other_hands_is_left_out_and_says_why(moderator: User, colleague: User) -> None:
    one, two = held(2)
    claim(subject=one.subject, moderator=colleague)
    proposal = refuse([one, two], moderator)
    assert [(ad.listing, bool(ad.problem)) for ad in proposal.ads.all()] == [(one, True), (two, False)]
    assert Listing.objects.get(pk=one.pk).state == "held"


def test_reasons_are_owed(moderator: User) -> None:
    for gone in ("ground", "facts", "reason"):
        with pytest.raises(ModerationError):
            propose(ads=held(1), moderator=moderator, outcome=Outcome.REFUSE, **(REASONS | {gone: " "}))
    with pytest.raises(ModerationError, match="between one"):
        refuse([], moderator)


def test_only_those_that_allow_it() -> None:
    live, [waiting] = a_listing(), held(1)
    assert fitting(Outcome.REFUSE, [live, waiting]) == [waiting]
    assert fitting(Outcome.REMOVE, [live, waiting]) == [live]


def test_closing_an_account_takes_two_and_takes_everything_down(moderator: User, senior: User) -> None:
    poster = a_user()
    live, waiting, over = (a_listing(state=state, poster=poster) for state in ("published", "held", "expired"))
    session = Client()
    session.force_login(poster)
    proposal = propose(ads=[live], moderator=moderator, outcome=Outcome.CLOSE, **REASONS)
    assert proposal.state == Proposal.State.OPEN
    agree(proposal=proposal, moderator=senior)
    poster.refresh_from_db()
    assert not poster.is_active
    assert session.get("/my/").status_code == 302
    assert [Listing.objects.get(pk=ad.pk).state for ad in (live, waiting, over)] == ["removed", "refused", "expired"]
    decision = Decision.objects.get()
    assert (decision.moderator, decision.second) == (moderator, senior)
    assert decision.statement.decision_account == "DECISION_ACCOUNT_TERMINATED"
    assert "We closed your account" in OutgoingMail.objects.get(topic=decision.topic).subject
    with pytest.raises(WrongState, match="closed"):
        submit_ad(author=poster, draft=a_draft())


def test_an_appeal_opens_the_account_again_with_its_ads(moderator: User, senior: User, colleague: User) -> None:
    poster = a_user()
    live, waiting = (a_listing(state=state, poster=poster) for state in ("published", "held"))
    agree(proposal=propose(ads=[live], moderator=moderator, outcome=Outcome.CLOSE, **REASONS), moderator=senior)
    appeal = an_appeal(decision=Decision.objects.get())
    for person in (moderator, senior):
        with pytest.raises(ModerationError, match="someone else"):
            answer_appeal(appeal=appeal, moderator=person, reverse=True, answer="Sorry.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="Sorry.")
    poster.refresh_from_db()
    assert poster.is_active
    assert [Listing.objects.get(pk=ad.pk).state for ad in (live, waiting)] == ["published", "held"]
    assert "Your account is open again" in OutgoingMail.objects.get(topic=appeal.topic).text


def test_a_closed_account_can_be_undone_within_the_minute(moderator: User, senior: User) -> None:
    live = a_listing()
    proposal = propose(ads=[live], moderator=moderator, outcome=Outcome.CLOSE, **REASONS)
    agree(proposal=proposal, moderator=senior)
    undo_proposal(proposal=proposal, moderator=moderator)
    live.refresh_from_db()
    assert live.state == "published"
    assert live.poster
    assert live.poster.is_active
