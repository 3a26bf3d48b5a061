"""Everything the page of one production shows.

Owns how an item is read. Must not know HTTP.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Sum
from django.forms import Form
from django.utils.formats import date_format

from haven.accounts.models import Role, User
from haven.accounts.permissions import LEGAL_STAFF
from haven.custody.models import EvidenceFile, EvidenceItem
from haven.ledger.actions import person
from haven.ledger.models import LedgerEntry
from haven.legal.actions.telling import days_to_wait, theirs_to_tell
from haven.legal.forms import DeliveryForm, SendBackForm
from haven.legal.models import DataClass, Production, UserNotice
from haven.legal.opening import BESIDE, why_out_of_sight

PAGE = 50
"""Items on a page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One item: its place, its text as whoever gets it reads it, its pictures and its other files, and all it says.

    `out_of_sight`: why its pictures are not shown here, if they are not.
    """

    item: EvidenceItem
    number: int
    part: int
    folder: str
    label: str
    text: str
    pictures: list[tuple[str, str]]
    files: list[tuple[str, int]]
    told: str
    out_of_sight: str


@dataclass(frozen=True)
class ProductionPage:
    """A production as one of its readers sees it; `bound` is the form that was just sent and is wrong, if any."""

    production: Production
    reader: User
    bound: Form | None = None
    asked_page: str = "1"

    @cached_property
    def places(self) -> list[tuple[int, int, int]]:
        """Every item: its key, the part it is in, and its place there."""
        return [
            (key, number, place)
            for number, bundle in enumerate(self.production.bundles, 1)
            for place, key in enumerate(bundle.items, 1)
        ]

    @cached_property
    def page(self) -> Page[tuple[int, int, int]]:
        """The page of the list that is looked at."""
        return Paginator(self.places, PAGE).get_page(self.asked_page)

    @cached_property
    def items(self) -> list[Shown]:
        """What is on this page, in its order; what was erased since is left out."""
        found = EvidenceItem.objects.prefetch_related("files").in_bulk([key for key, _, _ in self.page])
        first = self.page.start_index()
        return [
            _shown(found[key], first + i, part, place, see_all=Role.CHILD_SAFETY in self.reader.roles)
            for i, (key, part, place) in enumerate(self.page)
            if key in found
        ]

    @cached_property
    def unopened(self) -> list[int]:
        """The pages of the list that the reader has not opened yet, by the log."""
        reads = LedgerEntry.objects.filter(
            subject=self.production.request.subject, actor=person(self.reader.pk), action="production.read",
            details__production=self.production.code,
        ).values_list("details__page", flat=True)  # fmt: skip
        return [number for number in self.page.paginator.page_range if number not in set(reads)]

    @cached_property
    def bytes(self) -> int:
        """How much it is."""
        keys = [key for key, _, _ in self.places]
        return int(EvidenceFile.objects.filter(item__in=keys).aggregate(all=Sum("size"))["all"] or 0)

    @property
    def whole(self) -> list[tuple[int, list[str]]]:
        """What else each part holds, beside its items, by the path that opens it."""
        return [(number, BESIDE) for number in range(1, len(self.production.bundles) + 1)]

    @property
    def classes(self) -> list[str]:
        """What kinds of data it holds."""
        return [str(DataClass(name).label) for name in self.production.classes]

    @property
    def may_approve(self) -> bool:
        """Whether the reader can be the second person."""
        return self.production.waits and Role.LEGAL_APPROVER in self.reader.roles and not self.had_a_hand

    @property
    def had_a_hand(self) -> bool:
        """Whether the reader prepared it or made the call."""
        call = self.production.request.verified_by
        return self.reader.pk in {self.production.prepared_by_id, call.called_by_id if call else None}

    @property
    def may_deliver(self) -> bool:
        """Whether the reader can hand it over."""
        staff = bool(self.reader.roles & {str(role) for role in LEGAL_STAFF})
        leaves = self.production.may_leave and self.production.delivered_at is None
        return staff and leaves and self.production.request.is_open

    @property
    def may_save(self) -> bool:
        """Whether the reader can save the file."""
        return self.production.may_be_saved and bool(self.reader.roles & {str(role) for role in LEGAL_STAFF})

    @property
    def may_take_back(self) -> bool:
        """Whether the reader can take the approval back: until it was saved or handed over."""
        return Role.LEGAL_APPROVER in self.reader.roles and self.production.may_be_taken_back

    @property
    def told_when(self) -> str:
        """When whoever it concerns is told, if it is approved."""
        asked = self.production.request
        call = asked.verified_by
        if call is not None and theirs_to_tell(asked, call):
            return "The law leaves it to the authority to tell whoever it concerns."
        if asked.gag_until:
            return f"Whoever it concerns is told after {date_format(asked.gag_until, 'j F Y')}."
        if call is not None and (days := days_to_wait(asked, call)):
            return f"Whoever it concerns is told {days} days after it was handed over: nobody is warned amid it."
        return "Whoever it concerns is told once it was handed over."

    @cached_property
    def notices(self) -> list[UserNotice]:
        """Who is told, and when."""
        return list(self.production.notices.all())

    @property
    def send_back(self) -> Form:
        """The form that sends it back."""
        return self.bound if isinstance(self.bound, SendBackForm) else SendBackForm(auto_id="back_%s")

    @property
    def delivery(self) -> Form:
        """The form that notes how it was handed over."""
        return self.bound if isinstance(self.bound, DeliveryForm) else DeliveryForm()


def _shown(item: EvidenceItem, number: int, part: int, place: int, *, see_all: bool) -> Shown:
    facts: dict[str, Any] = json.loads(item.manifest)["facts"]
    words = facts.get("words") or {}
    files = list(item.files.all())
    pictures = [file for file in files if file.media_type.startswith("image/")]
    alts = {photo["path"]: photo["alt"] for photo in facts.get("photos") or ()}
    return Shown(
        item=item, number=number, part=part, folder=f"data/exhibits/{place:03d}",
        label=str(DataClass(facts.get("class", DataClass.CONTENT)).label), text=str(words.get("body", "")),
        pictures=[(file.path, alts.get(file.path) or file.path) for file in pictures],
        files=[(file.path, file.size) for file in files],
        told=json.dumps(json.loads(item.manifest), indent=1, ensure_ascii=False),
        out_of_sight="" if see_all or not pictures else why_out_of_sight(item),
    )  # fmt: skip
