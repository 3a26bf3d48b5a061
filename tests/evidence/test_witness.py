"""The witness: honest logs are cosigned without a word, and no rewritten history is, whoever asks and however."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from haven.evidence.asking import read_request, write_request
from haven.evidence.errors import BadKeyFile, BadNote
from haven.evidence.keyring import Trust
from haven.evidence.notes import COSIGNATURE, Signature, Signer
from haven.evidence.witness import Inconsistent, Malformed, NotSigned, OtherSize, Refused, UnknownLog, Witness
from tests.conftest import PROVING
from tests.evidence import independent
from tests.evidence.histories import CRIMES, Log, grow, honest, rewritten

REWRITTEN, HONEST = (1000, 10_000) if PROVING else (27, 120)


def watching(directory: Path, *logs: Log) -> Witness:
    signer = Signer.make("example.net/w1", COSIGNATURE)
    return Witness(signer, Trust.parse("\n".join(log.vkey for log in logs)), directory, clock=lambda: 1_700_000_000)


def ask(witness: Witness, request: str) -> Signature:
    return witness.add_checkpoint(*read_request(request))


@pytest.fixture
def log() -> Log:
    return Log("example.org/log")


def test_it_cosigns_what_it_saw_grow(tmp_path: Path, log: Log) -> None:
    witness = watching(tmp_path, log)
    for request in honest(log, random.Random(1), 5):
        signature = ask(witness, request)
    assert witness.memory.seen(log.origin).size == len(log.entries)
    note = log.head(log.entries) + f"{signature}\n"
    assert independent.check_note(note, str(witness.signer.key))[1]
    assert witness.memory.alarms() == []


@pytest.mark.prove
def test_honest_logs_raise_no_alarm(tmp_path: Path) -> None:
    chance = random.Random(20261126)
    logs = [Log(f"example.org/{i}") for i in range(max(3, HONEST // 100))]
    witness = watching(tmp_path, *logs)
    for _ in range(HONEST):
        ask(witness, grow(chance.choice(logs), chance, most=4))
    assert witness.memory.alarms() == []


@pytest.mark.prove
def test_no_rewritten_history_is_cosigned(tmp_path: Path) -> None:
    chance = random.Random(20261127)
    for number in range(REWRITTEN):
        log, crime = Log(f"example.org/{number}"), CRIMES[number % len(CRIMES)]
        witness = watching(tmp_path / str(number), log)
        for request in honest(log, chance, chance.randrange(1, 8)):
            ask(witness, request)
        before = witness.memory.seen(log.origin)
        request = rewritten(log, chance, crime)
        for _ in range(2):  # the second time with the size that the witness said it has seen
            with pytest.raises(Refused) as refused:
                ask(witness, request)
            if isinstance(refused.value, OtherSize) and not refused.value.alarm:
                _, steps, written = read_request(request)
                request = write_request(refused.value.size, steps, written)
        old_head = witness.memory.cosigned(log.origin, witness.trust.open(read_request(request)[2])[0])
        assert refused.value.alarm or old_head, (number, crime)
        assert witness.memory.seen(log.origin) == before
        assert len(witness.memory.alarms()) == (0 if old_head else 1)


def test_an_old_head_shown_again_is_refused_without_alarm(tmp_path: Path, log: Log) -> None:
    """Anyone can fetch a head and show it later."""
    witness, chance = watching(tmp_path, log), random.Random(3)
    first = grow(log, chance)
    ask(witness, first)
    ask(witness, grow(log, chance, most=20))
    with pytest.raises(OtherSize) as refused:
        ask(witness, first)
    assert not refused.value.alarm
    assert witness.memory.alarms() == []


def test_an_honest_head_that_somebody_else_shows_with_a_wrong_proof_is_no_alarm_once_the_log_proved_it(
    tmp_path: Path, log: Log
) -> None:
    """Heads are public as soon as they are signed; a proof is signed by nobody."""
    witness = watching(tmp_path, log)
    ask(witness, log.request(0, [b"a", b"b"]))
    with pytest.raises(Inconsistent):
        ask(witness, log.request(2, [b"a", b"b", b"c"], [bytes(32)]))
    assert len(witness.memory.alarms()) == 1
    ask(witness, log.request(2, [b"a", b"b", b"c"]))
    assert witness.memory.alarms() == []
    with pytest.raises(Refused):
        ask(witness, log.request(3, [b"x", b"b", b"c", b"d"]))
    ask(witness, log.request(3, [b"a", b"b", b"c", b"d"]))
    assert len(witness.memory.alarms()) == 1


def test_a_contradiction_is_kept_as_proof(tmp_path: Path, log: Log) -> None:
    witness = watching(tmp_path, log)
    ask(witness, log.request(0, [b"a", b"b"]))
    with pytest.raises(OtherSize, match="split or rewritten"):
        ask(witness, log.request(2, [b"a", b"c"]))
    with pytest.raises(OtherSize):
        ask(witness, log.request(2, [b"a", b"c"]))
    (alarm,) = witness.memory.alarms()
    for shown in (str(alarm["seen"]), str(alarm["shown"])):
        assert independent.check_note(shown, log.vkey)[1]
    assert alarm["seen"] != alarm["shown"]


def test_it_remembers_across_a_restart_and_stops_if_it_cannot(tmp_path: Path, log: Log) -> None:
    ask(watching(tmp_path, log), log.request(0, [b"a", b"b"]))
    again = watching(tmp_path, log)
    with pytest.raises(Inconsistent):
        ask(again, log.request(2, [b"x", b"b", b"c"]))
    (head,) = tmp_path.glob("*.head.json")
    head.write_text("{")
    with pytest.raises(BadKeyFile, match="restore it"):
        ask(again, log.request(2, [b"a", b"b", b"c"]))


def test_it_says_what_is_wrong_with_a_request(tmp_path: Path, log: Log) -> None:
    witness = watching(tmp_path, log)
    stranger, impostor = Log("example.com/other"), Log(log.origin)
    with pytest.raises(UnknownLog):
        ask(witness, stranger.request(0, [b"a"]))
    with pytest.raises(NotSigned):
        ask(witness, impostor.request(0, [b"a"]))
    with pytest.raises(Malformed):
        ask(witness, log.request(5, [b"a"]))
    with pytest.raises(Malformed):
        ask(witness, log.request(0, [b"a"], [bytes(32)] * 64))
    with pytest.raises(Inconsistent):
        ask(witness, log.request(0, [b"a"], [bytes(32)]))
    with pytest.raises(OtherSize, match="not 1") as refused:
        ask(witness, log.request(1, [b"a", b"b"]))
    assert refused.value.size == 0


@pytest.mark.parametrize(
    "body", ["", "old 1", "old 01\n\nx", "old -1\n\nx", "new 1\n\nx", "old 1\nAAAA\n\nx", "old 1\n?\n\nx"]
)
def test_what_is_no_request_is_refused(body: str) -> None:
    with pytest.raises(BadNote):
        read_request(body)


def test_a_request_is_read_as_it_was_written() -> None:
    steps: Iterator[list[bytes]] = iter([[], [bytes(32)], [bytes([i] * 32) for i in range(63)]])
    for proof in steps:
        assert read_request(write_request(7, proof, "a\n\nb\n")) == (7, proof, "a\n\nb\n")
