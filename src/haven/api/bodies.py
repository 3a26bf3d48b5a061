"""Reading what a program sends: one JSON object, of whole characters.

Must not know: what an operation makes of it.
"""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny


class BodyParser(Parser):
    """The library's, without what is JSON and still no answer to what an operation asks."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The object that was sent, without NUL, which is in no words and no database.

        Raises:
            ValueError: it is no JSON, or has half of a surrogate pair, which no database and no answer can hold.
            TypeError: it is no object; a text would be read as one, whose `title` is its method.
        """
        body = _without_null(super().parse_body(request))
        if not isinstance(body, dict):
            raise TypeError("A body is one JSON object.")
        json.dumps(body, ensure_ascii=False).encode()
        return body


def _without_null(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_null(one) for one in value]
    if isinstance(value, dict):
        return {_without_null(name): _without_null(one) for name, one in value.items()}
    return value
