"""Signal: medicines that need a prescription, sold without one."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_MEDICINES = Phrases("""
    diazepam, valium, zopiclone, zolpidem, ambien, xanax, alprazolam, lorazepam, ativan, temazepam, clonazepam,
    tramadol, codeine, oxycodone, oxycontin, percocet*, vicodin, hydrocodone, adderall, ritalin, modafinil, pregabalin,
    lyrica, gabapentin, viagra, sildenafil, kamagra, cialis, tadalafil, ozempic, semaglutide, wegovy, mounjaro,
    phentermine, antibiotic*, amoxicillin, azithromycin, misoprostol, mifepristone, isotretinoin, roaccutane, warfarin,
    insulin, steroids, testosterone enanthate|cypionate, sleeping tablets|pills, painkiller*, benzos, benzodiazepine*,
    schlaftabletten, schmerzmittel, antibiotika, potenzmittel, retatrutide, semag, tirzepatide,
    slimming jab|jabs|pen|pens, botox, filler|fillers pen|pens, lemon bottle, peptides, melanotan,
    steroid|anabolic*|anabolizante*|anabolika, testo, deca, clembu*|clenbuterol*, trenbolon*, dianabol, trankimazin,
    orfidal, lexatin, rohypnol*, zopiclon*, tavor, tilidin, rivotril, subutex, lyrica, pastillas para dormir,
    somniferes, anxiolytiques, lexomil, stilnox, tramadol, tramal, abortion pill*, hgh, growth hormone*, hcg, cytotec,
    anavar, sustanon, winstrol, accutane, dexies, dexamphetamine, concerta, elvanse, nembutal,
    morphine, methadone, subutex, zaldiar, diazepam*, valium, alprazolam, ozempic pens|pen, abnehmspritze*,
    pilule abortive|abortives, hormone de croissance, pastillas abortivas, hormona de crecimiento
""")
_WITHOUT = Phrases("""
    no|without a? prescription|script|rx, no doctor*, non prescription, prescription not needed|required|necessary,
    no questions, original blisters|blister|packaging|packs, blister|blisters|strips, plain|discreet packaging,
    per pill|tablet|strip|blister, #mg, # mg, ohne rezept|verschreibung, rezeptfrei, originalverpackung, blister,
    diskret*, no prescripton|prescrip*, no script, do it at home, discreet|discreto|discret, envio discreto, por tira,
    sellado|material sellado, sans ordonnance, sin receta, sans prescription, ciclo, cycle, korean stuff, tracked,
    do|got .. also, also do, strips, tira, boite*|boites
""")
_OFFER = Phrases("""
    for sale, sale, sell|selling, buy, order, price*, cash, ship*, posted, post, deliver*, in stock, available,
    offer*, surplus, left over, leftover, unused, # each|per, pay, spare, verkaufe, abzugeben, preis, versand,
    lieferung, ubrig, bestellen,
    also do, vendo, venta, envio, pregunta, vends, livraison, do
""")
_OTHER_THINGS = Phrases("""
    test|testing|disposal|return|awareness|abuse|addiction|withdrawal,
    support|study|trial|recovery|counsel*|book|pump|pen|cooler, allergic|allergy, my doctor, pharmacy|chemist,
    free of, apotheke, sucht*, allergi*, tasche|kuhltasche
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A medicine by name, that no prescription is needed or how it is packed, and an offer or a price anywhere."""
    others = reading.find(_OTHER_THINGS)
    named = [span for span in reading.stated(_MEDICINES) if not reading.near([span], others, 3)]
    without = reading.find(_WITHOUT)
    if not named or not without or not (reading.price or reading.has(_OFFER)):
        return []
    return [found for span in named[:3] for found in at(reading, span, "A prescription medicine seems to be on offer.")]


SIGNAL = Signal(
    slug="prescription-medicines",
    title="Prescription medicines for sale",
    looks_for="A medicine that needs a prescription, named, with words that none is needed or how it is packed, in an "
    "ad with a price or an offer; no verb of selling is needed. Silent for support, disposal, coolers and "
    "books.",
    sources=(
        Source("European Union", "Directive 2001/83/EC on the Community code relating to medicinal products", 2001),
        Source("Europol", "European Union Serious and Organised Crime Threat Assessment", 2021),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example(
            "Sleeping tablets: zopiclone and diazepam in original blisters, no prescription needed.", "goods", price=30
        ),
        Example("Sildenafil 100 mg, 20 tablets, available today.", "goods"),
        Example("Tramadol ohne Rezept, diskreter Versand.", "goods", language="de"),
    ),
    silent=(
        Example("Support group for people who come off diazepam, no prescription talk, just company.", "community"),
        Example("Insulin cooler bag, holds two pens, no longer needed.", "goods", price=8),
        Example("Reading glasses, no prescription needed, plus 2, five pairs.", "goods", price=5),
        Example("Kühltasche für Insulin, unbenutzt.", "goods", language="de"),
    ),
    find=find,
)
