"""Appeals by posters and reporters: filed, talked about, answered by someone else than decided."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import Role, User
from haven.ledger.actions import VISITOR, person, record
from haven.listings.errors import BadLink
from haven.listings.links import check_owner, read_token
from haven.listings.models import Listing
from haven.listings.text_limits import check_texts
from haven.mail.actions import cancel_mail
from haven.moderation.actions.claims import finish, release
from haven.moderation.actions.resting import keep_words
from haven.moderation.actions.reversing import reverse_decision, take_reversal_back
from haven.moderation.errors import ModerationError
from haven.moderation.models import Appeal, AppealMessage, Decision, Outcome
from haven.moderation.telling import tell_appellant, tell_message
from haven.notices.models import Notice

REPLY_TIME = timedelta(days=7)
"""How long the desk waits for the answer of who appealed before it goes on without."""


def decision_of(token: str) -> Decision:
    """The decision that a link from a statement of reasons is about.

    Raises:
        BadLink: the link is no good, or the decision was taken back before it was told.
    """
    key = read_token("appeal", token)
    rows = Decision.objects.select_related("statement", "listing__poster", "revision")
    decision = rows.filter(pk=key, undone_at=None).first()
    if decision is None or not decision.restricts:
        raise BadLink(_("There is no such decision any more."))
    check_owner(token, decision.listing.poster)
    return decision


def decision_about(notice: Notice) -> Decision | None:
    """The decision that closed a report without anything being done, which its reporter can appeal against."""
    kind, _sign, key = notice.closed_under.partition(":")
    if kind != "decision" or notice.shown != Notice.State.KEPT:
        return None
    rows = Decision.objects.select_related("revision", "listing").filter(undone_at=None)
    return rows.filter(pk=key, outcome__in=[Outcome.PUBLISH, Outcome.KEEP]).first()


@transaction.atomic
def file_appeal(*, decision: Decision, text: str, notice: Notice | None = None) -> Appeal:
    """Who was decided against says why that is wrong: the poster, or the reporter behind `notice`.

    It waits in the queue for someone else than decided.

    Raises:
        ModerationError: there is an appeal already, the six months are over, or nothing was written.
    """
    text = text.strip()
    if not text:
        raise ModerationError(_("Write why you think the decision is wrong."))
    if not decision.can_be_appealed:
        raise ModerationError(_("The six months in which you could appeal are over. You can still go to court."))
    appeal = Appeal(decision=decision, notice=notice, text=text)
    check_texts(appeal, ModerationError)
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError:
        raise ModerationError(_("You have appealed against this decision already.")) from None
    record(
        actor=VISITOR,
        action="appeal.filed",
        subject=decision.listing.subject,
        appeal=appeal.pk,
        decision=decision.pk,
        by="reporter" if notice else "poster",
    )
    return appeal


@transaction.atomic
def ask_appellant(*, appeal: Appeal, moderator: User, text: str) -> AppealMessage:
    """Ask who appealed; the appeal leaves the queue until they answer, for a week at most.

    Raises:
        ModerationError: answered already, by the person who decided, or nothing was asked.
        InOtherHands: a colleague is at work on it.
    """
    appeal = _open_for(appeal, moderator)
    finish(subject=appeal.subject, moderator=moderator)
    message = AppealMessage(appeal=appeal, author=moderator, text=text.strip())
    if not message.text:
        raise ModerationError("Write what you want to know.")
    check_texts(message, ModerationError)
    message.save()
    appeal.waits_until = timezone.now() + REPLY_TIME
    appeal.save(update_fields=["waits_until"])
    release(subject=appeal.subject, moderator=moderator)
    record(
        actor=person(moderator.pk), action="appeal.asked", subject=appeal.decision.listing.subject, appeal=appeal.pk
    )  # fmt: skip
    tell_message(message)
    return message


@transaction.atomic
def add_to_appeal(*, appeal: Appeal, text: str) -> AppealMessage:
    """Who appealed answers, or adds something; the appeal is back in the queue.

    Raises:
        ModerationError: it is decided, or nothing was written.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("decision__listing").get(pk=appeal.pk)
    if appeal.state != Appeal.State.OPEN:
        raise ModerationError(_("This appeal has been answered already."))
    message = AppealMessage(appeal=appeal, text=text.strip())
    if not message.text:
        raise ModerationError(_("Write what you want to say."))
    check_texts(message, ModerationError)
    message.save()
    appeal.waits_until = None
    appeal.save(update_fields=["waits_until"])
    record(actor=VISITOR, action="appeal.added_to", subject=appeal.decision.listing.subject, appeal=appeal.pk)
    return message


@transaction.atomic
def answer_appeal(
    *, appeal: Appeal, moderator: User, reverse: bool, answer: str, ground: str = "", facts: str = ""
) -> Appeal:
    """Let a decision stand, or reverse it; who appealed is told either way, once it can no longer be undone.

    A poster who was right gets back what was taken: the ad as it was with the days it lost, the account, no strike.
    A reporter who was right sees the ad removed, which takes `ground` and `facts` for its poster.

    Raises:
        ModerationError: answered already, by the person who decided, or without words.
        InOtherHands: a colleague is at work on it.
    """
    appeal = _open_for(appeal, moderator)
    listing = Listing.objects.select_for_update().get(pk=appeal.decision.listing_id)
    finish(subject=appeal.subject, moderator=moderator)
    if not answer.strip():
        raise ModerationError("Write an answer: who appealed will read it.")
    appeal.state = Appeal.State.REVERSED if reverse else Appeal.State.UPHELD
    appeal.answered_by, appeal.answered_at, appeal.answer = moderator, timezone.now(), answer.strip()
    check_texts(appeal, ModerationError)
    if reverse:
        reverse_decision(appeal, listing, ground=ground, facts=facts)
    appeal.save()
    _record(appeal, "appeal.answered", moderator)
    tell_appellant(appeal)
    return appeal


@transaction.atomic
def undo_answer(*, appeal: Appeal, moderator: User) -> Appeal:
    """Take an answer back before its mails have left: ad, account and reports are as if it had not been given.

    The words are kept for whoever wrote them.

    Raises:
        ModerationError: the time is over, the ad has moved on since, or it is someone else's answer.
    """
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("decision__listing__poster", "removal")
    appeal = rows.get(pk=appeal.pk)
    listing = Listing.objects.select_for_update().get(pk=appeal.decision.listing_id)
    if appeal.state == Appeal.State.OPEN:
        raise ModerationError("This answer was undone already.")
    if moderator.pk != appeal.answered_by_id and Role.SENIOR_MODERATOR not in moderator.roles:
        raise ModerationError("Only the person who answered, or a senior moderator, can undo this.")
    if appeal.seconds_left <= 0:
        raise ModerationError("It is too late to undo this: the mails have left.")
    cancel_mail(topic=appeal.topic)
    words = {"result": "reverse" if appeal.state == Appeal.State.REVERSED else "uphold", "answer": appeal.answer}
    if appeal.removal is not None:
        words |= {"ground": appeal.removal.ground, "facts": appeal.removal.facts}
    if appeal.state == Appeal.State.REVERSED:
        take_reversal_back(appeal, listing, moderator)
    _record(appeal, "appeal.answer_undone", moderator)
    if moderator.pk == appeal.answered_by_id:
        keep_words(moderator=moderator, subject=appeal.subject, typed=words)
    appeal.state, appeal.answered_by, appeal.answered_at, appeal.answer = Appeal.State.OPEN, None, None, ""
    appeal.restored, appeal.removal = False, None
    appeal.save()
    return appeal


def _open_for(appeal: Appeal, moderator: User) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("decision__listing__poster", "notice")
    appeal = rows.get(pk=appeal.pk)
    if appeal.state != Appeal.State.OPEN:
        raise ModerationError("This appeal has been answered already.")
    if moderator.pk in {appeal.decision.moderator_id, appeal.decision.second_id}:
        raise ModerationError("You made this decision, so someone else must answer the appeal.")
    return appeal


def _record(appeal: Appeal, action: str, moderator: User) -> None:
    record(
        actor=person(moderator.pk),
        action=action,
        subject=appeal.decision.listing.subject,
        appeal=appeal.pk,
        decision=appeal.decision_id,
        state=appeal.state,
    )
