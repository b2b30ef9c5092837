"""Words that several papers print alike."""

from datetime import date


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
