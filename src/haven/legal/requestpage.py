"""Everything the page of one request shows.

Owns which form belongs to which step. Must not know HTTP.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, ClassVar

from django.conf import settings
from django.forms import Form
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language_info

from haven.accounts.models import User
from haven.accounts.permissions import LEGAL_STAFF
from haven.ledger.models import LedgerEntry
from haven.ledger.queries import entries_about
from haven.legal.actions.standing import rules_of
from haven.legal.countries import country_name
from haven.legal.forms import AnswerForm, CallForm, ClassesForm, DocumentForm, GagForm, RefusalForm, TargetsForm
from haven.legal.keeping import moments_of
from haven.legal.law import Clock, Entitlement, clock_for, entitlements_for
from haven.legal.models import (
    Authority,
    CallBack,
    DataClass,
    Gathering,
    LegalHold,
    LegalRequest,
    Production,
    UserNotice,
)
from haven.legal.models.hold import called
from haven.legal.queries import callable_about, same_file
from haven.legal.senders import warning_about
from haven.legal.targets import MOST_ADS, Candidate, candidates, contacts_in, crowded

FORMS: dict[str, type[Form]] = {
    "call": CallForm,
    "scope": TargetsForm,
    "hold": TargetsForm,
    "prepare": ClassesForm,
    "answer": AnswerForm,
    "file": DocumentForm,
    "gag": GagForm,
    "refuse": RefusalForm,
}
"""What is typed for each step of the page."""


@dataclass(frozen=True)
class RequestPage:
    """A request as one of its readers sees it; `bound` is the form of `step` that was just sent and is wrong, if any.

    `looks`: whether its lines are looked up. For one that nobody has called back about, only if the reader asks for it.
    """

    most_ads: ClassVar[int] = MOST_ADS
    request: LegalRequest
    reader: User
    step: str = ""
    bound: Form | None = None
    asked_to_look: bool = False

    @property
    def looks(self) -> bool:
        """Whether its lines are looked up."""
        return self.may_act and (self.request.verified_by_id is not None or self.asked_to_look)

    @cached_property
    def found(self) -> list[Candidate]:
        """What its lines lead to; nothing where nobody looks."""
        return candidates(self.request) if self.looks else []

    @property
    def ads(self) -> list[str]:
        """The codes of the ads that its lines lead to."""
        return [one.subject.removeprefix("listing:") for one in self.found if one.subject.startswith("listing:")]

    @cached_property
    def crowded(self) -> list[str]:
        """The identifiers that more ads name than are offered."""
        return crowded(self.request) if self.looks else []

    @cached_property
    def contacts(self) -> list[tuple[str, str]]:
        """The identifiers in its lines."""
        return contacts_in(self.request)

    @cached_property
    def targets(self) -> list[str]:
        """What a person found it to be about."""
        return list(self.request.targets.values_list("subject", flat=True))

    @property
    def targets_called(self) -> list[str]:
        """The same as people call them."""
        return [called(subject) for subject in self.targets]

    @cached_property
    def productions(self) -> list[Production]:
        """What was put together for it."""
        return list(
            self.request.productions.select_related("prepared_by", "approved_by", "declined_by", "delivered_by")
        )

    @property
    def waiting(self) -> Production | None:
        """What waits for the second person."""
        return next((one for one in self.productions if one.waits), None)

    @cached_property
    def gathering(self) -> Gathering | None:
        """What is being put together, or could not be: the last that was asked for, if it is one of these."""
        last = self.request.gatherings.select_related("asked_by").last()
        return last if last and last.state in {Gathering.State.RUNNING, Gathering.State.FAILED} else None

    @property
    def is_under_way(self) -> bool:
        """Whether something is put together, or waits for the second person: whom it is about stays."""
        return self.waiting is not None or (self.gathering is not None and self.gathering.runs)

    @cached_property
    def holds(self) -> list[LegalHold]:
        """What is kept because of it."""
        return list(self.request.holds.select_related("hold"))

    @property
    def may_act(self) -> bool:
        """Whether the reader may do anything about it."""
        return self.request.is_open and bool(self.reader.roles & {str(role) for role in LEGAL_STAFF})

    @property
    def country(self) -> str:
        """The country that it names."""
        return country_name(self.request.country)

    @cached_property
    def callable_ones(self) -> list[Authority]:
        """The directory's entries a call to which would count."""
        return callable_about(self.request)

    @cached_property
    def sender_warning(self) -> str:
        """What is odd about the host of the address it came from; empty where the directory has a page there."""
        return warning_about(self.request.email, self.callable_ones) if self.request.email else ""

    @property
    def language(self) -> str:
        """The language of the form that they used, by its own name and in English."""
        info = get_language_info(self.request.language)
        return f"{info['name_local']} ({info['name']})" if info["name_local"] != info["name"] else str(info["name"])

    @cached_property
    def clock(self) -> Clock:
        """By which clock it is due."""
        return clock_for(self.request.instrument, self.request.country, settings.SITE_SIZE)

    @cached_property
    def rules(self) -> list[Entitlement]:
        """What its instrument gives: by the directory once somebody called, until then by what it says of itself."""
        call = self.request.verified_by
        if call is not None:
            return rules_of(self.request, call)
        return entitlements_for(self.request.instrument, self.request.country, judicial=self.request.judicial)

    @property
    def may_gag(self) -> bool:
        """Whether somebody concerned may still have to be told, and the reader can put that off."""
        if self.may_act:
            return True
        staff = bool(self.reader.roles & {str(role) for role in LEGAL_STAFF})
        return staff and UserNotice.objects.filter(production__request=self.request, sent_at=None).exists()

    @property
    def wanted(self) -> list[tuple[str, bool]]:
        """Each class of data that is asked for, and whether it is given."""
        given = {name for rule in self.rules for name in rule.classes}
        return [(str(DataClass(name).label), name in given) for name in self.request.wanted]

    @cached_property
    def calls(self) -> list[CallBack]:
        """Who called whom, and what they said."""
        return list(self.request.calls.select_related("authority", "called_by"))

    @cached_property
    def same_file(self) -> list[LegalRequest]:
        """Others with its file number."""
        return list(same_file(self.request))

    @cached_property
    def log(self) -> list[tuple[LedgerEntry, str, str, int]]:
        """Every step: the entry, what it did, who, and how often in a row; looks are left out."""
        entries = [entry for entry in entries_about(self.request.subject) if not entry.action.endswith("read")]
        keys = [entry.actor.removeprefix("person:") for entry in entries if entry.actor.startswith("person:")]
        names = {f"person:{user.pk}": user.name for user in User.objects.filter(pk__in=keys)}
        names["visitor"] = "the public form"
        alike = [list(group) for _, group in groupby(entries, lambda entry: (entry.action, entry.actor))]
        return [
            (group[-1], group[-1].action.partition(".")[2].replace("_", " "), names.get(group[-1].actor, "Haven"),
             len(group))
            for group in alike
        ]  # fmt: skip

    @cached_property
    def forms(self) -> dict[str, Form]:
        """A form for each step; the one that was wrong keeps what was typed."""
        made = {step: self.form_of(step, None) for step in FORMS}
        if self.bound is not None:
            made[self.step] = self.bound
        return made

    def form_of(
        self, step: str, typed: Mapping[str, Any] | None, files: MultiValueDict[str, Any] | None = None
    ) -> Form:
        """The form of a step, with what was typed and sent into it."""
        return FORMS[step](typed, files, auto_id=f"{step}_%s", **self._offered(step))

    def _offered(self, step: str) -> dict[str, Any]:
        """What the form of a step lets choose from."""
        match step:
            case "call":
                return {"callable_ones": self.callable_ones}
            case "scope":
                return {"found": self.found, "chosen": self.targets}
            case "hold":
                return {"found": self.found, "chosen": self.targets, "needed": not self.contacts}
            case "prepare":
                return {"entitled": self.request.entitled, "moments": moments_of(self.request)}
        return {}
