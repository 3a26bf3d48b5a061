"""Asking a timestamp authority (RFC 3161), where the operator named one.

Owns the call. Must not know what is stamped.
"""

import requests
from django.conf import settings

from haven.custody.errors import CustodyError
from haven.evidence.bundle.timestamps import BadTimestamp, request, stamped_at

_SECONDS = 20
_MOST_BYTES = 100_000


def stamp(stamped: bytes) -> bytes:
    """The authority's answer about these bytes; its signature is checked by whoever relies on it.

    Raises:
        CustodyError: it gave none.
    """
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        answer = requests.post(
            settings.TSA_URL, data=request(stamped), headers=headers, timeout=_SECONDS, allow_redirects=False
        )
        answer.raise_for_status()
        stamped_at(answer.content[:_MOST_BYTES], stamped)
    except (requests.RequestException, BadTimestamp) as error:
        raise CustodyError(
            f"The timestamp authority gave none ({type(error).__name__}): try again, or have HAVEN_TSA_URL unset."
        ) from None
    return answer.content
