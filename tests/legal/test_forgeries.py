"""200 requests, half of them forged, answered by people who try everything: no forged one gets anything.

The people believe whatever they read and try every step that there is; what they are told on the telephone they write
down as it was said. Of each request it is known what is true, by a generator that shares no rule with Haven.
"""

import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.legal.actions.gathering import gather
from haven.legal.models import Authority, LegalRequest, Production
from haven.listings.actions.conversations import start_conversation
from tests.conftest import PROVING
from tests.factories import a_listing, a_user
from tests.legal.forgeries import ABROAD, OFFICES, Office, Script, Sender

pytestmark = pytest.mark.django_db
SEED, EACH = 20261126, 100 if PROVING else 10
STEPS_OF_AN_EMERGENCY = 5


@dataclass
class Desk:
    """Three people at the legal desk, and how often they had to do something."""

    caller: Client
    preparer: Client
    approver: Client
    steps: Counter[str] = field(default_factory=Counter)

    def post(self, who: Client, address: str, **typed: object) -> HttpResponse:
        answer = who.post(address, typed)
        assert answer.status_code in {302, 403, 404, 422}, f"{address}: {answer.status_code}"
        self.steps[address.rstrip("/").rsplit("/", 1)[-1]] += 1
        return answer  # type: ignore[return-value]

    def answer(self, script: Script, reference: str) -> bytes:
        """Do everything that can be done; the file that left, if one did."""
        at = f"/legal/requests/{reference}/"
        for row in self._numbers(script):
            said = script.said.get(row.phone, "unreached")
            self.post(self.caller, f"{at}call/", authority=row.pk, result=said, answered_by="A voice",
                      judicial="on" if script.typed.get("judicial") else "")  # fmt: skip
        found = LegalRequest.objects.get(reference=reference)
        subjects = [f"person:{user.pk}" for user in User.objects.filter(email__in=found.lines)]
        for classes in (found.wanted, ["subscriber", "records", "content"], ["content"], ["records"], ["subscriber"]):
            self.post(self.preparer, f"{at}scope/", subjects=subjects)
            self.post(self.preparer, f"{at}prepare/", classes=classes)
            worked_off(found)
            left = self._let_out(found)
            if left or script.honest:
                return left
        return b""

    def _numbers(self, script: Script) -> list[Authority]:
        """Whom they call: the office by its name in the directory, and the number that the sender would like."""
        if script.offered:
            self.post(self.caller, "/legal/directory/", name=script.office.name, country=script.office.country,
                      kind="police", phone=script.offered, checked_on=timezone.localdate(),
                      source=f"https://{script.office.domain}/contact")  # fmt: skip
            row = Authority.objects.filter(phone=script.offered).last()
            if row is not None and script.both_believe:
                self.post(self.approver, f"/legal/directory/{row.pk}/confirm/")
        return list(Authority.objects.filter(name=script.office.name))

    def _let_out(self, found: LegalRequest) -> bytes:
        """Approve by everybody, save, hand over."""
        left = b""
        for made in Production.objects.filter(request=found, declined_at=None):
            at = f"/legal/productions/{made.code}/"
            self.approver.get(at)
            self.post(self.approver, f"{at}approval/", manifest=made.manifest)
            saved = self.caller.get(f"{at}part-1.zip")
            left = left or (saved.content if saved.status_code == 200 else b"")
            self.post(self.preparer, f"{at}delivery/", how="Through their portal")
        return left


def worked_off(found: LegalRequest) -> None:
    """What the worker does meanwhile."""
    for one in found.gatherings.filter(state="running"):
        gather(code=one.code)


def enter(*roles: Role) -> Client:
    client = Client()
    client.force_login(a_user(*roles))
    return client


@pytest.fixture
def desk() -> Desk:
    """A desk whose directory has the offices of that world, found by two people long ago."""
    one, other = a_user(Role.LEGAL_SPECIALIST), a_user(Role.LEGAL_SPECIALIST)
    before = timezone.now() - timedelta(days=90)
    Authority.objects.bulk_create(_row(office, one, other, before) for office in (*OFFICES, *ABROAD))
    return Desk(enter(Role.LEGAL_SPECIALIST), enter(Role.LEGAL_SPECIALIST), enter(Role.LEGAL_APPROVER))


@pytest.fixture
def addresses() -> list[str]:
    """People with ads and messages, whom requests are about."""
    people = [a_user(email=f"resident{n}@example.org", display_name=f"Resident {n}") for n in range(8)]
    ads = [a_listing(poster=who, title=f"Bench {who.pk}") for who in people]
    for n, ad in enumerate(ads):
        start_conversation(listing=ad, reader=people[n - 1], text=f"Is bench {n} still there?")
    return [who.email for who in people]


def send(script: Script, number: int) -> str:
    """By the public form; the reference."""
    typed = dict(script.typed)
    if script.attached:
        typed["document"] = SimpleUploadedFile("order.pdf", script.attached, content_type="application/pdf")
    answer = Client(REMOTE_ADDR=f"192.0.2.{number % 200 + 1}").post("/authorities/", typed)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return answer["Location"].rstrip("/").rsplit("/", 1)[-1]


@pytest.mark.prove if PROVING else pytest.mark.filterwarnings("error")
def test_no_forged_request_gets_anything_and_every_honest_one_is_answered(desk: Desk, addresses: list[str]) -> None:
    sender = Sender(addresses, SEED)
    scripts = [script for n in range(EACH) for script in (sender.honest(n), sender.forged(n))]
    sender.rng.shuffle(scripts)
    got: Counter[str] = Counter()
    for number, script in enumerate(scripts):
        reference = send(script, number)
        left = desk.answer(script, reference)
        found = LegalRequest.objects.get(reference=reference)
        if script.honest:
            assert bool(left) == bool(found.wanted), (reference, script.typed)
            assert found.state == ("answered" if found.wanted else "verified"), script.typed
            check_about(left, script)
        else:
            assert left == b"", f"{script.trick} got something: {script.typed}"
            assert not Production.objects.filter(request=found).exists(), script.trick
        got[script.trick or "honest"] += 1
    assert got["honest"] == EACH
    assert len(got) == 11
    print(f"\n{len(scripts)} requests (seed {SEED}): {dict(got)}; nothing left for a forged one")  # noqa: T201


def check_about(left: bytes, script: Script) -> None:
    """What left is about whom it was asked about, and names nobody else of that world."""
    if not left:
        return
    with zipfile.ZipFile(BytesIO(left)) as archive:
        text = "".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if ".pdf" not in name
        )
    named = [f"resident{n}@example.org" for n in range(8) if f"resident{n}@example.org" in text]
    assert set(named) <= {script.typed["about"]}


def test_the_steps_that_an_emergency_takes(desk: Desk, addresses: list[str]) -> None:
    script = next(one for n in range(20) if (one := Sender(addresses, n).honest(4)).typed["instrument"] == "emergency")
    left = desk.answer(script, send(script, 1))
    assert left
    assert desk.steps == {"call": 1, "scope": 1, "prepare": 1, "approval": 1, "delivery": 1}
    assert desk.steps.total() == STEPS_OF_AN_EMERGENCY


def test_one_dishonest_person_alone_gets_nothing_out(addresses: list[str], desk: Desk) -> None:
    """Whoever writes down a call that never was, with every role there is, is stopped by needing another."""
    alone = enter(*Role)
    script = Sender(addresses, 1).forged(1)
    reference = send(script, 1)
    office = Authority.objects.get(name=script.office.name)
    at = f"/legal/requests/{reference}/"
    found = LegalRequest.objects.get(reference=reference)
    subjects = [f"person:{user.pk}" for user in User.objects.filter(email__in=found.lines)]
    desk.post(alone, f"{at}call/", authority=office.pk, result="confirmed", answered_by="Nobody")
    desk.post(alone, f"{at}scope/", subjects=subjects)
    desk.post(alone, f"{at}prepare/", classes=found.wanted)
    worked_off(found)
    made = Production.objects.get(request=found)
    assert alone.get(f"/legal/productions/{made.code}/").status_code == 200
    desk.post(alone, f"/legal/productions/{made.code}/approval/", manifest=made.manifest)
    assert alone.get(f"/legal/productions/{made.code}/part-1.zip").status_code == 403
    assert alone.get(f"/investigations/evidence/bundles/{made.bundles[0].pk}/bundle.zip").status_code in {403, 404}
    desk.post(alone, f"/investigations/evidence/bundles/{made.bundles[0].pk}/release/")
    assert alone.get(f"/legal/productions/{made.code}/part-1.zip").status_code == 403


def _row(office: Office, one: User, other: User, before: datetime) -> Authority:
    return Authority(
        name=office.name, country=office.country, kind=office.kind, phone=office.phone,
        source=f"https://{office.domain}/", checked_on=timezone.localdate(), proposed_by=one, confirmed_by=other,
        confirmed_at=before,
    )  # fmt: skip
