"""The poster's answer to a question of the desk; the ad comes back to the queue with it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import VISITOR, person, record
from haven.listings.errors import BadLink
from haven.listings.links import check_owner, read_token
from haven.listings.models import Listing
from haven.listings.text_limits import check_texts
from haven.moderation.errors import ModerationError
from haven.moderation.models import Escalation, Question


def question_of(token: str) -> Question:
    """The question that a link from a mail is about.

    Raises:
        BadLink: the link is no good, or the question was taken back before it was told.
    """
    key = read_token("question", token)
    rows = Question.objects.select_related("decision__listing__poster", "decision__revision")
    question = rows.filter(decision__pk=key, decision__undone_at=None).first()
    if question is None:
        raise BadLink(_("There is no such question any more."))
    check_owner(token, question.decision.listing.poster)
    return question


@transaction.atomic
def answer_question(*, token: str, text: str) -> Question:
    """The poster answers, once; whoever reads the ad next sees it.

    Raises:
        BadLink: see `question_of`.
        ModerationError: it was answered already, or nothing was written.
    """
    question = Question.objects.select_for_update().get(pk=question_of(token).pk)
    if question.answered_at is not None:
        raise ModerationError(_("You have answered this already."))
    question.answer, question.answered_at = text.strip(), timezone.now()
    if not question.answer:
        raise ModerationError(_("Write your answer."))
    check_texts(question, ModerationError)
    question.save()
    listing = question.decision.listing
    record(actor=VISITOR, action="question.answered", subject=listing.subject, decision=question.decision_id)
    return question


@transaction.atomic
def escalate(*, listing: Listing, moderator: User, text: str) -> Escalation:
    """Hand an ad to the investigators; about the ad itself this decides nothing.

    Raises:
        ModerationError: it does not say why, or too much.
    """
    escalation = Escalation(listing=listing, raised_by=moderator, text=text.strip())
    if not escalation.text:
        raise ModerationError("Write what the investigators should look at.")
    check_texts(escalation, ModerationError)
    escalation.save()
    record(
        actor=person(moderator.pk), action="ad.escalated", subject=listing.subject, escalation=escalation.pk
    )  # fmt: skip
    return escalation
