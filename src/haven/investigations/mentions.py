"""Which reports name a contact; the reports are read once each, by the worker (`actions.mentions`)."""

from haven.cases.models import Mention
from haven.notices.models import Notice

_MOST = 100


def notices_naming(kind: str, value: str) -> list[Notice]:
    """The reports in which a contact stands, or in the messages they are about; the newest first."""
    numbers = Mention.objects.filter(kind=kind, value=value).values("notice_id")
    return list(Notice.objects.filter(pk__in=numbers).select_related("listing").order_by("-id")[:_MOST])
