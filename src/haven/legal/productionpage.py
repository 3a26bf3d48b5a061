"""Everything the page of one production shows.

Owns how an item is read. Must not know HTTP.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import Form

from haven.accounts.models import Role, User
from haven.accounts.permissions import LEGAL_STAFF
from haven.custody.models import EvidenceItem
from haven.legal.forms import DeliveryForm, SendBackForm
from haven.legal.models import DataClass, Production, UserNotice


@dataclass(frozen=True, slots=True)
class Shown:
    """One item: what it is, its text as whoever gets it reads it, and its files."""

    item: EvidenceItem
    label: str
    text: str
    files: list[tuple[str, int]]


@dataclass(frozen=True)
class ProductionPage:
    """A production as one of its readers sees it; `bound` is the form that was just sent and is wrong, if any."""

    production: Production
    reader: User
    bound: Form | None = None

    @cached_property
    def items(self) -> list[Shown]:
        """What is in it, in its order; what was erased since is left out."""
        found = EvidenceItem.objects.prefetch_related("files").in_bulk(self.production.bundle.items)
        return [_shown(found[key]) for key in self.production.bundle.items if key in found]

    @property
    def bytes(self) -> int:
        """How much it is."""
        return sum(size for one in self.items for _, size in one.files)

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
        return staff and self.production.may_leave and self.production.request.is_open

    @property
    def may_save(self) -> bool:
        """Whether the reader can save the file."""
        return self.production.may_leave and bool(self.reader.roles & {str(role) for role in LEGAL_STAFF})

    @property
    def may_take_back(self) -> bool:
        """Whether the reader can take the approval back: until the file was saved."""
        approves = Role.LEGAL_APPROVER in self.reader.roles
        return approves and self.production.may_leave and not self.production.exports.exists()

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


def _shown(item: EvidenceItem) -> Shown:
    facts: dict[str, Any] = json.loads(item.manifest)["facts"]
    name = facts.get("class", DataClass.CONTENT)
    words = facts.get("words") or {}
    return Shown(
        item=item, label=str(DataClass(name).label), text=str(words.get("body", "")),
        files=[(file.path, file.size) for file in item.files.all()],
    )  # fmt: skip
