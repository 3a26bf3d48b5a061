"""How much may be uploaded in one request, decided before any of it is written to disk.

Django limits the number of files and the size of fields, not the size of files: anyone could fill the disk with one
request, even with one that is refused later.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_REQUEST = 80 * 2**20  # bytes; the proxies in docs/operate.md allow the same


class UploadLimit(FileUploadHandler):
    """Stands before the handlers that keep what is uploaded, and keeps nothing itself."""

    def handle_raw_input(self, *request: Any, **_: Any) -> None:
        """Refuse a request that says it is too large; one that says less than it sends is cut off by the server."""
        _data, _meta, content_length, *_rest = request
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("The uploaded files are too large together.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 — the handlers' interface
        """Pass it on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
