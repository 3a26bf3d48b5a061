"""Reading what a program sends: one JSON object, of whole characters.

Must not know: what an operation makes of it.
"""

import json

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny


class BodyParser(Parser):
    """The library's, without what is JSON and still no answer to what an operation asks."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The object that was sent.

        Raises:
            ValueError: it is no JSON, or has half of a surrogate pair, which no database and no answer can hold.
            TypeError: it is no object; a text would be read as one, whose `title` is its method.
        """
        body = super().parse_body(request)
        if not isinstance(body, dict):
            raise TypeError("A body is one JSON object.")
        json.dumps(body, ensure_ascii=False).encode()
        return body
