"""For the child-safety role alone: what matched a hash bank, whether it is right, and the banks themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.custody import store
from haven.custody.actions.banking import add_hash, retire_hash
from haven.custody.actions.holds import ask_release, release_hold
from haven.custody.errors import CustodyError, EvidenceMissing
from haven.custody.models import BankEntry, CyberTip, QuarantinedFile
from haven.custody.queries import bank_sizes
from haven.ledger.actions import record_read
from haven.moderation.actions.exposure import look_at_quarantined
from haven.moderation.actions.matches import settle_match
from haven.moderation.errors import NotNow
from haven.moderation.forms import HashForm, MatchForm
from haven.moderation.tasks import request_matching

_SHOWN = 100


@require_GET
@never_cache
@requires(Role.CHILD_SAFETY)
def quarantined(request: HttpRequest) -> HttpResponse:
    """Every file in quarantine, those that wait first."""
    record_read(reader=signed_in(request).pk, action="quarantine.read", subject="desk:quarantine")
    rows = QuarantinedFile.objects.select_related("entry", "decided_by", "cybertip").order_by("-id")
    waiting = rows.filter(state=QuarantinedFile.State.WAITING)
    context = {
        "tab": "quarantine",
        "waiting": waiting,
        "decided": rows.exclude(pk__in=waiting)[:_SHOWN],
        "stuck": CyberTip.objects.exclude(state=CyberTip.State.FILED).count(),
    }
    return render(request, "moderation/child_safety/files.html", context)


@require_GET
@never_cache
@requires(Role.CHILD_SAFETY)
def file(request: HttpRequest, file_id: int) -> HttpResponse:
    """One file: what it matched, the draft of the report, the form to decide. The picture is shown on request alone."""
    return _show(request, _file(file_id), MatchForm())


@require_POST
@never_cache
@requires(Role.CHILD_SAFETY)
def view(request: HttpRequest, file_id: int) -> HttpResponse:
    """The picture itself, after a deliberate step that is on record."""
    shown = _file(file_id)
    try:
        look_at_quarantined(name=shown.name, reader=signed_in(request))
    except NotNow as error:
        messages.warning(request, str(error))
        return redirect("moderation:quarantined", file_id)
    try:
        data = store.read(shown.stored, store.QUARANTINE)
    except EvidenceMissing:
        raise Http404 from None
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=_kind(data), headers=headers)


@require_POST
@requires(Role.CHILD_SAFETY)
def decide(request: HttpRequest, file_id: int) -> HttpResponse:
    """Whether the match is right."""
    shown, form = _file(file_id), MatchForm(request.POST)
    if not form.is_valid():
        return _show(request, shown, form, status=422)
    confirmed = form.cleaned_data["found"] == "confirmed"
    try:
        settle_match(file=shown, by=signed_in(request), confirmed=confirmed, note=form.cleaned_data["note"])
        done = "Confirmed. The report is ready to be filed." if confirmed else "Cleared. The ad is back at the desk."
        messages.success(request, done)
    except CustodyError as error:
        messages.error(request, str(error))
    return redirect("moderation:quarantined", file_id)


@require_POST
@requires(Role.CHILD_SAFETY)
def release(request: HttpRequest, file_id: int) -> HttpResponse:
    """Ask to release the hold of a file whose match was wrong, or release what a colleague asked about."""
    shown, by = _file(file_id), signed_in(request)
    try:
        if shown.state != QuarantinedFile.State.CLEARED:
            raise CustodyError("Only the hold of a wrong match is released; others end by themselves.")
        if shown.hold.release_asked_by_id in {None, by.pk}:
            ask_release(hold=shown.hold, by=by)
            messages.success(request, "Asked. A colleague of this role has to release it.")
        else:
            release_hold(hold=shown.hold, by=by)
            messages.success(request, "Released.")
    except CustodyError as error:
        messages.error(request, str(error))
    return redirect("moderation:quarantined", file_id)


@require_GET
@never_cache
@requires(Role.CHILD_SAFETY)
def banks(request: HttpRequest) -> HttpResponse:
    """The banks with their sizes, and the entries that were added last or are looked for."""
    return _show_banks(request, HashForm())


@require_POST
@requires(Role.CHILD_SAFETY)
def add(request: HttpRequest) -> HttpResponse:
    """Add one hash; the photos of the site are looked through for it."""
    form = HashForm(request.POST)
    if form.is_valid():
        try:
            add_hash(**form.cleaned_data, by=signed_in(request))
            request_matching()
            messages.success(request, "Added. The photos of the site are being looked through.")
            return redirect("moderation:banks")
        except CustodyError as error:
            form.add_error("value", str(error))
    return _show_banks(request, form, status=422)


@require_POST
@requires(Role.CHILD_SAFETY)
def retire(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Match nothing with an entry any more."""
    entry = get_object_or_404(BankEntry, pk=entry_id)
    try:
        retire_hash(entry=entry, reason=request.POST.get("reason", ""), by=signed_in(request))
        messages.success(request, "Retired. What it matched stays on record.")
    except CustodyError as error:
        messages.error(request, str(error))
    return redirect("moderation:banks")


def _show(request: HttpRequest, shown: QuarantinedFile, form: MatchForm, status: int = 200) -> HttpResponse:
    record_read(reader=signed_in(request).pk, action="quarantine.read", subject=shown.name)
    context = {"tab": "quarantine", "file": shown, "form": form, "draft": shown.cybertip}
    return render(request, "moderation/child_safety/file.html", context, status=status)


def _show_banks(request: HttpRequest, form: HashForm, status: int = 200) -> HttpResponse:
    record_read(reader=signed_in(request).pk, action="banks.read", subject="desk:banks")
    wanted = request.GET.get("hash", "").strip().lower()[:64]
    rows = BankEntry.objects.select_related("added_by", "retired_by").order_by("-id")
    found = rows.filter(value__startswith=wanted) if wanted else rows
    context = {"tab": "banks", "banks": bank_sizes(), "entries": found[:_SHOWN], "wanted": wanted, "form": form}
    return render(request, "moderation/child_safety/banks.html", context, status=status)


def _file(file_id: int) -> QuarantinedFile:
    return get_object_or_404(
        QuarantinedFile.objects.select_related("entry", "decided_by", "cybertip", "hold"), pk=file_id
    )


def _kind(data: bytes) -> str:
    """By its bytes: what the upload said of itself is anybody's word."""
    for begin, kind in ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif")):
        if data.startswith(begin):
            return kind
    return "image/webp" if data[8:12] == b"WEBP" else "image/avif"
