"""A timestamp of an authority over a bundle (RFC 3161): asked for, and checked against certificates that one believes.

It is over `tagmanifest-sha256.txt`, which names every file there was by its digest, so that it says when all of them
existed; and it is in the bundle before that is signed, so that no byte of it is uncovered.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerificationError, VerifierBuilder
from rfc3161_client import decode_timestamp_response as decode

from haven.evidence.errors import EvidenceError

STAMP = "timestamp.tsr"
STAMPED = "tagmanifest-sha256.txt"


class BadTimestamp(EvidenceError):
    """It is no timestamp over these bytes, or none that counts."""


def request(stamped: bytes) -> bytes:
    """What is sent to an authority: a digest, a number that is used once, and that its certificate is wanted."""
    built = TimestampRequestBuilder().data(stamped).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=True)
    return built.cert_request(cert_request=True).build().as_bytes()


def stamped_at(response: bytes, stamped: bytes) -> datetime:
    """When an authority says it saw these bytes; whose word that is, `stamped_by` says.

    Raises:
        BadTimestamp: it is no such timestamp.
    """
    try:
        read = decode(response)
        if read.status != 0 or read.tst_info.message_imprint.message != sha256(stamped).digest():
            raise BadTimestamp("the timestamp is refused, or over something else")
        return read.tst_info.gen_time
    except ValueError as error:
        raise BadTimestamp(f"the timestamp cannot be read: {error}") from None


def stamped_by(response: bytes, stamped: bytes, roots: Sequence[Certificate]) -> datetime:
    """The same, signed by an authority whose certificate leads to one of these.

    Raises:
        BadTimestamp: it is no such timestamp, or not theirs.
    """
    moment = stamped_at(response, stamped)
    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(decode(response), stamped)
    except (VerificationError, ValueError) as error:
        raise BadTimestamp(f"the timestamp is of no authority that you believe: {error}") from None
    return moment


def read_roots(pem: bytes) -> list[Certificate]:
    """The certificates of authorities that one believes.

    Raises:
        BadTimestamp: there are none in it.
    """
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise BadTimestamp(f"no certificates (PEM) in it: {error}") from None
