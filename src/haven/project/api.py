"""The API, put together: `/api/v1/`, its operations from the faces, its errors, its document.

Owns: which version is where. Must not know: what operations do.
"""

from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from haven.alerts.errors import AlertsError
from haven.api.bodies import BodyParser
from haven.api.document import complete
from haven.api.problems import tell_problems
from haven.listings.errors import BadPhoto, IncompleteDraft, ListingsError, TooOften, WrongState
from haven.marketplace.api import ads, drafts, keeping, me, mine, reports, searches, searching, talk, webhooks
from haven.moderation import api as desk
from haven.moderation.errors import ModerationError
from haven.notices.errors import NoticesError
from haven.rights.errors import RightsError
from haven.site.errors import SiteError
from haven.webhooks.errors import WebhooksError

STATUSES: dict[type[Exception], int] = {
    ListingsError: 409,
    WrongState: 409,
    TooOften: 429,
    IncompleteDraft: 422,
    BadPhoto: 422,
    AlertsError: 409,
    NoticesError: 409,
    RightsError: 409,
    SiteError: 409,
    WebhooksError: 409,
    ModerationError: 409,
}


class Api(NinjaAPI):
    """The library's, with a document that tells all of it."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        document = super().get_openapi_schema(**kwargs)
        complete(document, self)
        return document

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Short names, such as `drafts_begin`."""
        return f"{operation.view_func.__module__.rpartition('.')[2]}_{operation.view_func.__name__}"

    def get_operation_url_name(self, operation: Any, router: Any) -> str:  # noqa: ARG002 — the library's interface
        """The same for addresses."""
        return self.get_openapi_operation_id(operation)


def assemble() -> Api:
    """The API with everything in it."""
    api = Api(
        title=f"{settings.SITE_NAME} API",
        version="1",
        urls_namespace="api-1",
        docs_url=None,
        parser=BodyParser(),
        servers=[{"url": settings.SITE_URL}],
        description="For everything that a person can do on this site. How to begin: docs/api.md of Haven.",
    )
    tell_problems(api, STATUSES)
    for part in (searching, reports, ads, keeping, drafts, mine, talk, searches, webhooks, me, desk):
        api.add_router("", part.router)
    return api


api = assemble()
