"""One ad with everything a moderator needs to decide: what screening saw, what people report, what happened before."""

from dataclasses import dataclass
from functools import cached_property

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from haven.accounts.models import User
from haven.findings.lookup import Joining, look_up
from haven.findings.models import Link, Membership, Network
from haven.ledger.queries import entries_about
from haven.listings.fields import screened_body
from haven.listings.models import Listing, ListingRevision, Photo, RevisionPhoto, SignalHit, Verdict
from haven.listings.records import to_record
from haven.moderation.duties import DANGER, DUTIES
from haven.moderation.highlighting import Piece, Span, cut
from haven.moderation.models import STRIKES_COUNT, Decision, Escalation, Note, Question, StatementOfReasons, Strike
from haven.moderation.queries.log import Line, in_words, readable_for
from haven.moderation.queries.similar import Precedent, precedents
from haven.notices.models import Misuse, Notice, NoticeReason
from haven.notices.queries import TrackRecord, misuses, standing
from haven.notices.weights import weight
from haven.policies.queries import live_policy
from haven.records.comparing import Change, compare
from haven.screening import Policy, load_policy
from haven.screening.signals import BY_SLUG
from haven.site.queries import site

_STRONG = 40
_MOST_ADS = 20
_MOST_LINES = 60
_MOST_WHYS = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that fired: its name for people, weight, a sentence, and the `number` that marks its words."""

    number: int
    title: str
    weight: float
    why: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier text of the ad, and what the next one changed of its title and body."""

    revision: ListingRevision
    title: list[Change]
    body: list[Change]


@dataclass(frozen=True)
class Item:
    """An ad as the desk shows it; what is costly is read when the page asks for it."""

    listing: Listing
    revision: ListingRevision
    reader: User

    @cached_property
    def verdict(self) -> Verdict | None:
        """The latest verdict on the present revision."""
        return self.revision.verdicts.select_related("policy").order_by("-created_at", "-id").first()

    @cached_property
    def policy(self) -> Policy:
        """The policy that judged it, else the live one."""
        version, live = live_policy()
        if self.verdict is None or self.verdict.policy_id == version.pk:
            return live
        return load_policy(self.verdict.policy.text)

    @cached_property
    def machine_appeal(self) -> StatementOfReasons | None:
        """What the poster says against a refusal by screening alone."""
        rows = StatementOfReasons.objects.filter(verdict__revision=self.revision, appealed_at__isnull=False)
        return rows.order_by("-appealed_at").first()

    @cached_property
    def rule(self) -> str:
        """Why the rule that decided is there, in the policy author's words."""
        wanted = self.verdict.rule if self.verdict else ""
        return next((rule.why for rule in self.policy.rules if rule.id == wanted), "")

    @cached_property
    def hits(self) -> list[SignalHit]:
        """What the signals found, in the order of the text; those about the ad as a whole last."""
        if self.verdict is None:
            return []
        return sorted(self.verdict.hits.all(), key=lambda hit: (hit.start == hit.end, hit.start or 0, hit.pk))

    @cached_property
    def numbers(self) -> list[int]:
        """What the page calls each hit, from 1: all that a model of words marked has one number, being one opinion."""
        given: dict[str | int, int] = {}
        return [given.setdefault(hit.signal if _is_opinion(hit) else hit.pk, len(given) + 1) for hit in self.hits]

    @cached_property
    def reasons(self) -> list[Reason]:
        """The hits in words, once for each number."""
        first: dict[int, SignalHit] = {}
        for number, hit in zip(self.numbers, self.hits, strict=True):
            first.setdefault(number, hit)
        return [
            Reason(
                number,
                BY_SLUG[hit.signal].title if hit.signal in BY_SLUG else hit.signal,
                hit.weight,
                _opinion(hit.why) if _is_opinion(hit) else hit.why,
                hit.start is not None and hit.start != hit.end,
            )
            for number, hit in first.items()
        ]

    @cached_property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Title and body, cut where the hits are."""
        spans = [
            Span(number, hit.start or 0, hit.end or 0, hit.weight >= _STRONG, number not in self.numbers[:index])
            for index, (number, hit) in enumerate(zip(self.numbers, self.hits, strict=True))
        ]
        return cut(self.revision.title, screened_body(self.revision), spans)

    @cached_property
    def photos(self) -> list[RevisionPhoto]:
        """The photos of this revision."""
        return list(self.revision.shown_photos.select_related("photo"))

    @cached_property
    def notices(self) -> list[Notice]:
        """All reports about the ad, open ones first."""
        found = Notice.objects.filter(listing=self.listing).order_by("-filed_at")
        return sorted(found, key=lambda notice: notice.state != Notice.State.OPEN)

    @cached_property
    def reports(self) -> list[tuple[Notice, TrackRecord | None, Misuse | None]]:
        """The reports, each with how often its reporter was right in others, and their warning or suspension if any.

        None for who left no address, or did not confirm it: that may be anybody.
        """
        known, warned = standing(self.notices), misuses(notice.email for notice in self.notices if notice.confirmed_at)
        return [(notice, known[notice.pk], warned.get(notice.email)) for notice in self.notices]

    @cached_property
    def is_danger(self) -> bool:
        """Whether somebody may be in danger now: who reads the ad is told first whom to call."""
        urgent = [notice for notice in self.notices if notice.state == Notice.State.OPEN]
        told = any(DUTIES[NoticeReason(notice.reason)].lane == DANGER for notice in urgent)
        return told or bool(self.verdict and self.verdict.queue == DANGER)

    @cached_property
    def reports_weight(self) -> float:
        """How likely at least one of the open reports is right."""
        voices = [(notice, record) for notice, record, _ in self.reports if notice.state == Notice.State.OPEN]
        trusted = any(notice.trusted for notice, _ in voices)
        return weight((record for _, record in voices), trusted=trusted) if voices else 0.0

    @cached_property
    def same_photos(self) -> list[Listing]:
        """Other ads that show one of these pictures, byte for byte or to the eye."""
        shown = [one.photo for one in self.photos]
        alike = Q(sha256__in=[photo.sha256 for photo in shown]) | Q(pdq__in=[photo.pdq for photo in shown if photo.pdq])
        if not shown:
            return []
        found = Photo.objects.filter(alike).exclude(listing=self.listing).values("listing")
        return list(Listing.objects.filter(pk__in=found).exclude(revision=None)[:_MOST_ADS])

    @cached_property
    def decisions(self) -> list[Decision]:
        """What was decided about this ad before, the latest first; what was undone is left out."""
        rows = Decision.objects.filter(listing=self.listing, undone_at=None)
        return list(rows.select_related("moderator", "second", "revision").prefetch_related("appeals"))

    @cached_property
    def last_decision(self) -> Decision | None:
        """The latest decision on the present revision."""
        return next((made for made in self.decisions if made.revision_id == self.revision.pk), None)

    @cached_property
    def dialogue(self) -> list[Question]:
        """What the poster was asked about the ad, and answered, the oldest first."""
        asked = Question.objects.filter(decision__listing=self.listing, decision__undone_at=None)
        return list(asked.select_related("decision__moderator").order_by("id"))

    @cached_property
    def strikes(self) -> list[Strike]:
        """What counts against the poster's account now, the latest first."""
        since = timezone.now() - STRIKES_COUNT
        rows = Strike.objects.filter(user=self.listing.poster, lifted_at=None, given_at__gt=since)
        return list(rows.select_related("decision__listing", "decision__revision").order_by("-given_at"))

    @cached_property
    def escalations(self) -> list[Escalation]:
        """What was handed to the investigators about it; what they make of it stays with them."""
        return list(Escalation.objects.filter(listing=self.listing).select_related("raised_by"))

    @cached_property
    def other_ads(self) -> list[tuple[Listing, Decision | None]]:
        """What else this poster has submitted, the latest first, each with the last decision against it."""
        rows = Listing.objects.filter(poster=self.listing.poster).exclude(pk=self.listing.pk).exclude(revision=None)
        ads = list(rows.select_related("revision").order_by("-created_at")[:_MOST_ADS])
        decided = Decision.objects.filter(
            listing__in=ads, undone_at=None, outcome__in=["limit", "refuse", "remove", "close"]
        )
        against = {decision.listing_id: decision for decision in decided.order_by("id")}
        return [(ad, against.get(ad.pk)) for ad in ads]

    @cached_property
    def revisions(self) -> list[ListingRevision]:
        """Every text of this ad, the latest first."""
        return list(self.listing.revisions.order_by("-number"))

    @cached_property
    def earlier(self) -> list[Earlier]:
        """The earlier texts, the latest first, each beside the one that followed it."""
        return [
            Earlier(old, compare(old.title, new.title), compare(old.body, new.body))
            for new, old in zip(self.revisions, self.revisions[1:], strict=False)
        ]

    @cached_property
    def notes(self) -> list[Note]:
        """What colleagues have to say, the oldest first."""
        return list(Note.objects.filter(listing=self.listing).select_related("author"))

    @cached_property
    def precedents(self) -> list[Precedent]:
        """What was decided about ads like this one."""
        return precedents(self.revision, {hit.signal for hit in self.hits})

    @cached_property
    def network(self) -> Network | None:
        """The network that the ad is in, if it is in one."""
        membership = Membership.objects.select_related("network").filter(ad_id=self.listing.code).first()
        return membership.network if membership else None

    @cached_property
    def joining(self) -> Joining | None:
        """What the ad would join, where it is in no network yet; None where nothing is tied to it, or it is unknown."""
        if self.network is not None:
            return None
        try:
            with transaction.atomic():
                found = look_up(to_record(self.revision), region=site().region)
        except DatabaseError:
            return None
        return found if found.size > 1 else None

    @cached_property
    def network_whys(self) -> list[str]:
        """Why it belongs, or would belong, to others: each kind of tie once, the strongest first."""
        code = self.listing.code
        if self.joining is not None:
            found = [link.why for link in self.joining.links]
        else:
            rows = Link.objects.filter(Q(a=code) | Q(b=code), network=self.network)
            found = [link.why for link in rows[:50]]
        return list(dict.fromkeys(found))[:_MOST_WHYS]

    @cached_property
    def timeline(self) -> list[Line]:
        """What the ledger says was done to the ad and its reports, the latest first; reads and claims are left out."""
        subjects = [self.listing.subject, *(notice.subject for notice in self.notices)]
        entries = readable_for(self.reader, entries_about(*subjects)).exclude(
            action__regex=r"\.read$|\.looked_up$|^claim\."
        )
        return in_words(entries.order_by("-id")[:_MOST_LINES])


def item_of(listing: Listing, reader: User) -> Item:
    """The ad as `reader` sees it at the desk; it must have been submitted."""
    if listing.revision is None:
        raise ValueError(f"{listing.code} was never submitted")
    return Item(listing, listing.revision, reader)


def _is_opinion(hit: SignalHit) -> bool:
    """Whether a model of words found it, which judges the whole and marks the words that weighed most."""
    return hit.signal in BY_SLUG and BY_SLUG[hit.signal].nature.of_a_model


def _opinion(why: str) -> str:
    """The sentence of a model once, without the share of one stretch, and what its marks are."""
    told = why.partition(". ")[0].removesuffix(".")
    return f"{told}. The ad as a whole does; the marked words weighed most, and none of them means anything alone."
