"""`{% load cards %}`: ads as lists show them; see `haven.marketplace.cards`."""

from django import template

from haven.marketplace.cards import card_of

register = template.Library()

register.filter("card", card_of)
