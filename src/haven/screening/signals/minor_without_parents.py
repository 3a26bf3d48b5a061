"""Signal: children are looked for, for pictures or meetings, without their parents."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_AGES = "8|9|10|11|12|13|14|15"
_CHILD = Phrases(f"""
    {_AGES} to|bis|a|y|or|und|oder|o|und|and #, {_AGES} years|year|yo|yrs|jahre|jahren|ans|anos, under 16|15|14|13|12,
    age|aged {_AGES}, {_AGES} o {_AGES}, young models|talents|performers|dancers,
    kids|children|teens|teenagers|minors|preteen*,
    kinder|jugendliche|minderjahrige, enfants|ados|mineures|mineurs,
    ninos|menores|adolescentes
""")
_ALONE = Phrases("""
    before your parents do|know, parents dont|do not|not need|have|come|know|sign,
    without your|their|the parents|mum|mom|guardian, no parents, parents .. not needed|necessary|invited,
    dont|not tell your? parents|mum|mom, parents need not, behind your parents, our|a little secret, secret from,
    ohne eltern, ohne deine|die|ihre eltern, eltern .. nicht wissen|mitkommen|dabei|notig, nichts den eltern,
    sans les|tes|vos|leurs parents, parents .. pas besoin|savoir|venir, rien aux parents, sin los|tus|sus padres,
    sin padres, padres .. no hace|tienen|saber, que tus padres no
""")
_FOR = Phrases("""
    photo|photos|pictures|video|videos|shoot|shooting|model|models|modelling|modeling|film|filmed|webcam|chat|dance|sets|private|massage|meet|party,
    foto|fotos|bilder|videos|drehs|dreh|modell*|tanz*, photos|videos|tournage|danse|mannequin*,
    fotos|videos|baile|modelo|modelos|graba|grabar|sesion
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A child by age or name, pictures or meetings, and a word that parents stay out; neither denied nor warned of."""
    children, alone = reading.find(_CHILD), reading.stated(_ALONE)
    if not (children and alone and reading.has(_FOR)):
        return []
    return [
        *at(reading, children[0], "Children are looked for …"),
        *at(reading, alone[0], "… and their parents are to stay out of it."),
    ]


SIGNAL = Signal(
    slug="minor-without-parents",
    title="Children wanted without their parents",
    looks_for="Children, by age or by word, for pictures, videos, modelling or meetings, and a word that their "
    "parents need not come, "
    "sign or know.",
    sources=(
        Source("National Center for Missing & Exploited Children", "Online enticement: what it looks like"),
        Source("UK Department for Education", "Child performance and activities licensing legislation", 2015),
    ),
    ground="child-safety",
    nature=Nature.RULE_FACT,
    weight=60,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Models aged 13 wanted for photo sets, parents need not come or sign.", "jobs"),
        Example("Tanzvideos mit Kindern von 12 bis 14, ohne Eltern.", "jobs", language="de"),
        Example("Photos avec enfants de 12 ans, sans les parents.", "community", language="fr"),
        Example("Vídeos con niños de 12 o 13, sin los padres.", "community", language="es"),
    ),
    silent=(
        Example("Child models aged 8 to 12 for a catalogue; a parent stays in the room all day.", "jobs"),
        Example("Genuine agencies never ask children to come without their parents for photos.", "community"),
        Example("Fotokurs für Kinder von 10 bis 12, Eltern willkommen.", "community", language="de"),
        Example("Figurants de 8 à 14 ans, un parent présent toute la journée.", "jobs", language="fr"),
        Example("Taller de baile para niños de 10 a 12, con los padres.", "community", language="es"),
    ),
    find=find,
)
