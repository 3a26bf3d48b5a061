"""Compiling the kernels beforehand: `python -m haven.networks.kernels`, run once by the installation.

Numba compiles at first use, which takes a good quarter of a minute, and keeps the result beside the modules. Must not
know what the kernels do: it sweeps a few made-up ads, which uses all of them.
"""

from haven.networks.engine import sweep
from haven.records import AdRecord


def compile_kernels() -> None:
    """Sweep made-up ads that share words, numbers and addresses, and some that share nothing."""
    ads = [
        AdRecord(
            id=f"{number}",
            category=f"shelf {number % 5}",
            body=f"Room number {number} in a quiet house near the old mill, bright and freshly painted, with a desk, a lamp "
            f"and a view of garden {number * 7}; call 202-555-01{number % 40 + 10} or write to house{number % 9}@example.org",
            photo_hashes=(f"{number % 30:064x}",),
        )
        for number in range(400)
    ]
    words = "amber birch cedar delta ember fjord grove heath inlet juniper kelp lagoon meadow nettle oak pine".split()
    ads += [
        AdRecord(id=f"other {number}", body=" ".join(words[(number * k) % 16] + str(number + k) for k in range(30)))
        for number in range(400)
    ]
    sweep(ads)


if __name__ == "__main__":
    compile_kernels()
