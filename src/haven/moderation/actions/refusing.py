"""What is owed to a poster whose ad screening alone refused: reasons, at once, and a person who hears the appeal.

`listings` calls `give_reasons` by its name in the settings (`MACHINE_REFUSAL`): it may not know this package.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import machine, record
from haven.listings.actions.life import ask_for_review
from haven.listings.errors import BadLink, WrongState
from haven.listings.links import absolute, make_token, read_token
from haven.listings.models import Listing, Verdict
from haven.listings.text_limits import check_texts
from haven.mail.actions import queue_mail, render_mail
from haven.moderation.actions.statements import write_machine_statement
from haven.moderation.errors import ModerationError
from haven.moderation.models import APPEAL_DAYS, StatementOfReasons


@transaction.atomic
def give_reasons(*, listing: Listing, verdict: Verdict) -> StatementOfReasons:
    """Store the statement of a refusal by screening, and mail it with the way to appeal; part of the submission.

    Raises:
        ValueError: the transparency database would not take the statement.
    """
    context = {"site": settings.SITE_NAME, "title": verdict.revision.title, "ground": verdict.ground_sentence}
    _, text = render_mail("refused_by_machine", context)
    statement = write_machine_statement(verdict=verdict, text=text)
    record(
        actor=machine("screening"), action="statement.written", subject=listing.subject, verdict=verdict.pk,
        ground=verdict.ground,
    )  # fmt: skip
    if listing.poster is not None:
        links = {
            "link": absolute("moderation:machine_statement", make_token("reasons", str(statement.pk))),
            "manage": absolute("marketplace:manage", make_token("manage", listing.code)),
        }
        subject, told = render_mail("refused_by_machine", context | links)
        queue_mail(to=listing.poster.email, subject=subject, text=told, topic=listing.subject, after=None)
    return statement


def machine_statement_of(token: str) -> StatementOfReasons:
    """The statement that a link from a mail is about.

    Raises:
        BadLink: the link is no good.
    """
    key = read_token("reasons", token)
    rows = StatementOfReasons.objects.select_related("verdict__revision__listing__poster")
    statement = rows.filter(pk=key).exclude(verdict=None).first()
    if statement is None:
        raise BadLink("There is no such decision any more.")
    return statement


@transaction.atomic
def appeal_to_a_person(*, statement: StatementOfReasons, author: User, text: str) -> StatementOfReasons:
    """The poster says why the machine is wrong: a person reads the ad, and decides with reasons of their own.

    Raises:
        ModerationError: nothing was written, the six months are over, a person was asked already or has read it, or the
            ad has changed since.
    """
    statement = StatementOfReasons.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    verdict = statement.verdict
    if verdict is None or statement.appealed_at is not None:
        raise ModerationError("You have appealed already: a person reads the ad.")
    if (timezone.now() - verdict.created_at).days >= APPEAL_DAYS:
        raise ModerationError("The six months in which you could appeal are over. You can still go to court.")
    listing = verdict.revision.listing
    if listing.revision_id != verdict.revision_id:
        raise ModerationError("You have changed the ad since, so there is nothing left to appeal against.")
    statement.appeal_text, statement.appealed_at = text.strip(), timezone.now()
    if not statement.appeal_text:
        raise ModerationError("Write why you think the decision is wrong.")
    check_texts(statement, ModerationError)
    try:
        ask_for_review(listing=listing, author=author)
    except WrongState as error:
        raise ModerationError(str(error)) from None
    statement.save(update_fields=["appeal_text", "appealed_at"])
    return statement
