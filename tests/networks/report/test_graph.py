import re

from haven.networks.report.graph import MOST_ADS, draw_graph, list_links
from haven.networks.result import Link

LINKS = [
    Link("a", "b", "text", 0.5, "The same <words>"),
    Link("a", "b", "contact", 1.0, "Both name the phone +1 401-555-0134"),
    Link("a", "c", "photo", 0.9, "Both show the same photo"),
]


def test_links_are_drawn_by_kind_and_strength_with_a_table_behind() -> None:
    svg = draw_graph(LINKS, {}, 3)
    assert re.findall(r'<path class="(\w+)" d="[^"]*" stroke-width="([\d.]+)"', svg) == [
        ("text", "2.2"),
        ("contact", "3.5"),
        ("photo", "3.2"),
    ]
    assert svg.count("<circle") == 3
    assert re.findall(r'data-row="(\d)"', svg) == ["0", "1", "2"]
    assert re.findall(r'data-ad="(\d)"', svg) == ["1", "2", "3"]
    assert "Drawn are" not in svg
    table = list_links(LINKS)
    assert table.count("<tr>") == 4
    assert "The same &lt;words&gt;" in table


def test_hubs_are_rings_tied_to_the_ads_that_name_them() -> None:
    svg = draw_graph(LINKS, {"phone:+14015550150": ["a", "c"], "email:far@example.com": ["not drawn"]}, 3)
    assert svg.count('<circle class="hub"') == 1
    assert svg.count('<path class="hub"') == 2
    assert "+1 401-555-0150" in svg
    assert "Rings are hubs" in svg
    assert 'data-hub="+1 401-555-0150" data-ads="1 3"' in svg


def test_the_number_of_ads_drawn_is_capped_and_told() -> None:
    links = [Link("a", f"b{k}", "text", 1.0, "") for k in range(300)]
    svg = draw_graph(links, {}, 301)
    assert svg.count("<circle") == MOST_ADS
    assert "Drawn are 40 of 301 ads" in svg


def test_without_links_there_is_no_graph() -> None:
    assert draw_graph([], {}, 2) == list_links([]) == ""
