"""The OpenAPI document: what the library makes of the operations, and what the gate does for all of them."""

import re
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.utils import normalize_path

from haven.api.authentication import Bearer, MaybeBearer
from haven.api.problems import ProblemOut

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A write that is sent again with the same key and body is carried out once. Kept for a day.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
_REF = "#/components/schemas/{model}"


def complete(document: dict[str, Any], api: NinjaAPI) -> dict[str, Any]:
    """The document with problems, idempotency keys, and the scope of every operation."""
    parts = document["components"].setdefault("schemas", {})
    schema = ProblemOut.model_json_schema(ref_template=_REF)
    parts |= schema.pop("$defs", {}) | {"Problem": schema}
    document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, operation in operations(api):
        for method in operation.methods:
            _complete_one(document["paths"][path][method.lower()], method, operation)
    return document


def _complete_one(told: dict[str, Any], method: str, operation: Operation) -> None:
    told["responses"]["default"] = {
        "description": "What went wrong",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if method != "GET" and _KEY not in told["parameters"]:
        told["parameters"].append(_KEY)
    asked = operation.auth_callbacks[0] if operation.auth_callbacks else None
    if isinstance(asked, MaybeBearer):
        told["security"] = [{}, {"token": []}]
    elif isinstance(asked, Bearer):
        told["security"] = [{"token": [str(asked.scope)] if asked.scope else []}]


def operations(api: NinjaAPI) -> list[tuple[str, Operation]]:
    """Every operation with its address, as the document has it."""
    return [
        (operation_path(api, router.prefix, path), operation)
        for router in api._get_bound_routers()  # noqa: SLF001 — the library has no other list of them
        for path, view in router.path_operations.items()
        for operation in view.operations
        if operation.include_in_schema
    ]


def operation_path(api: NinjaAPI, prefix: str, path: str) -> str:
    """The address of an operation, with names in braces."""
    whole = "/" + api.get_root_path({}) + "/".join(part for part in (prefix, path) if part)
    return re.sub(r"{[^}:]+:", "{", normalize_path(whole))
