"""Decisions, their statements, and appeals."""

from datetime import timedelta

from django.utils import timezone

from haven.accounts.models import Role, User
from haven.listings.models import Listing, ListingState
from haven.moderation.models import (
    ANSWER_TIME,
    LASTS,
    Appeal,
    AppealMessage,
    AuditDraw,
    BacktestRun,
    Claim,
    ClosedAd,
    Decision,
    Escalation,
    GoldenAd,
    GoldenAnswer,
    Note,
    Outcome,
    Proposal,
    ProposedAd,
    QASample,
    Question,
    SignalRun,
    Skill,
    StatementOfReasons,
    Strike,
)
from haven.moderation.queries.signals import count_signals
from haven.policies.models import PolicyVersion
from tests.factories.listings import a_listing
from tests.factories.people import a_user
from tests.factories.policies import a_policy_version

_STATES = {"publish": "published", "ask": "held", "limit": "published", "refuse": "refused", "remove": "removed"}


def a_decision(
    *,
    listing: Listing | None = None,
    moderator: User | None = None,
    outcome: Outcome = Outcome.REFUSE,
    minutes_ago: float = 5,
) -> Decision:
    """A decision as it stands once its mails have left, without what `decide` does beside."""
    listing = listing or a_listing(state=_STATES.get(outcome, "published"))
    assert listing.revision
    reasons = {"ground": "fraud", "ground_sentence": "No tricks.", "facts": "It asks for money first."}
    return Decision.objects.create(
        listing=listing,
        revision=listing.revision,
        moderator=moderator or a_user(Role.MODERATOR),
        outcome=outcome,
        state_before=ListingState.HELD if outcome in {"publish", "ask", "refuse"} else ListingState.PUBLISHED,
        decided_at=timezone.now() - timedelta(minutes=minutes_ago),
        **(reasons if outcome.restricts else {}),
    )


def a_statement(*, decision: Decision | None = None) -> StatementOfReasons:
    """The statement of reasons of a decision."""
    decision = decision or a_decision()
    return StatementOfReasons.objects.create(
        decision=decision,
        puid=f"decision-{decision.pk}",
        decision_visibility=["DECISION_VISIBILITY_CONTENT_DISABLED"],
        decision_ground="DECISION_GROUND_INCOMPATIBLE_CONTENT",
        category="STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        content_type=["CONTENT_TYPE_TEXT"],
        content_date=timezone.localdate(),
        application_date=timezone.localdate(),
        decision_facts=decision.facts,
        source_type="SOURCE_VOLUNTARY",
        automated_detection="Yes",
        automated_decision="AUTOMATED_DECISION_NOT_AUTOMATED",
        text="We did not publish your ad.",
    )


def an_appeal(*, decision: Decision | None = None) -> Appeal:
    """An open appeal against a decision that has its statement."""
    decision = decision or a_decision()
    if not StatementOfReasons.objects.filter(decision=decision).exists():
        a_statement(decision=decision)
    return Appeal.objects.create(decision=decision, text="I am who I say I am.")


def a_claim(*, subject: str = "listing:aaaaaaaaaa", holder: User | None = None) -> Claim:
    """Something that somebody has just taken in hand."""
    holder = holder or a_user(Role.MODERATOR)
    return Claim.objects.create(subject=subject, holder=holder, until=timezone.now() + LASTS)


def a_skill(*, user: User | None = None, lane: str = "fraud") -> Skill:
    """A lane that somebody works on."""
    return Skill.objects.create(user=user or a_user(Role.MODERATOR), lane=lane)


def a_note(*, listing: Listing | None = None, author: User | None = None) -> Note:
    """A remark for colleagues."""
    author = author or a_user(Role.MODERATOR)
    return Note.objects.create(listing=listing or a_listing(), author=author, text="I have asked a colleague.")


def an_appeal_message(*, appeal: Appeal | None = None, author: User | None = None) -> AppealMessage:
    """Something said about an appeal; without an author by who appealed."""
    return AppealMessage.objects.create(appeal=appeal or an_appeal(), author=author, text="Here is the deed.")


def a_question(*, decision: Decision | None = None) -> Question:
    """A question that the poster has not answered yet."""
    decision = decision or a_decision(outcome=Outcome.ASK)
    return Question.objects.create(decision=decision, waits_until=timezone.now() + ANSWER_TIME)


def a_strike(*, decision: Decision | None = None) -> Strike:
    """A decision that counts against the poster."""
    decision = decision or a_decision()
    assert decision.listing.poster
    return Strike.objects.create(decision=decision, user=decision.listing.poster)


def an_escalation(*, listing: Listing | None = None) -> Escalation:
    """An ad that investigators are to look at."""
    by = a_user(Role.MODERATOR)
    return Escalation.objects.create(listing=listing or a_listing(), raised_by=by, text="The same words in five towns.")


def a_proposal(*, outcome: Outcome = Outcome.CLOSE, proposed_by: User | None = None) -> Proposal:
    """Something that waits for a second person."""
    return Proposal.objects.create(
        outcome=outcome,
        ground="fraud",
        facts="It asks for money first.",
        reason="One hand wrote all of these.",
        needs_second=True,
        proposed_by=proposed_by or a_user(Role.MODERATOR),
    )


def a_proposed_ad(*, proposal: Proposal | None = None, listing: Listing | None = None) -> ProposedAd:
    """An ad of a proposal."""
    listing = listing or a_listing()
    proposal = proposal or a_proposal()
    assert listing.revision_id is not None
    return ProposedAd.objects.create(proposal=proposal, listing=listing, revision_id=listing.revision_id)


def a_backtest_run(*, policy: PolicyVersion | None = None) -> BacktestRun:
    """A backtest that waits for the worker."""
    policy = policy or a_policy_version()
    return BacktestRun.objects.create(policy=policy, sha256=policy.sha256, days=30, asked_by=a_user(Role.POLICY_AUTHOR))


def a_closed_ad(*, decision: Decision | None = None) -> ClosedAd:
    """An ad that went down with its poster's account."""
    decision = decision or a_decision()
    return ClosedAd.objects.create(decision=decision, listing=decision.listing, state_before=ListingState.PUBLISHED)


def a_signal_run() -> SignalRun:
    """A count of the signals as they are now."""
    return SignalRun.objects.create(figures=count_signals().as_json())


def an_audit_draw() -> AuditDraw:
    """A drawing among the entries after the last one."""
    begin = AuditDraw.objects.count() * 10
    values = {"root": "0" * 64, "percent": 2, "looked_at": 10}
    return AuditDraw.objects.create(size_from=begin, size_to=begin + 10, **values)


def a_qa_sample(*, decision: Decision | None = None, listing: Listing | None = None) -> QASample:
    """A decision that a second person is to look at; what screening did where only an ad is given."""
    if decision is None and listing is None:
        decision = a_decision()
    listing = decision.listing if decision else listing
    assert listing
    return QASample.objects.create(
        draw=an_audit_draw(),
        position=QASample.objects.count(),
        revision=listing.revision,
        decision=decision,
        first_by=decision.moderator if decision else None,
        first_also=decision.second if decision else None,
        first_against=decision.restricts if decision else listing.state == ListingState.REFUSED,
    )


def a_golden_ad(
    *, listing: Listing | None = None, against: bool = True, added_by: User | None = None, agreed: bool = True
) -> GoldenAd:
    """An ad whose right answer is known; without `agreed`, to one person alone."""
    listing = listing or a_listing()
    assert listing.revision
    by = added_by or a_user(Role.SENIOR_MODERATOR)
    second = {"agreed_by": a_user(Role.SENIOR_MODERATOR), "agreed_at": timezone.now()} if agreed else {}
    return GoldenAd.objects.create(
        revision=listing.revision, against=against, why="It asks for a fee.", added_by=by, **second
    )


def a_golden_answer(*, golden: GoldenAd | None = None, reviewer: User | None = None) -> GoldenAnswer:
    """What somebody said of a golden ad, rightly."""
    golden, reviewer = golden or a_golden_ad(), reviewer or a_user(Role.MODERATOR)
    return GoldenAnswer.objects.create(golden=golden, reviewer=reviewer, against=golden.against, right=True)
