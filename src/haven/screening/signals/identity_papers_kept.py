"""Signal: the employer keeps the worker's passport or papers."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_PAPERS = "passport*|papers|documents|id|ids|visa"
_KEPT = Phrases(f"""
    we|employer|manager|boss|company|office|agency .. keep|keeps|hold|holds|retain|retains .. {_PAPERS},
    we|employer|manager|boss|company|office|agency .. store|stores|collect|collects .. {_PAPERS},
    {_PAPERS} .. kept|held|retained|collected|stored .. by|with|at|in|until|during|for,
    hand|give|surrender|leave|deposit over? in? your original? {_PAPERS}, surrender your? {_PAPERS},
    {_PAPERS} .. stay|stays|remain|remains with the|us|your,
    identity card*|papers .. stay|stays|remain|remains|kept .. office|safe|us,
    {_PAPERS} .. stay|stays|remain .. office|safe,
    collect|collects|keep|keeps|hold|holds|take|takes .. identity card*|papers, look|looks after .. {_PAPERS},
    get|receive your {_PAPERS} back, return your {_PAPERS} after|when|once|at,
    pass|ausweis|papiere|dokumente .. bleibt|bleiben|verbleibt|verbleiben .. beim|bei|im,
    pass|ausweis|papiere .. abgeben|abzugeben|hinterlegen|hinterlegt|einbehalten,
    behalten|bewahren|verwahren .. pass|ausweis|papiere|reisepass*,
    reisepass|reisepasse .. abgeben|abzugeben|hinterlegen|hinterlegt|einbehalten|bleibt|bleiben,
    he|she|they|boss|skipper keep|keeps|hold|holds|mind .. passport*|papers|paper|documents|document|id,
    i|uncle|agent|patron|gangmaster keep|keeps|hold|holds|mind .. passport*|papers|paper|documents|document|id,
    he|she|they|boss|skipper minds|take|takes|collect|collects .. passport*|papers|paper|documents|document|id,
    i|uncle|agent|patron|gangmaster minds|take|takes|collect|collects .. passport*|papers|paper,
    i|uncle|agent|patron|gangmaster minds|take|takes|collect|collects .. documents|document|id,
    he|she|they|boss|skipper keep|keeps|hold|holds|mind .. card|book|books|bank|benefits|phone,
    i|uncle|agent|patron|gangmaster keep|keeps|hold|holds|mind .. card|book|books|bank|benefits|phone,
    he|she|they|boss|skipper minds|take|takes|collect|collects .. card|book|books|bank|benefits|phone,
    i|uncle|agent|patron|gangmaster minds|take|takes|collect|collects .. card|book|books|bank|benefits|phone,
    we take care of your document|documents|passport|papers, we collect .. card|cards|passport*|documents,
    holds .. books|passport*, minds your, hold .. green card|paper|papers,
    passport*|papers .. goes|go|stays|stay|is|are in|to|with the|our office|drawer|safe|hr|boss|agent,
    document|documents|id .. goes|go|stays|stay|is|are in|to|with the|our office|drawer|safe|hr|boss|agent,
    bring passport to hr, bring .. original passport, original passport, passport .. until|till .. fee|done|paid|debt,
    prend|garde|gardons|gardes|confisque .. passeport*|papiers|document*|pieces,
    passeport*|papiers .. gardes|garde|remis|remettre|confies .. patron|chef|bureau, le patron prend .. passeports,
    pasaporte*|documentos|documentacion|papeles .. guardamos|guarda|nos|queda|quedan|retenemos|entregar,
    guardamos|recogemos|custodiamos .. pasaporte*|documentos|documentacion, pasaporte en regla .. resto nos,
    del resto nos encargamos, pass|ausweis|papiere .. sammeln|sammelt|verwahrt|behalt|aufbewahrt,
    chef|wir|vermittler behalt|verwahrt|verwahren|sammelt|sammeln .. passe|pass|ausweis|papiere,
    passport*|papers|documents|id .. for|we|will registration|safety|safekeeping|security|keep|store|lock,
    keep|store|lock your passport*|papers|documents safe, for safekeeping,
    hand over|in .. passport*|papers|documents|id, pass|ausweis|papiere .. zur|fur verwahrung|sicherheit|anmeldung,
    passeport* .. en|pour securite|garantie|coffre, remettre|remise|depot .. passeport*|papiers,
    pasaporte*|documentos .. en|como|por garantia|seguridad|custodia|deposito,
    entregar|dejar .. pasaporte*|documentos|dni
""")
_INNOCENT = Phrases("""
    copy|copies|scan|photo of, your|the own? locker|safe|lockbox, you keep, keep your own, always keep,
    application documents|papers, contract documents, kopie*, behalten sie|du
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Papers that stay with the employer, in an ad for work."""
    if not work(reading):
        return []
    kept = [span for span in reading.stated(_KEPT) if not reading.near([span], reading.find(_INNOCENT), 4)]
    return at(reading, kept[0] if kept else None, "The employer is to keep the worker's papers.")


SIGNAL = Signal(
    slug="identity-papers-kept",
    title="The employer keeps identity papers",
    looks_for="Passports, identity cards or papers that are handed over to, or stay with, whoever gives the work. "
    "Silent for copies, and where workers keep their own.",
    sources=(
        Source(
            "International Labour Organization",
            "ILO Indicators of Forced Labour (retention of identity documents)",
            2012,
        ),
        Source("Polaris", "The Typology of Modern Slavery", 2017),
    ),
    ground="labour-exploitation",
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Farm workers wanted. For safety the manager will keep your passport until the season ends.", "jobs"),
        Example("Cleaners needed. Passports are held at the office during the contract.", "jobs"),
        Example("Mitarbeiter gesucht. Der Reisepass bleibt beim Arbeitgeber.", "jobs", language="de"),
    ),
    silent=(
        Example("Farm workers wanted. Bring a copy of your passport to the interview.", "jobs"),
        Example("Cleaners needed. We never keep your passport: you keep your own papers in your own locker.", "jobs"),
        Example("City bikes for hire: please leave your ID with us while you ride.", "services"),
        Example("Helfer gesucht. Eine Kopie vom Ausweis genügt, die Papiere behalten Sie.", "jobs", language="de"),
    ),
    find=find,
)
