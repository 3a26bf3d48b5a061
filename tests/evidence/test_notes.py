"""Notes and checkpoints: the examples of the specifications, and what must not be believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.errors import BadNote
from haven.evidence.notes import COSIGNATURE, Key, Note, Signer
from tests.evidence import independent

# The example keys and note of the Go note package, from which C2SP signed-note comes.
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
# The example of C2SP tlog-checkpoint.
BEHIND = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_published_note_is_the_published_keys() -> None:
    note = Note.parse(f"{TEXT}\n{LINE}\n")
    key = Key.parse(PUBLIC)
    assert str(key) == PUBLIC
    assert note.text == TEXT
    assert note.signed_by([key]) == {key: None}
    assert str(Signer.parse(PRIVATE).sign(TEXT)) == LINE
    assert Signer.parse(PRIVATE).secret() == PRIVATE
    assert independent.check_note(str(note), PUBLIC) == (TEXT, True)


def test_the_published_checkpoint_is_read() -> None:
    checkpoint = Checkpoint.parse(BEHIND)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert checkpoint.text == BEHIND
    assert Checkpoint.parse(BEHIND + "an extension\n") == checkpoint


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n1\n", "a\n1\nAAAA\n", BEHIND[:-1], BEHIND.replace("20852163", "020852163"), "\n" + BEHIND,
     BEHIND.replace("20852163", "-1"), BEHIND.replace("20852163", "٣"), BEHIND + "\n", BEHIND.replace("q2I=", "q2J=")],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60), st.integers(0, 2**62))
def test_what_is_signed_is_verified_by_us_and_by_an_independent_reader(line: str, at: int) -> None:
    text = f"{line}\nmore\n"
    author, witness = Signer.make("example.org/log"), Signer.make("example.org/w", COSIGNATURE)
    note = Note(text, (author.sign(text), witness.sign(text, at=at)))
    read = Note.parse(str(note))
    assert read == note
    assert read.signed_by([author.key, witness.key]) == {author.key: None, witness.key: at}
    for key in (author.key, witness.key):
        assert independent.check_note(str(note), str(key)) == (text, True)


@given(st.data())
def test_any_flipped_byte_of_a_note_is_noticed(data: st.DataObject) -> None:
    signer = Signer.make("example.org/log")
    written = str(Note(BEHIND, (signer.sign(BEHIND),))).encode()
    at, bit = data.draw(st.integers(0, len(written) - 1)), data.draw(st.integers(0, 7))
    flipped = bytearray(written)
    flipped[at] ^= 1 << bit
    try:
        found = Note.parse(flipped.decode()).signed_by([signer.key])
    except (BadNote, UnicodeDecodeError):
        return
    assert not found


def test_signatures_of_others_are_passed_over_and_a_false_one_is_not() -> None:
    ours, other = Signer.make("example.org/log"), Signer.make("example.org/log")
    note = Note(BEHIND, (other.sign(BEHIND), ours.sign(BEHIND)))
    assert note.signed_by([ours.key]) == {ours.key: None}
    assert Note(BEHIND, (other.sign(BEHIND),)).signed_by([ours.key]) == {}
    with pytest.raises(BadNote, match="is not over this text"):
        Note(BEHIND, (ours.sign("x\n"),)).signed_by([ours.key])


@pytest.mark.parametrize(
    "written",
    ["", "\n\n", "a\n\n", "a\n\nb\n", f"a\n\n{LINE}", f"a\n\n-{LINE[1:]}\n", f"a\n\n{LINE}=\n", f"a\t\n\n{LINE}\n",
     "a\n\n— x AAAA\n", "a\n\n" + f"{LINE}\n" * 65, "a" * 100_001 + f"\n\n{LINE}\n"],
)  # fmt: skip
def test_what_is_no_note_is_refused(written: str) -> None:
    with pytest.raises(BadNote):
        Note.parse(written)


@pytest.mark.parametrize("written", ["", "a", "a+b", "a+b+c", PUBLIC[:-4], PUBLIC.replace("c7", "c8"), "a b+c+d="])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(BadNote):
        Key.parse(written)
    with pytest.raises(BadNote):
        Signer.parse("PRIVATE+KEY+" + written)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n"])
def test_a_name_has_no_spaces_and_no_plus(name: str) -> None:
    with pytest.raises(BadNote):
        Signer.make(name)


def test_only_texts_that_a_note_can_hold_are_signed() -> None:
    for text in ("no newline", "a\rb\n"):
        with pytest.raises(BadNote):
            Signer.parse(PRIVATE).sign(text)
