"""Secrets and signatures, in the manner of Standard Webhooks (github.com/standard-webhooks, v1)."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from cryptography.fernet import Fernet
from django.conf import settings

_PREFIX = "whsec_"


def new_secret() -> str:
    """What a receiver checks signatures with: 256 random bits."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def seal(secret: str) -> str:
    """A secret as it is stored: of no use to who has the database and not the site's key."""
    return _safe().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again."""
    return _safe().decrypt(sealed.encode()).decode()


def sign(message_id: str, timestamp: int, body: bytes, signers: Iterable[str]) -> str:
    """The header `webhook-signature`: one signature for each secret that is good now."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    keys = [base64.b64decode(secret.removeprefix(_PREFIX)) for secret in signers]
    made = [base64.b64encode(hmac.digest(key, signed, "sha256")).decode() for key in keys]
    return " ".join(f"v1,{signature}" for signature in made)


def _safe() -> Fernet:
    key = hashlib.sha256(b"haven.webhooks:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
