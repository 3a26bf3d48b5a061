"""Signal: imitations of branded goods for sale."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    replica|replicas|fake|counterfeit|aaa|1:1|mirror|copy .. rolex|gucci|chanel|vuitton|lv,
    replica|replicas|fake|counterfeit|aaa|1:1|mirror|copy .. prada|nike|jordan|jordans|yeezy,
    replica|replicas|fake|counterfeit|aaa|1:1|mirror|copy .. dior|hermes|cartier|omega|handbag*,
    replica|replicas|fake|counterfeit|aaa|1:1|mirror|copy .. bag|bags|sneakers|watches|sunglasses,
    rolex|gucci|chanel|vuitton|lv .. replica*|fake|fakes|copy|copies|imitation|plagiat|aaa|mirror,
    prada|yeezy|jordans|dior|hermes|cartier .. replica*|fake|fakes|copy|copies|imitation|plagiat|aaa|mirror,
    replica watches|bags|handbags|sneakers|shoes, mirror quality, super copy|clone|fake*, aaa quality|grade|replica,
    plagiat*, markenfalschung*, falschung*, fake uhren|taschen|schuhe, mirror|super|top grade|quality, grade 1 1,
    1 1 quality|grade|mirror, aaa, aaa quality|style, style aaa, not original but, legit check passes,
    factory back door, same factory, nobody can tell, inspired bags|trainers, ua quality, reps quality|bags|trainers,
    first copy, imitation* de? luxe|marque|lujo, contrefacon*, copie* .. conforme|luxe|parfaite,
    replica*|replicas de? marca|lujo|relojes|bolsos, imitacion* .. marca|lujo|perfecta, 1a kopie|qualitat, 1 zu 1,
    1zu1, nachgemacht* marken*, replika uhr|uhren|tasche|taschen|rolex|schuhe|sneaker,
    replique|repliques de luxe|marque|montre|montres, super clone*, high quality copies|copy|replica*,
    same quality as|like original|the|real, 1 to 1, designer inspired|replica*|copies|dupes,
    looks|look exactly like|the original|real, unbranded|branded replicas|copies,
    rep|reps trainers|sneakers|watch|bag, wie das original, 1 1 kopie, falsification*,
    fausse|fausses|faux sac|sacs|montre|montres|marque, falso|falsos|falsas bolso|bolsos|reloj|relojes|zapatillas|marca
""")
_OTHER_THINGS = Phrases("""
    no|not fake*, original*, genuine, authentic, warn*, how to? spot, spot fake*,
    fake news|plants|fur|flowers|grass|leather, ford|movie|film|cosplay|prop|sword, verlag, zu erkennen, erkennen,
    toy|toys, model kit, replica kit|shirt|sword|helmet|car, batteries|battery|aaa batteries,
    aaa battery|batteries|cells
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [
        found for span in spans[:3] for found in at(reading, span, "Imitations of branded goods seem to be on offer.")
    ]


SIGNAL = Signal(
    slug="counterfeit-goods",
    title="Counterfeit goods for sale",
    looks_for="A brand beside words for an imitation (replica, mirror quality, 1:1), on offer. Silent for genuine "
    "goods, film props, and advice on how to spot a fake.",
    sources=(
        Source(
            "Europol and European Union Intellectual Property Office",
            "Intellectual Property Crime Threat Assessment",
            2022,
        ),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Replica Rolex for sale, AAA quality, boxed.", "goods"),
        Example("Selling Gucci bags, mirror quality copies.", "goods"),
        Example("Verkaufe Fake Uhren, sehr gutes Plagiat.", "goods", language="de"),
    ),
    silent=(
        Example("Original Rolex with papers for sale, serviced 2021.", "goods"),
        Example("Film prop: replica sword for sale, wood.", "goods"),
        Example("Verkaufe Uhr, Original mit Rechnung.", "goods", language="de"),
    ),
    find=find,
)
