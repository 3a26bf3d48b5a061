"""A hold that rests on a request."""

from typing import ClassVar, Self

from django.db import models


def called(subject: str) -> str:
    """What people call a subject: "Account 7", "Ad k3m9p2xq7w"; anything else as it is written."""
    kind, _, key = subject.partition(":")
    return {"person": f"Account {key}", "listing": f"Ad {key}"}.get(kind, subject)


class LegalHold(models.Model):
    """What ties a preservation hold to the request it rests on.

    `contacts` are identifiers (kind and normal form) that it covers: whatever ad or account comes to name one while it
    lasts is held, too. `renewals` is how often the law lets it be renewed, `renewal_days` by how much each time.
    `reminded_for` is the end of which staff were reminded.
    """

    hold = models.OneToOneField(
        "custody.PreservationHold", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    request = models.ForeignKey("legal.LegalRequest", on_delete=models.PROTECT, related_name="holds")
    contacts = models.JSONField(default=list)
    renewals = models.PositiveSmallIntegerField()
    renewal_days = models.PositiveSmallIntegerField()
    reminded_for = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["hold_id"]

    def __str__(self) -> str:
        return f"hold {self.hold_id} for {self.request_id}"

    @property
    def covered(self) -> list[str]:
        """The accounts and ads that it covers now, as people call them."""
        return [called(row.subject) for row in self.hold.subjects.all()]

    @property
    def may_be_renewed(self) -> bool:
        """Whether the law lets it be renewed once more."""
        return self.hold.in_force and self.hold.renewals < self.renewals
