"""Messages over the page: an icon, one sentence, perhaps one thing to do about it, and how many more there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.accessible import SpokenLabel, announce, describe


class Weight(Enum):
    """How grave a message is; the values are the names of its icon, which is also the word for it."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    `topic` is what it is about: a new message takes the place of the former on the same topic. `action` is
    the words of the button, `""` for none.
    """

    topic: str
    weight: Weight
    sentence: str
    action: str = ""


class Strip(QFrame):
    """Shows the latest message; when it is put away, the one before it.

    Signals: `acted(topic)` when the button was pressed.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: dict[str, Message] = {}
        self._icon, self._sentence, self._more = QLabel(), QLabel(), SpokenLabel()
        self._button, self._close = QPushButton(), QToolButton()
        self._arrange()
        self._button.clicked.connect(self._act)
        self._close.clicked.connect(self._dismiss)
        self._show()

    def _arrange(self) -> None:
        describe(
            self, "strip", self.tr("Message"), self.tr("What went wrong, or what to know about this filing.")
        )
        describe(
            self._icon,
            "strip_icon",
            self.tr("Kind of message"),
            self.tr("Whether this is an error or a remark."),
        )
        describe(self._sentence, "strip_sentence", self.tr("Message"), self.tr("The message itself."))
        describe(
            self._more, "strip_more", self.tr("More messages"), self.tr("How many stand behind this one.")
        )
        describe(self._button, "strip_button", self.tr("Do it"), self.tr("Does what the message offers."))
        describe(self._close, "strip_close", self.tr("Put away"), self.tr("Puts this message away."))
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._more.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._close.setAutoRaise(True)
        self._close.setToolTip(self.tr("Put this message away"))
        self.setAutoFillBackground(True)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self._more)
        layout.addWidget(self._button)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def message(self) -> Message | None:
        """The message shown now."""
        return next(reversed(self._messages.values()), None)

    def said(self, topic: str) -> str:
        """Return what the message on a topic says, `""` where there is none."""
        return self._messages[topic].sentence if topic in self._messages else ""

    def show_messages(self, messages: dict[str, Message], carried: tuple[str, ...] = ()) -> None:
        """Show these messages, by topic, from now on: what is told and put away is told and put away there.

        Messages on the topics `carried` go over to them.
        """
        for topic in carried:
            if topic in self._messages and messages is not self._messages:
                messages[topic] = self._messages.pop(topic)
        self._messages = messages
        self._show()

    def tell(self, message: Message) -> None:
        """Show `message` on top of the others."""
        self._messages.pop(message.topic, None)
        self._messages[message.topic] = message
        self._show()
        announce(self, message.sentence)

    def forget(self, *topics: str) -> None:
        """Take the messages on these topics away; without a topic, all."""
        for topic in topics or tuple(self._messages):
            self._messages.pop(topic, None)
        self._show()

    def retint(self) -> None:
        """Follow a change of the theme."""
        self._show()

    def _show(self) -> None:
        message = self.message
        if message is None:
            self.hide()
            return
        tokens = theme.colours()
        colour = {Weight.INFORMATION: tokens.accent, Weight.WARNING: tokens.warn, Weight.ERROR: tokens.error}
        words = {
            Weight.INFORMATION: self.tr("Note"),
            Weight.WARNING: self.tr("Damage"),
            Weight.ERROR: self.tr("Error"),
        }[message.weight]
        ground = QPalette(self.palette())
        ground.setColor(QPalette.ColorRole.Window, QColor(tokens.strip))
        ground.setColor(QPalette.ColorRole.WindowText, QColor(tokens.ink))
        self.setPalette(ground)
        self._icon.setPixmap(theme.icon(message.weight.value, colour[message.weight]).pixmap(20, 20))
        self._icon.setToolTip(words)
        self._icon.setAccessibleName(words)
        self._sentence.setText(message.sentence)
        self._sentence.setAccessibleName(f"{words}: {message.sentence}")
        behind = len(self._messages) - 1
        self._more.setText(self.tr("{count} more").format(count=behind))
        self._more.setVisible(bool(behind))
        self._button.setText(message.action)
        self._button.setAccessibleName(message.action or self.tr("Do it"))
        self._button.setVisible(bool(message.action))
        self._close.setIcon(theme.icon("dismiss"))
        self.show()

    def _act(self) -> None:
        message = self.message
        if message:
            self.forget(message.topic)
            self.acted.emit(message.topic)

    def _dismiss(self) -> None:
        if self.message:
            self.forget(self.message.topic)
