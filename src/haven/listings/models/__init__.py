"""The tables of the ad and its life."""

from haven.listings.models.catalogue import Category, Place
from haven.listings.models.conversation import Conversation, Message, MessagePhoto, PendingContact
from haven.listings.models.favorite import Favorite
from haven.listings.models.listing import Listing, ListingDraft, ListingState, new_code
from haven.listings.models.photo import Photo, RevisionPhoto
from haven.listings.models.revision import ListingRevision
from haven.listings.models.search import SearchChange, SearchIndex, Stemming
from haven.listings.models.verdict import Clearance, ShadowScore, ShadowVerdict, SignalHit, Verdict
from haven.listings.models.views import DailyViews

__all__ = [
    "Category",
    "Clearance",
    "Conversation",
    "DailyViews",
    "Favorite",
    "Listing",
    "ListingDraft",
    "ListingRevision",
    "ListingState",
    "Message",
    "MessagePhoto",
    "PendingContact",
    "Photo",
    "Place",
    "RevisionPhoto",
    "SearchChange",
    "SearchIndex",
    "ShadowScore",
    "ShadowVerdict",
    "SignalHit",
    "Stemming",
    "Verdict",
    "new_code",
]
