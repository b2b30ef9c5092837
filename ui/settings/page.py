"""设置: the office's facts, its stations, the look, where the data is, the machine's health."""

import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.progress import Progress
from ui import theme
from ui.context import Context
from ui.settings.canned import CannedPanel
from ui.settings.deadlines import DeadlinesPanel
from ui.settings.kinds import KindsPanel
from ui.settings.stations import StationsPanel
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    Chip,
    Facts,
    Field,
    Page,
    PrimaryButton,
    Text,
    clear,
    scrolled,
)
from ui.widgets.switch import SegmentedSwitch

SECTIONS = (
    "本区和本站",
    "联络站",
    "期限和节假日",
    "履职分值",
    "常用语",
    "显示",
    "数据和体检",
    "关于",
)
PACKAGES = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("alembic", "Alembic", "MIT"),
    ("reportlab", "ReportLab", "BSD"),
    ("qrcode", "qrcode", "BSD"),
    ("pillow", "Pillow", "MIT-CMU"),
    ("openpyxl", "openpyxl", "MIT"),
    ("python-calamine", "python-calamine", "MIT"),
    ("pypdfium2", "pypdfium2", "Apache-2.0 或 BSD-3"),
    ("zxing-cpp", "ZXing-C++", "Apache-2.0"),
    ("qtawesome", "QtAwesome（Phosphor 图标）", "MIT"),
    ("pypinyin", "pypinyin", "MIT"),
    ("python-dateutil", "dateutil", "Apache-2.0 和 BSD-3"),
)


class SettingsPage(Page):
    help_zh = """
本区名称和网址用在报表、码和海报上；没有填网址，海报就不写“扫码查看”。
期限和节假日里定每一步几天，每年 11 月前后导入下一年的节假日安排；履职分值里定每类几分。
显示里可以放大文字或换成深色。数据都在“数据文件夹”里。
体检一行一项，有问题的会写出该怎么办。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("设置")
        self._tasks, self._context = tasks, context
        self.sections = QListWidget()
        self.sections.setAccessibleName("设置的分类")
        self.sections.addItems(list(SECTIONS))
        self.sections.setFixedWidth(theme.active().px(176))
        self.sections.setObjectName("sections")
        self.panels = QStackedWidget()
        self.stations = StationsPanel(tasks)
        self.stations.said.connect(lambda words: self.message.say(words, State.GOOD))
        self.deadlines = DeadlinesPanel(tasks)
        self.deadlines.said.connect(self.message.say)
        self.deadlines.failed.connect(self.refuse)
        self.kinds = KindsPanel(tasks)
        self.kinds.said.connect(self.message.say)
        self.kinds.failed.connect(self.refuse)
        self.canned = CannedPanel(tasks)
        self.canned.said.connect(self.message.say)
        self.canned.failed.connect(self.refuse)
        for panel in (
            scrolled(self._office_panel()),
            self.stations,
            scrolled(self.deadlines),
            scrolled(self.kinds),
            self.canned,
            scrolled(self._look_panel()),
            scrolled(self._data_panel()),
            scrolled(self._about_panel()),
        ):
            self.panels.addWidget(panel)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = Card(margin=4)
        left.body.addWidget(self.sections)
        row.addWidget(left)
        row.addWidget(self.panels, 1)
        self.body.addLayout(row, 1)
        self.sections.currentRowChanged.connect(self._on_section_changed)
        self.sections.setCurrentRow(0)
        context.facts_changed.connect(self._show_facts)

    def open(self, **arguments: Any) -> None:
        """`section` is one of SECTIONS."""
        if "section" in arguments:
            self.sections.setCurrentRow(SECTIONS.index(arguments["section"]))
        self._show_facts()
        self.stations.reload()
        self.deadlines.reload()
        self.kinds.reload()
        self.canned.reload()

    def _office_panel(self) -> QWidget:
        self.district, self.web, self.issuer = QLineEdit(), QLineEdit(), QLineEdit()
        self.user = QLineEdit()
        self.web.setPlaceholderText("https://…")
        self.fields = {
            "district": Field("区、县名称", self.district, "印在报表和海报上"),
            "issuer": Field("监制单位", self.issuer, "例如：区人大常委会代表工委"),
            "web_address": Field("对外网址", self.web, "没有就空着：码里放的是编号，不是网页"),
            "user": Field("在这台电脑上登记的人", self.user, "写进留痕和登记簿的记录人"),
        }
        save = PrimaryButton("保存", "Ctrl+S")
        save.clicked.connect(self._on_office_saved)
        card = Card("本区和本站")
        for field in self.fields.values():
            card.body.addWidget(field)
        card.body.addLayout(_right(save))
        return _column(card)

    def _look_panel(self) -> QWidget:
        self.scale = SegmentedSwitch(
            "文字大小", [(scale, f"{round(scale * 100)} %") for scale in theme.SCALES]
        )
        self.dark = QCheckBox("深色")
        look = theme.active()
        self.scale.choose(look.scale if look.scale in theme.SCALES else 1.0)
        self.dark.setChecked(look.palette == theme.DARK)
        self.scale.changed.connect(self._on_look_changed)
        self.dark.toggled.connect(self._on_look_changed)
        card = Card("显示")
        row = QHBoxLayout()
        row.addWidget(Text("文字大小"))
        row.addWidget(self.scale)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(self.dark)
        words = "系统本身的缩放照样有效。有的尺寸下次打开窗口时才完全变过来。"
        card.body.addWidget(Text(words, "muted", wrap=True))
        return _column(card)

    def _data_panel(self) -> QWidget:
        data = Card("数据")
        self.place = Facts()
        data.body.addWidget(self.place)
        folder = Button("打开数据文件夹", icon="folder-open")
        folder.clicked.connect(self._on_folder_clicked)
        data.body.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)
        health = Card("体检", "每项一行，有问题的写着怎么办")
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(16)
        self._checks.setVerticalSpacing(8)
        self._checks.setColumnStretch(2, 1)
        health.body.addLayout(self._checks)
        self.examine = Button("开始体检", icon="heartbeat")
        self.examine.clicked.connect(self._on_examine_clicked)
        health.body.addWidget(self.examine, 0, Qt.AlignmentFlag.AlignLeft)
        return _column(data, health)

    def _about_panel(self) -> QWidget:
        card = Card("人大代表联络站", f"版本 {_version('liaison')}")
        card.body.addWidget(Text("按 Apache-2.0 许可开放源代码。", wrap=True))
        fonts = "字体：思源黑体（Noto Sans SC），SIL OFL 1.1。区划代码：GB/T 2260。"
        card.body.addWidget(Text(fonts, "muted", wrap=True))
        facts = Facts()
        lines = [("Python", f"{sys.version.split()[0]}　PSF-2.0")]
        for package, name, licence in PACKAGES:
            lines.append((name, f"{_version(package)}　{licence}"))
        facts.show_facts(lines)
        card.body.addWidget(facts)
        return _column(card)

    @Slot(int)
    def _on_section_changed(self, place: int) -> None:
        self.panels.setCurrentIndex(place)

    @Slot()
    def _show_facts(self) -> None:
        facts, settings = self._context.facts, self._context.settings
        self.district.setText(facts.district)
        self.web.setText(facts.web_address)
        self.user.setText(self._context.actor)
        self._tasks.read(self, _issuer, self.issuer.setText)
        if settings is not None:
            local = settings.is_local_file
            self.place.show_facts(
                [
                    ("数据文件夹", str(settings.home)),
                    ("数据库", "本机文件 liaison.db" if local else "PostgreSQL 服务器"),
                    ("联络站", f"{len(facts.stations)} 个"),
                ]
            )

    @Slot()
    def _on_office_saved(self) -> None:
        for field in self.fields.values():
            field.complain("")
        values = {
            "district": self.district.text().strip(),
            "issuer": self.issuer.text().strip(),
            "web_address": self.web.text().strip().rstrip("/"),
        }
        address = values["web_address"]
        if address and not address.startswith(("https://", "http://")):
            self.fields["web_address"].complain("要以 https:// 开头")
            self.web.setFocus()
            return
        name = self.user.text().strip()
        QSettings().setValue("user/name", name)
        if name:
            self._context.actor = name
            if self._tasks.office:
                self._tasks.office.actor = name

        def put(work: Any, _progress: Progress) -> None:
            from liaison.services.settings import put_setting

            for key, value in values.items():
                put_setting(work, key, value)

        self._tasks.write(self, put, lambda _: self._on_put(), self._on_failed)

    def _on_put(self) -> None:
        self._context.facts_changed.emit()
        self.message.say("设置已保存", State.GOOD)

    def _on_failed(self, error: LiaisonError) -> None:
        if isinstance(error, InvalidForm):
            for problem in error.problems:
                if problem.field in self.fields:
                    self.fields[problem.field].complain(problem.code)
            return
        self.refuse(error)

    @Slot()
    def _on_look_changed(self) -> None:
        stored = QSettings()
        stored.setValue("look/scale", self.scale.value)
        stored.setValue("look/dark", self.dark.isChecked())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.themed(dark=self.dark.isChecked(), scale=self.scale.value))
        self.window().update()

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._context.settings is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.settings.home)))

    @Slot()
    def _on_examine_clicked(self) -> None:
        settings = self._context.settings
        if settings is None:
            return

        def look(_progress: Progress) -> Any:
            from liaison.services.doctor import checks

            return checks(settings)

        self.examine.setEnabled(False)
        self._tasks.compute(self, look, self._show_checks, self._on_examine_failed, "正在体检")

    def _on_examine_failed(self, error: LiaisonError) -> None:
        self.examine.setEnabled(True)
        self.refuse(error)

    def _show_checks(self, found: Any) -> None:
        self.examine.setEnabled(True)
        self.examine.say("再体检一次")
        clear(self._checks)
        for line, check in enumerate(found):
            state = State.GOOD if check.ok else State.ATTENTION
            self._checks.addWidget(Chip("正常" if check.ok else "注意", state), line, 0)
            self._checks.addWidget(Text(check.name), line, 1, Qt.AlignmentFlag.AlignTop)
            words = Text(check.text, "" if check.ok else "strong", wrap=True)
            self._checks.addWidget(words.selectable(), line, 2)


def _issuer(work: Any) -> str:
    from liaison.services.settings import setting

    return str(setting(work, "issuer"))


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _own_version() if package == "liaison" else "未安装"


def _own_version() -> str:
    import tomllib

    file = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"
    try:
        return str(tomllib.loads(file.read_text("utf-8"))["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return ""


def _column(*cards: Card) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for card in cards:
        card.setMaximumWidth(theme.active().px(820))
        column.addWidget(card)
    column.addStretch(1)
    return box


def _right(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    return row
