"""Which groups an ad belongs to, so that it shows when a signal is harder on one of them. Pure.

Owns: language by its commonest words, category, region. For measuring alone: no signal, no policy and no queue may ask
(imports point down, so none can). Must not know: the database.
"""

import re
from collections import Counter
from collections.abc import Iterable

UNSURE = "unsure"
ELSEWHERE = "elsewhere"
NOWHERE = "no place"
_SURE = 2
_WORDS = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 2000
# Words of each language's hundred commonest that few of the other languages have.
_COMMON = {
    "English": "the and with for you are is this of to your from please have will we not all very only it be",
    "German": "und der die das ist mit für nicht ein eine zu von auf wir ich sie bei auch sind wird nur zum im den",
    "French": "le les des est et pour avec une vous dans sur pas du au nous très bien aux sont votre je tout",
    "Spanish": "el los las y con para una por muy es del más se su todo como tiene buen está al son sin",
    "Italian": "il di che per una con sono molto della gli anche dei nel ho alla tutto bene più delle è",
    "Portuguese": "os uma não com para muito são mais em dos das você ao tem bom sem seu pela também e",
    "Dutch": "het een van en met voor niet op zijn ook bij wij ik naar uit aan zeer maar nog te",
    "Polish": "jest nie na się do oraz z dla bardzo lub tylko od po przez jak są w i za",
    "Turkish": "ve bir için ile bu çok var olarak değil daha olan kadar yok iyi en",
    "Russian": "и в не на с для что по есть очень все как за от или можно из мы",
    "Ukrainian": "і та не на з для що є дуже все як від або можна із ми цей",
    "Arabic": "في من على مع إلى هذا عن أو لا كل ما هو هي",
}
_OF = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(text: str) -> str:
    """The language whose common words make up most of the text; `UNSURE` where two are near or too few are there."""
    words = Counter(word.lower() for word in _WORDS.findall(text[:_LOOKED_AT]))
    found = sorted(((sum(words[word] for word in common), name) for name, common in _OF.items()), reverse=True)
    (most, name), (next_most, _) = found[:2]
    return name if most >= _SURE and most >= 1.5 * next_most else UNSURE


def commonest(names: Iterable[str], most: int) -> frozenset[str]:
    """The names that are met most often, at most so many; the others are `ELSEWHERE`."""
    return frozenset(name for name, _ in Counter(names).most_common(most))
