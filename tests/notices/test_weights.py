"""What reports are worth together."""

from hypothesis import given
from hypothesis import strategies as st

from haven.notices.queries import TrackRecord
from haven.notices.weights import reliability, weight

RECORDS = st.one_of(st.none(), st.builds(TrackRecord, st.integers(0, 50), st.integers(0, 50)))
NEVER_RIGHT = st.one_of(st.none(), st.builds(TrackRecord, st.just(0), st.integers(0, 50)))


@given(st.lists(NEVER_RIGHT, min_size=1, max_size=200))
def test_a_crowd_that_was_never_right_weighs_as_much_as_its_best_voice(crowd: list[TrackRecord | None]) -> None:
    assert abs(weight(crowd) - max(reliability(one) for one in crowd)) < 1e-9


@given(st.lists(RECORDS, min_size=1), RECORDS)
def test_another_voice_never_takes_weight_away(voices: list[TrackRecord | None], more: TrackRecord | None) -> None:
    assert 0 < weight(voices) <= weight([*voices, more]) + 1e-12 <= 1 + 1e-9


def test_who_was_right_outweighs_any_crowd() -> None:
    assert weight([TrackRecord(3, 0)]) > weight([None] * 500)
    assert weight([TrackRecord(0, 0)], trusted=True) == 1
    assert reliability(TrackRecord(9, 0)) > reliability(TrackRecord(9, 9)) > reliability(TrackRecord(0, 9))
