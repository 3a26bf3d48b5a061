"""Ads as the engines see them."""

from itertools import count
from typing import Any

from haven.records import AdRecord

_number = count(1)


def an_ad_record(**values: Any) -> AdRecord:
    """An ad from a file."""
    number = next(_number)
    return AdRecord(**{"id": f"ad-{number}", "title": f"Garden chair {number}", "body": "White, folds flat."} | values)
