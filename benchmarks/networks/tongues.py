"""Made-up languages with the looks of real ones: English, German, Polish, Chinese, Japanese, Thai.

Owns: words, sentences and ads that are nobody's. Must not know: groups, contacts, files.

Content words are made of each language's syllables and follow Zipf's law; one sentence in three is a turn of phrase
that everyone uses in ads (`*` takes a content word, `#` a number; spaces part the words whatever the script), so that
strangers do repeat each other.
"""

import bisect
import itertools
import random
from typing import NamedTuple

_WORDS, _NUMBERS, _TURNS = 6_000, 9_900, 0.35


class _Manner(NamedTuple):
    """How a language is written: syllables a word, the space between words, the end of a sentence."""

    syllables: tuple[str, ...]
    length: tuple[int, int]
    space: str
    stop: str
    frames: tuple[str, ...]


def _syllables(onsets: str, rhymes: str) -> tuple[str, ...]:
    return tuple(onset + rhyme for onset in onsets.split(" ") for rhyme in rhymes.split(" "))


_MANNERS = {
    "english": _Manner(
        _syllables("b br c ch d f g gl h l m n p r s st t th v w", "a an e er i ing o or u ell"), (1, 3), " ", ". ",
        ("selling my * in * condition", "* for rent from #", "looking for a * with *", "we offer * and * in *",
         "price # or best offer", "no * please", "comes with * and *", "pick up in * only", "about # years old",
         "* * available now", "the * was * last year", "contact me for more *", "must be * and *",
          "# * and # *",
         "great * near the *", "it has a new * and a *", "serious * only", "I am a * with # years of *"),
    ),
    "german": _Manner(
        _syllables("b br d f g h k l m n pf r sch st t tr v w z", "a au ä e ei en er ie o ö u ü ung"), (2, 4), " ",
         ". ",
        ("verkaufe * in gutem *", "*e Wohnung mit * und *", "Preis # VB", "Privatverkauf ohne *",
         "nur Abholung in *",
         "ca. # Jahre alt", "wir suchen ab sofort * für *", "die * ist *", "mit * sowie * und *", "# * und # *",
         "bei * bitte *", "*, * und vieles mehr", "Versand gegen * möglich", "der * wurde # *",
          "in * Lage von *"),
    ),
    "polish": _Manner(
        _syllables("b cz d g k ł m n p prz r s sz t w z ż", "a ą e ę i o ó u y ów ek"), (2, 4), " ", ". ",
        ("sprzedam * w * stanie", "* do wynajęcia od #", "szukam * z *", "oferujemy * i *", "cena # zł do *",
         "odbiór tylko w *", "ma około # lat", "* jest * i *", "w cenie * oraz *", "bez *", "# * oraz # *"),
    ),
    "chinese": _Manner(
        tuple(chr(0x4E00 + 7 * i) for i in range(1800)), (1, 3), "", "。",
        ("出售 * 九成新", "* 出租 月租 #", "寻找 * 和 *", "我们 提供 * 及 *", "价格 # 可议",
         "只限 * 自取", "附送 * 与 *", "约 # 年", "地点 * 附近",
         "* 设施 齐全", "* 新 * 旧 *", "欢迎 *"),
    ),
    "japanese": _Manner(
        tuple("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん")
        + tuple(chr(0x4E03 + 11 * i) for i in range(900)), (1, 4), "", "。",
        ("* を * で 譲ります", "* の * は * です", "家賃 # 円", "* と * が 付いて います",
         "* 駅 から # 分", "* を お探し の * へ", "中古 * # 年",
         "* のみ * 可能", "* または * で お願い します", "* も * も *"),
    ),
    "thai": _Manner(
        _syllables("ก ข ค ง จ ช ด ต ท น บ ป พ ม ย ร ล ว ส ห", "า ี ู อ ัน าม ิน ือ"), (1, 4), "", " ",
        ("ขาย * สภาพ *", "ให้ เช่า * ราคา #", "ต้องการ * และ *", "เรา มี * กับ *", "อายุ # ปี",
         "รับ ที่ * เท่านั้น", "แถม * และ *", "ใกล้ * ", "* ใหม่ *",
         "* # *"),
    ),
}  # fmt: skip
NAMES = tuple(_MANNERS)


class Tongue:
    """One of the languages, its vocabulary drawn by `rng`."""

    def __init__(self, name: str, rng: random.Random) -> None:
        self._rng, self._manner = rng, _MANNERS[name]
        made = {self._invent() for _ in range(_WORDS)}
        self._words = sorted(made)
        rng.shuffle(self._words)
        self._cumulated = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def _invent(self) -> str:
        return "".join(self._rng.choices(self._manner.syllables, k=self._rng.randint(*self._manner.length)))

    def word(self) -> str:
        """A content word, common ones more often."""
        return self._words[bisect.bisect(self._cumulated, self._rng.random() * self._cumulated[-1])]

    def sentence(self) -> list[str]:
        """A turn of phrase with its words filled in, or words of one's own: 3 to 9."""
        rng = self._rng
        if rng.random() > _TURNS:
            return [self.word() for _ in range(rng.randint(3, 9))]
        frame = rng.choice(self._manner.frames)
        filled = (self.word() if c == "*" else str(rng.randint(10, _NUMBERS)) if c == "#" else c for c in frame)
        return "".join(filled).split()

    def sentences(self, words: int) -> list[list[str]]:
        """Sentences of about so many words together."""
        found: list[list[str]] = []
        while sum(map(len, found)) < words:
            found.append(self.sentence())
        return found

    def write(self, sentences: list[list[str]]) -> str:
        """The sentences as a text."""
        return self._manner.stop.join(self._manner.space.join(sentence) for sentence in sentences)
