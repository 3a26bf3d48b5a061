"""What the logs must not hold: links that carry a right, and case codes. Who reads a log must not be able to use it.

Django names the path of each request that it refuses, and some of our paths are keys (see `haven.listings.links`).
"""

import logging
import re

# A signed token: what it is for, when it was signed, the signature
_TOKEN = re.compile(r"[\w=-]+:[\w-]{5,8}:[\w-]{20,}")
_CASE_CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", re.IGNORECASE)


class Redaction(logging.Filter):
    """Takes the keys out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Word the record at once, without keys; it is always written."""
        record.msg, record.args = redacted(record.getMessage()), None
        return True


def redacted(words: str) -> str:
    """The words with each token and each case code replaced."""
    return _CASE_CODE.sub("[case]", _TOKEN.sub("[token]", words))
