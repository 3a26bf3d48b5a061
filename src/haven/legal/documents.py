"""The file of an instrument: what it is by its first bytes, never by its name.

Owns which files are taken. Must not know what they say.
"""

from dataclasses import dataclass

from haven.legal.errors import LegalError

LARGEST = 20 * 2**20
_BEGINNINGS = {
    b"%PDF-": ("document.pdf", "application/pdf"),
    b"\x89PNG\r\n\x1a\n": ("document.png", "image/png"),
    b"\xff\xd8\xff": ("document.jpg", "image/jpeg"),
    b"II*\x00": ("document.tif", "image/tiff"),
    b"MM\x00*": ("document.tif", "image/tiff"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it came, with the name and type that Haven gives it."""

    data: bytes
    name: str
    media_type: str


def read_document(data: bytes) -> Document:
    """What was sent.

    Raises:
        LegalError: it is empty, too large, or neither PDF nor picture.
    """
    if not data or len(data) > LARGEST:
        raise LegalError(f"A file has one byte to {LARGEST // 2**20} MB.")
    for beginning, (name, media_type) in _BEGINNINGS.items():
        if data.startswith(beginning):
            return Document(data, name, media_type)
    raise LegalError("Send the instrument as a PDF file, or as a picture (PNG, JPEG, TIFF).")
