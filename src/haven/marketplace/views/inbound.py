"""Mail for masked addresses, handed over by a mail server or a mail service through HTTP.

Every call is signed with the secret that both sides hold, over the time, the recipient and the mail: what is not signed
or too old is not read at all; what is handed over twice is one message. How to set it up: docs/operate.md.
"""

import hashlib
import hmac
import re
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from haven.listings.actions.relay import LARGEST_MAIL, receive_mail
from haven.listings.errors import ListingsError

_SIGNATURE = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})\Z")
_APART = 300  # seconds that the two clocks may differ, and a call may be on its way


@csrf_exempt  # no browser calls it; the signature says who does
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """One mail (RFC 5322) as the body; 202 with the message's number, 401 unsigned, 422 with why to bounce it."""
    if not settings.INBOUND_SECRET:
        return _refused("Inbound mail is not set up: see HAVEN_INBOUND_SECRET.", 404)
    raw = request.read(LARGEST_MAIL + 1)
    if len(raw) > LARGEST_MAIL:
        return _refused("The mail is too large.", 413)
    recipient = request.headers.get("Haven-Recipient", "")
    signature = request.headers.get("Haven-Signature", "")
    if not is_signed(settings.INBOUND_SECRET, signature, recipient, raw, time.time()):
        return _refused("The signature is missing, wrong, or too old.", 401)
    try:
        message = receive_mail(raw=raw, recipient=recipient)
    except ListingsError as error:
        return _refused(str(error), 422)
    return JsonResponse({"message": message.pk, "left_out": message.left_out}, status=202)


def is_signed(secret: str, signature: str, recipient: str, raw: bytes, now: float) -> bool:
    """Whether `t=<unix seconds>,v1=<hex>` is the HMAC-SHA256 of "<t>.<recipient>.<mail>" of the last 5 minutes."""
    found = _SIGNATURE.match(signature)
    if found is None or abs(now - int(found[1])) > _APART:
        return False
    signed = b".".join((found[1].encode(), recipient.encode("utf-8", "surrogatepass"), raw))
    return hmac.compare_digest(hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest(), found[2])


def _refused(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status)
