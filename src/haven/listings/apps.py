"""Listings as a Django app."""

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """The ad and its life."""

    name = "haven.listings"
