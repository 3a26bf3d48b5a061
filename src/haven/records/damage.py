"""What damaged files make libraries raise. Must not know: whose file it is."""

import struct

DAMAGED_PICTURE = (OSError, SyntaxError, ValueError, RuntimeError, EOFError, LookupError, struct.error)
"""What Pillow's decoders were seen to raise on damaged files (a proof in the tests looks for more)."""
