"""Compiling the kernels beforehand: `python -m haven.networks.kernels`, run once by the installation.

Numba compiles at first use, which takes a good quarter of a minute, and keeps the result beside the modules. Must not
know what the kernels do: it sweeps a few made-up ads, which uses all of them.
"""

from haven.networks.engine import sweep
from haven.records import AdRecord

_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "juniper", "kelp", "oak")


def compile_kernels() -> None:
    """Sweep made-up ads that share words, numbers, addresses and photos, and some that share nothing."""
    alike = [
        AdRecord(
            id=f"{number}",
            category=f"shelf {number % 5}",
            body=f"Room {number} in a quiet house near the old mill, freshly painted, with a desk, a lamp and a view "
            f"of {number * 7} trees; call 202-555-01{number % 40 + 10} or write to house{number % 9}@example.org",
            photo_hashes=(f"{number % 30:064x}",),
        )
        for number in range(400)
    ]
    unlike = [
        AdRecord(id=f"other {number}", body=" ".join(_WORDS[(number * k) % 12] + str(number + k) for k in range(30)))
        for number in range(400)
    ]
    sweep([*alike, *unlike])


if __name__ == "__main__":
    compile_kernels()
