"""What programs that read the site are asked to leave alone."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`robots.txt`: read the ads, leave what belongs to somebody."""
    return HttpResponse(render_to_string("marketplace/robots.txt", request=request), content_type="text/plain")
