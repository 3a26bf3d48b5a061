"""What of the tables is about one person: the one list that export and erasure go by. Reads, changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Min, Q, QuerySet

from haven.accounts.models import Acceptance, FormerAddress, User
from haven.alerts.models import SavedSearch
from haven.api.models import ApiToken
from haven.ledger.models import LedgerEntry
from haven.listings.models import Conversation, Favorite, Listing, ListingDraft, ListingState, Message, PendingContact
from haven.mail.models import OutgoingMail
from haven.notices.models import Misuse, Notice
from haven.rights.models import Erasure
from haven.webhooks.models import Endpoint


def names_of(conversation: Conversation) -> set[str]:
    """All names under which a hold covers a conversation: its own, its ad's, and those of its two people."""
    listing = conversation.listing
    return {conversation.subject, listing.subject, f"person:{conversation.reader_id}", f"person:{listing.poster_id}"}


def names_with_talk(listing: Listing) -> set[str]:
    """All names under which a hold covers an ad or a conversation about it, which goes with it."""
    about_it = listing.conversations.select_related("listing")
    return {listing.subject, f"person:{listing.poster_id}"}.union(*(names_of(row) for row in about_it))


@dataclass(frozen=True)
class Belongings:
    """Everything about `person`, who had `address` (after an erasure the account has another).

    What only an address tells whose it is counts as theirs for as long as they had that address: before and after, the
    mailbox may have been somebody else's.
    """

    person: User
    address: str

    @property
    def subject(self) -> str:
        """How the ledger and holds name the person."""
        return f"person:{self.person.pk}"

    @property
    def ads(self) -> QuerySet[Listing]:
        """Ads of the person."""
        return Listing.objects.filter(poster=self.person).order_by("pk")

    @property
    def drafts(self) -> QuerySet[ListingDraft]:
        """What was typed and not sent in yet: changes of their ads, and new ads with their address."""
        theirs = Q(listing__poster=self.person) | Q(self._sent_to("email", "updated_at"), listing__poster=None)
        return ListingDraft.objects.filter(theirs).order_by("pk")

    @property
    def unsent(self) -> QuerySet[Listing]:
        """Ads that were begun with their address and never sent in."""
        states = [ListingState.DRAFT, ListingState.PENDING]
        return Listing.objects.filter(state__in=states, revision=None, poster=None, draft__in=self.drafts)

    @property
    def consents(self) -> QuerySet[Acceptance]:
        """Which terms the person agreed to, when, by which step."""
        return Acceptance.objects.filter(person=self.person).select_related("terms").order_by("pk")

    @property
    def warnings(self) -> QuerySet[Misuse]:
        """That the person was warned for reporting what is lawful, or is not heard for a while."""
        return Misuse.objects.filter(self._had("email", "warned_at"))

    @property
    def conversations(self) -> QuerySet[Conversation]:
        """Those that the person is a side of."""
        sides = Q(reader=self.person) | Q(listing__poster=self.person)
        return Conversation.objects.filter(sides).order_by("pk")

    @property
    def shown_conversations(self) -> QuerySet[Conversation]:
        """Without those whose other side wants to be erased: what a hold keeps of them looks as if it were gone."""
        gone = Q(reader__erasure__isnull=False) | Q(listing__poster__erasure__isnull=False)
        return self.conversations.exclude(gone)

    @property
    def messages(self) -> QuerySet[Message]:
        """What was said in them, by either side: what was written to somebody is theirs too."""
        return Message.objects.filter(conversation__in=self.conversations).select_related("author").order_by("pk")

    @property
    def first_messages(self) -> QuerySet[PendingContact]:
        """First messages that wait for the click."""
        return PendingContact.objects.filter(self._sent_to("email", "created_at"))

    @property
    def favorites(self) -> QuerySet[Favorite]:
        """Ads that the person keeps."""
        return Favorite.objects.filter(person=self.person)

    @property
    def searches(self) -> QuerySet[SavedSearch]:
        """Saved searches, confirmed or not."""
        nobodys = Q(self._had("email", "created_at"), owner=None)
        return SavedSearch.objects.filter(Q(owner=self.person) | nobodys).order_by("pk")

    @property
    def reports(self) -> QuerySet[Notice]:
        """Reports that the person filed; those about the person are not theirs: they would tell who reported."""
        return Notice.objects.filter(self._had("email", "filed_at")).order_by("pk")

    @property
    def mails(self) -> QuerySet[OutgoingMail]:
        """Mails to the person; to an erased one also later, until somebody else came with the address."""
        theirs = self._sent_to("recipient", "created_at")
        if self._span[1] is not None:
            later = Q(recipient__iexact=self.address, created_at__gt=self._span[1])
            theirs |= later & (Q(created_at__lt=self._taken_at) if self._taken_at else Q())
        return OutgoingMail.objects.filter(theirs).order_by("pk")

    @property
    def tokens(self) -> QuerySet[ApiToken]:
        """Tokens of the person's programs, which nobody can read any more."""
        return ApiToken.objects.filter(user=self.person).order_by("pk")

    @property
    def endpoints(self) -> QuerySet[Endpoint]:
        """Where the person's programs are called."""
        return Endpoint.objects.filter(owner=self.person).order_by("pk")

    @property
    def log(self) -> QuerySet[LedgerEntry]:
        """What the person did, as the ledger has it; it stays when the person is erased, without a name in it."""
        return LedgerEntry.objects.filter(actor=self.subject).order_by("pk")

    def _sent_to(self, address: str, at: str) -> Q:
        """Rows with one of the person's addresses in a column, written at a time when it was theirs."""
        theirs = self._had(address, at)
        for former in FormerAddress.objects.filter(user=self.person):
            theirs |= Q(**{f"{address}__iexact": former.email, f"{at}__lte": former.until})
        return theirs

    def _had(self, address: str, at: str) -> Q:
        """The same of the last address alone."""
        since, until = self._span
        theirs = Q(**{f"{address}__iexact": self.address})
        theirs &= Q(**{f"{at}__gt": since}) if since else Q()
        return theirs & (Q(**{f"{at}__lte": until}) if until else Q())

    @cached_property
    def _span(self) -> tuple[datetime | None, datetime | None]:
        """After when, and until when, the address was theirs: others had it before, or came with it after an erasure.

        What a hold keeps of an erased person still has the address that somebody has an account with again.
        """
        until = Erasure.objects.filter(person=self.person).values_list("asked_at", flat=True).first()
        moved = FormerAddress.objects.filter(email=self.address).exclude(user=self.person)
        erased = Erasure.objects.filter(address__iexact=self.address).exclude(person=self.person)
        ends = [*moved.values_list("until", flat=True), *erased.values_list("asked_at", flat=True)]
        return max((end for end in ends if until is None or end < until), default=None), until

    @cached_property
    def _taken_at(self) -> datetime | None:
        """When the first account came with the address after the erasure, also if it has moved or is erased since."""
        moved = FormerAddress.objects.filter(email__iexact=self.address, until__gt=self._span[1]).values("user")
        erased = Erasure.objects.filter(address__iexact=self.address, asked_at__gt=self._span[1]).values("person")
        others = User.objects.filter(Q(email__iexact=self.address) | Q(pk__in=moved) | Q(pk__in=erased))
        first: datetime | None = others.exclude(pk=self.person.pk).aggregate(first=Min("joined_at"))["first"]
        return first

    @cached_property
    def subjects(self) -> set[str]:
        """All names under which a hold may cover something of this."""
        return {
            self.subject,
            *(f"listing:{code}" for code in self.ads.values_list("code", flat=True)),
            *(name for conversation in self.conversations.select_related("listing") for name in names_of(conversation)),
        }
