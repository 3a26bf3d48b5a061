"""What is left for everybody, and for the custodian: the last signed head as a page, and the log up to it.

Owns where both are written. The page may be put on any web server; the log has its entries in it and may not.
"""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from haven.closing.errors import ClosingError
from haven.closing.models import Sealing
from haven.evidence.sealed.last import Last, last_files
from haven.evidence.sealed.writing import put
from haven.ledger.exporting import key_list, write_log
from haven.ledger.leaves import written_time
from haven.ledger.signing import latest_checkpoint
from haven.ledger.witnessing import last_cosigned, tend
from haven.site.models import Closing
from haven.site.queries import site

PUBLIC = "public"
LOG = "log"


def write_last(*, closing: Closing, directory: Path) -> int:
    """Sign what is new, have it cosigned, and write page and log; how many entries the log has.

    Raises:
        ClosingError: the log has no signed head.
    """
    tend()
    signed = last_cosigned() or latest_checkpoint()
    if signed is None:
        raise ClosingError("The log has signed no head: `haven check` says why.")
    closing = Closing.objects.get(pk=closing.pk)
    sealing = Sealing.objects.filter(closing=closing).first()
    last = Last(
        site=site().name, address=settings.SITE_URL, closed_on=closing.ends_on.isoformat(),
        written_at=written_time(timezone.now()), custodian=sealing.custodian if sealing else "",
        over=closing.over_at is not None, note=signed.note, keys=key_list(),
    )  # fmt: skip
    for path, data in last_files(last).items():
        put(directory / PUBLIC / path, data)
    with tempfile.TemporaryDirectory(dir=directory) as scratch:
        for _ in write_log(signed, Path(scratch)):
            pass
        shutil.rmtree(directory / LOG, ignore_errors=True)
        shutil.copytree(scratch, directory / LOG)
    return signed.size
