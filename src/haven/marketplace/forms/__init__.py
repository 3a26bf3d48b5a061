"""What the public types: read, checked and worded back. No form writes anything."""

from django.utils.translation import gettext_lazy as _

NOT_AN_ADDRESS = _("This is not an e-mail address. It looks like name@example.org.")
