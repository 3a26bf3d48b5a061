"""Words that a classifier must not see: from them would follow who somebody is.

Names of peoples, countries and languages come from the Unicode locale data (CLDR, by babel) in the languages of the
site; words about gender, origin, faith, disability and how
somebody lives (family, couple, married) are listed here, with kin, titles, and what people are called by their gender:
"landlord" beside "landlady" would tell as much as "man". Rather too many words are left out than one too
few: "turkey" and "even" teach nothing that is worth it. Must not know: ads, models.
"""

import re
from functools import cache, lru_cache

from babel import Locale

from haven.records.text import fold
from haven.screening.phrases import plain

_LOCALES = ("en", "de", "fr", "es")
_SHORTEST = 4
_BEGINNINGS = """
    woman women female lady ladies girl gentlem gender male masculin feminin frau mann madchen junge weiblich
    mannlich damen herren femme homme fille garcon mujer hombre chica chico senora senor varon hembra gay lesb
    trans queer bisex hetero homosex nonbinary divers nationalit ethni race racial rasse auslander foreigner
    etranger extranjer immigr migrant refugee fluchtling refugi asyl native muttersprach expat gypsy gitan
    zigeuner roma sinti african asian european latin hispan arab oriental orient caucas black white schwarz
    weiss noir blanc negr balkan slav nordic muslim islam christ cathol kathol protest jew jud juif hindu sikh
    buddh orthodox relig disab handicap behindert invalid discapac minusv deaf taub gehorlos sourd sordo blind
    aveugle ciego wheelchair rollstuhl fauteuil autis downsyndrom pregnan schwanger enceinte embaraza nigerian
    polonais polac polnisch roumain ruman bulgar ukrain hungar ungar hongrois thai filipin philippin vietnam
    chines chinois pakistan indian inder indien bangla moroc marok maroc marroq alger tunis syri syrer turk russ
    rusa ruso serb croat kroat alban kosov mexic brazil brasil colomb kolumb venezol venezu ecuator peruan boliv
    famil couple ehepaar pareja married verheirat marie casad single celibat ledig solter mother mutter madre
    mummy father vater padre daddy dadd grandm grandf grandd grann granddaughter daughter tochter hija hijo
    hijit sister schwester hermana soeur brother bruder hermano frere aunt auntie tante uncle onkel oncle niece
    nichte sobrin neffe nephew neveu cousine grossmut grossvat abuel enkel nieto nieta nietos nietas petitefille
    petitfils suegr cunad schwieger schwager schwagerin bellemere beaupere wife wives husband hubby ehem ehef
    gatte gattin esposo esposa marido epoux epouse fiance verlobt novio novia prometid boyfriend girlfriend
    bride widow witwe veuf veuve viud divorc geschieden verwitwet alleinsteh alleinerz separad bachelor spinster
    housewi hausfrau hausmann landlord landlad vermieter waiter waitress hostess steward steward actress barmaid
    barman bartend handyman handymen salesman salesmen saleswom craftsman craftsmen foreman foremen postman
    policeman fireman workman workmen tradesman tradesmen doorman doormen chairman fisherman repairman
    businessman middleman gentleman ladys kellner verkaufer kaufer besitzer eigentumer inhaber mieter
    mitbewohner mitarbeiter arbeiter fahrer helfer pfleger lehrer betreuer nachbar kollege kollegin partner
    student kunde kundin freundin vendeur vendeuse serveur serveuse acheteur acheteuse coiffeu locatrice
    locataire conductrice copain copine monsieur madame mademoiselle messieurs mesdames madam senorit dueno
    duena vendedor comprador casero casera camarer cociner enfermer trabajador cuidador limpiador conductor
    propietari inquilin abogad amigo amiga companer profesor maestr espanol grieche griech franzos polin schott
    finne finnin belge belg paki english england dominican cuban haiti ghana kamerun somal eritre ethiop afghan
    iraq irak iran kurd leban liban
"""
_WHOLE = """
    man men boy boys he she him her his hers mr mrs ms miss er sie ihr ihm ihn il elle lui el ella la le homo
    trans roma pole poles dane danes thai lao mum mums mom moms mam mama mamas ma pa dad dads papa papas opa oma
    nan nana gran granny son sons sohn sohne fils tio tia tios tias primo prima primos primas nino nina ninos
    ninas bebe lad lads lass bloke blokes guy guys chap chaps dude dudes gal gals gent gents dame dames sir sirs
    maam lord ladyship don dona freund herr arzt arztin koch kochin chef chefin theirs himself herself hes shes
    hed shed ils elles los las braut brite briten groom maid mari mere moro moros pere maids grooms actor actors
    host hosts lords maris
"""


@cache
def _left_out() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and beginnings: of the names of countries and languages, as their adjectives share them."""
    names = {
        plain(fold(word).text)
        for locale in map(Locale, _LOCALES)
        for name in (*locale.territories.values(), *locale.languages.values())
        for word in re.findall(r"[^\W\d_]+", name)
        if len(word) >= _SHORTEST
    }
    beginnings = {name[: max(_SHORTEST + 1, len(name) - 2)] for name in names if len(name) > _SHORTEST + 1}
    return frozenset(names).union(_WHOLE.split()), tuple(sorted(beginnings.union(_BEGINNINGS.split())))


@lru_cache(maxsize=1 << 16)
def personal(word: str) -> bool:
    """Whether a word, folded and plain, says who somebody is: nation, origin, language, faith, gender, disability."""
    whole, beginnings = _left_out()
    return word in whole or word.startswith(beginnings)
