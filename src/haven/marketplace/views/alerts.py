"""Saved searches on the page: save one, confirm it, change or drop it, read its private feed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from haven.accounts.models import User
from haven.alerts.actions.saving import change_search, confirm_search, confirmable_search, drop_search, save_search
from haven.alerts.errors import AlertsError
from haven.alerts.models import Every, SavedSearch
from haven.alerts.queries import latest_finds, searches_of
from haven.listings.errors import BadLink
from haven.listings.links import absolute, make_token, read_token
from haven.listings.veiling import veiled_beginning, veiled_title
from haven.marketplace.forms.alerts import AlertForm, EveryForm
from haven.marketplace.forms.search import SearchForm
from haven.marketplace.limits import may_cause_mail
from haven.marketplace.searched import kept_address, search_in_words
from haven.marketplace.views.feed import printable
from haven.site.queries import site


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Save the search that the address tells of: at once when signed in, else after a click in one's own mail."""
    owner = request.user if isinstance(request.user, User) else None
    wanted = SearchForm(request.GET)
    form = AlertForm(request.POST if request.method == "POST" else None, signed_in=owner is not None)
    name = search_in_words(wanted, request.GET)
    if form.is_bound and form.is_valid():
        try:
            return _save(request, wanted, form, owner, name)
        except AlertsError as error:
            form.add_error(None, str(error))
    context = {"form": form, "name": name, "asked": kept_address(request.GET, wanted), "owner": owner}
    return render(request, "marketplace/alerts/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The click in the mail; a button begins it, so that no program does by following links."""
    try:
        if request.method == "POST":
            saved = confirm_search(token=token)
            messages.success(request, _("Your search is saved. The first mail comes when something new is found."))
            return redirect("marketplace:alerts", make_token("alerts", saved.email))
        search = confirmable_search(token=token)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if search.confirmed_at:
        return redirect("marketplace:alerts", make_token("alerts", search.email))
    return render(request, "marketplace/alerts/confirm.html", {"search": search})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """All saved searches of one address, for who has the link from its mail; each can be changed and dropped."""
    try:
        email = read_token("alerts", token)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if request.method == "POST":
        search = get_object_or_404(SavedSearch, pk=_number(request.POST.get("search")), email=email)
        if "drop" in request.POST:
            drop_search(search=search)
            messages.success(request, _("Dropped: %(search)s. You hear no more of it.") % {"search": search.name})
        else:
            form = EveryForm(request.POST)
            if form.is_valid():
                change_search(search=search, every=Every(form.cleaned_data["every"]))
                messages.success(request, _("Changed: %(search)s.") % {"search": search.name})
        return redirect("marketplace:alerts", token)
    context = {"searches": searches_of(email), "email": email, "token": token, "choices": Every.choices}
    return render(request, "marketplace/alerts/mine.html", context)


@csrf_exempt  # mail programs call it with nothing but the address (RFC 8058); its signature is the right
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribe: a mail program's own button posts here; a person who follows the link is asked once."""
    try:
        search = SavedSearch.objects.filter(pk=int(read_token("stop_alert", token))).first()
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if request.method == "POST" and search is not None:
        drop_search(search=search)
        return render(request, "marketplace/alerts/stopped.html", {"name": search.name})
    return render(
        request, "marketplace/alerts/stop.html" if search else "marketplace/alerts/stopped.html", {"search": search}
    )


@require_safe
@never_cache
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """What a saved search found, as a private Atom feed (RFC 4287): whoever has its address reads it."""
    search = get_object_or_404(SavedSearch.objects.exclude(confirmed_at=None), feed_key=key)
    atom = Atom1Feed(
        title=printable(search.name),
        link=f"{absolute('marketplace:search')}?{search.asked}",
        description="",
        feed_url=absolute("marketplace:alert_feed", key),
        feed_guid=f"urn:haven:search:{search.feed_key}",
        author_name=site().name,
    )
    for find in latest_finds(search):
        ad = find.listing
        atom.add_item(
            title=printable(veiled_title(ad.title)),
            link=absolute("marketplace:ad", ad.code),
            description=printable(veiled_beginning(ad.revision.body, 500)) if ad.revision else "",
            unique_id=absolute("marketplace:ad", ad.code),
            pubdate=ad.published_at,
            updateddate=find.found_at,
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["X-Robots-Tag"] = "noindex"
    return response


def _save(request: HttpRequest, wanted: SearchForm, form: AlertForm, owner: User | None, name: str) -> HttpResponse:
    read = form.cleaned_data
    email = owner.email if owner else read["email"]
    if owner is None and not may_cause_mail(request, email):
        raise AlertsError(_("We sent many mails to this address already. Wait an hour, then try again."))
    saved = save_search(
        wanted=wanted.query(),
        name=name,
        asked=kept_address(request.GET, wanted),
        email=email,
        every=Every(read["every"]),
        owner=owner,
    )
    if owner is not None:
        messages.success(request, _("Your search is saved. The first mail comes when something new is found."))
        return redirect("marketplace:alerts", make_token("alerts", owner.email))
    return render(request, "marketplace/alerts/sent.html", {"search": saved})


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 15 else 0
