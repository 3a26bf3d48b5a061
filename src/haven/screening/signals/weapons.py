"""Signal: firearms, ammunition and forbidden weapons for sale."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    glock, glocks, ak47*, ak 47, ar15*, ar 15, handgun*, pistol|pistols, revolver|revolvers, shotgun|shotguns,
    rifle|rifles, assault weapon*, machine gun*, submachine*, ammunition, ammo, hand grenade*, switchblade*,
    brass knuckle*, stun gun*, taser|tasers, ghost gun*, firearm|firearms, pistole|pistolen, gewehr|gewehre,
    sturmgewehr*, schreckschuss*, munition, springmesser, schlagring*, butterflymesser, schusswaffe*,
    maschinenpistole*, handgranate*, p08, luger, knuckle duster*|dusters, brass knuckles,
    zombie|combat|rambo|throwing style? blade|knife|knives|machete, zombie knife|knives|blade, flick knife|knives,
    butterfly knife|knives, taser torch, pepper spray gun, stiletto knife, switch blade*, live rounds, pistolet*,
    fusil|fusils, carabine, revolver, munitions, couteau papillon|a cran, poing americain, arme a feu, armes a feu,
    taser, pistola*, escopeta*, rifle, fusil, municion, navaja automatica|mariposa, puno americano, arma de fuego,
    armas de fuego, cs gas|spray, pepper spray, pfefferspray, 9mm|22lr|45acp pistol|handgun|rounds|ammo,
    crossbow pistol, sword stick|cane, throwing stars|knives, push dagger*, nunchuck*, extendable|telescopic baton*,
    teleskopschlagstock*, matraque*|bombe lacrymogene, porra|defensa extensible, brass|steel knuckles,
    karabiner 98k|98|waffe|gewehr, pistole p08, grenade a main, granada|granadas de mano, gun silencer|silencers
""")
_OTHER_THINGS = Phrases("""
    toy|toys, nerf, airsoft, replica*, prop|props, water|squirt|glue|nail|heat|spray|grease pistol|gun, paintball,
    decorat*, deactivated, video game*, poster*, bottle*, revolver drill|punch,
    pistol|rifle|gun|shotgun|revolver case|cases|safe|cabinet|rack|holster*|grip|range|club|scope|mount|drill|bag,
    shotgun house*|style|apartment*|flat|home*|mic|mics|microphone*|layout|cottage|duplex,
    pistole|gewehr koffer|tasche, spielzeug*, softair, dekowaffe*, attrappe*, wasserpistole*, waffenschrank,
    schutzenverein, reloading press|dies|equipment, dies, press, tumbler*, foam|rubber|wood|wooden|cardboard|lego,
    d'airsoft|airsoft, jouet*|juguete*, agua, massage gun, clou*|clavos|grapas, pegamento|colle, grenadine,
    granada fruta|roja|zumo, fusil sous marin, silencer for car|exhaust, exhaust, pot d'echappement, no powder,
    no ammo, ukara,
    pistola|pistolet a|de peinture|colle|eau|agua|silicona|pintura|masaje|riego|calor|clavos|graisse|vernis,
    spritzpistole|heissluftpistole|massagepistole*
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [found for span in spans[:3] for found in at(reading, span, "A weapon seems to be on offer.")]


SIGNAL = Signal(
    slug="weapons",
    title="Weapons for sale",
    looks_for="A firearm, ammunition or forbidden weapon, in the title or a few words from an offer to sell. "
    "Silent for toys, replicas, tools of the same name, cases and safes, and houses called after a "
    "shotgun.",
    sources=(
        Source(
            "European Union", "Directive (EU) 2021/555 on control of the acquisition and possession of weapons", 2021
        ),
    ),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Glock 19 with two magazines for sale, cash, no papers.", "goods"),
        Example("Selling 500 rounds of 9 mm ammunition.", "goods"),
        Example("Verkaufe Pistole mit Munition, Abholung.", "goods", language="de"),
    ),
    silent=(
        Example("Nerf pistol with foam darts for sale.", "goods"),
        Example("Charming shotgun house, three rooms in a row, for sale.", "housing"),
        Example("Oak rifle cabinet, glass doors, now full of books. For sale.", "goods"),
        Example("Spielzeug: Wasserpistole, große Pistole mit Tank, verkaufe günstig.", "goods", language="de"),
    ),
    find=find,
)
