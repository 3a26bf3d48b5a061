"""Where a person's programs are called: addresses, their secrets shown once, and the log of what was sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haven.accounts.permissions import requires, signed_in
from haven.marketplace.forms.webhooks import EndpointForm
from haven.webhooks.actions import (
    add_endpoint,
    enable_endpoint,
    redeliver,
    remove_endpoint,
    rotate_secret,
    try_endpoint,
)
from haven.webhooks.errors import ForbiddenAddress, WebhooksError
from haven.webhooks.models import Delivery, Endpoint, Event

_LOGGED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires()
def webhooks(request: HttpRequest) -> HttpResponse:
    """One's endpoints, and a form for another; the answer to that is the only page that shows its secret."""
    form = EndpointForm(request.POST if request.method == "POST" else None)
    secret = ""
    if form.is_bound and form.is_valid():
        read = form.cleaned_data
        events = [Event(value) for value in read["events"]]
        try:
            _added, secret = add_endpoint(
                owner=signed_in(request), url=read["url"], events=events, with_content=read["with_content"]
            )
            form = EndpointForm()
        except ForbiddenAddress as error:
            form.add_error("url", str(error))
        except WebhooksError as error:
            form.add_error(None, str(error))
    return _page(request, form, secret)


@requires()
@require_POST
@never_cache
def step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Try an endpoint, give it a new secret, turn it on again, remove it."""
    me = signed_in(request)
    endpoint = get_object_or_404(Endpoint, pk=number, owner=me)
    if step == "secret":
        return _page(request, EndpointForm(), rotate_secret(endpoint=endpoint, by=me))
    if step == "try":
        try_endpoint(endpoint=endpoint, by=me)
        messages.success(request, _("A test is on its way. Its outcome is in the log."))
    elif step == "on":
        enable_endpoint(endpoint=endpoint, by=me)
        messages.success(request, _("It is called again from now on."))
    elif step == "remove":
        remove_endpoint(endpoint=endpoint, by=me)
        messages.success(request, _("Removed. Nothing is sent there any more."))
        return redirect("marketplace:webhooks")
    else:
        raise Http404
    return redirect("marketplace:webhook_log", number)


@require_safe
@never_cache
@requires()
def log(request: HttpRequest, number: int) -> HttpResponse:
    """The latest of what was sent to an endpoint, and what it answered."""
    endpoint = get_object_or_404(Endpoint, pk=number, owner=signed_in(request))
    deliveries = endpoint.deliveries.prefetch_related("attempts")[:_LOGGED]
    return render(request, "marketplace/programs/deliveries.html", {"endpoint": endpoint, "deliveries": deliveries})


@requires()
@require_POST
def repeat(request: HttpRequest, number: int) -> HttpResponse:
    """Send something once more."""
    me = signed_in(request)
    delivery = get_object_or_404(Delivery.objects.select_related("endpoint"), pk=number, endpoint__owner=me)
    try:
        redeliver(delivery=delivery, by=me)
        messages.success(request, _("It is sent once more."))
    except WebhooksError as error:
        messages.error(request, str(error))
    return redirect("marketplace:webhook_log", delivery.endpoint_id)


def _page(request: HttpRequest, form: EndpointForm, secret: str) -> HttpResponse:
    endpoints = Endpoint.objects.filter(owner=signed_in(request))
    context = {"form": form, "secret": secret, "endpoints": endpoints}
    return render(request, "marketplace/programs/webhooks.html", context, status=422 if form.errors else 200)
