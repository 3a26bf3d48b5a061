"""Icons, prices, ages and photos as templates show them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template, TemplateSyntaxError
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import timezone, translation

from haven.listings.models import Photo, RevisionPhoto
from haven.listings.searching.highlighting import Piece
from haven.marketplace.cards import Card
from haven.marketplace.facets import Facet, Option
from haven.project.templatetags.cards import ad_card
from haven.project.templatetags.choices import menu_options, option_links, shelf_links
from haven.project.templatetags.haven import ago, icon, photo, photo_address, price, whole_ids


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1250", "EUR", "€1,250"),
        ("9.50", "GBP", "£9.50"),
        ("80.00", "CHF", "CHF\xa080"),
        ("0", "EUR", "Free"),
        ("1234567.89", "USD", "$1,234,567.89"),
        ("5", "", "5"),
    ],
)
def test_prices_read_as_people_write_them(amount: str, currency: str, shown: str) -> None:
    assert price(Decimal(amount), currency) == shown


def test_no_price_shows_nothing() -> None:
    assert price(None, "EUR") == ""


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=12, seconds=30), "12 min ago"),
        (timedelta(hours=5, minutes=59), "5 h ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_ages_are_short(passed: timedelta, shown: str) -> None:
    assert ago(timezone.now() - passed) == shown


def test_old_things_have_a_date() -> None:
    assert ago(datetime(2001, 3, 9, 12, tzinfo=UTC)) == "9 Mar 2001"
    assert ago(None) == ""


def test_icons_are_silent_unless_they_mean_something() -> None:
    assert 'aria-hidden="true"' in icon("search")
    assert 'aria-label="Search &amp; find"' in icon("search", "Search & find")


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = Path(str(finders.find("haven/icons.svg"))).read_text()
    source = Path(__file__).parents[2] / "src" / "haven"
    for template in source.rglob("*.html"):
        for part in template.read_text().split('{% icon "')[1:]:
            name = part.partition('"')[0]
            assert f'<symbol id="{name}"' in sprite, f"{template.name} names the icon {name}"


def test_a_photo_offers_its_copies_and_escapes_its_words() -> None:
    picture = Photo(key="abcd", width=1600, height=1067, widths=[360, 800, 1600])
    shown = RevisionPhoto(photo=picture, alt='A "blue" <bicycle>')
    html = photo(shown, 480, "ad-photo", "50vw")
    assert 'src="/media/photos/ab/abcd-800.webp"' in html
    assert "/media/photos/ab/abcd-360.webp 360w" in html
    assert 'alt="A &quot;blue&quot; &lt;bicycle&gt;"' in html
    assert photo_address(shown) == "/media/photos/ab/abcd-1600.webp"


def test_no_template_trusts_what_people_wrote() -> None:
    source = Path(__file__).parents[2] / "src" / "haven"
    for template in source.rglob("*.html"):
        text = template.read_text()
        assert "|safe" not in text, template
        assert " style=" not in text, f"{template}: an inline style, which the policy blocks"
        assert "<script>" not in text, f"{template}: an inline script, which the policy blocks"


def test_the_tags_load_in_a_template() -> None:
    words = Context({"item": SimpleNamespace(price=Decimal(3), at=timezone.now())})
    text = Template("{% load haven %}{% price item.price 'EUR' %}, {{ item.at|ago }}").render(words)
    assert text == "€3, just now"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("{% url 'marketplace:search' %}", "/search/"),
        ("{% url 'marketplace:page' 'safety' %}", reverse("marketplace:page", args=["safety"])),
        ("{% url 'marketplace:page' slug %}", reverse("marketplace:page", args=["terms"])),
        ("{% url 'marketplace:search' as there %}{{ there }}!", "/search/!"),
        ("{% url 'marketplace:nowhere' as there %}{{ there }}!", "!"),
    ],
)
def test_addresses_are_those_of_django(written: str, address: str) -> None:
    template = Template(written)
    assert [template.render(Context({"slug": "terms"})) for _ in range(2)] == [address] * 2


def test_a_remembered_address_follows_where_the_site_is_mounted() -> None:
    template = Template("{% url 'marketplace:search' %}")
    before = template.render(Context())
    try:
        set_script_prefix("/market/")
        assert template.render(Context()) == "/market/search/"
    finally:
        set_script_prefix("/")
    assert template.render(Context()) == before == "/search/"


def test_an_address_that_there_is_not_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        Template("{% url 'marketplace:nowhere' %}").render(Context())
    with pytest.raises(TemplateSyntaxError):
        Template("{% url %}")


def test_the_id_of_a_network_stays_whole_and_other_words_are_words() -> None:
    shown = whole_ids("View of <b> n-0123456789ab: 3 of 4")
    assert shown == 'View of &lt;b&gt; <span class="whole">n-0123456789ab</span>: 3 of 4'
    assert whole_ids("n-short & more") == "n-short &amp; more"


@pytest.mark.parametrize(
    "written",
    [
        '{% translate "Search" %}',
        '{% translate "Search"|upper %}',
        '{% translate "Search" noop %}',
        "{% translate word %}",
        '{% translate "Search" as said %}<{{ said }}>',
        '{% translate "100%% & more" %}',
    ],
)
def test_words_are_said_in_the_language_of_each_page(written: str) -> None:
    ours, django_s = Template(written), Template("{% load i18n %}" + written)
    for language in ("en", "de", "fr", "de"):
        with translation.override(language):
            assert ours.render(Context({"word": "Search"})) == django_s.render(Context({"word": "Search"}))


@pytest.mark.parametrize(
    "written",
    ["{% static 'haven/icons.svg' %}", "{% static file %}", "{% static 'haven/icons.svg' as there %}{{ there }}!"],
)
def test_files_are_where_django_says(written: str) -> None:
    context = {"file": "haven/tokens.css"}
    expected = Template("{% load static %}" + written).render(Context(context))
    template = Template(written)
    assert [template.render(Context(context)) for _ in range(2)] == [expected] * 2


def test_choices_show_words_as_words_and_keep_their_ids() -> None:
    child = Facet("rope", "<Rope>", 2, chosen=True, address="?category=rope&q=a")
    shown = shelf_links([Facet("goods", "Goods & more", 1203, chosen=False, address="?", children=(child,))], True)
    assert shown == (
        '<li><a id="facet-goods" href="?"><span>Goods &amp; more</span><span class="number">1,203+</span></a></li>'
        '<li><ul class="facets facets-below"><li><a id="facet-rope" href="?category=rope&amp;q=a" aria-current="true">'
        '<span>&lt;Rope&gt;</span><span class="number">2+</span></a></li></ul></li>'
    )
    assert option_links([Option("up to €5", 7, address='?"')], "bands", False) == (
        '<li><a id="bands-1" href="?&quot;"><span>up to €5</span><span class="number">7</span></a></li>'
    )
    assert menu_options([(0, "<any>"), (5, "5 km")], 5) == (
        '<option value="0">&lt;any&gt;</option><option value="5" selected>5 km</option>'
    )


def test_a_card_shows_words_as_words() -> None:
    card = Card(
        code="abc",
        address="/ads/abc/",
        title=[Piece("<b>Oak</b> "), Piece("table", is_hit=True)],
        words=[Piece("Tea & scones")],
        where="<Leeds>",
        category="Furniture",
        icon="armchair",
        since="2026-03-02T10:00:00+00:00",
        age="2 Mar",
        price="£5",
        is_reserved=True,
        photo=None,
    )
    shown = ad_card(card, "h2")
    assert (
        '<h2 class="ad-title" dir="auto"><a href="/ads/abc/">&lt;b&gt;Oak&lt;/b&gt; <mark>table</mark></a></h2>'
        in shown
    )
    assert "<span>&lt;Leeds&gt;</span><span>Furniture</span>" in shown
    assert "Tea &amp; scones" in shown
    assert "Reserved" in shown
    assert "ad-photo-none" in shown
