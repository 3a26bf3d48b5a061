"""Collections of a case: ads from elsewhere, their networks, one ad; every read in the log before it is shown."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.actions.collecting import CollectedFile, Said, take_collection
from haven.cases.collected.opened import Opened
from haven.cases.errors import CaseError
from haven.cases.models import Case, Collection
from haven.cases.queries import is_member
from haven.cases.reading import is_at_it
from haven.cases.tasks import open_collection
from haven.investigations.actions.collected import exhibit_collected_ad, exhibit_collected_network
from haven.investigations.collected import author_called, collected_portrait
from haven.investigations.collectionforms import CollectionForm
from haven.investigations.expanding import unsealed
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read, salted_digest
from haven.networks.errors import NetworkError

_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(*READERS)
@in_case("collections.read")
def collections(request: HttpRequest, case: Case) -> HttpResponse:
    """The collections of a case; a new one."""
    reader = signed_in(request)
    form = CollectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent: list[UploadedFile[bytes]] = form.cleaned_data["archive"]
        files = [CollectedFile(one.name or "", one.read()) for one in sent]
        said = Said(**{name: form.cleaned_data[name] for name in ("title", "origin", "lawful")})
        try:
            with transaction.atomic():
                taken = take_collection(case=case, said=said, files=files, by=reader)
                open_collection.defer(collection_id=taken.pk)
            messages.success(request, "Kept. It is being read, which takes a moment.")
            return redirect("investigations:collection", case.pk, taken.pk)
        except CaseError as error:
            form.add_error(None, str(error))
    context = {
        "case": case, "form": form, "collections": case.collections.select_related("added_by"),
        "may_act": case.is_open and is_member(case, reader),
    }  # fmt: skip
    return render(request, "investigations/collections.html", context, status=422 if form.errors else 200)


@require_GET
@never_cache
@requires(*READERS)
@in_case()
def collection(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """One collection: what was said about it, its files with their hashes, its networks."""
    found = _found(request, case, number)
    networks = _opened(found).networks if found.state == Collection.State.OPEN else []
    page = Paginator(networks, _PAGE).get_page(request.GET.get("page"))
    context = {"case": case, "collection": found, "page": page, "at_it": is_at_it(found)}
    return render(request, "investigations/collection.html", context)


@require_GET
@never_cache
@requires(*READERS)
@in_case()
def collected_network(request: HttpRequest, case: Case, number: int, name: str) -> HttpResponse:
    """One network of a collection, on the page of the site's networks."""
    found = _found(request, case, number, network=name)
    opened = _opened(found)
    network = opened.network(name)
    if network is None:
        raise Http404
    portrait = collected_portrait(found, opened, network)
    context = {"case": case, "collection": found, "network": portrait.network, "portrait": portrait}
    may_keep = case.is_open and is_member(case, signed_in(request))
    return render(request, "investigations/collected_network.html", context | {"may_keep": may_keep})


@require_GET
@never_cache
@requires(*READERS)
@in_case()
def collected_ad(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """One ad of a collection."""
    asked = (unsealed(case, request.GET.get("ad", "")) or [""])[0]
    # A digest: what files of others call their ads may be anything.
    found = _found(request, case, number, ad=salted_digest(settings.SECRET_KEY.encode(), {"ad": asked}))
    opened = _opened(found)
    ad = opened.ad(asked)
    if ad is None:
        raise Http404
    context: dict[str, Any] = {
        "case": case, "collection": found, "ad": ad, "contacts": opened.contacts(ad.id),
        "author": author_called(case, ad.author) if ad.author else "",
        "may_keep": case.is_open and is_member(case, signed_in(request)),
    }  # fmt: skip
    return render(request, "investigations/collected_ad.html", context)


@require_POST
@requires(Role.INVESTIGATOR)
@in_case()
def keep_collected(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Make an ad or a network of a collection an exhibit."""
    found = get_object_or_404(case.collections, pk=number)
    by, why, ref = signed_in(request), request.POST.get("why", ""), request.POST.get("ref", "")
    try:
        if request.POST.get("kind") == "network":
            exhibit = exhibit_collected_network(collection=found, name=ref, why=why, by=by)
        else:
            exhibit = exhibit_collected_ad(collection=found, ad_id=ref, why=why, by=by)
    except CaseError as error:
        messages.error(request, str(error))
        return redirect("investigations:collection", case.pk, number)
    messages.success(request, "Kept as an exhibit, as it stands in the files.")
    return redirect("investigations:exhibit", case.pk, exhibit.number)


def _found(request: HttpRequest, case: Case, number: int, **details: str) -> Collection:
    """The collection; that it is read stands in the log first."""
    found = get_object_or_404(case.collections.select_related("added_by", "case"), pk=number)
    told = {name: value[:80] for name, value in details.items()}
    record_read(
        reader=signed_in(request).pk, action="collection.opened", subject=case.subject, collection=found.pk, **told
    )
    return found


def _opened(found: Collection) -> Opened:
    """Raises `Http404` where it is not open, or its files are gone."""
    if found.state != Collection.State.OPEN:
        raise Http404
    try:
        return Opened(found.directory)
    except NetworkError:
        raise Http404 from None
