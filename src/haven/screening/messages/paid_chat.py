"""Signal: chats, calls and pictures of a sexual kind, for pay."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_CHAT = Phrases("""
    xxx pic|pics|video*|movie*|picsfree*|content|club|txt|text, xxxmobile*, horny, porn|porno, dogging, shag,
    lapdancer, hot|live|explicit|filthy|sexy|dirty|hardcore|adult pics|pic|fantasies|chat|sex|text,
    hot|live|explicit|filthy|sexy|dirty|hardcore|adult texts|stories|movie*|singles|fun|video*,
    live sex|fantasies|chat|call, sex chat|line|contacts|texts|text|up|club|video, nude|naked video|pics|call|show,
    video call|chat .. #|rs|paid|demo|nude, get laid, meet .. singles|people|guys|someone|locals|area,
    singles .. area|uk|town, dating|date|flirt service|line|chat|club|site|xx, secret admirer*,
    fancies|fancy you|u, looking 2|to make contact, thinks u|you|ur r|are .. special,
    someone|some1|friend|person u|you know .. contact*|fancies|special|asked|dating, asked our? dating,
    invited|inviting to|you|u .. chat|xchat|friend|dating|be, join .. dating|chat|community,
    text chat|textbuddy|xchat, chat .. txt|text|call|ur|now|25p, see me|her .. naked|live,
    come to|2 my|private .. msg|message|inbox, call .. fantasies, chat|text .. horny,
    find out who .. fancies|r|they|thinks|is|likes, stories|pics|singles .. waiting for, tons of, gotbabes,
    adult content|video*|club, how are you .. love to? a? chat, what you look like,
    interested|intrested|intersted in .. sex, sexchat, sextext*, paid service*, demo .. video|call|rs|#
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Words of paid chats, admirers and singles lines."""
    spans = reading.stated(_CHAT)
    return [found for span in spans[:2] for found in at(reading, span, "Words of paid chats and admirers.")]


SIGNAL = Signal(
    slug="paid-chat",
    title="Paid chats and secret admirers",
    looks_for="Words of adult chat lines, picture services, singles lines and secret admirers. Friends and lovers use "
    "some of them too: it counts with others only, and says nothing about anybody's work.",
    sources=(
        Source("Phone-paid Services Authority", "Code of Practice, 14th edition", 2016),
        Source("US Federal Trade Commission", "What To Know About Romance Scams (consumer advice)"),
    ),
    ground="sexual-services",
    weight=20,
    languages=("en",),
    fires=(Example("A secret admirer waits for you."), Example("Hot live chat with singles in your area.")),
    silent=(
        Example("I admire how you did that. Date on Friday?"),
        Example("Chat later, the singles final is on."),
    ),
    find=find,
)
