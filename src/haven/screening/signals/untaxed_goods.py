"""Signal: tobacco or spirits on which no duty was paid, and other goods that only a licence may sell."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    baccy, duty free cigarettes|tobacco|cigs|fags|spirits|vodka,
    cheap|foreign cigs|fags|cigarettes|tobacco|baccy,
    cartons|carton|sleeves|sleeve|pouches|pouch of? cigs|fags|cigarettes|tobacco|baccy|marlboro|amber|golden,
    no uk? duty, rolling tobacco, hand rolling, cigarettes .. sleeve|carton|cartons|sleeves,
    tobacco .. pouch|pouches|kilo, homemade|home made vodka|spirits|moonshine, moonshine, unverzollt*,
    zigaretten .. stange|stangen|unversteuert*|billig, tabak .. unversteuert*|unverzollt*|kilo, schwarzgebrannt*,
    stangen zigaretten, tabac .. cartouche*|contrebande, cigarettes .. cartouche*|contrebande|detaxe*,
    cartouches de cigarettes, tabaco .. contrabando|carton|cartones|picadura, cartones de tabaco|cigarrillos,
    aguardiente casero
""")
_OTHER_THINGS = Phrases("""
    pipe|pipes|tin|tins|jar|card|cards|case|box|boxes|lighter|machine|vintage|collect*|poster|sign|advert*|holder,
    empty, leere|dose|pfeife|sammlung|etui, boite|pipe|collection, lata|pipa|coleccion, quit|quitting|stop smoking,
    non smoker, no smoking
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [
        found for span in spans[:3] for found in at(reading, span, "Untaxed tobacco or spirits seem to be on offer.")
    ]


SIGNAL = Signal(
    slug="untaxed-goods",
    title="Untaxed tobacco or spirits",
    looks_for="Tobacco, cigarettes or spirits without duty on offer: words of the trade beside an offer or in the "
    "headline. Silent on pipes, "
    "tins and collections.",
    sources=(
        Source("HM Revenue & Customs", "Tackling the Illicit Tobacco Trade: Stubbing out the problem", 2024),
        Source("European Anti-Fraud Office (OLAF)", "Tobacco smuggling"),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Rolling tobacco for sale, no duty, pouches 10.", "goods"),
        Example("Verkaufe unverzollte Zigaretten, Stange 35.", "goods", language="de"),
        Example("Vends cartouches de cigarettes, pas chères.", "goods", language="fr"),
        Example("Vendo cartones de tabaco sin impuestos.", "goods", language="es"),
    ),
    silent=(
        Example("Vintage tobacco tins for sale, empty, 5 each.", "goods"),
        Example("Flat to let, no smoking, collection of keys at the office.", "housing"),
        Example("Verkaufe alte Zigarettendose, leer.", "goods", language="de"),
        Example("Vends pipe en bruyère, jamais fumée.", "goods", language="fr"),
        Example("Vendo pipa antigua para colección.", "goods", language="es"),
    ),
    find=find,
)
