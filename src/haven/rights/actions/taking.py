"""A person takes everything about them along."""

from typing import IO

from django.db import transaction

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.rights.belongings import Belongings
from haven.rights.exporting import export


@transaction.atomic
def take_everything(*, of: User) -> IO[bytes]:
    """The zip archive of `haven.rights.exporting`, noted in the ledger; the caller closes it."""
    record(actor=person(of.pk), action="data.exported", subject=f"person:{of.pk}")
    return export(Belongings(of, of.email))
