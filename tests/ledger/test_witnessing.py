"""The log and a real witness over HTTP: what the operator is told when history is not what the witness saw."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from haven.evidence.keyring import Trust
from haven.evidence.notes import COSIGNATURE, Signature, Signer
from haven.evidence.witness import Witness
from haven.evidence.witness_server import WitnessServer
from haven.ledger.alarms import problems, raise_alarm, standing
from haven.ledger.exporting import key_list
from haven.ledger.models import Alarm, LedgerEntry
from haven.ledger.models import Witness as WitnessRow
from haven.ledger.signing import latest_checkpoint
from haven.ledger.witnessing import last_cosigned, tend
from tests.factories import a_ledger_entry
from tests.ledger.crimes import commit_crime

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[WitnessServer]:
    """A witness that watches this site, and that the site knows."""
    witness = Witness(Signer.make("example.net/w1", COSIGNATURE), Trust.parse(key_list()), tmp_path / "witness")
    with WitnessServer(("127.0.0.1", 0), witness) as served:
        thread = threading.Thread(target=served.serve_forever, args=(0.01,))
        thread.start()
        settings.LEDGER_WITNESSES = [(f"http://127.0.0.1:{served.server_port}", str(witness.signer.key))]
        yield served
        served.shutdown()
        thread.join()


def go_back_to_three() -> None:
    """The tables as they were with three entries, as from a backup."""
    commit_crime(
        "DELETE FROM ledger_ledgerentry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE position >= 3)",
        "DELETE FROM ledger_leaf WHERE position >= 3",
        "DELETE FROM ledger_signedcheckpoint WHERE size > 3",
        "UPDATE ledger_tile SET hashes = substring(hashes FROM 1 FOR 96)",
        "UPDATE ledger_treehead SET size = 3",
        "UPDATE ledger_witness SET size = 3",
    )


def write(count: int) -> None:
    for _ in range(count):
        a_ledger_entry()
    tend()


def test_each_new_head_is_cosigned(server: WitnessServer) -> None:
    for count in (1, 5, 300):
        write(count)
        signed = latest_checkpoint()
        assert signed is not None
        trust = Trust.parse(f"{key_list()}{server.witness.signer.key}")
        assert server.witness.signer.key in trust.open(signed.note)[2]
        assert last_cosigned() == signed
    tend()
    assert standing() == "good"
    assert problems() == []
    assert WitnessRow.objects.get().size == 306


def test_a_witness_that_is_ahead_of_what_we_remember_is_caught_up_with(server: WitnessServer) -> None:
    write(3)
    write(3)
    WitnessRow.objects.update(size=2)
    write(3)
    assert WitnessRow.objects.get().size == 9
    assert standing() == "good"


def test_a_restored_backup_is_refused_and_the_operator_is_told(server: WitnessServer, client: Client) -> None:
    write(3)
    write(5)
    go_back_to_three()
    tend()
    assert standing() == "alarm"
    assert "it has seen 8 entries, we have 3: entries were lost, or a backup was restored" in problems()[0]
    assert client.get("/health").json()["ledger"] == "alarm"
    assert client.get("/health").status_code == 200


def test_what_grew_from_a_restored_backup_is_refused_on_both_sides(server: WitnessServer) -> None:
    write(3)
    write(5)
    go_back_to_three()
    write(9)
    assert "what it has seen is not the beginning of our log" in problems()[0]
    assert len(server.witness.memory.alarms()) == 1


def test_a_rewritten_entry_stops_the_signing(server: WitnessServer) -> None:
    write(3)
    commit_crime("UPDATE ledger_tile SET hashes = sha256('x') || substring(hashes FROM 33)")
    write(1)
    assert "The log signs nothing more: the first 3 entries of the log are not those that were signed" in problems()[0]


def test_a_rewriting_that_also_forgets_what_was_signed_is_refused(server: WitnessServer) -> None:
    write(3)
    commit_crime(
        "UPDATE ledger_tile SET hashes = sha256('x') || substring(hashes FROM 33)",
        "DELETE FROM ledger_signedcheckpoint",
    )
    tend()
    assert "it has seen another head of 3 entries" in problems()[0]
    write(2)
    assert "not the beginning of our log" in problems()[0]


def test_an_alarm_is_an_entry_once_and_ends_when_it_is_over(server: WitnessServer) -> None:
    raise_alarm(source="log", kind=Alarm.Kind.BROKEN, text="One.")
    raise_alarm(source="log", kind=Alarm.Kind.BROKEN, text="Two.")
    assert [alarm.text for alarm in Alarm.objects.all()] == ["Two."]
    tend()
    assert not Alarm.objects.exists()
    tend()
    actions = LedgerEntry.objects.filter(subject="log:alarm").values_list("action", flat=True)
    assert list(actions) == ["alarm.raised", "alarm.ended"]


def test_silence_is_told_but_is_no_alarm(settings: Settings) -> None:
    key = Signer.make("example.net/w1", COSIGNATURE).key
    settings.LEDGER_WITNESSES = [("http://127.0.0.1:9", str(key))]
    write(1)
    assert standing() == "silent"
    assert "has not cosigned since" in problems()[0]
    assert last_cosigned() is None


def test_a_refusal_is_not_forgotten_when_the_witness_is_silent_afterwards(
    server: WitnessServer, settings: Settings
) -> None:
    write(3)
    write(5)
    go_back_to_three()
    tend()
    settings.LEDGER_WITNESSES = [("http://127.0.0.1:9", settings.LEDGER_WITNESSES[0][1])]
    Alarm.objects.update(source="http://127.0.0.1:9")
    write(1)
    assert standing() == "alarm"


def test_another_key_than_the_agreed_one_does_not_count(server: WitnessServer, settings: Settings) -> None:
    other = Signer.make("example.net/w1", COSIGNATURE).key
    settings.LEDGER_WITNESSES = [(settings.LEDGER_WITNESSES[0][0], str(other))]
    write(1)
    assert "another key" in problems()[0]


class TwoLines(Signature):
    """A cosignature as a witness shows it that has another key besides."""

    def __str__(self) -> str:
        other = Signer.make(self.name, COSIGNATURE).sign("another\n", at=1)
        return f"{other}\n{super().__str__()}"


def test_a_witness_may_answer_with_more_keys_than_the_agreed_one(
    server: WitnessServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = server.witness.add_checkpoint

    def both(old: int, proof: list[bytes], written: str) -> Signature:
        signature = alone(old, proof, written)
        return TwoLines(signature.name, signature.key_id, signature.data)

    monkeypatch.setattr(server.witness, "add_checkpoint", both)
    write(3)
    assert problems() == []
    assert last_cosigned() is not None


def test_entries_that_nobody_sequences_are_told() -> None:
    a_ledger_entry()
    assert problems() == []
    commit_crime("UPDATE ledger_ledgerentry SET at = at - interval '1 hour'")
    assert "no head was ever signed: is the worker running?" in problems()[0]
    assert standing() == "silent"
