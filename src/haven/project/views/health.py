"""Whether the site can serve."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

import haven
from haven.ledger.alarms import standing


def health(request: HttpRequest) -> JsonResponse:
    """200 with the version while the database answers, else 503; for load balancers and `haven serve`.

    `ledger` is `good`, `silent` (a witness or the clock is) or `alarm` (history was changed or lost); the site goes on
    serving, so that whoever raised the alarm does not also take it down.
    """
    try:
        log = standing()
    except DatabaseError:
        return JsonResponse({"status": "no database", "version": haven.__version__}, status=503)
    return JsonResponse({"status": "ok", "version": haven.__version__, "ledger": log})
