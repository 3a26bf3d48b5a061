"""The second look at what was decided: answered blind, disagreements settled by a third person, golden ads kept."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.models import Listing
from haven.listings.text_limits import check_texts
from haven.moderation.actions.claims import finish
from haven.moderation.errors import ModerationError
from haven.moderation.models import GoldenAd, GoldenAnswer, QASample
from haven.policies.queries import live_policy


@transaction.atomic
def look_again(*, sample: QASample, reviewer: User, against: bool, ground: str = "", note: str = "") -> QASample:
    """A second person says whether the ad is against the rules, and which, without knowing what the first one said.

    Raises:
        ModerationError: it was looked at already, by them the first time, or no rule is named.
        InOtherHands: a colleague is at it.
    """
    sample = QASample.objects.select_for_update().get(pk=sample.pk)
    if sample.second_at is not None:
        raise ModerationError("A colleague has looked at this already.")
    if reviewer.pk in {sample.first_by_id, sample.first_also_id}:
        raise ModerationError("You decided about this ad, so somebody else must look at it.")
    if against and ground not in live_policy()[1].grounds:
        raise ModerationError("Choose the rule that the ad breaks.")
    finish(subject=sample.subject, moderator=reviewer)
    sample.second_by, sample.second_against, sample.second_at = reviewer, against, timezone.now()
    sample.second_ground, sample.second_note = ground if against else "", note.strip()
    check_texts(sample, ModerationError)
    sample.save()
    record(actor=person(reviewer.pk), action="sample.judged", subject=sample.subject, agrees=_agrees(sample))
    return sample


@transaction.atomic
def settle_sample(*, sample: QASample, lead: User, against: bool, note: str) -> QASample:
    """A third person says who was right; what becomes of the ad is then decided at the desk, as always.

    Raises:
        ModerationError: they agree, it is settled, by one of the two, or nothing is said why.
    """
    sample = QASample.objects.select_for_update().get(pk=sample.pk)
    if sample.second_at is None or _agrees(sample) or sample.settled_by_id is not None:
        raise ModerationError("There is nothing to settle.")
    if lead.pk in {sample.first_by_id, sample.first_also_id, sample.second_by_id}:
        raise ModerationError("You are one of the two who disagree: a third person settles it.")
    if not note.strip():
        raise ModerationError("Write why: both will read it.")
    sample.settled_by, sample.settled_against, sample.settled_at = lead, against, timezone.now()
    sample.settled_note = note.strip()
    check_texts(sample, ModerationError)
    sample.save()
    record(
        actor=person(lead.pk), action="sample.settled", subject=sample.subject,
        first_was_right=against == sample.first_against,
    )  # fmt: skip
    return sample


@transaction.atomic
def add_golden(*, code: str, against: bool, why: str, senior: User) -> GoldenAd:
    """Propose the present words of an ad as golden; nobody is asked about them before a second person agrees.

    Raises:
        ModerationError: there is no such ad, it is among them, or nothing is said why.
    """
    listing = Listing.objects.select_related("revision").filter(code=code.strip().lower()).first()
    if listing is None or listing.revision is None:
        raise ModerationError("There is no submitted ad with this number.")
    golden = GoldenAd(revision=listing.revision, against=against, why=why.strip(), added_by=senior)
    if not golden.why:
        raise ModerationError("Write why this is the right answer: whoever is wrong reads it.")
    check_texts(golden, ModerationError)
    try:
        with transaction.atomic():
            golden.save()
    except IntegrityError:
        raise ModerationError("These words are among the golden ads already.") from None
    record(actor=person(senior.pk), action="golden.added", subject=golden.subject)
    return golden


@transaction.atomic
def agree_golden(*, golden: GoldenAd, senior: User) -> GoldenAd:
    """The second person sees the ad the same way: from now on reviewers are asked about it.

    Raises:
        ModerationError: they proposed it, or it is agreed or retired already.
    """
    golden = GoldenAd.objects.select_for_update().get(pk=golden.pk)
    if golden.agreed_by_id is not None or golden.retired_at is not None:
        raise ModerationError("This was decided already.")
    if golden.added_by_id == senior.pk:
        raise ModerationError("You proposed this ad, so someone else must agree.")
    golden.agreed_by, golden.agreed_at = senior, timezone.now()
    golden.save()
    record(actor=person(senior.pk), action="golden.agreed", subject=golden.subject)
    return golden


@transaction.atomic
def retire_golden(*, golden: GoldenAd, senior: User) -> None:
    """Ask nobody about it any more; what was answered stays counted."""
    GoldenAd.objects.filter(pk=golden.pk, retired_at=None).update(retired_at=timezone.now())
    record(actor=person(senior.pk), action="golden.retired", subject=golden.subject)


@transaction.atomic
def answer_golden(*, golden: GoldenAd, reviewer: User, against: bool) -> GoldenAnswer:
    """Keep what a reviewer said of a golden ad; the first answer counts.

    Raises:
        ModerationError: they answered it, or are one of the two who put it there, or it has not been put there by two.
    """
    if golden.agreed_by_id is None:
        raise ModerationError("Only one person has put this ad among the golden ones.")
    if reviewer.pk in {golden.added_by_id, golden.agreed_by_id}:
        raise ModerationError("You put this ad among the golden ones.")
    answer = GoldenAnswer(golden=golden, reviewer=reviewer, against=against, right=against == golden.against)
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError:
        raise ModerationError("You have looked at this already.") from None
    record(actor=person(reviewer.pk), action="golden.answered", subject=golden.subject, right=answer.right)
    return answer


def _agrees(sample: QASample) -> bool:
    return sample.first_against == sample.second_against
