"""Everything the page of one case shows."""

from dataclasses import dataclass
from functools import cached_property

from haven.accounts.models import User
from haven.cases.models import Case, CaseMember, Exhibit, FoundAgain, Hypothesis, Reveal, Watch, Weighing
from haven.cases.pseudonyms import Naming, pseudonym
from haven.investigations.caseforms import PARTS, PartForm
from haven.listings.models import Listing


@dataclass(frozen=True, slots=True)
class Weighed:
    """A hypothesis with what speaks for it and what against."""

    hypothesis: Hypothesis
    supporting: list[Weighing]
    against: list[Weighing]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pseudonym that somebody asked about; `name` is what the case calls the person now."""

    reveal: Reveal
    pseudonym: str
    name: str


@dataclass(frozen=True)
class CasePage:
    """A case as one of its readers sees it; `bound` is the form that was just sent and is wrong, if any."""

    case: Case
    reader: User
    bound: PartForm | None = None

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
            found.append(Weighed(row, [w for w in said if w.supports], [w for w in said if not w.supports]))
        return found

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

    @cached_property
    def forms(self) -> dict[str, PartForm]:
        """A form for each part; the one that was wrong keeps what was typed."""
        made = {name: part.form(case=self.case, prefix=name) for name, part in PARTS.items()}
        if self.bound is not None:
            made[str(self.bound.prefix)] = self.bound
        return made
