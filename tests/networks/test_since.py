from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haven.networks import Previous, sweep
from haven.networks.corpus import gather
from haven.networks.since import Continued
from haven.networks.store import load_previous, write
from haven.networks.stored import StoredResult
from haven.records import AdRecord
from tests.networks.ads import flat, stranger, with_words

PHOTO = f"{0x1234567890ABCDEF:016x}" * 4
ADS = [
    *(flat(i, latitude=50.0 + i, longitude=8.0, place="Exampleton") for i in range(6)),
    *(with_words(stranger(100 + i), "call 401-555-0161", category="jobs") for i in range(6)),
    *(stranger(120 + i, contacts=("+1 401 555 0177",), photo_hashes=(PHOTO,)) for i in range(4)),
    *(stranger(i) for i in range(8)),
]
EDITED = [flat(1, id="stranger-003"), stranger(50, id="flat-002"), AdRecord(id="flat-004", title="Only a title")]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.booleans(), min_size=len(ADS), max_size=len(ADS)), st.lists(st.sampled_from(EDITED), unique=True))
def test_going_on_from_a_result_equals_a_sweep_of_all(late: list[bool], edited: list[AdRecord]) -> None:
    old = [ad for ad, is_late in zip(ADS, late, strict=True) if not is_late]
    fresh = [ad for ad, is_late in zip(ADS, late, strict=True) if is_late and ad.id not in {e.id for e in edited}]
    new = [*fresh, *edited]
    with TemporaryDirectory() as place:
        out = Path(place) / "out"
        write(sweep(old), out)
        previous = load_previous(out)
        continued = Continued(as_batches(new), StoredResult(out))
        found = sweep(continued, previous=previous)
        kept = [ad for ad in old if ad.id not in {n.id for n in new}]
        whole = sweep([*kept, *new], previous=previous or Previous())
        assert found.membership == whole.membership
        assert found.networks == whole.networks
        assert found.link_table.equals(whole.link_table)
        assert found.contact_table.equals(whole.contact_table)
        assert (continued.kept, continued.replaced) == (len(kept), len(old) - len(kept))


def as_batches(ads: list[AdRecord]) -> list[pa.RecordBatch]:
    corpus = gather(ads)
    bodies = [corpus.text(k) for k in range(len(ads))]
    table = corpus.table.set_column(1, "title", [[""] * len(ads)]).append_column("body", [bodies])
    batches: list[pa.RecordBatch] = table.to_batches()
    return batches
