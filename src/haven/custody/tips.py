"""What a report to the CyberTipline says: the facts that the site knows, and what a person tells about them.

Owns putting both into the public form. Must not know how it is sent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from haven.custody.cybertip.errors import CyberTipError
from haven.custody.cybertip.form import INCIDENTS, File, Person, Report, file_xml, report_xml
from haven.custody.errors import CustodyError
from haven.custody.models import CyberTip, CyberTipDraft
from haven.site.queries import site


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person of the child-safety role says; `child` is whether it is about one, or who seems to be one."""

    child: bool
    incident: str
    happened_at: datetime
    route: str = CyberTip.Route.CYBERTIPLINE
    words: str = ""
    urgent: str = ""
    classification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the site knows: what it is about (`listing:…`), who is behind it, where it stands, and the file, if any."""

    subject: str
    about: str
    address: str
    account: dict[str, str] | None = None
    draft: CyberTipDraft | None = None


def facts_of(draft: CyberTipDraft) -> Facts:
    """Those of a file that matched a hash bank."""
    file, fields = draft.file, draft.fields
    address = (fields.get("internet_details") or {}).get("url", "")
    return Facts(subject=file.subject, about=file.about, address=address, account=fields.get("person_reported"),
                 draft=draft)  # fmt: skip


def compose(facts: Facts, told: Told) -> str:
    """The report as it will be sent.

    Raises:
        CustodyError: something the form asks for is missing; it says what a picture shows that nobody looked at; or
            it is about an adult, which is referred, not reported.
    """
    _check(told)
    if told.classification and not _looked(facts):
        raise CustodyError("Nobody here looked at the picture: leave open what it shows, or look at it first.")
    account = facts.account or {}
    person = None
    if account.get("esp_identifier") or account.get("email"):
        person = Person(identifier=account.get("esp_identifier", ""), service=site().name,
                        name=account.get("screen_name", ""), email=account.get("email", ""))  # fmt: skip
    report = Report(
        incident=told.incident, happened_at=told.happened_at, reporter_email=site().contact,
        addresses=(facts.address,) if facts.address else (), person=person, urgent=told.urgent,
        words=_words(facts, told),
    )  # fmt: skip
    try:
        return report_xml(report).decode()
    except CyberTipError as error:
        raise CustodyError(str(error)) from None


def describe(tip: CyberTip) -> bytes:
    """The description of the uploaded file of a report.

    Raises:
        BadReport: it is not as the form asks.
    """
    file: dict[str, Any] = tip.fields["file"]
    hashes = {"MD5": file.get("hash_md5", ""), "SHA256": file.get("hash_sha256", "")}
    return file_xml(
        File(
            report_id=tip.report_id, file_id=tip.file_id, viewed=bool(file.get("viewed_by_esp")),
            public=bool(file.get("publicly_available")), address=tip.fields["address"],
            classification=tip.classification, hashes={kind: value for kind, value in hashes.items() if value},
            words=f"PDQ: {file['hash_pdq']}" if file.get("hash_pdq") else "",
        )
    )  # fmt: skip


def _looked(facts: Facts) -> bool:
    """Whether somebody of the role opened the picture: only who did can say what it shows."""
    return facts.draft is not None and bool(facts.draft.fields["file"].get("viewed_by_esp"))


def _check(told: Told) -> None:
    if not told.child:
        raise CustodyError(
            "A report is about a child, or somebody who seems to be one (18 USC 2258A). Signs that an adult is "
            "exploited are referred: escalate the ad, and an investigator calls the hotline or the police."
        )
    if told.incident not in INCIDENTS:
        raise CustodyError("Choose what happened.")
    if told.happened_at > timezone.now():
        raise CustodyError("It cannot have happened in the future.")
    if not site().contact:
        raise CustodyError("The report has to name an address of the operator: set HAVEN_CONTACT first.")


def _words(facts: Facts, told: Told) -> str:
    """What the person says, and where the finding comes from."""
    lines = [told.words.strip()]
    if facts.draft is not None:
        match = facts.draft.fields.get("match") or {}
        if match:
            lines.append(
                f"It matched the hash bank “{match['bank']}” ({match['kind']}, {match['distance']} bits apart)."
            )
    lines.append(f"Reported by {site().name}, {settings.SITE_URL}. This site keeps no network addresses.")
    return "\n".join(line for line in lines if line)
