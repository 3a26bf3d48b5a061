"""What a run over files needs, whichever engine it is: child processes, a directory written whole, a page from disk.

Must not know: ads, engines, the command line.
"""
