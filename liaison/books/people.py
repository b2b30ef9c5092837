"""People in cells: several names by any separator, groups, the nameless, officials with their unit."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from liaison.domain.fold import fold, narrow
from liaison.domain.text import clean, clean_line

_HARD = re.compile(r"[、，,；;/／|\n\r\t]+")
_LABEL = re.compile(r"^(?:接待)?(?:代表|人员|领导|名单)[:：]\s*")
_BRACKETS = re.compile(r"[（(【\[]([^）)】\]]*)[）)】\]]")
_GROUP = re.compile(
    r"^(.{1,20}?)\s*(?:等|一行|及其他|代表等)\s*(?:共|约|计)?\s*([0-9]{1,5})\s*(?:余|多)?\s*[人名位户个].*$"
)
_HEADS = re.compile(
    r"^(?:群众|村民|居民|业主|职工|商户)?\s*(?:共|约|计)?\s*([0-9]{1,5})\s*(?:余|多)?\s*[人名位].*$"
)
_NAMELESS = re.compile(
    r"匿名|不愿|不肯|不便|未留|没留|未透露|不透露|不详|不明|无名|不留|保密|未具名|隐名|姓名略"
    r"|^某|^(?:一|一位|一名|有)?(?:群众|市民|居民|村民|选民|路人|老人|大爷|大妈|女士|先生|男士)$"
)
_NOBODY = re.compile(r"无人来访|无来访|没有来访|无人到访|无群众|^零来访|^无人$|无来访人|无接待")
_UNIT_END = re.compile(
    r"(?:委员会|政府|人民法院|法院|检察院|监委|纪委|区委|市委|县委|省委|党委|镇委|政协|人大|委办|办公室|街道办事处|街道办"
    r"|街道|大队|支队|中队|公司|集团|银行|医院|学校|中学|小学|管委会|居委会|村委会|指挥部|工作部|统战部|组织部|宣传部"
    r"|武装部|总工会|工会|妇联|团委|残联|科协|工商联|中心|执法局|局|院|厅|部|处|科|署|所|办|会|站|社|团|委)"
)
_POST = (
    "副局长|局长|副主任|主任|副书记|书记|副区长|区长|副县长|县长|副市长|市长|副镇长|镇长|副乡长|乡长"
    "|副院长|院长|副检察长|检察长|副部长|部长|副主席|主席|副所长|所长|副队长|大队长|队长|科长|副科长"
    "|处长|副处长|经理|总经理|董事长|常委|委员|秘书长|调研员|校长|站长|会长|主任科员|干部|同志"
)
_POST_FIRST = re.compile(f"^({_POST})(.{{2,4}})$")
_POST_LAST = re.compile(f"^(.{{2,4}}?)({_POST})$")
_COMPOUND = frozenset(
    [
        "欧阳",
        "司徒",
        "诸葛",
        "上官",
        "司马",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "长孙",
        "宇文",
        "慕容",
        "夏侯",
        "端木",
        "南宫",
        "轩辕",
        "闻人",
    ]
)
"""Surnames of two characters: 欧阳 霞善 is one person."""
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•・]{2,15}")


@dataclass(frozen=True)
class Visitors:
    """A visitor cell: speakers by name, the head count it says, what was only described."""

    names: tuple[str, ...] = ()
    heads: int | None = None
    nameless: str = ""
    """匿名, 某先生 …: as written."""
    nobody: bool = False


@dataclass(frozen=True)
class Official:
    unit: str
    name: str
    post: str = ""


def same_name(text: str) -> str:
    """The form in which names are compared: all dots and blanks gone, widths folded."""
    return fold(text)


def split_names(text: str) -> tuple[str, ...]:
    """The people of one cell, in order, doubles kept. A remark in brackets is dropped here."""
    bare = _BRACKETS.sub(" ", _LABEL.sub("", clean(text)))
    names: list[str] = []
    for piece in _HARD.split(bare):
        names += _by_blanks(piece)
    return tuple(names)


def _by_blanks(piece: str) -> list[str]:
    """`金国德 庞华 胡伟` are three; `方 舟` and `方　舟 庞华` hold a padded name."""
    tokens = clean_line(piece).split(" ")
    if re.search("[A-Za-z]", piece):
        return [clean_line(piece)] if piece.strip() else []
    names: list[str] = []
    waiting = ""
    for token in filter(None, tokens):
        if len(token) > 1 and not waiting and (token not in _COMPOUND or len(tokens) > 2):
            names.append(token)
        elif waiting:
            names.append(waiting + token)
            waiting = ""
        else:
            waiting = token
    if waiting and names:
        names[-1] += waiting
    elif waiting:
        names.append(waiting)
    return names


def read_visitors(text: str) -> Visitors:
    """Who came: names, "张三等14人", the nameless, nobody."""
    line = clean_line(text)
    plain = narrow(line)
    if not plain or plain in {"/", "-", "—"}:
        return Visitors()
    if _NOBODY.search(plain) or plain == "无":
        return Visitors(nobody=True)
    heads = None
    if found := _GROUP.match(plain):
        line, heads = line[: found.end(1)], int(found[2])
    elif found := _HEADS.match(plain):
        return Visitors(heads=int(found[1]), nameless=line)
    if _NAMELESS.search(line):
        return Visitors(heads=heads, nameless=line)
    return Visitors(names=split_names(line) or (line,), heads=heads)


def read_officials(text: str, units: Collection[str]) -> tuple[Official, ...]:
    """`区政府区红；区卫生健康局蒋宁庆`: unit and name. What can't be parted is kept as the name."""
    officials: list[Official] = []
    for piece in _HARD.split(_LABEL.sub("", clean(text))):
        tokens = clean_line(piece).split(" ")
        if len(tokens) > 1 and not any(_unit_length(t, units) for t in tokens[1:]):
            tokens = ["".join(tokens)]
        waiting = ""
        for token in filter(None, tokens):
            if _unit_length(token, units) == len(token):
                waiting = token
                continue
            officials.append(_official(waiting + token, units))
            waiting = ""
        if waiting:
            officials.append(Official(waiting, ""))
    return tuple(officials)


def _official(text: str, units: Collection[str]) -> Official:
    if found := re.fullmatch(r"(.+?)[（(](.+)[）)]", text):
        inner = _official(found[2] + "某某", units)
        return Official(inner.unit, found[1], inner.post if inner.name == "某某" else found[2])
    length = _unit_length(text, units)
    unit, rest = text[:length], text[length:]
    for pattern, post_at, name_at in ((_POST_FIRST, 1, 2), (_POST_LAST, 2, 1)):
        if found := pattern.match(rest):
            return Official(unit, found[name_at], found[post_at])
    return Official(unit, rest)


def _unit_length(text: str, units: Collection[str]) -> int:
    """How much of the text is a unit: one that is known, else up to a unit's usual ending.

    The rest must read as a name of two to four characters, or nothing.
    """
    known = max((len(unit) for unit in units if text.startswith(unit)), default=0)
    if known and (len(text) == known or _is_person(text[known:])):
        return known
    ends = [found.end() for found in _UNIT_END.finditer(text) if found.end() > 1]
    fitting = [end for end in ends if end == len(text) or _is_person(text[end:])]
    return min(fitting, default=0)


def _is_person(text: str) -> bool:
    name = text
    if text[:1] in "局处科室会办所" and not _POST_FIRST.match(text):
        return False
    for pattern, name_at in ((_POST_FIRST, 2), (_POST_LAST, 1)):
        if found := pattern.match(text):
            name = found[name_at]
    return bool(_NAME.fullmatch(name)) and (len(name) <= 4 or "·" in name)
