"""Names in place of names: a person is called the same throughout one case, and otherwise in every other.

Owns who is shown by name in a case: whom a second member agreed to reveal, nobody else.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.crypto import salted_hmac

from haven.accounts.models import User
from haven.cases.models import Case, Reveal

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def pseudonym(case_id: int, person_id: int) -> str:
    """Such as `Person K7Q2M`: five letters (25 bits) that only this site can trace back, different in every case."""
    digest = salted_hmac("haven.cases.pseudonyms", f"{case_id}:{person_id}", algorithm="sha256").digest()
    return f"Person {letters(digest)}"


def letters(digest: bytes) -> str:
    """Five letters that stand for a digest."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:5])


@dataclass(frozen=True)
class Naming:
    """How people are named in a case; without one (an auditor's look), by their number."""

    case: Case | None

    def of(self, person_id: int | None) -> str:
        """What to call the person with this number."""
        if person_id is None:
            return "nobody"
        if self.case is None:
            return f"Person {person_id}"
        known = self._revealed.get(person_id)
        return f"{known.name} ({known.email})" if known else pseudonym(self.case.pk, person_id)

    def person_called(self, name: str, among: set[int]) -> int | None:
        """Which of these people has this pseudonym."""
        return next((key for key in among if self.case and pseudonym(self.case.pk, key) == name), None)

    @cached_property
    def _revealed(self) -> dict[int, User]:
        agreed = Reveal.objects.filter(case=self.case, agreed_at__isnull=False).select_related("person")
        return {reveal.person_id: reveal.person for reveal in agreed}
