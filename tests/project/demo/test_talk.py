import pytest

from haven.project.demo.ads import generate
from haven.project.demo.talk import conversations, reports


def test_eight_conversations_in_turns_over_ads_that_exist() -> None:
    ads = {ad.key: ad for ad in generate()}
    talks = conversations(list(ads.values()))
    assert len(talks) == 8
    assert all(talk.ad_key in ads for talk in talks)
    assert all(message.from_reader == (turn % 2 == 0) for talk in talks for turn, message in enumerate(talk.messages))
    assert len({talk.reader_email for talk in talks}) == 8


def test_six_reports_on_six_ads_that_readers_can_see() -> None:
    ads = {ad.key: ad for ad in generate()}
    told = reports(list(ads.values()))
    assert len({report.ad_key for report in told}) == 6
    assert all(ads[report.ad_key].kind != "held" for report in told)
    assert {report.reason for report in told} == {"fraud", "exploitation", "category", "other"}


def test_without_fitting_ads_there_is_nothing_to_say() -> None:
    with pytest.raises(ValueError, match="to talk about"):
        conversations([])
