"""Everything the page of one case shows."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from haven.accounts.models import User
from haven.cases.models import (
    Case,
    CaseMember,
    Exhibit,
    FoundAgain,
    Hypothesis,
    LinkReview,
    Referral,
    Reveal,
    Watch,
    Weighing,
)
from haven.cases.pseudonyms import Naming, pseudonym
from haven.custody.models import EvidenceBundle
from haven.findings.models import Network
from haven.investigations.caseforms import PARTS, PartForm
from haven.listings.models import Listing

BRIEFS = "briefs"
"""The part of a case where briefs are begun; one that could not be has no row yet: its number is 0."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that could not be done: of which part and row, why, and the words that were typed for it."""

    part: str
    row: int
    problem: str
    words: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What was sent and not taken, and has no form on the page any more: why, and what was typed, by its label."""

    problems: list[str]
    typed: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A hypothesis with what speaks for it and what against; `refused` is what just did not settle it."""

    hypothesis: Hypothesis
    supporting: list[Weighing]
    against: list[Weighing]
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """That somebody says an ad is wrongly placed: its title, whether its network is there still."""

    review: LinkReview
    title: str
    placed: bool
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A pseudonym that somebody asked about; `name` is what the case calls the person now."""

    reveal: Reveal
    pseudonym: str
    name: str


def reviewed(asked: QuerySet[LinkReview], refused: Refused | None = None) -> list[Reviewed]:
    """The latest reviews of these with what their page says beside them."""
    rows = list(asked.select_related("asked_by", "decided_by")[:50])
    titles = dict(Listing.objects.filter(code__in=[r.ad_id for r in rows]).values_list("code", "revision__title"))
    there = set(Network.objects.filter(pk__in=[row.network_id for row in rows]).values_list("pk", flat=True))
    return [
        Reviewed(r, titles.get(r.ad_id) or r.ad_id, r.network_id in there, _at(refused, "reviews", r.pk)) for r in rows
    ]


def _at(refused: Refused | None, part: str, row: int) -> Refused | None:
    return refused if refused is not None and (refused.part, refused.row) == (part, row) else None


@dataclass(frozen=True)
class CasePage:
    """A case as one of its readers sees it; `bound` is the form that was just sent and is wrong, if any.

    So is `refused`, a step that takes words.
    """

    case: Case
    reader: User
    bound: PartForm | None = None
    refused: Refused | None = None

    @cached_property
    def members(self) -> list[CaseMember]:
        """Who works on it."""
        return list(self.case.members.select_related("user"))

    @property
    def may_act(self) -> bool:
        """Whether the reader may write into it."""
        return self.case.is_open and any(member.user_id == self.reader.pk for member in self.members)

    @property
    def leads(self) -> bool:
        """Whether the reader leads it."""
        return self.case.lead_id == self.reader.pk

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        """What it rests on."""
        return list(self.case.exhibits.select_related("item", "added_by"))

    @cached_property
    def hypotheses(self) -> list[Weighed]:
        """What may be so, with both sides."""
        rows = self.case.hypotheses.select_related("written_by")
        rows = rows.prefetch_related("weighings__exhibit__item", "weighings__weighed_by")
        found = []
        for row in rows:
            said = list(row.weighings.all())
            sides = [w for w in said if w.supports], [w for w in said if not w.supports]
            found.append(Weighed(row, *sides, _at(self.refused, "hypotheses", row.pk)))
        return found

    @property
    def brief_refused(self) -> Refused | None:
        """The brief that just could not be begun."""
        return _at(self.refused, BRIEFS, 0)

    @cached_property
    def bundles(self) -> list[tuple[EvidenceBundle, bool]]:
        """What was bundled for it, and whether another member released it."""
        return [(bundle, hasattr(bundle, "release")) for bundle in self.case.bundles.select_related("release")]

    @cached_property
    def referrals(self) -> list[tuple[Referral, Refused | None]]:
        """To whom it went, the latest first."""
        rows = self.case.referrals.select_related("referred_by", "bundle")
        return [(row, _at(self.refused, "referrals", row.pk)) for row in rows]

    @cached_property
    def reviews(self) -> list[Reviewed]:
        """Ads that somebody says are wrongly placed, the latest first; what waits for another member among them."""
        return reviewed(self.case.link_reviews.all(), self.refused)

    @cached_property
    def asked(self) -> list[Asked]:
        """Whose identity was asked for."""
        naming = Naming(self.case)
        rows = self.case.reveals.select_related("asked_by", "agreed_by")
        return [Asked(row, pseudonym(self.case.pk, row.person_id), naming.of(row.person_id)) for row in rows]

    @cached_property
    def watches(self) -> list[Watch]:
        """What it waits for."""
        return list(self.case.watches.filter(ended_at=None))

    @cached_property
    def finds(self) -> list[tuple[FoundAgain, str]]:
        """What came back and nobody has looked at, with the title of the ad; the newest first."""
        rows = FoundAgain.objects.filter(watch__case=self.case, known=False, seen_by=None).select_related("watch")[:50]
        codes = [row.subject.removeprefix("listing:") for row in rows]
        titles = dict(Listing.objects.filter(code__in=codes).values_list("code", "revision__title"))
        return [(row, titles.get(row.subject.removeprefix("listing:")) or "") for row in rows]

    @property
    def unplaced(self) -> Unplaced | None:
        """What another member forestalled, by closing the case or settling the same; its words are shown to be kept."""
        if self.bound is not None and not self.may_act:
            fields = [(field.label, field.value()) for field in self.bound if field.widget_type in {"text", "textarea"}]
            problems = [str(error) for errors in self.bound.errors.values() for error in errors]
            return Unplaced(problems, [(str(label), str(words)) for label, words in fields if words])
        if self.refused is not None and not (self.may_act and self._has_form):
            return Unplaced([self.refused.problem], [("Words", self.refused.words)] if self.refused.words else [])
        return None

    @property
    def _has_form(self) -> bool:
        """Whether the row that was refused can still be settled."""
        waiting = [one.hypothesis.state == Hypothesis.State.OPEN for one in self.hypotheses if one.refused]
        waiting += [not referral.answer for referral, refused in self.referrals if refused]
        waiting += [
            one.review.decided_at is None and one.review.asked_by_id != self.reader.pk
            for one in self.reviews
            if one.refused
        ]
        return any(waiting) or self.brief_refused is not None

    @cached_property
    def forms(self) -> dict[str, PartForm]:
        """A form for each part; the one that was wrong keeps what was typed."""
        made = {name: part.form(case=self.case, prefix=name) for name, part in PARTS.items()}
        if self.bound is not None:
            made[str(self.bound.prefix)] = self.bound
        return made
