"""Envelopes that only one certificate's owner opens: CMS (RFC 5652), AES-256, which any openssl reads."""

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7EnvelopeBuilder, PKCS7Options
from cryptography.x509 import Certificate, load_pem_x509_certificate

from haven.closing.errors import ClosingError

ENDING = ".p7m"
_LEAST_BITS = 2048


def read_certificate(pem: str) -> Certificate:
    """A certificate that things can be enveloped for.

    Raises:
        ClosingError: it is none, or not one of RSA with 2,048 bits at least.
    """
    try:
        found = load_pem_x509_certificate(pem.encode())
    except ValueError:
        raise ClosingError("This is no certificate in PEM form (-----BEGIN CERTIFICATE-----).") from None
    key = found.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < _LEAST_BITS:
        raise ClosingError("The certificate should have an RSA key of 2,048 bits at least: openssl envelopes for that.")
    return found


def envelope(data: bytes, pem: str) -> bytes:
    """The bytes for the owner of the certificate alone (DER)."""
    builder = PKCS7EnvelopeBuilder().set_data(data).set_content_encryption_algorithm(AES256)
    return builder.add_recipient(read_certificate(pem)).encrypt(Encoding.DER, [PKCS7Options.Binary])
