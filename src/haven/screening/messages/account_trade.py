"""Signal: accounts, credits and unlocked services are traded."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_GOODS = Phrases("""
    id|ids|premium|uc|diamond|diamonds|bot|script|netflix .. sale|sell|selling|buy|available|cheap|trusted,
    id|ids|premium|uc|diamond|diamonds|bot|script|netflix .. seller|hack|hacked|ban|unlock*|exchange|dm,
    hotstar|prime|pubg|bgmi .. sale|sell|selling|buy|available|cheap|trusted,
    free|vpn|followers|members|subscribers .. sale|sell|selling|buy|available|cheap|trusted,
    hotstar|prime|pubg|bgmi|free|vpn|followers|members|subscribers .. seller|hack|hacked|ban|unlock*|exchange|dm,
    sell|selling|buy|buying|want|chiye .. id|ids|game|level|premium|gaming,
    sell|selling|buy|buying|want|chiye .. uc|diamonds|followers|members|subscribers|script,
    cracked netflix|hotstar|accounts, netflix|hotstar|prime|spotify .. accounts|premium,
    id|account hack|hacked|ban, hack|hacking .. id|account|trick, unlocking service*, otp bypass,
    paytm|upi|redeem|play .. code|payment|cash|card|only, payment first|method*|proof, redeem|reedem code*,
    carding, bins|cvv|fullz|logs .. fresh|valid|sale, fully|# trusted, trusted seller|dealer,
    only serious buyer*|buyers, cash on|fixed price .. dm, all proof*
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Accounts, game credits, cracked services or codes on offer."""
    spans = reading.stated(_GOODS)
    return [found for span in spans[:2] for found in at(reading, span, "Accounts or credits are traded.")]


SIGNAL = Signal(
    slug="account-trade",
    title="Trade in accounts and codes",
    looks_for="Game and streaming accounts, credits, followers and redeem codes that change hands, or services to hack "
    "or unlock them. Silent for a lost password or a bank account.",
    sources=(Source("Europol", "Internet Organised Crime Threat Assessment", 2023),),
    ground="fraud",
    weight=25,
    languages=("en",),
    fires=(
        Example("Selling my level 60 account, payment first by redeem code."),
        Example("Netflix premium accounts, trusted seller."),
    ),
    silent=(
        Example("I forgot my account password again, can you help?"),
        Example("We watched a film on the sofa, your turn to choose."),
    ),
    find=find,
)
