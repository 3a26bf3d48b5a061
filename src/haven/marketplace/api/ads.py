"""Finding and reading ads, and turning to whoever posted one. What anyone may read needs no token."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from haven.accounts.models import User
from haven.accounts.permissions import signed_in
from haven.api.authentication import ANYONE, needs
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.api.versions import stamp
from haven.listings.actions.conversations import start_conversation
from haven.listings.actions.revealing import show_contacts
from haven.listings.models import Listing
from haven.listings.queries import similar
from haven.marketplace.api.asking import as_form, check
from haven.marketplace.api.shown import AdOut, CardOut, ad_out, card_out, place_words
from haven.marketplace.api.talk import ThreadOut, thread_out
from haven.marketplace.forms.contact import ContactForm
from haven.marketplace.forms.reports import ReportForm
from haven.marketplace.limits import may_cause_mail, may_report, may_see_contacts
from haven.marketplace.views.ads import find_ad, what_became
from haven.marketplace.views.kept import MOST_CARDS, asked_codes, live_ads
from haven.marketplace.views.threads import sit_down
from haven.notices.actions import file_notice
from haven.notices.models import Notice, NoticeReason
from haven.notices.queries import by_case_code
from haven.site.queries import agreed_terms, current_terms

router = Router(tags=["Ads"])


class KeptOut(Schema):
    """The live ones of the ads that were asked for, in their order; `gone` counts the others."""

    ads: list[CardOut]
    gone: int


class ContactsOut(Schema):
    """What the poster typed, with the contact details in it: words, facts, place, name, and photos' alt texts."""

    title: str
    body: str
    details: dict[str, Any]
    place: str
    poster: str
    alts: list[str]


class MessageIn(Schema):
    """A message to the other side; `terms` are those its writer agrees to (see `/terms`)."""

    text: str
    terms: str = ""


class TermsOut(Schema):
    """The terms in force: their version, which goes along where one agrees to them, and their words (Markdown)."""

    version: str
    text: str


class ReportIn(Schema):
    """What is wrong with an ad. An address only where the outcome is to come by mail."""

    reason: NoticeReason
    text: str = ""
    name: str = ""
    email: str = ""
    good_faith: bool


class CaseOut(Schema):
    """A report: its case code is the receipt, and opens its page."""

    case_code: str
    state: str
    outcome: str


@router.get("/kept", auth=ANYONE, response=KeptOut, summary="The live ones of the ads that a reader keeps",
            openapi_extra={"parameters": [{"name": "code", "in": "query", "schema": {
                "type": "array", "items": {"type": "string"}, "maxItems": MOST_CARDS}}]})  # fmt: skip
def kept(request: HttpRequest) -> KeptOut:
    """For programs that keep numbers of ads themselves."""
    codes = asked_codes(request, MOST_CARDS)
    ads = live_ads(codes)
    return KeptOut(ads=[card_out(ad) for ad in ads], gone=len(codes) - len(ads))


@router.get("/ads/{slug:code}", auth=ANYONE, response=AdOut, summary="Read an ad")
def ad(request: HttpRequest, response: HttpResponse, code: str) -> AdOut:
    """A live ad. 410 for one that is over, 404 for one that is not public."""
    shown = ad_out(_live_ad(code))
    stamp(response, shown)
    return shown


@router.get("/ads/{slug:code}/similar", auth=ANYONE, response=list[CardOut], summary="Ads like this one")
def alike(request: HttpRequest, code: str) -> list[CardOut]:
    """Up to four live ads of the same category, as below the ad's page; of one that is over, too, unless removed."""
    listing = find_ad(code)
    if not (listing.is_public or what_became(listing)[1]) or listing.published_at is None:
        raise Problem(404, "There is nothing here.")
    return [card_out(other) for other in similar(listing)]


@router.post(
    "/ads/{slug:code}/contacts", auth=needs(), response=ContactsOut, summary="See the contact details in an ad"
)
def contacts(request: HttpRequest, code: str) -> ContactsOut:
    """The same few in an hour as on the page, and noted as there."""
    listing = _live_ad(code)
    if not may_see_contacts(request):
        raise Problem(429, "You have looked at many contact details this hour. Write to the poster, or wait a while.")
    show_contacts(listing=listing)
    revision = listing.revision
    return ContactsOut(
        title=listing.title,
        body=revision.body if revision else "",
        details=revision.details if revision else {},
        place=place_words(listing.place, revision.place_words if revision else ""),
        poster=listing.poster.name if listing.poster else "",
        alts=[shown.alt for shown in revision.shown_photos.all()] if revision else [],
    )


@router.post("/ads/{slug:code}/messages", auth=needs(Scope.MESSAGES_WRITE), response={201: ThreadOut},
             summary="Write to the poster of an ad")  # fmt: skip
def write(request: HttpRequest, code: str, message: MessageIn) -> Status[ThreadOut]:
    """The poster sees your name and a masked address. A second message goes on in the same conversation."""
    listing, me = _live_ad(code), signed_in(request)
    form = ContactForm(as_form({"text": message.text}), signed_in=True)
    check(form)
    conversation = start_conversation(
        listing=listing, reader=me, text=form.cleaned_data["text"], terms=agreed_terms(message.terms)
    )
    return Status(HTTPStatus.CREATED, thread_out(sit_down(conversation.pk, me.pk, "")))


@router.post("/ads/{slug:code}/reports", auth=ANYONE, response={201: CaseOut}, summary="Report an ad")
def report(request: HttpRequest, code: str, report: ReportIn) -> Status[CaseOut]:
    """Needs no account. The poster never learns who reported."""
    listing = get_object_or_404(Listing.objects.exclude(published_at=None), code=code)
    form = ReportForm(as_form(report.dict()))
    check(form)
    read = form.cleaned_data
    if read["email"] and not may_cause_mail(request, read["email"]):
        raise Problem(429, "We sent many mails to this address already. Leave it empty: you get a case code here.")
    if not may_report(request):
        raise Problem(429, "Very many reports came from your connection. Wait an hour, then send this one again.")
    reporter = request.user if isinstance(request.user, User) else None
    notice = file_notice(listing=listing, reporter=reporter, **(read | {"reason": NoticeReason(read["reason"])}))
    return Status(HTTPStatus.CREATED, CaseOut(case_code=notice.case_code, state=notice.state, outcome=notice.outcome))


@router.get("/terms", auth=ANYONE, response=TermsOut, summary="The terms in force")
def terms(request: HttpRequest) -> TermsOut:
    """An empty version where a site has none."""
    now = current_terms()
    return TermsOut(version=now.day if now else "", text=now.text if now else "")


@router.get("/cases/{slug:case_code}", auth=ANYONE, response=CaseOut, summary="What became of a report")
def case(request: HttpRequest, case_code: str) -> CaseOut:
    """For whoever has its case code."""
    notice = by_case_code(case_code)
    if notice is None:
        raise Problem(404, "We have no report with this code.")
    shown = notice.shown
    outcome = notice.outcome if shown != Notice.State.OPEN else ""
    return CaseOut(case_code=notice.case_code, state=shown, outcome=outcome)


def _live_ad(code: str) -> Listing:
    listing = find_ad(code)
    if listing.is_public:
        return listing
    if listing.published_at is None:
        raise Problem(404, "There is nothing here.")
    raise Problem(410, "This ad is not public any more.")
