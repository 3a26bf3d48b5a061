"""The mails of the desk to posters and appellants; they leave when what they tell can no longer be undone."""

from django.conf import settings

from haven.listings.links import absolute, make_token
from haven.mail.actions import queue_mail, send_mail
from haven.moderation.models import Appeal, AppealMessage, Decision, Outcome
from haven.moderation.wording import Told
from haven.site.queries import site
from haven.webhooks.announcing import announce
from haven.webhooks.models import Event


def tell_poster(decision: Decision, told: Told) -> None:
    """Tell the poster what was decided, with the way to answer or to appeal; nothing where the ad was kept."""
    poster = decision.listing.poster
    if poster is None or decision.outcome == Outcome.KEEP:
        return
    if decision.restricts:
        link = absolute("moderation:statement", make_token("appeal", str(decision.pk)))
    elif decision.outcome == Outcome.ASK:
        link = absolute("moderation:question", make_token("question", str(decision.pk)))
    else:
        link = absolute("marketplace:ad", decision.listing.code)
    subject, text = told.words(link, poster.language)
    after = decision.final_at if settings.UNDO_SECONDS else None
    queue_mail(to=poster.email, subject=subject, text=text, topic=decision.topic, after=after)
    announce(
        to=poster.pk,
        event=Event.DECISION_MADE,
        data={"ad": decision.listing.code, "outcome": str(decision.outcome), "ground": decision.ground_sentence},
        content={"facts": decision.facts},
        after=after,
        topic=decision.topic,
    )


def tell_appellant(appeal: Appeal) -> None:
    """Tell who appealed how it was decided, in the words of the person who answered, once that cannot be undone."""
    to = address_of(appeal)
    if not to:
        return
    listing = appeal.decision.listing
    context = {
        "site": site().name,
        "title": appeal.decision.revision.title,
        "code": listing.code,
        "appeal": appeal,
        "reversed": appeal.state == Appeal.State.REVERSED,
        "account": appeal.decision.outcome == Outcome.CLOSE,
        "live": absolute("marketplace:ad", listing.code) if appeal.restored else "",
    }
    send_mail(
        to=to,
        template="appeal_answered",
        context=context,
        topic=appeal.topic,
        after=appeal.final_at if settings.UNDO_SECONDS else None,
        language=language_of(appeal),
    )


def tell_message(message: AppealMessage) -> None:
    """Send a question of the desk about an appeal, with the link to answer it."""
    appeal = message.appeal
    to = address_of(appeal)
    if to:
        context = {
            "site": site().name,
            "title": appeal.decision.revision.title,
            "appeal": appeal,
            "text": message.text,
            "link": link_of(appeal),
        }
        send_mail(to=to, template="appeal_asked", context=context, topic=appeal.subject, language=language_of(appeal))


def address_of(appeal: Appeal) -> str:
    """Where who appealed is written to; empty where they left no address."""
    if appeal.notice is not None:
        return appeal.notice.email
    poster = appeal.decision.listing.poster
    return poster.email if poster else ""


def language_of(appeal: Appeal) -> str:
    """What who appealed is written to in; empty where nobody knows."""
    if appeal.notice is not None:
        return appeal.notice.language
    poster = appeal.decision.listing.poster
    return poster.language if poster else ""


def link_of(appeal: Appeal) -> str:
    """Where who appealed reads and answers."""
    if appeal.notice is not None:
        return absolute("moderation:notice_appeal", appeal.notice.case_code)
    return absolute("moderation:statement", make_token("appeal", str(appeal.decision_id)))
