"""The API put together: its document is valid, tells all of it, and needs nothing from elsewhere."""

import json

from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from haven.project.api import STATUSES, api


def document() -> dict[str, object]:
    told: dict[str, object] = json.loads(Client().get("/api/v1/openapi.json").content)
    return told


def test_the_document_is_valid(db: None) -> None:
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_every_operation_says_what_it_is_for_and_how_it_fails(db: None) -> None:
    paths = document()["paths"]
    assert isinstance(paths, dict)
    seen = set()
    for path, operations in paths.items():
        for method, told in operations.items():
            assert told["summary"], path
            assert told["description"], path
            assert "application/problem+json" in told["responses"]["default"]["content"], path
            assert "security" in told, path
            names = {parameter["name"] for parameter in told["parameters"]}
            assert ("Idempotency-Key" in names) == (method != "get"), path
            seen.add(told["operationId"])
    assert len(seen) > 40


def test_the_document_is_read_again_only_where_it_changed(db: None) -> None:
    first = Client().get("/api/v1/openapi.json")
    assert first["Content-Type"].startswith("application/json")
    assert Client().get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_there_are_no_pages_with_assets_from_elsewhere() -> None:
    assert api.docs_url is None


def test_expected_errors_have_a_status_of_their_own() -> None:
    assert all(400 <= status < 500 for status in STATUSES.values())
