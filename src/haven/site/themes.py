"""Themes: sets of design tokens, light and dark, with the operator's own accent laid over them.

Owns the names and values of the tokens that a theme may set (`tokens.css` has those of the first theme, and a test
holds the two together) and the rules of contrast that every set must keep. Must not know how pages use them.
"""

from dataclasses import dataclass, field

from haven.site.colours import TEXT, contrast, mix, readable_on

Tokens = dict[str, str]
_ON_PAPER = ("ink", "ink-soft", "accent")
_PAPERS = ("paper", "paper-2", "accent-soft")


@dataclass(frozen=True)
class Theme:
    """Its name for people, and its tokens by daylight and by night."""

    title: str
    light: Tokens = field(hash=False)
    dark: Tokens = field(hash=False)


THEMES = {
    "newsprint": Theme(
        "Newsprint: warm paper, blue",
        {
            "paper": "#fdfbf6", "paper-2": "#f5f1e7", "paper-3": "#ebe5d6", "ink": "#1c1a16", "ink-soft": "#58534a",
            "rule": "#ddd6c6", "rule-strong": "#857e6f", "accent": "#1b4f8f",
        },
        {
            "paper": "#171613", "paper-2": "#201e1a", "paper-3": "#2c2923", "ink": "#efebe1", "ink-soft": "#b8b1a3",
            "rule": "#3a362e", "rule-strong": "#837c6e", "accent": "#93bdf2",
        },
    ),
    "slate": Theme(
        "Slate: cool grey, petrol",
        {
            "paper": "#fafbfc", "paper-2": "#eff2f5", "paper-3": "#e1e6eb", "ink": "#15191e", "ink-soft": "#4c545e",
            "rule": "#d3dae1", "rule-strong": "#75808c", "accent": "#0b5c63",
        },
        {
            "paper": "#13161a", "paper-2": "#1b1f24", "paper-3": "#262b32", "ink": "#e9edf1", "ink-soft": "#a9b2bc",
            "rule": "#323941", "rule-strong": "#7a8591", "accent": "#7fcfd6",
        },
    ),
    "orchard": Theme(
        "Orchard: pale green, damson",
        {
            "paper": "#fbfcf8", "paper-2": "#f0f3e9", "paper-3": "#e3e8d7", "ink": "#191b16", "ink-soft": "#51564a",
            "rule": "#d5dac8", "rule-strong": "#7c826f", "accent": "#7a2456",
        },
        {
            "paper": "#151712", "paper-2": "#1e2119", "paper-3": "#292d22", "ink": "#edefe6", "ink-soft": "#b1b6a4",
            "rule": "#363b2d", "rule-strong": "#7f8570", "accent": "#eaa6cc",
        },
    ),
}  # fmt: skip
DEFAULT = "newsprint"


def palette(theme: str, accent_light: str = "", accent_dark: str = "") -> tuple[Tokens, Tokens]:
    """All tokens of a theme by daylight and by night, with an accent of one's own where it is given."""
    chosen = THEMES.get(theme, THEMES[DEFAULT])
    return _whole(chosen.light, accent_light, 0.12), _whole(chosen.dark, accent_dark, 0.16)


def faults(tokens: Tokens, scheme: str) -> list[str]:
    """Each pair of tokens that is too hard to read, as a sentence with its ratio; `scheme` is "light" or "dark"."""
    pairs = [(text, paper) for text in _ON_PAPER for paper in _PAPERS] + [("accent-ink", "accent")]
    return [
        f"{_said(text)} {tokens[text]} on {_said(paper)} {tokens[paper]} ({scheme}) has a contrast of "
        f"{_ratio(tokens[text], tokens[paper])} : 1; text needs at least {TEXT} : 1 (WCAG 2.2 AA, 1.4.3)."
        for text, paper in pairs
        if contrast(tokens[text], tokens[paper]) < TEXT
    ]


def stylesheet(light: Tokens, dark: Tokens) -> str:
    """The tokens as CSS, to be loaded after `tokens.css`."""
    lines = [f"  --{name}: light-dark({light[name]}, {dark[name]});" for name in light]
    return "\n".join([":root {", *lines, "}", ""])


def _whole(tokens: Tokens, accent: str, tint: float) -> Tokens:
    accent = accent or tokens["accent"]
    whole = tokens | {"accent": accent, "accent-ink": readable_on(accent)}
    return whole | {"accent-soft": mix(accent, tokens["paper"], tint)}


def _said(token: str) -> str:
    return {"ink-soft": "soft ink", "accent-ink": "the ink of buttons", "accent-soft": "its tint"}.get(
        token, f"the {token.removesuffix('-2')}"
    )


def _ratio(one: str, other: str) -> str:
    return f"{int(contrast(one, other) * 100) / 100:g}"  # cut, not rounded: 4.499 is not 4.5
