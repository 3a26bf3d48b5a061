"""A second verifier, written from RFC 9162, RFC 8032 and the C2SP texts alone: it imports nothing of Haven's.

Owns: the tree by its recursive definition, Ed25519 in plain integers, reading notes and tiles. Slow, and meant to be.
"""

import base64
import hashlib
from pathlib import Path

# --- RFC 9162, section 2.1.1: the tree as it is defined -------------------------------------------------------------


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def split(count: int) -> int:
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def mth(entries: list[bytes]) -> bytes:
    if not entries:
        return sha(b"")
    if len(entries) == 1:
        return sha(b"\x00" + entries[0])
    k = split(len(entries))
    return sha(b"\x01" + mth(entries[:k]) + mth(entries[k:]))


def path(m: int, entries: list[bytes]) -> list[bytes]:
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    return subproof(m, entries, True)


def subproof(m: int, entries: list[bytes], whole: bool) -> list[bytes]:
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], whole), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def root_from_path(leaf: bytes, index: int, size: int, steps: list[bytes]) -> bytes:
    """The root that a path leads to, from the recursion; fails if it has too few or too many steps."""
    if size == 1:
        assert not steps
        return leaf
    k = split(size)
    if index < k:
        return sha(b"\x01" + root_from_path(leaf, index, k, steps[:-1]) + steps[-1])
    return sha(b"\x01" + steps[-1] + root_from_path(leaf, index - k, size - k, steps[:-1]))


# --- RFC 8032, section 5.1: Ed25519 --------------------------------------------------------------------------------

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def x_from(y: int, sign: int) -> int:
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * SQRT % P
    assert y < P
    assert (x * x - x2) % P == 0
    return P - x if x & 1 != sign else x


def add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    m, n, o, p = f - e, h - g, h + g, f + e
    return m * n % P, o * p % P, n * o % P, m * p % P


def times(s: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while s:
        if s & 1:
            total = add(total, point)
        point, s = add(point, point), s >> 1
    return total


def unpack(data: bytes) -> Point:
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = x_from(y, sign)
    return x, y, 1, x * y % P


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    a, r, s = unpack(public), unpack(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    y = 4 * pow(5, P - 2, P) % P
    x = x_from(y, 0)
    left, right = times(s, (x, y, 1, x * y % P)), add(r, times(k, a))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return s < Q and same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- C2SP: notes, checkpoints, tiles -------------------------------------------------------------------------------


def check_note(written: str, vkey: str) -> tuple[str, bool]:
    """The note's text, and whether the key signed it (in its own right, or as a witness)."""
    text, _, lines = written.rpartition("\n\n")
    text += "\n"
    name, key_id, encoded = vkey.split("+", 2)
    kind, public = base64.b64decode(encoded)[0], base64.b64decode(encoded)[1:]
    assert sha(name.encode() + b"\n" + bytes([kind]) + public)[:4].hex() == key_id
    for line in lines.splitlines():
        _, who, data = line.split(" ")
        signature = base64.b64decode(data)
        if who == name and signature[:4].hex() == key_id:
            message, rest = text.encode(), signature[4:]
            if kind == 4:
                message = b"cosignature/v1\ntime %d\n" % int.from_bytes(rest[:8], "big") + message
                rest = rest[8:]
            return text, signed(public, message, rest)
    return text, False


def check_log(directory: Path, vkey: str) -> list[bytes]:
    """The entries of an exported log, once its signature and its root are found to hold."""
    text, good = check_note((directory / "checkpoint").read_text(encoding="utf-8"), vkey)
    assert good
    _, size, root = text.splitlines()[:3]
    entries: list[bytes] = []
    for number in range((int(size) + 255) // 256):
        digits = f"{number:03d}"
        where = f"{digits}" if number < 1000 else f"x{number // 1000:03d}/{number % 1000:03d}"
        width = min(256, int(size) - number * 256)
        file = directory / "tile" / "entries" / (where if width == 256 else f"{where}.p/{width}")
        data = file.read_bytes()
        while data:
            length = data[0] * 256 + data[1]
            entries.append(data[2 : 2 + length])
            data = data[2 + length :]
    assert len(entries) == int(size)
    assert mth(entries) == base64.b64decode(root)
    return entries
