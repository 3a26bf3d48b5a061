"""What readers and posters write."""

from haven.accounts.models import User
from haven.listings.models import Conversation, Listing, Message, MessagePhoto, PendingContact, new_code
from tests.factories.listings import a_listing
from tests.factories.people import a_user


def a_pending_contact(*, listing: Listing | None = None, email: str = "reader@example.org") -> PendingContact:
    """A first message that waits for its writer's click."""
    return PendingContact.objects.create(
        listing=listing or a_listing(), email=email, display_name="Rosa", text="Is it still there?"
    )


def a_conversation(*, listing: Listing | None = None, reader: User | None = None) -> Conversation:
    """A thread without a word in it."""
    return Conversation.objects.create(listing=listing or a_listing(), reader=reader or a_user())


def a_message(
    *, conversation: Conversation | None = None, text: str = "Is it still there?", author: User | None = None
) -> Message:
    """Something the reader wrote, or somebody else."""
    conversation = conversation or a_conversation()
    return Message.objects.create(conversation=conversation, author=author or conversation.reader, text=text)


def a_message_photo(*, message: Message | None = None) -> MessagePhoto:
    """A photo in a message; its files are not written."""
    return MessagePhoto.objects.create(
        message=message or a_message(),
        key=new_code() * 2,
        width=64,
        height=48,
        widths=[64],
        sha256="0" * 64,
        pdq="0" * 64,
    )
