"""Signal: workers may not come and go."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_CONFINED = Phrases("""
    not|never allowed|permitted to? leave, not|never allowed|permitted to? go out, may|must|can|will not leave,
    cannot|cant leave the, leave .. only with .. permission|escort|supervisor|manager,
    go ashore|outside|out with|only .. supervisor|escort|permission|manager, no leaving, no going out,
    must|have to? stay|remain|live on|inside|in .. site|premises|house|compound|farm .. all times,
    no phones|visitors|contact .. during|until|allowed, no phone .. during|allowed,
    phones|phone|mobiles|mobile .. collected|taken|handed|kept|surrendered, no days|day off,
    durfen|darf .. nicht verlassen, kein|keine ausgang|besuch|handy|handys|freien, handy|handys .. abgeben|abgegeben,
    ohne freie tage, verlassen .. nur mit .. erlaubnis|genehmigung, door .. keep|kept|is|stays lock|locked,
    door is keep, lock you in|too, dont|not walk|go off|outside site|the|alone, you dont walk off,
    no visitor|visitors|phone|phones|mobiles, phones in the box, phone|phones .. box|locked|handed|given|taken|safe,
    inside|inside the compound|gated, campus inside, stay inside, no bus, away from road|the,
    dont|not speak|talk with|to customer|customers|anybody|anyone|neighbours|outsiders, no one|nobody leaves|goes out,
    sleep on|in|you floor|basement|workplace, not leave the? site|house|farm|compound,
    telephone|portable|sortie|sorties interdit|interdits|interdite|interdites|confisque, interdit de sortir|telephoner,
    pas de sortie|sorties|telephone|visites, enferme*, sans sortir|telephone, porte fermee|verrouillee,
    prohibido salir|moviles|telefono|visitas, sin salir|telefono|movil|visitas,
    moviles|movil|telefono .. se entrega|entregan|recogen|prohibido, encerrad*, no se puede salir,
    tur .. abgeschlossen|verschlossen, ausgang .. verboten, freie tage gibt es nicht, kein ausgang, curfew,
    not|never go out|outside alone|without|until, need|ask permission to leave|go, leave only|once a week|month,
    one free hour, locked at night, gate|gates|doors locked, camera*|guards everywhere|watch,
    no internet|wifi|calls home, nicht allein hinaus|raus|weg, nur mit erlaubnis|begleitung,
    handy* .. eingesammelt|weggenommen|verboten, couvre feu, jamais seul*, sans autorisation,
    portail|porte ferme|fermee|fermes, toque de queda, nunca solo|sola|solos, con permiso del,
    puerta|puertas cerrada|cerradas
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A rule that keeps workers in, without phone, or without a free day, in an ad for work."""
    if not work(reading):
        return []
    spans = reading.stated(_CONFINED)
    return [found for span in spans[:2] for found in at(reading, span, "Workers may not come and go as they please.")]


SIGNAL = Signal(
    slug="movement-restricted",
    title="Workers may not come and go",
    looks_for="Rules in an ad for work that forbid leaving, take phones away, or allow no free day. Silent in ads for "
    "homes, where house rules are another matter.",
    sources=(
        Source(
            "International Labour Organization",
            "ILO Indicators of Forced Labour (restriction of movement, isolation)",
            2012,
        ),
        Source("Polaris", "The Typology of Modern Slavery", 2017),
    ),
    ground="labour-exploitation",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Housekeeper wanted, live in. You are not allowed to leave the house without the family.", "jobs"),
        Example("Workers needed, phones are collected during the week.", "jobs"),
        Example("Helfer gesucht, das Gelände verlassen Sie nur mit Genehmigung.", "jobs", language="de"),
    ),
    silent=(
        Example("Housekeeper wanted, two days off, your own key and door.", "jobs"),
        Example("Room to rent, no visitors during the week, no phone calls after ten.", "housing"),
        Example("Helfer gesucht, Wochenende frei.", "jobs", language="de"),
    ),
    find=find,
)
