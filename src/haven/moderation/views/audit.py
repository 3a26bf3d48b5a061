"""The second look: one ad after the other without what was decided, and for leads what came of it."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.actions.auditing import (
    add_golden,
    agree_golden,
    answer_golden,
    look_again,
    retire_golden,
    settle_sample,
)
from haven.moderation.errors import ModerationError, NotNow
from haven.moderation.forms import GoldenForm, SecondLookForm, SettleForm
from haven.moderation.models import AuditDraw, GoldenAd, QASample
from haven.moderation.queries import audit
from haven.moderation.views.desk import READERS, desk_context, may_decide, take_in_hand
from haven.policies.queries import live_policy

_SALT = "moderation.second_look"
_DIGITS = 18
_LISTED = 50
_LEADS = (Role.SENIOR_MODERATOR, Role.AUDITOR)


@require_GET
@never_cache
@requires(*READERS)
def second_looks(request: HttpRequest) -> HttpResponse:
    """What this person looks at next, or a disagreement to settle; for leads also how far people agree."""
    key = request.GET.get("settle", "")
    sample = _disagreement(request, int(key) if key.isdecimal() and len(key) < _DIGITS else 0)
    return _show(request, settling=(sample, _settle_form()) if sample else None)


@require_POST
@requires(*MODERATORS)
def second_look(request: HttpRequest) -> HttpResponse:
    """Keep what the second person says; a golden ad and a sample are told apart only here."""
    shown = _opened(request.POST.get("what", ""))
    form = SecondLookForm(request.POST, policy=live_policy()[1])
    if not form.is_valid():
        return _show(request, form=form, shown=shown, status=422)
    against, reviewer = form.cleaned_data["found"] == "against", signed_in(request)
    try:
        if isinstance(shown, GoldenAd):
            right = answer_golden(golden=shown, reviewer=reviewer, against=against).right
            if not right:
                messages.warning(request, f"That one was a golden ad, and others saw it otherwise: {shown.why}")
        else:
            look_again(
                sample=shown, reviewer=reviewer, against=against, ground=form.cleaned_data["ground"],
                note=form.cleaned_data["note"],
            )  # fmt: skip
    except ModerationError as error:
        form.add_error(None, str(error))
        return _show(request, form=form, shown=shown, status=409)
    return redirect("moderation:second_looks")


@require_POST
@requires(Role.SENIOR_MODERATOR)
def settle(request: HttpRequest, sample_id: int) -> HttpResponse:
    """A third person says who was right."""
    sample = _disagreement(request, sample_id)  # of any other one, what the first found is not for this person to see
    if sample is None:
        messages.error(request, "That one is not, or not any more, yours to settle.")
        return redirect("moderation:second_looks")
    form = _settle_form(request.POST)
    if not form.is_valid():
        return _show(request, settling=(sample, form), status=422)
    against = sample.first_against == (form.cleaned_data["right"] == "first")
    try:
        settle_sample(sample=sample, lead=signed_in(request), against=against, note=form.cleaned_data["note"])
        messages.success(request, "Settled. Both can read it; what becomes of the ad is decided on its page.")
    except ModerationError as error:
        messages.error(request, str(error))
    return redirect("moderation:second_looks")


@require_POST
@requires(Role.SENIOR_MODERATOR)
def golden(request: HttpRequest) -> HttpResponse:
    """Propose a golden ad, agree to a colleague's, or retire one."""
    senior = signed_in(request)
    if "retire" in request.POST or "agree" in request.POST:
        return _on_golden(request, senior)
    form = GoldenForm(request.POST)
    if form.is_valid():
        read = form.cleaned_data
        try:
            add_golden(code=read["code"], against=read["found"] == "against", why=read["why"], senior=senior)
            messages.success(request, "Proposed. Reviewers are asked about it once another senior moderator agrees.")
            return redirect("moderation:second_looks")
        except ModerationError as error:
            form.add_error("code", str(error))
    return _show(request, adding=form, status=422)


def _on_golden(request: HttpRequest, senior: User) -> HttpResponse:
    key = request.POST.get("agree") or request.POST.get("retire") or ""
    one = get_object_or_404(GoldenAd, pk=int(key) if key.isdecimal() and len(key) < _DIGITS else 0)
    try:
        if "agree" in request.POST:
            agree_golden(golden=one, senior=senior)
            messages.success(request, "Agreed. Reviewers are asked about it from now on.")
        else:
            retire_golden(golden=one, senior=senior)
            messages.success(request, "Nobody is asked about it any more.")
    except ModerationError as error:
        messages.error(request, str(error))
    return redirect("moderation:second_looks")


def _show(
    request: HttpRequest,
    *,
    form: SecondLookForm | None = None,
    shown: QASample | GoldenAd | None = None,
    settling: tuple[QASample, SettleForm] | None = None,
    adding: GoldenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    reader = signed_in(request)
    decides, leads = may_decide(reader), bool(reader.roles & {str(role) for role in _LEADS})
    shown = shown or (audit.next_look(reader) if decides and not settling else None)
    shown, not_now = _taken(request, shown)
    read = settling[0] if settling else shown
    record_read(reader=reader.pk, action="samples.read", subject=read.subject if read else "desk:samples")
    context: dict[str, object] = {
        "shown": shown,
        "not_now": not_now,
        "revision": shown.revision if shown else None,
        "what": signing.dumps([type(shown).__name__, shown.pk], salt=_SALT, compress=True) if shown else "",
        "form": form or SecondLookForm(policy=live_policy()[1]),
        "waiting": audit.open_samples(reader).count() if decides else 0,
        "own": audit.own_sureness(reader),
        "settled": audit.settled_about(reader),
        "leads": leads,
        "me": reader.pk,
    }
    if leads:
        context |= _for_leads(reader, adding)
    if settling:
        context |= {"sample": settling[0], "settling": settling[1]}
    return render(
        request, "moderation/figures/second_look.html", desk_context(request, "second") | context, status=status
    )


def _taken(request: HttpRequest, shown: QASample | GoldenAd | None) -> tuple[QASample | GoldenAd | None, str]:
    """What is shown if it can be taken in hand; else nothing, and why where it is not for this person now."""
    if not isinstance(shown, QASample):
        return shown, ""
    try:
        return (None, "") if take_in_hand(request, shown.subject) else (shown, "")  # or a colleague was quicker
    except NotNow as error:
        return (shown, "") if request.method == "POST" else (None, str(error))


def _settle_form(data: QueryDict | None = None) -> SettleForm:
    return SettleForm(data, auto_id="settle_%s")


def _to_settle(reader: User) -> list[QASample]:
    """The disagreements that this person can settle: a senior moderator who is none of the two."""
    if Role.SENIOR_MODERATOR not in reader.roles:
        return []
    return [
        one for one in audit.disagreements()[:_LISTED] if reader not in {one.first_by, one.first_also, one.second_by}
    ]


def _disagreement(request: HttpRequest, number: int) -> QASample | None:
    return next((one for one in _to_settle(signed_in(request)) if one.pk == number), None)


def _for_leads(reader: User, adding: GoldenForm | None) -> dict[str, object]:
    return {
        "disagreements": audit.disagreements()[:_LISTED],
        "to_settle": _to_settle(reader),
        "people": audit.agreed(machine=False),
        "machine": audit.agreed(machine=True),
        "sureness": audit.sureness(),
        "golden": GoldenAd.objects.filter(retired_at=None).select_related("revision__listing", "added_by", "agreed_by"),
        "adding": adding or GoldenForm(auto_id="golden_%s"),
        "draw": AuditDraw.objects.order_by("-size_to").first(),
    }


def _opened(what: str) -> QASample | GoldenAd:
    """What a form is about; 404 where it was not we who sent the form."""
    try:
        kind, key = signing.loads(what, salt=_SALT)
    except signing.BadSignature:
        kind, key = "", 0
    found: QASample | GoldenAd
    if kind == "GoldenAd":
        found = get_object_or_404(GoldenAd.objects.select_related("revision"), pk=key)
    else:
        found = get_object_or_404(QASample.objects.select_related("revision"), pk=key)
    return found
