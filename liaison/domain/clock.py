"""One civil calendar: the stations all live in UTC+8, whatever the machine is set to."""

from datetime import UTC, date, datetime, timedelta, timezone

CIVIL = timezone(timedelta(hours=8), "北京时间")
WEEKDAYS_ZH = "一二三四五六日"


def utc_now() -> datetime:
    return datetime.now(UTC)


def civil(instant: datetime) -> datetime:
    """The instant as the clock on the wall shows it."""
    return instant.astimezone(CIVIL)


def day_zh(day: date) -> str:
    """`2026-03-02 周一`."""
    return f"{day.isoformat()} 周{WEEKDAYS_ZH[day.weekday()]}"
