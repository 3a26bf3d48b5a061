"""Signal: card data, hacked accounts and other people's identities for sale."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    fullz, cvv|cvv2|dumps, cloned|clone card|cards, bank|paypal|cashapp logs|login|logins,
    credit card numbers|details|data, stolen|hacked|cracked account*|card*|data|netflix|spotify|paypal|ebay,
    card|carding dumps|tutorial|method, ssn,
    aged|verified paypal|bank|cashapp|coinbase|onlyfans|ebay|amazon|uber account*, bank drop*, otp bot, sim swap*,
    gehackte|geknackte accounts|konten, kreditkartendaten, verifizierte|fertige bankkonten|bankkonto|paypal,
    bank|paypal|revolut|crypto account|accounts verified|ready|for rent, comptes bancaires|paypal verifies|a vendre,
    comptes pirates, cartes clonees, cuentas verificadas|hackeadas, tarjetas clonadas, datos de tarjetas,
    konto|konten verifiziert|zu verkaufen
""")
_OTHER_THINGS = Phrases("""
    protect*, lost, truck*, garbage|rubbish dump*, tip, wood logs, logs of, fire, course on security, schutz*,
    video card*, graphics card*, report*
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [
        found
        for span in spans[:3]
        for found in at(reading, span, "Card data or accounts of others seem to be on offer.")
    ]


SIGNAL = Signal(
    slug="stolen-data",
    title="Card data and hacked accounts for sale",
    looks_for="Card numbers, logins, cloned cards, or verified and hacked accounts, on offer. Silent for graphics "
    "cards, firewood and advice on protection.",
    sources=(Source("Europol", "Internet Organised Crime Threat Assessment", 2023),),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Fresh fullz and cvv for sale, instant delivery.", "services"),
        Example("Selling verified PayPal accounts, aged two years.", "services"),
        Example("Verkaufe gehackte Accounts, sofort.", "services", language="de"),
    ),
    silent=(
        Example("Fire wood logs for sale, two cubic metres.", "goods"),
        Example("Graphics card for sale, never used for mining.", "goods"),
        Example("Grafikkarte zu verkaufen, wie neu.", "goods", language="de"),
    ),
    find=find,
)
