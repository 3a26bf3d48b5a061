"""A person's name and address: what others see, and where mails go and one signs in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haven.accounts.actions import rename as give_name
from haven.accounts.models import User
from haven.accounts.permissions import requires, signed_in
from haven.listings.errors import BadLink
from haven.listings.links import read_token
from haven.marketplace.forms.account import AddressForm, NameForm
from haven.marketplace.limits import may_cause_mail
from haven.rights.actions.moving import ask_to_move, move_person
from haven.rights.actions.moving import take_back as give_back
from haven.rights.errors import RightsError


@requires()
@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """One's name and address, each with a form to change it."""
    return _page(request, signed_in(request))


@requires()
@require_POST
@never_cache
def rename(request: HttpRequest) -> HttpResponse:
    """Another name."""
    who = signed_in(request)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, who, name=form)
    give_name(user=who, display_name=form.cleaned_data["display_name"])
    messages.success(request, _("From now on you are %(name)s.") % {"name": who.name})
    return redirect("marketplace:account")


@requires()
@require_POST
@never_cache
def ask_move(request: HttpRequest) -> HttpResponse:
    """Another address: mail the link that moves the account there."""
    who = signed_in(request)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, who, address=form)
    email = form.cleaned_data["email"]
    try:
        if not (may_cause_mail(request, email) and may_cause_mail(request, who.email)):
            raise RightsError(_("We sent many mails to this address already. Wait an hour, then try again."))
        ask_to_move(who=who, email=email)
    except RightsError as error:
        form.add_fault(error)
        return _page(request, who, address=form)
    messages.success(
        request, _("We sent a link to %(email)s. Open it there, and your account moves.") % {"email": email}
    )
    return redirect("marketplace:account")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def move(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail to the new address; a button moves, so that no program does by following links."""
    try:
        email = read_token("move", token).rpartition(":")[2]
        moved = move_person(token=token) if request.method == "POST" else None
    except (BadLink, RightsError) as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    return render(request, "marketplace/account/move.html", {"email": email, "moved": moved})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail to the old address: it was somebody else."""
    try:
        email = read_token("unmove", token).rpartition(":")[2]
        stopped = give_back(token=token) if request.method == "POST" else None
    except (BadLink, RightsError) as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if stopped is not None:
        logout(request)
    return render(request, "marketplace/account/take_back.html", {"email": email, "stopped": stopped})


def _page(
    request: HttpRequest, who: User, *, name: NameForm | None = None, address: AddressForm | None = None
) -> HttpResponse:
    """The page, with a form that somebody has to look at again."""
    context = {
        "name_form": name or NameForm(initial={"display_name": who.display_name}),
        "address_form": address or AddressForm(),
    }
    return render(request, "marketplace/account/account.html", context, status=422 if name or address else 200)
