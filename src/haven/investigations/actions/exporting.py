"""Handing entities of a case out in the form of another program; who took what and how much stands in the log."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from haven.accounts.models import User
from haven.cases.actions.standing import at_work
from haven.cases.errors import CaseError
from haven.cases.models import Case
from haven.evidence.digests import sha256
from haven.investigations.exports import followthemoney
from haven.investigations.exports.entities import Entities
from haven.investigations.exports.graphs import gexf, graphml
from haven.ledger.actions import person, record

FORMS = {
    "ftm": ("FollowTheMoney (Aleph)", "ftm.json", "application/json"),
    "graphml": ("GraphML", "graphml", "application/graphml+xml"),
    "gexf": ("GEXF (Gephi)", "gexf", "application/gexf+xml"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to hand out: its bytes, its ending, its type."""

    data: bytes
    ending: str
    media_type: str


@transaction.atomic
def export_entities(*, case: Case, entities: Entities, form: str, subject: str, by: User) -> Exported:
    """Write entities in one of `FORMS`. Names are those of the case: pseudonyms until an identity was revealed.

    Raises:
        CaseError: there is nothing to write, or no such form; see `at_work`.
    """
    case = at_work(case, by)
    if form not in FORMS:
        raise CaseError("Choose a form.")
    if not entities.ads:
        raise CaseError("There is nothing to export yet: keep an ad or a network as an exhibit first.")
    _, ending, media_type = FORMS[form]
    data = _write(case, entities, form)
    record(actor=person(by.pk), action="entities.exported", subject=case.subject, of=subject[:80], form=form,
           ads=len(entities.ads), digest=sha256(data))  # fmt: skip
    return Exported(data, ending, media_type)


def _write(case: Case, entities: Entities, form: str) -> bytes:
    if form == "graphml":
        return graphml(entities)
    if form == "gexf":
        return gexf(entities)
    salt = salted_hmac("haven.exports", f"{settings.SITE_URL}:{case.pk}", algorithm="sha256").hexdigest()
    return followthemoney.write(entities, salt=salt)
