from haven.networks import sweep
from tests.networks.ads import STREETS, flat, stranger


def test_constants_and_slots_rebuild_every_ad() -> None:
    ads = [flat(i) for i in range(8)]
    template = sweep([*ads, stranger(1)]).templates[0]
    assert template.ads == tuple(ad.id for ad in ads)
    slots = [column.fillers for column in template.columns if column.constant is None]
    assert slots[-1] == tuple(f"{10 + i} {STREETS[i]}" for i in range(8)) or tuple(STREETS[:8]) in slots
    for i, ad in enumerate(ads):
        words = [column.constant if column.constant is not None else column.fillers[i] for column in template.columns]
        assert " ".join(" ".join(words).replace(",", "").split()) == " ".join(ad.text.replace(",", "").split())


def test_a_template_saves_more_bits_the_more_ads_are_written_from_it() -> None:
    few, many = (sweep([flat(i) for i in range(n)]).templates[0].saved_bits for n in (3, 9))
    assert 0 < few < many


def test_words_of_the_ads_are_kept_as_written() -> None:
    template = sweep([flat(0), flat(1, title="FLAT to let")]).templates[0]
    assert template.columns[0].constant is not None
    assert template.columns[0].constant.startswith("Flat to let\n\nBright")
