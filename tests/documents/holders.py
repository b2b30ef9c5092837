"""Made-up holders of codes, and sheets of them as PDF."""

from datetime import date

from liaison.documents.drawing_pdf import drawings_pdf
from liaison.documents.poster_holder import Holder
from liaison.documents.poster_sheets import meant, sheets
from liaison.documents.poster_template import named
from liaison.domain import codes
from liaison.domain.codes import CodeKind

WEB = "https://rd.dinghai.cn"
RARE = ["钱㛃", "韩䶮", "周𬭎", "吴𬱖", "干𬒗", "欧阳平玲", "阿卜杜热合曼·买买提", "张伟"]
DAY = date(2026, 3, 2)
SHOWN = {"phone": True}


def station(web=WEB, **changes):
    values = {
        "name": "昌国街道人大代表联络站",
        "station": "昌国街道人大代表联络站",
        "payload": codes.payload(CodeKind.STATION, codes.new_token(), web),
        "label": codes.label("330902002", 1),
        "printed_on": DAY,
        "edition": 3,
        "district": "舟山市定海区",
        "days": "每月15日 9:00-11:30",
        "place": "舟山市定海区昌国街道西安社区服务中心一楼",
        "phone": "0580-2532967",
        "issuer": "昌国街道人大工委",
        "shown": SHOWN,
    }
    return Holder(**(values | changes))


def person(name, number=2, web=WEB, **changes):
    values = {
        "name": name,
        "station": "昌国街道人大代表联络站",
        "payload": codes.payload(CodeKind.REPRESENTATIVE, codes.new_token(), web),
        "label": codes.label("330902002", number),
        "printed_on": DAY,
        "person": True,
        "level": "市、区人大代表",
        "group": "昌国街道代表团 第2小组",
        "days": "每月15日 9:00-11:30",
        "phone": "0580-2532967",
        "shown": SHOWN,
    }
    return Holder(**(values | changes))


def people(names, web=WEB):
    return [person(name, number, web) for number, name in enumerate(names, start=2)]


def pdf_of(template, *holders, edges=None, emblem=False):
    return drawings_pdf("样张", sheets(named(template), holders, edges, emblem=emblem))


def meant_by(template, *holders):
    return meant(named(template), holders)
