"""Entities of a case, of a network, or of a network of a collection, to be saved."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.errors import CaseError
from haven.cases.models import Case, Collection
from haven.findings.models import Network
from haven.investigations.actions.exporting import export_entities
from haven.investigations.exports.gathering import of_case, of_collected, of_network
from haven.investigations.views.access import in_case
from haven.networks.errors import NetworkError


@require_POST
@never_cache
@requires(Role.INVESTIGATOR)
@in_case("export.read", while_open=True)
def export(request: HttpRequest, case: Case) -> HttpResponse:
    """Hand out what was asked for: `network`, `collection` with `network`, or the case's exhibits."""
    name = request.POST.get("network", "")[:80]
    number = request.POST.get("collection", "")
    subject = f"collection:{number}" if number else f"network:{name}" if name else case.subject
    try:
        if number:
            held = Collection.objects.filter(case=case, state=Collection.State.OPEN)
            entities = of_collected(get_object_or_404(held, pk=int(number) if number.isdecimal() else 0), name)
            if entities is None:
                raise Http404
        else:
            entities = of_network(get_object_or_404(Network, pk=name), case) if name else of_case(case)
        made = export_entities(
            case=case, entities=entities, form=request.POST.get("form", ""), subject=subject, by=signed_in(request)
        )
    except (CaseError, NetworkError) as error:
        messages.error(request, str(error))
        return redirect("investigations:case", case.pk)
    file = f"case-{case.pk}-{(name or 'exhibits').lower()}.{made.ending}"
    safe = "".join(letter for letter in file if letter.isascii() and (letter.isalnum() or letter in "-."))
    headers = {"Content-Disposition": f'attachment; filename="{safe}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made.data, content_type=made.media_type, headers=headers)
