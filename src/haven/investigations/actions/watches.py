"""Watching contacts and texts for a case, and telling its members when one has come back."""

from django.conf import settings
from django.db import transaction

from haven.accounts.models import User
from haven.accounts.telling import mail_staff
from haven.cases.actions.watching import begin_watch, note_finds
from haven.cases.errors import CaseError
from haven.cases.models import Case, Mention, Watch
from haven.findings.lookup import written_like
from haven.findings.models import Identifier, Sighting, Template
from haven.investigations.templatetext import words_of
from haven.listings.identifiers import normal_forms
from haven.listings.links import absolute
from haven.site.queries import site

_SHOWN = 120


def watch_identifier(*, case: Case, text: str, by: User) -> Watch:
    """Watch a contact, however it is written there and comes to be written.

    Raises:
        CaseError: it is none, or a hub, which stands on so many ads that it tells nothing; see `begin_watch`.
    """
    forms = normal_forms(text)
    if len(forms) != 1:
        raise CaseError("Give one number, address, account or wallet, however it is written.")
    kind, value = forms[0]
    if Identifier.objects.filter(kind=kind, value=value, hub=True).exists():
        raise CaseError("That is a hub: it stands on so many unrelated ads that watching it tells nothing.")
    return begin_watch(case=case, kind=kind, value=value, known=_bearing(kind, value), by=by)


def watch_template(*, case: Case, template: Template, by: User) -> Watch:
    """Watch for more ads that are written from a text.

    Raises:
        CaseError: see `begin_watch`.
    """
    words = words_of(template)
    known = {f"listing:{ad}" for ad in template.network.memberships.values_list("ad_id", flat=True)} | _written(words)
    return begin_watch(case=case, kind=Watch.TEXT, value=words[:_SHOWN], words=words, known=known, by=by)


def check_watches() -> int:
    """Look for everything that open cases wait for, and mail their members if something came; how much is new."""
    new: dict[Case, int] = {}
    for watch in Watch.objects.filter(ended_at=None, case__closed_at=None).select_related("case"):
        met = _written(watch.words) if watch.kind == Watch.TEXT else _bearing(watch.kind, watch.value)
        count = note_finds(watch=watch, subjects=met)
        if count:
            new[watch.case] = new.get(watch.case, 0) + count
    for case, count in new.items():
        _tell(case, count)
    return sum(new.values())


def _bearing(kind: str, value: str) -> set[str]:
    codes = Sighting.objects.filter(identifier__kind=kind, identifier__value=value).values_list("ad_id", flat=True)
    notices = Mention.objects.filter(kind=kind, value=value).values_list("notice_id", flat=True)
    return {f"listing:{code}" for code in codes} | {f"notice:{number}" for number in notices}


def _written(words: str) -> set[str]:
    """The ads whose text is as much like these words as those of one network are."""
    return {f"listing:{code}" for code in written_like(words, region=settings.SITE_REGION)}


@transaction.atomic
def _tell(case: Case, count: int) -> None:
    """A mail to each member, which says where and how much, and nothing else."""
    link = absolute("investigations:case", case.pk)
    context = {"site": site().name, "link": link, "count": count, "case": case.pk}
    mail_staff([member.user for member in case.members.select_related("user")], "desk_found_again", context)
