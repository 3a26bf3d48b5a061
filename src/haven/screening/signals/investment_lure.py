"""Signal: a profit that cannot fail."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_PROFIT = Phrases("""
    risk free profit*|return*|income, guaranteed|sure|fixed|daily|weekly|monthly profit*|return*|roi|payout*|income,
    double|triple|multiply your|the money|investment|deposit|bitcoin|crypto|capital,
    invest #|$* .. get|receive|earn|withdraw|back, minimum investment|deposit .. #,
    profit|returns|roi .. within #|days|hours|week|daily, # percent|% .. daily|weekly|month|profit|guaranteed,
    garantierte|sichere|tagliche rendite|gewinne|ertrage, geld verdoppeln|verdoppelt,
    verdoppeln|verdopple .. geld|einsatz, # a week|day|month .. protected|guaranteed|capital, capital protected,
    four|five|ten|three percent each|a|every|per, paid since .. without miss, sans aucun? risque,
    benefices des la premiere, # de benefices|gains, gains garantis|assures, rendement garanti,
    rentabilidad garantizada|asegurada, sin riesgo, ganancias garantizadas|diarias|seguras, staatsgarantie,
    hundert prozent sicher, festgeld #, # % .. staatsgarantie|garantie, garantierte zinsen,
    an expert|advisor manages|handles, expert gere tout, conseiller .. prend la main, remote app, remote access,
    anydesk, teamviewer, prend la main sur votre ordinateur, minimum #
""")
_MARKET = Phrases("""
    bitcoin*, btc, crypto*, krypto*, forex, trading, trader|traders, trade, binary options,
    invest|investing|investment|investor*, shares, stocks, broker, mining, platform, signals group|channel, anlage,
    investieren, investition, rendite, bot, gold, zinsportal, festgeld, sparbuch, mindestanlage,
    placez|placement|placements|plateforme, intelligence artificielle, capital, inversion|invertir|inversiones,
    plataforma, acciones, bolsa, funds, club, bank, banken, account, compte, ordinateur, tan, cuenta
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A promised profit beside words of a market."""
    span = reading.near(reading.stated(_PROFIT), reading.find(_MARKET), 12)
    return at(reading, span, "A profit is promised that nobody can promise.")


SIGNAL = Signal(
    slug="investment-lure",
    title="Profits that cannot fail",
    looks_for="Guaranteed or daily profits, or money doubled, beside coins, trading or a platform. Silent for courses, "
    "savings banks and accountants.",
    sources=(
        Source("US Federal Trade Commission", "What To Know About Cryptocurrency and Scams (consumer advice)"),
        Source("Europol", "Internet Organised Crime Threat Assessment", 2023),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Invest 200 today: our trading bot gives guaranteed profit every day.", "services"),
        Example("Double your bitcoin in 48 hours, our trader does it for you.", "services"),
        Example("Krypto Anlage mit garantierter Rendite: tägliche Gewinne.", "services", language="de"),
    ),
    silent=(
        Example("Evening class: how shares and funds work, and what nobody can promise.", "community"),
        Example("Bookkeeper for small firms, monthly reports on profit and loss.", "services"),
        Example("Abendkurs: wie Aktien funktionieren.", "community", language="de"),
    ),
    find=find,
)
