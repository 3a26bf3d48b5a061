"""Signal: explosives and fireworks that need a licence."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    dynamite, tnt, semtex, c4 explosive*, detonator*, blasting caps, pipe bomb*, hand grenade*, gunpowder,
    m80|m1000|m100 firecracker*|fireworks, illegal|professional|cobra fireworks|firecrackers|bangers, cobra 6|8,
    quarter stick*, mortar shells, sprengstoff*, dynamit, zunder, illegale|starke boller, boller .. stark|illegal,
    kugelbomben, schwarzpulver, sprengkapsel*, handgranate*,
    petard|petards|mortier|mortiers .. artisanal*|cat|f4|illegaux, explosifs, dynamite, explosivos, dinamita,
    petardos ilegales|caseros, cobra petardos, polvora
""")
_OTHER_THINGS = Phrases("""
    poster|t shirt|shirt|film|movie|dvd|book|album|band|song, game, napoleon, ac dc, bath bomb*, seed bomb*,
    ballon*, show, display, phone|car|vehicle|ignition, zundkerzen, deko, badebombe*,
    grenadine, deko|dummy|attrappe*|inert|exercise|drill, hand grenade shaped
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [found for span in spans[:3] for found in at(reading, span, "Explosives seem to be on offer.")]


SIGNAL = Signal(
    slug="explosives",
    title="Explosives and illegal fireworks",
    looks_for="Explosives, detonators or fireworks that need a licence, on offer. Silent for films, songs, bath bombs "
    "and displays by a firm.",
    sources=(
        Source("European Union", "Regulation (EU) 2019/1148 on the marketing and use of explosives precursors", 2019),
        Source("European Union", "Directive 2013/29/EU on pyrotechnic articles", 2013),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Selling gunpowder and detonators, cash.", "goods"),
        Example("Cobra fireworks for sale, very loud, collect.", "goods"),
        Example("Verkaufe illegale Böller, Abholung.", "goods", language="de"),
    ),
    silent=(
        Example("Bath bombs, lavender, home made, for sale.", "goods"),
        Example("Napoleon Dynamite DVD for sale.", "goods"),
        Example("Badebomben, Lavendel, verkaufe zehn Stück.", "goods", language="de"),
    ),
    find=find,
)
