"""Signal: a link that invites into a channel or rewards who shares it."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_LINK = re.compile(
    r"(?:t|telegram|wa)\.me/[^\s]{2,80}|chat\.whatsapp\.com/[^\s]{2,80}|discord\.gg/[^\s]{2,80}|[?&](?:invit[a-z]{0,10}|ref(?:er[a-z]{0,5})?|share[a-z]{0,10}|code|channel|aff[a-z]{0,8})=[^\s]{1,80}"
    r"|\b(?:bit\.ly|tinyurl\.com|cutt\.ly|t\.co|is\.gd|rb\.gy|goo\.gl)/[^\s]{2,40}"
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Links that invite to a channel, a chat or an app for somebody's reward."""
    return [Finding(*span, "An invitation link.") for span in reading.matches(_LINK)[:2]]


SIGNAL = Signal(
    slug="invite-link",
    title="Invitation link",
    looks_for="A link into a channel, group or chat of a messenger, or one that carries a code of whoever shares it. "
    "Friends share groups too. Silent for other links.",
    sources=(Source("US Federal Trade Commission", "Job Scams (consumer advice)"),),
    ground="contact-rules",
    weight=20,
    languages=("en",),
    fires=(
        Example("All about it here: https://t.me/fictional_channel_name"),
        Example("Load it at https://app.example/start?invitecode=12345"),
    ),
    silent=(
        Example("Shall we join the choir on Monday? They need a bass."),
        Example("The timetable is at https://www.bus.example/times?day=monday"),
    ),
    find=find,
)
