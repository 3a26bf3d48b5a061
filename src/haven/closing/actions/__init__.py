"""The steps of a closing, each of which can be taken again after a crash: what was done is not done twice."""
