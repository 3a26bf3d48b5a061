"""For the child-safety role alone: reports to the CyberTipline or the National Crime Agency, and how far they are."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.custody.actions.tipping import note_filed, retry_tip, write_tip
from haven.custody.cybertip.form import INCIDENTS
from haven.custody.errors import CustodyError
from haven.custody.models import CyberTip, CyberTipDraft
from haven.custody.tips import Facts, compose, facts_of
from haven.ledger.actions import record_read
from haven.listings.links import absolute
from haven.listings.models import Listing
from haven.moderation.safety_forms import ReferenceForm, TipForm

_SHOWN = 100


@require_GET
@never_cache
@requires(Role.CHILD_SAFETY)
def tips(request: HttpRequest) -> HttpResponse:
    """All reports, those that are not filed yet first, and what is confirmed and not reported."""
    record_read(reader=signed_in(request).pk, action="tips.read", subject="desk:tips")
    rows = CyberTip.objects.select_related("written_by").order_by("-id")
    filed = rows.filter(state=CyberTip.State.FILED)
    unwritten = CyberTipDraft.objects.filter(ready_at__isnull=False, tip=None).select_related("file").order_by("id")
    context = {
        "tab": "tips",
        "open": rows.exclude(state=CyberTip.State.FILED),
        "filed": filed[:_SHOWN],
        "unwritten": unwritten,
    }
    return render(request, "moderation/child_safety/tips.html", context)


@require_GET
@never_cache
@requires(Role.CHILD_SAFETY)
def tip(request: HttpRequest, tip_id: int) -> HttpResponse:
    """One report: what is in it, how far it has come, what stands in its way."""
    return _show(request, _tip(tip_id), ReferenceForm())


@require_http_methods(["GET", "POST"])
@never_cache
@requires(Role.CHILD_SAFETY)
def write(request: HttpRequest) -> HttpResponse:
    """Write a report about a file (`file`), an ad (`ad`), or anew (`again`): seen as it will be sent, then filed."""
    facts, again = _facts(request)
    reader = signed_in(request)
    record_read(reader=reader.pk, action="tip.opened", subject=facts.subject)
    form = TipForm(request.POST or None, initial=_initial(facts, again))
    document = ""
    if form.is_bound and form.is_valid():
        try:
            if request.POST.get("step") == "file":
                token = form.cleaned_data["token"]
                made = write_tip(facts=facts, told=form.told, by=reader, tip=again, token=token)
                messages.success(request, "Written. It is sent within a minute." if not made.by_hand else "Written.")
                return redirect("moderation:tip", made.pk)
            document = compose(facts, form.told)
        except CustodyError as error:
            form.add_error(None, str(error))
    context = {"tab": "tips", "form": form, "facts": facts, "again": again, "document": document}
    return render(request, "moderation/child_safety/tip_write.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Role.CHILD_SAFETY)
def retry(request: HttpRequest, tip_id: int) -> HttpResponse:
    """Try to send it now."""
    try:
        retry_tip(tip=_tip(tip_id), by=signed_in(request))
        messages.success(request, "It is tried again within a minute.")
    except CustodyError as error:
        messages.error(request, str(error))
    return redirect("moderation:tip", tip_id)


@require_POST
@never_cache
@requires(Role.CHILD_SAFETY)
def filed(request: HttpRequest, tip_id: int) -> HttpResponse:
    """Note the reference of a report that a person filed."""
    shown, form = _tip(tip_id), ReferenceForm(request.POST)
    if form.is_valid():
        try:
            note_filed(tip=shown, reference=form.cleaned_data["reference"], by=signed_in(request))
            messages.success(request, "Noted. What was reported is kept for a year from now.")
            return redirect("moderation:tip", tip_id)
        except CustodyError as error:
            form.add_error(None, str(error))
    return _show(request, shown, form, status=422)


def _show(request: HttpRequest, shown: CyberTip, form: ReferenceForm, status: int = 200) -> HttpResponse:
    record_read(reader=signed_in(request).pk, action="tip.read", subject=shown.name)
    context = {"tab": "tips", "tip": shown, "form": form, "steps": _steps(shown)}
    return render(request, "moderation/child_safety/tip.html", context, status=status)


def _steps(shown: CyberTip) -> list[tuple[str, bool]]:
    """Each step of the sending, and whether it is done."""
    steps = [CyberTip.Step.SUBMITTED, CyberTip.Step.UPLOADED, CyberTip.Step.DESCRIBED]
    if shown.draft is None:
        steps = steps[:1]
    done = CyberTip.Step.values.index(shown.step)
    is_filed = shown.state == CyberTip.State.FILED
    rows = [(str(step.label), is_filed or CyberTip.Step.values.index(step) <= done) for step in steps]
    return [*rows, ("finished", is_filed)]


def _tip(tip_id: int) -> CyberTip:
    return get_object_or_404(CyberTip.objects.select_related("written_by", "hold", "draft__file"), pk=tip_id)


def _facts(request: HttpRequest) -> tuple[Facts, CyberTip | None]:
    """What the report is about, by the address; and the refused one that is written anew."""
    asked = request.GET
    if (number := asked.get("again", "")).isdecimal():
        old = _tip(int(number))
        return (facts_of(old.draft) if old.draft else _ad(old.subject.removeprefix("listing:"))), old
    if (number := asked.get("file", "")).isdecimal():
        return facts_of(get_object_or_404(CyberTipDraft.objects.select_related("file__hold"), file=int(number))), None
    return _ad(asked.get("ad", "")), None


def _ad(code: str) -> Facts:
    listing = Listing.objects.select_related("poster").filter(code=code.strip().lower()).first()
    if listing is None:
        raise Http404
    who = listing.poster
    account = {"esp_identifier": str(who.pk), "email": who.email, "screen_name": who.display_name} if who else None
    return Facts(subject=listing.subject, about=f"person:{who.pk}" if who else "",
                 address=absolute("marketplace:ad", listing.code), account=account)  # fmt: skip


def _initial(facts: Facts, again: CyberTip | None) -> dict[str, object]:
    token: dict[str, object] = {"token": secrets.token_hex(16)}
    if again is not None:
        names = ("incident", "happened_at", "words", "urgent", "classification", "route")
        return token | {"about": "child"} | {name: getattr(again, name) for name in names}
    if facts.draft is not None:
        return token | {"happened_at": facts.draft.file.found_at, "incident": INCIDENTS[0]}
    return token | {"happened_at": timezone.now()}
