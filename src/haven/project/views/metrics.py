"""The site's numbers for Prometheus, for whoever has the operator's token."""

from secrets import compare_digest

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from haven.project.environment import environment
from haven.project.metrics import SiteMetrics


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything counted, in Prometheus' text format; there is no such page without `HAVEN_METRICS_TOKEN`."""
    token = environment().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token is None or not compare_digest(given.encode(), token.get_secret_value().encode()):
        raise Http404
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SiteMetrics())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
