"""Files of hashes as threatexchange writes them: what is good is taken, every bad line is named."""

import pytest

from haven.custody.bank_files import Fault, Hash, read_bank

PDQ, MD5 = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22", "d41d8cd98f00b204e9800998ecf8427e"


def test_the_csv_of_a_dataset() -> None:
    lines = [
        "collab,signal_type,signal_str,category,tags",
        f"Sample,pdq,{PDQ.upper()},WORTH_INVESTIGATING,",
        f'"A, B",video_md5,{MD5},MALICIOUS,"one two"',
        "Sample,raw_text,bad words,WORTH_INVESTIGATING,",
        f"Sample,pdq,{MD5},WORTH_INVESTIGATING,",
        "Sample,pdq",
        "",
    ]
    found = list(read_bank(lines))
    assert found[:2] == [Hash("pdq", PDQ), Hash("md5", MD5)]
    assert [one.line for one in found[2:] if isinstance(one, Fault)] == [4, 5, 6]
    assert "raw_text" in str(found[2])
    assert "64 hexadecimal digits" in str(found[3])
    assert "2 cells instead of 5" in str(found[4])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (PDQ, Hash("pdq", PDQ)),
        (f"  {MD5.upper()}\n", Hash("md5", MD5)),
        (f"'Sample Signals' pdq {PDQ} WORTH_INVESTIGATING", Hash("pdq", PDQ)),
        (f"photo_md5,{MD5}", Hash("md5", MD5)),
    ],
)
def test_a_hash_a_line(line: str, found: Hash) -> None:
    assert list(read_bank([line])) == [found]


@pytest.mark.parametrize("line", ["hello", PDQ[:-1], f"{PDQ} {PDQ}", f"md5 {PDQ}", "<x>"])
def test_faults(line: str) -> None:
    (fault,) = read_bank([line])
    assert isinstance(fault, Fault)


def test_remarks_and_a_header_without_types() -> None:
    assert list(read_bank(["# from whom", "", MD5])) == [Hash("md5", MD5)]
    assert list(read_bank(["signal_str,tags", f"{PDQ},"])) == [Fault(1, "the header names no signal_type")]
