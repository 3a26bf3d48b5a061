"""What a site's own decisions teach: a small classifier of words, calibrated, whose features can be read.

Owns: which words of an ad it may see (`features`, `personal`), the model as plain data and its scores (`classifier`),
and what the model card says (`card`). `training` makes one and needs scikit-learn; nothing else here does.
Must not know: Django, where models are kept, what a policy makes of a score. It is one signal among the others
(`signals/like_stopped_ads.py`) and never decides alone (`Nature.LEARNED`).
"""

from haven.screening.learned.classifier import Classifier, Score, Word

__all__ = ["Classifier", "Score", "Word"]
