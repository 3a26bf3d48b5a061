"""What is wrong with a field of a policy, in the words of who writes policies and no code.

Must not know: files, lines.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from haven.screening import policy

_FIELDS = sorted(
    {
        name
        for part in (
            policy.Policy, policy.GroundText, policy.Queue, policy.AtLeast, policy.Weight, policy.When, policy.Rule,
            policy.OnFailure,
        )
        for name in part.model_fields
    }
)  # fmt: skip
_NUMBERED = "should be a number without quotes, such as 24"
_FIELDS_WANTED = "should be fields with their values, such as `title: Signs of fraud`"
_SENTENCES = {
    "missing": "is missing",
    "string_type": "should be text; put a number or a date into quotes",
    "string_too_short": "should have at least {min_length} characters",
    "string_too_long": "should have at most {max_length} characters",
    "string_pattern_mismatch": "a name is of small letters, digits and hyphens, and has at most 64 of them",
    "int_parsing": _NUMBERED,
    "int_type": _NUMBERED,
    "int_from_float": "should be a whole number",
    "float_parsing": _NUMBERED,
    "float_type": _NUMBERED,
    "finite_number": _NUMBERED,
    "greater_than": "should be more than {gt}",
    "greater_than_equal": "should be {ge} or more",
    "less_than_equal": "should be {le} or less",
    "literal_error": "should be {expected}",
    "too_short": "should name at least one",
    "model_type": _FIELDS_WANTED,
    "dict_type": _FIELDS_WANTED,
    "tuple_type": "should be a list, each entry with a hyphen before it or all between [ and ]",
}


def in_plain_words(fault: Mapping[str, Any]) -> str:
    """The sentence for one of the `errors` of a `ValidationError`; pydantic's own where there is none of ours."""
    kind, name = fault["type"], str(fault["loc"][-1]) if fault["loc"] else ""
    if kind == "extra_forbidden":
        near = get_close_matches(name, _FIELDS, n=1)
        return f"there is no such field here; did you mean `{near[0]}`?" if near else "there is no such field here"
    if kind == "string_pattern_mismatch" and name == "version":
        return "a version is of letters, digits and the signs . + -, and has at most 40 of them"
    sentence = _SENTENCES.get(kind)
    return sentence.format(**fault.get("ctx", {})) if sentence else str(fault["msg"]).removeprefix("Value error, ")
