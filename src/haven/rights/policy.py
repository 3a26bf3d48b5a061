"""The operator's policy of how long things are kept: one readable file, `retention.yaml` in the data directory.

Owns reading it. Each line is a kind and its days; a kind that it does not name is kept as the environment says
(`HAVEN_KEEP_<KIND>_DAYS`). Must not know how anything is deleted.
"""

from pathlib import Path

import yaml
from django.conf import settings

from haven.rights.errors import RightsError

MOST = 3650
LEAST = {"ads": 30, "messages": 30, "reporters": 30, "words": 190, "consents": 30, "work": 7}
"""Days below which a kind cannot be kept; appeals are possible for six months. Others: one."""


def days_kept() -> dict[str, int]:
    """Days by kind.

    Raises:
        RightsError: the file is no such list, or names a kind or a number that cannot be.
    """
    days = dict(settings.KEEP_DAYS)
    path = Path(settings.RETENTION_FILE)
    if not path.is_file():
        return days
    try:
        read = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RightsError(f"{path.name} cannot be read, so nothing is deleted: {error}") from None
    if not isinstance(read, dict):
        raise RightsError(f"{path.name} should have a kind and its days on each line, such as `mails: 30`")
    for kind, number in read.items():
        if kind not in days or kind == "sessions":
            raise RightsError(f"{path.name}: there is no kind {kind!r}; there are {', '.join(sorted(days))}")
        least = LEAST.get(kind, 1)
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= MOST:
            raise RightsError(f"{path.name}: {kind} should be a number of days from {least} to {MOST}")
        days[kind] = number
    return days
