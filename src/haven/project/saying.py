"""What the commands print of files that strangers wrote.

Owns what of a text may reach a terminal: an ad can carry the codes by which terminals are told to move, colour, retitle
or answer, and the marks by which words are shown in another order than they stand. Must not know any command.
"""

import typer

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def say(words: object, *, err: bool = False) -> None:
    """Print words from outside on one stream, their control characters as pictures of them: ESC as ␛."""
    typer.echo(str(words).translate(_CONTROLS), err=err)
