"""Tokens, and the answers that are given again."""

import hashlib
import secrets

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

_PREFIX = "haven_"


def new_token() -> str:
    """A token: 256 random bits behind a prefix by which scanners for leaked secrets know it."""
    return _PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is stored of a token. Plain SHA-256: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class ApiToken(models.Model):
    """A right to act for `user` by program, within `scopes`. Only the digest is stored; `hint` are its last letters."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="tokens")
    made_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} …{self.hint}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"token:{self.pk}"

    @property
    def is_alive(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())

    @classmethod
    def alive(cls) -> "QuerySet[ApiToken]":
        """Those that open something."""
        return cls.objects.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None)


class IdempotentAnswer(models.Model):
    """What a write with an `Idempotency-Key` was answered, to be said again when it is sent again.

    `key` is a digest of who called, what, and the key; `fingerprint` that of the body.
    """

    key = models.CharField(max_length=64, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    def __str__(self) -> str:
        return f"{self.status} for {self.key[:8]}"
