"""Versions of what is shown: entity tags (RFC 9110), so that nobody writes over what they have not seen."""

import hashlib

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from haven.api.errors import Problem


def version_of(shown: BaseModel) -> str:
    """The entity tag of something as it is shown."""
    return f'"{hashlib.sha256(shown.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def stamp(response: HttpResponse, shown: BaseModel) -> None:
    """Say which version is shown."""
    response["ETag"] = version_of(shown)


def check_version(request: HttpRequest, shown: BaseModel) -> None:
    """Go on only where the caller's `If-Match`, if there is one, names what is shown now.

    Raises:
        Problem: 412, somebody changed it meanwhile.
    """
    wanted = request.headers.get("If-Match")
    if wanted is None or wanted.strip() == "*":
        return
    if version_of(shown) not in {tag.strip() for tag in wanted.split(",")}:
        raise Problem(412, "This was changed since you read it. Read it again, then decide.")
