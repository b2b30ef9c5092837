"""Stations and the areas they serve."""

from enum import StrEnum


class StationKind(StrEnum):
    CENTRE = "centre"
    STATION = "station"
    POINT = "point"


class AreaLevel(StrEnum):
    DISTRICT = "district"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GRID = "grid"


STATION_KIND_ZH = {
    StationKind.CENTRE: "中心站",
    StationKind.STATION: "站",
    StationKind.POINT: "点",
}
AREA_LEVEL_ZH = {
    AreaLevel.DISTRICT: "区",
    AreaLevel.TOWNSHIP: "镇街",
    AreaLevel.VILLAGE: "村社",
    AreaLevel.GRID: "网格",
}
