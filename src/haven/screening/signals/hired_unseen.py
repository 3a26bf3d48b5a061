"""Signal: hired without anybody having met, or a success that is promised."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_UNSEEN = Phrases("""
    no interview|cv|resume|calls, without interview|cv, hired today|now|instantly|immediately,
    congratulations in advance, interview .. by? text|chat|message|messages|signal|telegram|whatsapp,
    guaranteed job|work|hiring|visa|cos|sponsorship|employment|placement|certificate, direct visa,
    certificate of sponsorship in, experience letter, ielts .. waived, no ielts, any country, 9 in 10, nine in ten,
    you've|youve got the look, everybody|everyone|anyone accepted|hired, start tonight|tonight, leave tonight,
    we saw your|ur resume|cv, payout|paid|pay same day|evening, easy work|money|cash|life, simple tasks, no boss,
    be your own boss, from your? sofa|couch|phone, on your phone,
    ohne bewerbungsgesprach|lebenslauf|vorkenntnisse|risiko, kein chef|risiko|lebenslauf, keine vorkenntnisse,
    arbeitsvertrag per mail, bewerbung per|nur whatsapp|telegram|chat, sofort eingestellt,
    embauche certaine|garantie|immediate, sans entretien|cv|experience,
    entretien .. uniquement|seulement|par messages|message|vocaux|telegram|whatsapp, travail facile, argent facile,
    sin entrevista|curriculum|experiencia|papeles, nada de papeles, contratacion inmediata|garantizada, trabajo facil,
    dinero facil, gana|ganas|gane desde casa, ganar desde casa
""")
_MET = Phrases("""
    in person, our office, at the|our office|yard|hall|shop|house|school|pool, meet us, drop in|by,
    trial shift|day|weekend, personlich, vor ort, hospitation*, sur place, reunion, en persona, presencial, en mano
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A job for everybody, or an interview in a chat, where nobody meets."""
    if not work(reading) or reading.has(_MET):
        return []
    spans = list(reading.different(reading.stated(_UNSEEN)).values())
    return [found for span in spans[:2] for found in at(reading, span, "Hired without anybody having met.")]


SIGNAL = Signal(
    slug="hired-unseen",
    title="Hired unseen",
    looks_for="A job without interview or with one in a chat, success that is guaranteed, or easy pay for nothing, "
    "where no place is "
    "named to meet. Many honest ads say so too, so it counts for little.",
    sources=(
        Source("Federal Trade Commission", "Job Scams (Consumer Advice)"),
        Source("Better Business Bureau", "Job Scams Study Update", 2023),
    ),
    ground="fraud",
    weight=10,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Data entry clerk, hired today. The interview is held by text.", "jobs"),
        Example("Assistenz im Homeoffice, keine Vorkenntnisse, Arbeitsvertrag per Mail.", "jobs", language="de"),
        Example("Hôtesse, embauche certaine, entretien uniquement par messages.", "jobs", language="fr"),
        Example("Gana desde casa, sin entrevista.", "jobs", language="es"),
    ),
    silent=(
        Example("Kitchen help, no experience needed. Drop in at our office for a trial shift.", "jobs"),
        Example("Aushilfe, auch ohne Vorkenntnisse, komm persönlich vorbei.", "jobs", language="de"),
        Example("Vendeur, débutant accepté, entretien sur place.", "jobs", language="fr"),
        Example("Dependiente, sin experiencia, entrevista en persona.", "jobs", language="es"),
    ),
    find=find,
)
