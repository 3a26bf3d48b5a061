"""Words that are no names though they begin a sentence, words that are numbers, and words that only join others."""

_COMMON = """
a about account accounts accusation ad address addresses ads after again all alone also an and another any are as
at be because been before belong belonged belonging belongs between both but by can cannot captured case category
cites come comes contact contacts contain contains could counted day days did differ different do does domain each
email evidence exhibit exhibits few file files first for found from group grouped groups had hand handle has have
here how hub hubs identifier identifiers in into is it its itself kept kind kinds know known last later lead leads
less linked links list lists made many matters may message messages more most name named names network networks
next no not nothing number numbers of on one only or other others out over own page part person persons phone
photo photos place places posted poster posters read report reported reports rests same say says seen several
share shared shares show shown shows side since site so some stand stands stood strength strong such tell tells
template templates text texts than that the their them there these they this those through tie tied ties time
times to together two under unknown unrelated until url view wallet was weak were what when where whether which
while who whose why wide with within without words would written wrote yet
"""
_JOINING = """
a also an and are at be by has have in is it its of on that the their them there these they this to was were which
with
"""
_COUNTING = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
"""
_ORDER = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

COMMON = frozenset(_COMMON.split())
JOINING = frozenset(_JOINING.split())
"""They carry no fact: a sentence says the same with one more or less of them."""

# "One", "two", "first" and "second" are as often no numbers.
_SMALL = {word: n for words in (_COUNTING, _ORDER) for n, word in enumerate(words.split())}
NUMBER_WORDS = (
    {word: n for word, n in _SMALL.items() if n not in {1, 2}}
    | _TENS
    | {f"{ten[:-1]}ieth": n for ten, n in _TENS.items()}
    | {f"{ten}-{word}": tens + n for ten, tens in _TENS.items() for word, n in _SMALL.items() if 0 < n < 10}
    | {word + ending: n for word, n in _LARGE.items() for ending in ("", "s", "th")}
)
