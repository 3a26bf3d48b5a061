"""The messengers and networks on which people can be written to: their names and their links."""

import re

from haven.records.contacts.contact import ContactKind
from haven.records.contacts.phones import phone_in_link

# Service → what people call it. Names that are common words or two letters are marked weak in `handles`.
SERVICES = {
    "telegram": ("telegram", "telegr", "tele gram", "tg", "телеграм", "телега", "телеграмм"),
    "whatsapp": ("whatsapp", "whats app", "wa", "watsapp", "ватсап", "вотсап"),
    "wechat": ("wechat", "we chat", "weixin", "wx", "微信", "vx"),
    "signal": ("signal",),
    "instagram": ("instagram", "insta", "ig", "инстаграм", "инста"),
    "snapchat": ("snapchat", "snap chat", "snap", "sc"),
    "kik": ("kik",),
    "viber": ("viber", "вайбер"),
    "line": ("line",),
    "skype": ("skype", "скайп"),
    "discord": ("discord",),
    "facebook": ("facebook", "messenger", "fb"),
    "tiktok": ("tiktok", "tik tok"),
    "onlyfans": ("onlyfans", "only fans"),
    "twitter": ("twitter",),
    "vk": ("vk", "вк"),
    "threema": ("threema",),
    "wickr": ("wickr",),
    "kakaotalk": ("kakaotalk", "kakao talk", "kakao"),
    "zalo": ("zalo",),
    "qq": ("qq",),
}
_HOSTS = {
    "t.me": "telegram", "telegram.me": "telegram", "telegram.dog": "telegram",
    "instagram.com": "instagram", "instagr.am": "instagram",
    "snapchat.com": "snapchat", "kik.me": "kik", "line.me": "line",
    "facebook.com": "facebook", "fb.com": "facebook", "m.me": "facebook", "fb.me": "facebook",
    "twitter.com": "twitter", "x.com": "twitter", "tiktok.com": "tiktok", "onlyfans.com": "onlyfans", "vk.com": "vk",
    "zalo.me": "zalo",
}  # fmt: skip
_PHONE_HOSTS = {"wa.me", "api.whatsapp.com", "whatsapp.com", "web.whatsapp.com", "viber.click"}
# Pages of the service itself, before or instead of an account's name.
_SKIPPED = {"add", "s", "u", "ti", "p", "~", "c"}
_PAGES = frozenset({
    "about", "accounts", "apps", "events", "explore", "friends", "groups", "hashtag", "help", "home", "i", "intent",
    "invite", "joinchat", "login", "media", "notes", "p", "pages", "people", "photo", "photos", "photo.php",
    "permalink.php", "plugins", "posts", "profile.php", "public", "reel", "reels", "search", "settings",
    "share", "sharer", "sharer.php", "status", "stories", "story.php", "tos", "tr", "tv", "video", "videos",
    "watch", "wall",
})  # fmt: skip
_NAME = re.compile(r"@?([a-z0-9][a-z0-9._\-]{1,63})")


def account_in_link(host: str, rest: str, region: str) -> tuple[ContactKind, str] | None:
    """The account or phone number that a link leads to, or None for any other link. `rest` starts at the path."""
    host = host.removeprefix("m.").removeprefix("mobile.") if host not in _HOSTS else host
    if host in _PHONE_HOSTS:
        phone = phone_in_link(rest, region)
        return (ContactKind.PHONE, phone) if phone else None
    service = _HOSTS.get(host)
    if service is None:
        return None
    parts = rest.partition("?")[0].partition("#")[0].strip("/").split("/")
    name = next((part for part in parts if part not in _SKIPPED), "") if parts[0] != "p" else ""
    found = None if name in _PAGES or name.endswith(".php") else _NAME.fullmatch(name)
    return (ContactKind.HANDLE, f"{service}:@{found[1]}") if found else None
