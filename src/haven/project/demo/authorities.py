"""Made-up authorities for the directory of the demo, and a request that waits. Their numbers ring nowhere."""

from django.utils import timezone

from haven.accounts.models import User
from haven.legal.actions.directory import confirm_authority, propose_authority
from haven.legal.actions.receiving import Asked, receive_request
from haven.legal.models import Authority

_MADE_UP = (
    ("Mill County Police (made up)", "US", "police", "+1 202 555 0143", "https://police.millcounty.example/contact"),
    ("Parquet de Clairval (made up)", "FR", "prosecutor", "+33 1 99 00 55 11", "https://parquet-clairval.example/"),
)
_REQUEST = Asked(
    instrument="emergency",
    authority_said="Mill County Police (made up)",
    country="US",
    officer="Sgt. Sand",
    email="sand@police.millcounty.example",
    phone="+1 202 555 0199",
    file_number="MC-2026-118",
    legal_basis="18 USC 2702(c)(4)",
    about="daniel.achterberg@example.org",
    wanted=["subscriber"],
    words="Made up for the demo: somebody said in a message that they would not be found alive on Sunday.",
)


def fill_directory() -> None:
    """What is missing of it; found by one demo person and confirmed by another."""
    if Authority.objects.filter(from_file=False).exists():
        return
    one, other = (User.objects.get(email=f"{name}@example.org") for name in ("lena", "konrad"))
    for name, country, kind, phone, source in _MADE_UP:
        row = propose_authority(
            name=name, country=country, kind=kind, phone=phone, source=source, checked_on=timezone.localdate(), by=one
        )
        confirm_authority(authority=row, by=other)
    receive_request(asked=_REQUEST)
