"""A case in four paragraphs: drafted by machine from the exhibits, held to what they say, signed by a person.

Pure but for `endpoint`, which asks a model server. Owns the form of a brief, what stands in an exhibit, and the gate
that a sentence has to pass. Must not know Django, cases, or who reads a brief.
"""
