"""Holds and evidence."""

import secrets
from datetime import timedelta

from django.utils import timezone

from haven.accounts.models import Role, User
from haven.custody import store
from haven.custody.actions.bundling import make_bundle, release_bundle
from haven.custody.actions.capturing import Capture, capture, vouch
from haven.custody.actions.tipping import write_tip
from haven.custody.cybertip.form import INCIDENTS
from haven.custody.models import (
    BankEntry,
    BankVersion,
    BundleRelease,
    CyberTip,
    CyberTipDraft,
    EvidenceBundle,
    EvidenceFile,
    EvidenceItem,
    HeldSubject,
    PreservationHold,
    QuarantinedFile,
    Snapshot,
)
from haven.custody.tips import Told, facts_of
from haven.ledger.actions import VISITOR, record
from tests.factories.people import a_user


def a_hold(*subjects: str, days: int = 90) -> PreservationHold:
    """A hold on these subjects; over already where `days` is negative."""
    until = timezone.now() + timedelta(days=days)
    hold = PreservationHold.objects.create(reason="Letter 12", placed_by=a_user(), until=until)
    for subject in subjects:
        a_held_subject(hold=hold, subject=subject)
    return hold


def a_held_subject(*, hold: PreservationHold | None = None, subject: str = "listing:aaaaaaaaaa") -> HeldSubject:
    """One thing under a hold."""
    return HeldSubject.objects.create(hold=hold or a_hold(), subject=subject)


def a_snapshot(*, hold: PreservationHold | None = None, kind: str = "records") -> Snapshot:
    """What was there about an ad when a hold came to cover it."""
    hold = hold or a_hold("listing:aaaaaaaaaa")
    item = capture(Capture(subject=hold.subject, about="", title="Ad", facts={"data": {"ads": []}}))
    entry = record(actor=VISITOR, action="hold.kept", subject=hold.subject, evidence=item.digest)
    vouch(item, entry.pk)
    return Snapshot.objects.create(hold=hold, subject="listing:aaaaaaaaaa", kind=kind, item=item)


def an_evidence_item(
    *, subject: str = "listing:aaaaaaaaaa", about: str = "person:7", body: str = "Oak"
) -> EvidenceItem:
    """Something captured, with a page and an entry of the ledger that holds its digest."""
    facts = {"words": {"title": "Oak table", "body": body, "place": "Leipzig"}}
    files = {"ad.html": (f"<p>{body}</p>".encode(), "text/html; charset=utf-8")}
    item = capture(Capture(subject=subject, about=about, title="Ad: Oak table", facts=facts, files=files))
    entry = record(actor=VISITOR, action="listing.submitted", subject=subject, evidence=item.digest)
    vouch(item, entry.pk)
    return item


def an_evidence_file() -> EvidenceFile:
    """The page of something captured."""
    return an_evidence_item().files.get()


def an_evidence_bundle(*, by: User | None = None) -> EvidenceBundle:
    """A bundle of one item."""
    by = by or a_user(Role.INVESTIGATOR)
    return make_bundle(title="Oak tables", purpose="Request 12", items=[an_evidence_item()], by=by)


def a_bundle_release(*, bundle: EvidenceBundle | None = None) -> BundleRelease:
    """That somebody else released it."""
    return release_bundle(bundle=bundle or an_evidence_bundle(), by=a_user(Role.INVESTIGATOR))


def a_bank_version() -> BankVersion:
    """The banks changed just now."""
    version, _ = BankVersion.objects.update_or_create(pk=BankVersion.THE_ONE, defaults={"token": secrets.token_hex(8)})
    return version


def a_bank_entry(*, value: str = "", kind: str = "pdq", bank: str = "Made up") -> BankEntry:
    """A hash that pictures are compared with from now on."""
    value = value or f"{BankEntry.objects.count():0{64 if kind == 'pdq' else 32}x}"
    entry = BankEntry.objects.create(bank=bank, kind=kind, value=value, reason="For a test.")
    a_bank_version()
    return entry


def a_quarantined_file(*, subject: str = "listing:aaaaaaaaaa", state: str = "waiting") -> QuarantinedFile:
    """A file that matched; there are no bytes behind it."""
    decided = {} if state == "waiting" else {"decided_by": a_user(Role.CHILD_SAFETY), "decided_at": timezone.now()}
    file = QuarantinedFile.objects.create(
        subject=subject,
        stored="1" * 64,
        sha256="1" * 64,
        md5="1" * 32,
        pdq="0" * 64,
        size=10,
        entry=a_bank_entry(),
        distance=0,
        hold=a_hold(subject),
        state=state,
        **decided,
    )
    a_cyber_tip_draft(file=file)
    return file


def a_cyber_tip_draft(*, file: QuarantinedFile | None = None) -> CyberTipDraft:
    """What is known for a report."""
    if file is None:
        return a_quarantined_file().cybertip
    return CyberTipDraft.objects.create(file=file, fields={"file": {"viewed_by_esp": False}})


def a_cyber_tip(*, draft: CyberTipDraft | None = None, by: User | None = None) -> CyberTip:
    """A report that waits to be sent, about a file whose match was confirmed."""
    draft = draft or a_confirmed_draft()
    told = Told(child=True, incident=INCIDENTS[0], happened_at=draft.file.found_at)
    return write_tip(facts=facts_of(draft), told=told, by=by or a_user(Role.CHILD_SAFETY))


def a_confirmed_draft(*, data: bytes = b"bytes of a file") -> CyberTipDraft:
    """The draft of a file that a person confirmed, with these bytes in quarantine."""
    file = a_quarantined_file(state="confirmed")
    QuarantinedFile.objects.filter(pk=file.pk).update(stored=store.keep(data, store.QUARANTINE), size=len(data))
    file.cybertip.fields = {
        "internet_details": {"url": "https://haven.example/ads/aaaaaaaaaa/"},
        "person_reported": {"esp_identifier": "7", "email": "poster@example.org", "screen_name": "P"},
        "file": {"hash_md5": "1" * 32, "hash_sha256": "1" * 64, "hash_pdq": "0" * 64, "viewed_by_esp": False,
                 "publicly_available": True},
        "match": {"bank": "Made up", "kind": "pdq", "distance": 0},
    }  # fmt: skip
    file.cybertip.ready_at = timezone.now()
    file.cybertip.save()
    return CyberTipDraft.objects.select_related("file__hold").get(pk=file.cybertip.pk)
