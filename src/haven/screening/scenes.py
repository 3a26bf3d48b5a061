"""What an ad is about, as far as several signals need it: work, a home, sex.

A wording means one thing in a job and another in a rental ("deposit", "fee", "keep your passport"); signals ask here
before they believe their own words. Must not know: policies, single signals' wordings.
"""

from haven.screening.phrases import Phrases
from haven.screening.reading import Reading, Span

_WORK = Phrases("""
    hiring, vacanc*, we|are|now recruit*,
    workers|staff|labourers|laborers|helpers|cleaners|pickers|packers|drivers|caretakers wanted|needed|required,
    seeking|need|want|wanted|looking for? workers|staff|helpers|cleaners|pickers|packers|employees, salary, wages|wage,
    shift|shifts, your boss|employer, the employer, employees, job offer*, jobs, job, work abroad|overseas,
    full|part time, work from home, working hours, hours a|per week, apply now|today, start work|working, earn,
    recruitment|recruiter, contract work*, seasonal work*, farm work*, live in nanny|carer|housekeeper,
    your pay|paycheck|wages|salary, arbeiter|mitarbeiter|helfer|erntehelfer|putzkraft|haushaltshilfe|fahrer gesucht,
    suchen .. mitarbeiter|helfer|arbeiter|erntehelfer|kräfte|personal, stellenangebot, lohn, gehalt, arbeitgeber,
    stundenlohn, schicht, heimarbeit, job|arbeit im ausland, arbeitsvertrag, verdienst, nebenjob, trabajo, empleo,
    puesto, sueldo, salario, buscamos .. personal|camarer*|gente, se busca .. personal|ayudante, emploi, poste,
    salaire, embauche*, recrute*|recrutement, recherchons|cherchons .. ouvrier*|employe*|personnel, ouvriers,
    vendanges, chantier, cdi, cdd, smic, heures par semaine, turnos, jornada, interna, homeoffice, minijob,
    pflegekraft, au pair, crew, deckhands, sales crew, technicians, staff
""")
# Words of work that ads for homes have too.
_WORK_WIDELY = Phrases("""
    work, works, working, crew, team, staff, season, contract, paid by|weekly|daily|monthly|hourly, apply, uniform,
    placement, attendant*, helper|helpers, nanny|nannies, waiter|waiting, cleaner|cleaners, picker*, packing, harvest,
    kitchen, salary, wages, night|day|early|late shift|work, day|days off, employment, au pair, carer|carers,
    housekeep*, first pay, training, arbeit, saison, vertrag, helfer, küche, ernte, pflege, einarbeitung, team,
    travail, heures, equipe, saison, logement, paie, patron, contrat, temporada, alojamiento, equipo, ganas, gana,
    jefe, contrato
""")
_HOME = Phrases("""
    apartment*, flat, studio, bedroom*, house, room, rent, landlord, tenant*, lease, furnished, the keys, wohnung,
    zimmer, miete, kaltmiete, warmmiete, vermieter, mietvertrag, möbliert, appartement, chambre, studio, loyer,
    logement, proprietaire, locataire, piso, alquiler, habitacion, estudio, casero, inquilino, nachmieter
""")
_HOME_SHELVES = ("hous", "rent", "room", "immo", "flat", "apart")
_THING_SHELVES = (
    "goods", "vehicle", "cars", "bicycle", "motorbike", "parts", "furniture", "electronic", "clothes", "children",
    "garden", "books", "pets", "community/pets",
)  # fmt: skip
_AWAY = Phrases("""
    i|we am|are|im|were|have .. out of the? country|state|town,
    currently|now|still|presently out of the? country|state|town,
    i|we|owner|landlord|landlady|im|were|am|is|currently .. abroad|overseas|offshore,
    i|we|have|had|just|was|were|been|got relocated|moved|transferred .. to|for|with|abroad|because,
    was|were|been|got|being relocated|transferred|deployed .. overseas,
    relocate|relocated|move|moved|posted|stationed|deployed|transferred abroad|overseas,
    on a? mission|missionary|deployment|rig|vessel, oil|drilling|offshore rig|platform, missionary|missionaries,
    work|working|job|assignment|transfer .. abroad|overseas, not in the country|town|city, at|on|out at? sea,
    military|army|navy deployment|base|mission, peacekeep*,
    ich|wir|bin|sind|eigentumer|eigentumerin|vermieter|vermieterin .. im ausland,
    beruflich .. ins|im ausland, versetzt, bohrinsel, auf see|montage, oil rig, offshore worker, mission work,
    en poste en|a|au, en mission, a l'etranger|letranger, je suis .. etranger, me voy a, estoy en el extranjero,
    vivo en el extranjero, deployed
""")
_SHOWN = Phrases("""
    shows|zeigt, will|can|could|to show, will|can gladly|happily|also show, can|may be seen|viewed|visited,
    viewing*|visit* .. any|evening*|weekend*|daily|welcome, come and? see|try|view|look|meet|test,
    see|view|meet|test|collect|collection .. in person, test drive*|ride*, besichtigung .. jederzeit|moglich,
    probefahrt, abholung, visites le|samedi|sur|tous, visible le|sur|chez, se ensena|muestra|visita, en mano,
    las llaves las tiene, fera visiter, voisine|mere|soeur|madre, wird vorgefuhrt, probado delante
""")
_SEX_PLAIN = Phrases("""
    sexual service*, sex for money|cash|pay, paid sex, erotic massage*, erotic service*, happy ending massage*,
    massage .. happy ending, nuru massage*, nude massage*, naked massage*, escort service*, prostitut*,
    sensual escort*, adult services, intimate services|encounters, girlfriend experience, erotische massage*,
    sexuelle dienst*, sex gegen geld|tg, erotische dienst*|dienstleistung*, escort begleitung, sextreffen,
    taschengeldtreffen, tg treffen, sex treffen, happy end massage, massage .. happy end, mit happy end,
    tantra massage|massagen, tantramassage*, sex for rent, rent for sex, escort agency, sugar arrangement,
    sugar daddy|baby, intimacy expected, paid per meet, # a meet|meeting, allowance .. intimacy|meet|spoil,
    explicit but, explicit content|videos|shows, webcam .. explicit|nude|adult, adult webcam*|cam, camgirl*,
    private clients .. evenings|wealthy, evenings with wealthy|rich|generous,
    no rent .. friendly|evenings|fun|company|in return, free room .. open minded|friendly|massage|fun,
    room .. for|in exchange|return .. intimacy|sex|favours|favors|company|fun, donation for time|my,
    donation .. time only, massage erotique*|naturiste|coquin*|finition, moments calins|coquins|intimes,
    rencontre tarifee|intime tarifee, je recois .. messieurs|discret|cadre, messieurs .. genereux|respectueux,
    plan tarife, servicios sexuales, sexo por dinero|pago, masaje erotico|final|feliz, masajes eroticos,
    final feliz, tardes|noches|encuentros intimas|intimos, a cambio de .. intim*|sexo|carino|compania,
    relax .. discreto|total, ayudo|ayuda economicamente|economica .. a cambio|chica|universitaria,
    solvente|generoso busca, taschengeld .. treffen, ts|td treffen, gegen taschengeld, hobbyhure*,
    mietfrei .. gegen|fur .. gesellschaft|zartlich*|sex, wohnen gegen sex|liebe, body to body massage|massages,
    b2b massage, soapy|prostate|lingam|yoni massage*, massage .. with extras, full service massage|escort,
    rent .. in exchange for|against sex|intimacy|favours|favors, accommodation for|in sex|exchange intimacy,
    pay|paid .. for intimacy|sex|intimate, selling|sell nudes|nude|explicit, used|worn panties|underwear|knickers,
    massage corps a corps, masaje cuerpo a cuerpo, masajes con final,
    acompanante|acompanantes de? lujo|independiente|vip, ganzkorpermassage .. nackt|erotisch|body,
    body to body, nackt massage|massagen, erotikmassage*, sexdienst*, bordell*, laufhaus*, domina studio|termine
""")
_SEX_CODED = Phrases("""
    incall*, outcall*, in call and? out, out call|calls, gfe, escort|escorts, sensual, erotic*, sexy, nude*, naked,
    lingerie, kinky, fetish, bdsm, xxx, horny, tantric, # roses, hot massage, discreet meeting*|fun|encounter*|visit*,
    intimate, erotisch*, sinnlich*, nackt*, dessous, diskrete|diskretes treffen, sex, blowjob*, oral|anal|full sex,
    kinks|kink ok|okay|welcome, # rosen, 150hh|100hh|hh, extras nach absprache, extras .. absprache,
    private atmosphare, haus|hotelbesuche .. bis, wink wink, you know what i mean, nudge nudge,
    upscale independent, prestations au choix, cadre discret, sans tabou*, sin tabues|limites,
    carinosa|complaciente, tabulos*, hemmungslos*, verwohn*, onlyfans, nudes, zartliche|zartlich,
    verwohnmassage*, massage sensuel|relaxant a domicile""")


def work(reading: Reading) -> bool:
    """Whether the ad offers work: posted among jobs, or two wordings of hiring and pay, wider ones outside of homes."""
    if reading.category.startswith("job"):
        return True
    wordings = reading.find(_WORK) if home(reading) else reading.find(_WORK) + reading.find(_WORK_WIDELY)
    return len({reading.words[span.first] for span in wordings}) >= 2


def home(reading: Reading) -> bool:
    """Whether the ad offers a place to live."""
    return reading.category.startswith(_HOME_SHELVES) or len(reading.find(_HOME)) >= 3


def thing(reading: Reading) -> bool:
    """Whether the ad is about a thing or an animal: its category says so, or it has none and names no home."""
    return reading.category.startswith(_THING_SHELVES) or not (reading.category or reading.has(_HOME))


def away(reading: Reading) -> list[Span]:
    """Words that whoever offers something is far away."""
    return reading.stated(_AWAY)


def shown_here(reading: Reading) -> bool:
    """Whether somebody on the spot shows what is offered."""
    return bool(reading.stated(_SHOWN))


def sex_plain(reading: Reading) -> list[Span]:
    """Plain words for sexual services that the writer does not rule out."""
    return reading.stated(_SEX_PLAIN)


def sex_coded(reading: Reading) -> list[Span]:
    """Words that such ads use, and other ads too; one alone says nothing."""
    return reading.stated(_SEX_CODED)


_OFFER = Phrases("""
    for sale, sale, sell|selling|sells|sold, buy, order, price|prices, cash, ship|ships|shipping|shipped, deliver*,
    in stock, stock, available, offer|offering|offered, cheap, wholesale, per gram|piece|pill|box|pack,
    collect|collection, pick up, verkaufe|verkaufen|verkauf|verkauft, zu verkaufen, abzugeben, preis, versand,
    lieferung|liefern, abholung, bestellen, kaufen, biete, bulk|bulks for, wholesale from, from #, tracked next day,
    delivery|drop, per strip, strips, pouches, sleeves, made to order, on request, envoi*|livraison,
    vends|vendre|vente|vendu, a vendre, acompte, vendo|venta|vende|vendemos, envio, entrega, precio, mejor trato,
    por tira, abholung, verkauf, ohne eintrag
""")


def offered(reading: Reading, goods: Phrases, other_things: Phrases) -> list[Span]:
    """Goods named in the title or a few words from an offer, and nothing beside that makes them other things."""
    spans = reading.stated(goods)
    if not spans:
        return []
    others, offers = reading.find(other_things), reading.stated(_OFFER)
    # A headline has one subject, so there another thing may stand further off.
    meant = [span for span in spans if not reading.near([span], others, 8 if reading.in_title(span) else 3)]
    return [span for span in meant if reading.in_title(span) or reading.near([span], offers, 8)]


_WARNS = Phrases("""
    beware, warning, scam*, fraud, fraudster, is this|it .. scam|real|legit|normal|genuine|ok|trap, real, legit,
    genuine, normal, be careful|wary, watch out, careful, conned, cheated, swindl*, how would i know,
    what can|should|do i|we do, anyone|anybody|somebody else, dont .. pay|send|fall|give|trust, got me|us,
    vorsicht, achtung, warnung, betrug*, betrogen, masche, falle, hat jemand, abzocke, reingefallen,
    arnaque*, attention, piege, mefiez, alerte, faux, escroc*, ne donnez|signez|payez,
    estafa*, cuidado, ojo, aviso, timo, no paga, no deis|den|mandes|mandeis
""")
_TELLS = Phrases("""
    i|we paid|sent|lost|transferred|wired|gave|reported, was|were|got|been asked|told|charged|promised|scammed|robbed,
    he|she|they|hes|shes|theyd|theyve|hed|shed says|said|asked|asks|told|took|takes|kept|wanted|wants|promised|made,
    he|she|they charged|wrote|writes|need|needs|sent|booked|blocked|reminded|will|uses, turned out, police,
    now he|she|they,
    asked|told|promised|charged|paid|showed|emailed me|us|him|her|them, took my|our|the|his|her, reported,
    my|our money|deposit|wages .. gone|back|was, when|where i|we asked|turned|left|went|offered|arrived,
    the|an|a owner|landlord|landlady|boss|foreman|forewoman|person|buyer|seller said|says|asked|asks|told|wants,
    habe|hab|haben .. überwiesen|bezahlt|gezahlt|angezeigt|verloren|gegeben, anzeige, polizei, ich soll, war .. weg,
    hat|haben .. überwiesen|bezahlt|gesagt|verlangt|kassiert|behalten|genommen|gekauft|gezahlt,
    er|sie|einer|eine|jemand|vermieter*|käufer* sagt|sagte|schrieb|schreibt|will|wollte|verlangt|nimmt|fragt,
    wurde|wurden .. betrogen|geklaut|eröffnet, j'ai payé|envoyé|viré|perdu|donné|reçu, police, plainte, ont payé,
    il|elle|ils|elles|on|vendeu*|acheteu* dit|disent|demande|veut|voulait|disait|insiste|envoie|vient,
    a payé|encaissé|viré,
    m'a|m'ont|nous|lui demandé|dit|pris|promis|a|ont, pagué|perdí|envié|transferí, denuncia|denuncié|denunciado|policía,
    me|nos|le|les|te|lo|la pidió|pidieron|dijo|dijeron|quitó|quitaron|robó|robaron|cobró|cobraron|prometió|hizo|mandó,
    me|nos|le|les|te|lo|la pide|dice|llamaron|pagaron|anunció|llevó|enseña|escribió|alquiló, prometió, ahora dice
""")
_TOLD_APART = 2


def retold(reading: Reading) -> bool:
    """Whether the writer warns of what somebody did, or asks whether it is honest, and tells it more than once.

    Never where the ad names a way to be reached: whoever sells a rescue tells of victims, too, and says whom to ask.
    """
    if not reading.has(_WARNS) or reading.contacts:
        return False
    return len({tuple(reading.words[span.first : span.last]) for span in reading.find(_TELLS)}) >= _TOLD_APART
