"""Reading new reports for the contacts in them."""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from haven.cases.models import Mention
from haven.ledger.actions import machine, record
from haven.notices.models import Notice
from haven.records.contacts import find_contacts

_AT_ONCE = 200


@transaction.atomic
def read_notices() -> int:
    """Note the contacts in reports that were not read yet, and in the messages they are about; how many were read."""
    read = Mention.objects.filter(notice_id=OuterRef("pk"), kind="")
    new = list(Notice.objects.filter(~Exists(read)).select_related("conversation").order_by("id")[:_AT_ONCE])
    for notice in new:
        texts = [notice.text, *notice.reported_messages]
        found = {(str(c.kind), c.value) for text in texts for c in find_contacts(text, region=settings.SITE_REGION)}
        rows = [Mention(notice_id=notice.pk, kind=kind, value=value) for kind, value in sorted({("", ""), *found})]
        Mention.objects.bulk_create(rows, ignore_conflicts=True)
    if new:
        record(actor=machine("cases"), action="notices.indexed", subject="site:notices", notices=len(new))
    return len(new)
