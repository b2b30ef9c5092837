"""The floor of a start: an empty PySide6 window, in its own fonts, that tells when it is painted."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Empty(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: print('{"event": "painted"}', file=sys.stderr, flush=True))


app = QApplication(sys.argv)
window = Empty()
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
