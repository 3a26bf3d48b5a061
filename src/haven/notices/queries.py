"""Looking reports up."""

from haven.notices.models import Notice


def by_case_code(code: str) -> Notice | None:
    """The report with this case code, however it was typed (spaces, dashes, lower case)."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    grouped = "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))
    return Notice.objects.select_related("listing").filter(case_code=grouped).first()
