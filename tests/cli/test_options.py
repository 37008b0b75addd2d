"""What the common options mean."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest

from mentorsite.cli.options import Common, Day, today
from tests.conftest import MKFILE, Site


def common(day: date | None = None) -> Common:
    return Common(None, day, "text", False, False)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).write({"mkfile.toml": MKFILE.replace("[targets.public]", 'timezone = "Pacific/Kiritimati"\n[targets.public]', 1)})


class TestToday:
    """The option's day, else SOURCE_DATE_EPOCH's, else the calendar's."""

    def test_the_option_comes_first(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
        assert today(common(date(2026, 3, 4)), site.config) == date(2026, 3, 4)

    @pytest.mark.parametrize(
        ("epoch", "day"),
        [("0", date(1970, 1, 1)), ("1795478399", date(2026, 11, 23)), ("1795478400", date(2026, 11, 24)), ("-1", date(1969, 12, 31))],
    )
    def test_then_the_epoch_as_a_day_of_utc(self, site: Site, monkeypatch: pytest.MonkeyPatch, epoch: str, day: date) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert today(common(), site.config) == day

    @pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30, "9" * 5000, "-" + "9" * 15])
    def test_an_epoch_that_is_none_is_wrong_use_and_never_the_clock(self, site: Site, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with pytest.raises(click.UsageError, match="SOURCE_DATE_EPOCH") as error:
            today(common(), site.config)
        assert len(error.value.message) < 120

    def test_at_last_the_calendar_of_the_site_s_own_time_zone(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        before = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
        found = today(common(), site.config)
        assert before <= found <= datetime.now(ZoneInfo("Pacific/Kiritimati")).date()


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "04.03.2026", "today", "", "2026-03-04T10:00"])
def test_a_day_is_written_as_everywhere(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a date; write it as year-month-day"):
        Day().convert(text, None, None)


def test_a_day_is_read() -> None:
    assert Day().convert("2026-03-04", None, None) == date(2026, 3, 4)
