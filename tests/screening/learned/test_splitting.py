"""No ad is learned from whose copy is tested on."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.screening.learned.splitting import Decided, families, held_out
from tests.screening.learned.made import START, made_decisions


def decided(text: str, hours: int = 0, *ties: str) -> Decided:
    record = AdRecord(id=str(hours), body=text)
    return Decided(record=record, stopped=False, at=START + timedelta(hours=hours), together=ties)


def test_copies_are_one_family_whatever_their_numbers() -> None:
    text = "Bright flat with a large balcony above the old bakery, rent {} a month, ring twice."
    one, other = decided(text.format(450)), decided(text.format(980), 1)
    stranger = decided("Bicycle with new tyres and a bell that works, to be fetched from the shed.", 2)
    assert len(set(families([one, other, stranger]))) == 2


def test_ties_join_across_ads() -> None:
    found = families(
        [decided("one", 0, "poster 1"), decided("two", 1, "poster 1", "network 5"), decided("three", 2, "network 5")]
    )
    assert len(set(found)) == 1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), min_size=1, max_size=60))
def test_no_family_is_on_both_sides_and_the_test_is_never_too_large(rows: list[tuple[int, int]]) -> None:
    ads = [
        decided(f"ad number {chr(97 + n % 26) * (1 + n // 26)}", at, f"tie {tie}") for n, (at, tie) in enumerate(rows)
    ]
    family = families(ads)
    kept = held_out(ads, family)
    tested = {number for number, is_kept in zip(family, kept, strict=True) if is_kept}
    learned = {number for number, is_kept in zip(family, kept, strict=True) if not is_kept}
    assert not tested & learned
    assert sum(kept) <= round(0.25 * len(ads))


def test_the_latest_are_tested() -> None:
    ads = made_decisions(200)
    kept = held_out(ads, families(ads))
    assert kept == [False] * 150 + [True] * 50
    first_copied_last = [*ads, replace(ads[0], at=ads[-1].at + timedelta(hours=1))]
    assert not held_out(first_copied_last, families(first_copied_last))[-1]
