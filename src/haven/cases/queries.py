"""Reading cases."""

from collections import Counter

from django.db.models import Count, F, Q, QuerySet

from haven.accounts.models import Role, User
from haven.cases.errors import NotAMember
from haven.cases.models import Case, CaseMember, FoundAgain, LinkReview, Reveal
from haven.custody.models import EvidenceBundle


def cases_for(reader: User) -> QuerySet[Case]:
    """The cases that somebody may read: their own; all of them for an auditor."""
    return Case.objects.all() if Role.AUDITOR in reader.roles else Case.objects.filter(members__user=reader)


def listed(reader: User) -> QuerySet[Case]:
    """The same with how much is in them, open ones first."""
    counted = Case.objects.filter(pk__in=cases_for(reader)).select_related("lead")
    counted = counted.annotate(
        exhibit_count=Count("exhibits", distinct=True),
        open_tasks=Count("tasks", filter=Q(tasks__done_at=None), distinct=True),
    )
    return counted.order_by(F("closed_at").desc(nulls_first=True), "-id")


def waiting_for(reader: User) -> dict[int, int]:
    """How much waits for somebody in each of their open cases, where something does.

    What another member asked (who somebody is, whether an ad is wrongly placed) or made (a bundle to be released), and
    what was found again and nobody has looked at.
    """
    own = Case.objects.filter(members__user=reader, closed_at=None).values("pk")
    others = EvidenceBundle.objects.filter(cases__in=own, release=None).exclude(made_by=reader)
    waits = Counter(others.values_list("cases", flat=True))
    for asked in (Reveal.objects.filter(agreed_at=None), LinkReview.objects.filter(decided_at=None)):
        waits.update(asked.filter(case__in=own).exclude(asked_by=reader).values_list("case", flat=True))
    found = FoundAgain.objects.filter(watch__case__in=own, known=False, seen_by=None)
    waits.update(found.values_list("watch__case", flat=True))
    return dict(waits)


def is_member(case: Case, user: User) -> bool:
    """Whether somebody works on it."""
    return CaseMember.objects.filter(case=case, user=user).exists()


def case_read_by(reader: User, case_id: int) -> Case:
    """The case with this number.

    Raises:
        NotAMember: there is none, or none that this person may know of.
    """
    found = cases_for(reader).select_related("lead", "closed_by").filter(pk=case_id).first()
    if found is None:
        raise NotAMember("There is no such case.")
    return found


def bundles_for(reader: User) -> QuerySet[EvidenceBundle]:
    """The bundles that somebody may know of: those of one's cases and of none; all of them for an auditor.

    Those of another desk are that desk's.
    """
    if Role.AUDITOR in reader.roles:
        return EvidenceBundle.objects.all()
    hidden = Case.objects.exclude(pk__in=cases_for(reader))
    return EvidenceBundle.objects.filter(desk="").exclude(cases__in=hidden)
