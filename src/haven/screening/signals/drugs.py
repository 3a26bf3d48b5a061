"""Signal: controlled drugs and prescription medicines for sale."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    cocaine, heroin, mdma, crystal meth, methamphetamine*, lsd tabs|blotter*|trips, ketamine, fentanyl, oxycodone,
    oxycontin, percocet*, xanax, adderall, vicodin, tramadol, codeine, ecstasy pills|tablets, magic mushrooms, shrooms,
    cannabis buds|flower*|edibles, marijuana, weed # gram*|oz|g,
    gram|grams|ounce|ounces|oz of? weed|kush|cannabis|coke|hash, og kush, thc cartridge*|vape*, kokain, heroin,
    amphetamin*, haschisch, ecstasy pillen, marihuana, gras # gramm, pills|medication|medicine without|no prescription,
    medikament*|tabletten ohne rezept, xanny|xannies|xans bars|2mg|bar, xanax bars, bars 2mg,
    thc pen|pens|vape|vapes|gummies|cart|carts, thc, lean codeine, lean, pills for parties, coke grams, molly,
    acid tabs, pre rolls, ounces of, zaza, snus thc, magic truffles, resine de cannabis, shit pollen, beuh, herbe # g,
    ecsta, champignons hallucinogenes, 3mmc|4mmc, cocaina, heroina, hachis, marihuana, cogollos, setas alucinogenas,
    mdma pastillas, tusi, farlopa, hasch, koks, speed paste|pep, pillen blau|party, cannabisblute*, laughing gas,
    nitrous oxide canister*|cylinder*|balloons, nos canisters|balloons, lachgas*, protoxyde d'azote, gas de la risa,
    cali weed|packs|bud, thc gummies|chocolate|sweets, delta 8|9, magic mushroom*, mushroom chocolate*, peruvian flake,
    fishscale, speed gramm|g|paste, gras gramm|g|vom, cristal meth*|mdma, marihuana cogollos|gramo*, porros,
    thc|weed|cannabis edibles|gummies, coke gram|grams|g
""")
_OTHER_THINGS = Phrases("""
    drug test*, test|testing kit|kits|strips, recovery, rehab, addiction, awareness, counsel*, detox, hemp, cbd,
    book|books|novel*|film|films|dvd|poster|album|song|band, tolerance, policy, museum, hippo*, suchtberat*, entzug,
    hanf, glasses|goggles|contact lens*|brille, lean meat|pork|ham|mince|to|back|against|on, test strips, strips free,
    naloxone, no thc, harm reduction, bar stool*|bars stools,
    roller|trap|skate, cream|whipped|whipping|dessert chargers, ket le|chup, kit, boat|car|bike, lens, spray bottle
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [
        found
        for span in spans[:3]
        for found in at(reading, span, "A controlled drug, or a medicine without prescription, seems to be on offer.")
    ]


SIGNAL = Signal(
    slug="drugs",
    title="Drugs for sale",
    looks_for="A controlled drug, or a medicine without prescription, in the title or a few words from an "
    "offer to sell. Silent for testing, recovery, hemp fibre, films and house rules.",
    sources=(
        Source("United Nations", "Single Convention on Narcotic Drugs", 1961),
        Source("United Nations", "Convention on Psychotropic Substances", 1971),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Selling MDMA and ketamine, discreet shipping.", "goods"),
        Example("Xanax, no prescription needed, order now.", "goods"),
        Example("Verkaufe Haschisch, 10 Gramm, Lieferung möglich.", "goods", language="de"),
    ),
    silent=(
        Example("Drug-free house, no marijuana, no smoking.", "housing"),
        Example("Book about cocaine and the people who fought it, for sale.", "goods"),
        Example("Drogenfreies Haus, kein Marihuana, Rauchen auf dem Balkon.", "housing", language="de"),
    ),
    find=find,
)
