"""What is owed to a poster whose ad screening alone refused: reasons, at once, and a person who hears the appeal.

`listings` calls `give_reasons` by its name in the settings (`MACHINE_REFUSAL`): it may not know this package.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import machine, record
from haven.listings.actions.life import ask_for_review
from haven.listings.errors import BadLink, WrongState
from haven.listings.links import absolute, check_owner, make_token, read_token
from haven.listings.models import Listing, Verdict
from haven.listings.text_limits import check_texts
from haven.mail.actions import render_mail, send_mail
from haven.moderation.actions.statements import write_machine_statement
from haven.moderation.errors import ModerationError
from haven.moderation.models import APPEAL_DAYS, StatementOfReasons
from haven.site.queries import site


@transaction.atomic
def give_reasons(*, refused: Sequence[tuple[Listing, Verdict]]) -> list[StatementOfReasons]:
    """Store the statements of refusals by screening, and mail the way to appeal; part of a submission or an import.

    In the language of each poster. Who has one ad refused gets the mail about it, who has more (an import) a list.

    Raises:
        ValueError: the transparency database would not take a statement.
    """
    given = [_give(listing, verdict) for listing, verdict in refused]
    told: dict[User, list[tuple[Listing, StatementOfReasons]]] = defaultdict(list)
    for (listing, _verdict), statement in zip(refused, given, strict=True):
        if listing.poster is not None:
            told[listing.poster].append((listing, statement))
    for poster, theirs in told.items():
        _tell(poster, theirs)
    return given


def _give(listing: Listing, verdict: Verdict) -> StatementOfReasons:
    language = listing.poster.language if listing.poster else ""
    _subject, text = render_mail("refused_by_machine", _context(verdict), language)
    statement = write_machine_statement(verdict=verdict, text=text)
    record(
        actor=machine("screening"), action="statement.written", subject=listing.subject, verdict=verdict.pk,
        ground=verdict.ground,
    )  # fmt: skip
    return statement


def _tell(poster: User, refused: list[tuple[Listing, StatementOfReasons]]) -> None:
    """One mail, whose topic is the ad that it is about."""
    ads = [
        _context(statement.verdict) | {
            "link": absolute("moderation:machine_statement", make_token("reasons", str(statement.pk))),
            "manage": absolute("marketplace:manage", make_token("manage", listing.code)),
        }
        for listing, statement in refused
        if statement.verdict
    ]  # fmt: skip
    if len(ads) == 1:
        send_mail(
            to=poster.email, template="refused_by_machine", context=ads[0], topic=refused[0][0].subject,
            language=poster.language,
        )  # fmt: skip
        return
    context = {"site": site().name, "count": len(ads), "ads": ads}
    send_mail(to=poster.email, template="refused_at_import", context=context, language=poster.language)


def _context(verdict: Verdict) -> dict[str, object]:
    return {"site": site().name, "title": verdict.revision.title, "ground": verdict.ground_sentence}


def machine_statement_of(token: str) -> StatementOfReasons:
    """The statement that a link from a mail is about.

    Raises:
        BadLink: the link is no good.
    """
    key = read_token("reasons", token)
    rows = StatementOfReasons.objects.select_related("verdict__revision__listing__poster")
    statement = rows.filter(pk=key).exclude(verdict=None).first()
    if statement is None or statement.verdict is None:
        raise BadLink(_("There is no such decision any more."))
    check_owner(token, statement.verdict.revision.listing.poster)
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
        raise ModerationError(_("You have appealed already: a person reads the ad."))
    if (timezone.now() - verdict.created_at).days >= APPEAL_DAYS:
        raise ModerationError(_("The six months in which you could appeal are over. You can still go to court."))
    listing = verdict.revision.listing
    if listing.revision_id != verdict.revision_id:
        raise ModerationError(_("You have changed the ad since, so there is nothing left to appeal against."))
    statement.appeal_text, statement.appealed_at = text.strip(), timezone.now()
    if not statement.appeal_text:
        raise ModerationError(_("Write why you think the decision is wrong."))
    check_texts(statement, ModerationError)
    try:
        ask_for_review(listing=listing, author=author)
    except WrongState as error:
        raise ModerationError(str(error)) from None
    statement.save(update_fields=["appeal_text", "appealed_at"])
    return statement
