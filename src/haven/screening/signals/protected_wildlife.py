"""Signal: protected animals and parts of them for sale."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    elephant|raw|carved|genuine|real ivory, ivory tusk*|carving*|figurine*|statue*|bangle*|netsuke,
    rhino|rhinoceros horn*, tiger skin*|bone*|teeth|tooth|claw*|cub|cubs, leopard skin*|fur|pelt|cub|cubs, pangolin*,
    sea turtle shell*, bear bile|gall*, slow loris*, chimpanzee*, cheetah cub|cubs, lion cub|cubs, shahtoosh,
    live|baby capuchin|marmoset|macaque*, elfenbein, elfenbeinfigur*|elfenbeinschnitzerei*, nashornhorn,
    tigerfell*|leopardenfell*, echtes schildpatt, tusk|tusks, elephant tusk*|tooth|teeth|hair|hide|foot, colmillo*,
    marfil, marfiles, cuerno de rinoceronte, piel de tigre|leopardo|jaguar, concha de tortuga|carey, ivoire,
    defense|defenses d'elephant|delephant|elephant, corne de rhinoceros, peau de tigre|leopard, ecaille de tortue,
    cachalot, stosszahn*, schildkrotenpanzer, loro|guacamayo sin anilla|papeles, sin papeles cites, without cites,
    no cites, sans cites, no papers cites, songbird*|goldfinch* trapped|caught|wild, jilguero*, chardonneret*,
    tortoise* wild|no, elfenbein, shark fin*, dried|live seahorse*, wild bird eggs, no article 10|a10,
    without article 10|a10, sea turtle*, snow leopard*, star tortoise*,
    grey parrot* .. no|without papers|ring, capuchin monkey|baby, marmoset""")
_OTHER_THINGS = Phrases("""
    colour|color|coloured|colored|white|dress|gown|sofa|silk|satin|paint, faux, fake, imitation, synthetic, plastic,
    resin, print, plush, toy, stuffed, film|book|photo*|poster, rug pattern, vegetable ivory, sanctuary,
    farbe*|farben|farbig, imitat*, kunstfell*, kunststoff, plusch*, muster, optik,
    ivory|ivoire colour|satin|look|white|keys|board, resin, not ivory, boar|walrus replica, warthog, couleur, robe,
    vestido, blanco, color
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [
        found
        for span in spans[:3]
        for found in at(reading, span, "Parts of protected animals, or such animals, seem to be on offer.")
    ]


SIGNAL = Signal(
    slug="protected-wildlife",
    title="Protected wildlife for sale",
    looks_for="Parts of protected animals, or such animals alive, in the title or a few words from an offer to "
    "sell. Silent for colours, prints, imitations and stuffed toys.",
    sources=(
        Source(
            "United Nations",
            "Convention on International Trade in Endangered Species of Wild Fauna and Flora (CITES)",
            1973,
        ),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Carved elephant ivory for sale, old family piece, no papers.", "goods"),
        Example("Selling real tiger claw necklace.", "goods"),
        Example("Verkaufe Elfenbein Schnitzerei, alt.", "goods", language="de"),
    ),
    silent=(
        Example("Ivory coloured wedding dress, size M, for sale.", "goods"),
        Example("Plush tiger cubs, set of three, for sale.", "goods"),
        Example("Kissen in Elfenbein Farbe, verkaufe zwei Stück.", "goods", language="de"),
    ),
    find=find,
)
