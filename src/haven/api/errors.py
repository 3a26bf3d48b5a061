"""What an operation raises to answer with a problem."""

from collections.abc import Mapping


class ApiError(Exception):
    """Something about a token that cannot be done; the message is for the person who tried."""


class Problem(Exception):
    """A request that cannot be carried out (RFC 9457).

    Args:
        status: of HTTP, 400 to 499.
        detail: a sentence for who wrote the program.
        fields: a sentence for each field that is wrong, by its name; the name of a part of a field has dots.
    """

    def __init__(self, status: int, detail: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.fields = status, detail, dict(fields or {})
