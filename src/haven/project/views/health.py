"""Whether the site can serve."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

import haven


def health(request: HttpRequest) -> JsonResponse:
    """200 with the version while the database answers, else 503; for load balancers and `haven serve`."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database", "version": haven.__version__}, status=503)
    return JsonResponse({"status": "ok", "version": haven.__version__})
