"""`{% load veiling %}`: contact details in ads as pages show them; see `haven.listings.veiling`."""

from django import template

from haven.listings import veiling
from haven.listings.fields import Fact

register = template.Library()


@register.filter
def veiled(text: str) -> str:
    """The words with contact details replaced by what they are: for cards and descriptions, which programs read."""
    return veiling.veiled(text)


@register.filter
def veiled_words(words: object) -> str:
    """The same of a few words that somebody typed: of a photo, a place, a name."""
    return veiling.veiled_words(str(words))


@register.filter
def veiled_title(title: str) -> str:
    """A title without contact details, as everyone reads it."""
    return veiling.veiled_title(title)


@register.filter
def veiled_fact(fact: Fact) -> str:
    """A fact's words without the contact details that somebody wrote into it."""
    return veiling.veiled_fact(fact)


@register.filter
def stretches(text: str) -> list[veiling.Stretch]:
    """The words cut at their contact details."""
    return list(veiling.stretches(text))
