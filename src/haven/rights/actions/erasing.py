"""A person is erased. What a hold covers stays out of sight until the hold ends, and the answer is the same."""

from collections.abc import Sequence
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.api.models import ApiToken
from haven.custody.actions.capturing import erase_evidence
from haven.custody.queries import held
from haven.ledger.actions import machine, person, record
from haven.listings.actions.life import withdraw
from haven.listings.links import absolute, check_owner, make_token, read_token
from haven.listings.models import (
    Clearance,
    Conversation,
    Listing,
    ListingState,
    Message,
    MessagePhoto,
    Photo,
    RevisionPhoto,
)
from haven.listings.tasks import link_listing
from haven.mail.actions import send_mail
from haven.mail.models import OutgoingMail
from haven.notices.models import TrustedFlagger
from haven.rights.belongings import Belongings, names_of, names_with_talk
from haven.rights.errors import RightsError
from haven.rights.models import Erasure
from haven.rights.rooms import rooms
from haven.site.queries import site
from haven.webhooks.models import Endpoint

_LIVE = [ListingState.PUBLISHED, ListingState.HELD, ListingState.EXPIRED]


@transaction.atomic
def ask_to_erase(*, who: User) -> None:
    """Mail the link that erases: somebody at an open browser must not be enough.

    Raises:
        RightsError: the person works here, and what they decided must stay theirs.
    """
    _nobody_who_works_here(who)
    record(actor=person(who.pk), action="erasure.asked", subject=f"person:{who.pk}")
    link = absolute("marketplace:erase", make_token("erase", str(who.pk)))
    send_mail(to=who.email, template="erase", context={"site": site().name, "link": link})


@transaction.atomic
def erase_person(*, token: str) -> None:
    """Take everything of a person off the site and delete what nothing holds. A second click changes nothing.

    Raises:
        BadLink: the link is no good.
        RightsError: the person works here.
    """
    who = User.objects.select_for_update().filter(pk=int(read_token("erase", token))).first()
    if who is None or Erasure.objects.filter(person=who).exists():
        return
    check_owner(token, who)
    _nobody_who_works_here(who)
    for listing in Listing.objects.filter(poster=who, state__in=_LIVE):
        withdraw(listing=listing, author=who)
    others = EmailAddress.objects.filter(user=who).exclude(email=who.email).order_by("pk")
    erasure = Erasure.objects.create(
        person=who, address=who.email, others=list(others.values_list("email", flat=True)), name=who.display_name
    )
    record(actor=person(who.pk), action="person.erased", subject=f"person:{who.pk}")
    _close_account(who)
    _delete_what_may_go(erasure)


def finish_erasures() -> int:
    """Delete what was held when it was to be erased and is not any more, of one person after the other; how many."""
    waiting = Erasure.objects.filter(done_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(_finish(key) for key in list(waiting))


@transaction.atomic
def _finish(key: int) -> bool:
    erasure = Erasure.objects.select_for_update(skip_locked=True).filter(pk=key, done_at=None).first()
    if erasure is None:
        return False
    _delete_what_may_go(erasure)
    return erasure.done_at is not None


def _delete_what_may_go(erasure: Erasure) -> None:
    mine = Belongings(erasure.person, erasure.address)
    kept = held(mine.subjects)
    if mine.subject in kept:  # everything of the person
        return
    for rows in (mine.searches, mine.favorites, mine.first_messages, mine.mails, mine.consents, mine.warnings):
        rows.delete()
    mine.reports.update(name="", email="", confirmed_at=None, reporter=None)
    TrustedFlagger.objects.filter(user=mine.person).delete()
    for room in rooms():
        room.erase(mine.person, mine.address)
    unsent = list(mine.unsent)
    mine.drafts.delete()
    for listing in unsent:
        delete_listing(listing)
    conversations = [row for row in mine.conversations.select_related("listing") if not names_of(row) & kept]
    delete_conversations(conversations)
    for listing in mine.ads:
        if not names_with_talk(listing) & kept:
            delete_listing(listing)
    if not kept:
        erasure.address, erasure.others, erasure.name, erasure.done_at = "", [], "", timezone.now()
        erasure.save()
        mine.person.former_addresses.all().delete()
        record(actor=machine("rights"), action="erasure.finished", subject=mine.subject)


def delete_listing(listing: Listing) -> bool:
    """Delete an ad with its words and photos; whether it could.

    One that somebody decided about or reported stays as a record of that, out of sight and without photos.
    """
    photos = list(Photo.objects.filter(listing=listing))
    paths = [path for photo in photos for path in photo.files]
    erase_evidence(names=[listing.subject], actor=machine("rights"))
    try:
        with transaction.atomic():
            RevisionPhoto.objects.filter(revision__listing=listing).delete()
            Listing.objects.filter(pk=listing.pk).update(state=ListingState.DRAFT, revision=None, cleared=None)
            Clearance.objects.filter(revision__listing=listing).delete()
            listing.delete()
    except ProtectedError:
        RevisionPhoto.objects.filter(revision__listing=listing).delete()
        Photo.objects.filter(listing=listing).delete()
        transaction.on_commit(partial(_delete_files, paths))
        return False
    link_listing.defer(code=listing.code)  # takes it out of the networks
    transaction.on_commit(partial(_delete_files, paths))
    return True


def delete_conversations(conversations: Sequence[Conversation]) -> None:
    """Delete conversations with messages, photos and the copies in mails; part of the transaction of whoever calls."""
    OutgoingMail.objects.filter(topic__in=[row.subject for row in conversations]).delete()
    photos = MessagePhoto.objects.filter(message__conversation__in=conversations)
    paths = [photo.path(width) for photo in photos for width in photo.widths]
    Message.objects.filter(conversation__in=conversations).delete()
    Conversation.objects.filter(pk__in=[row.pk for row in conversations]).delete()
    transaction.on_commit(partial(_delete_files, paths))


def _close_account(who: User) -> None:
    """Nobody signs in to it again, nor does a program; whoever comes with the same address begins anew."""
    EmailAddress.objects.filter(user=who).delete()
    Authenticator.objects.filter(user=who).delete()
    ApiToken.objects.filter(user=who).delete()
    Endpoint.objects.filter(owner=who).delete()
    who.email, who.display_name, who.is_active = f"erased-{who.pk}@erased.invalid", "", False
    who.save(update_fields=["email", "display_name", "is_active"])


def _nobody_who_works_here(who: User) -> None:
    if who.roles:
        raise RightsError(_("You work here: what you decided must stay yours. Ask whoever runs this site."))


def _delete_files(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)
