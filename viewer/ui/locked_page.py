"""A web page that goes nowhere by itself: links that lead away from it become a signal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript

from viewer.ui.page_scheme import own_scripts

if TYPE_CHECKING:
    from collections.abc import Callable

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
_READ = 1000  # milliseconds that a page is read before the former ones are given back


def completion(page: bytes) -> str:
    """Put into words that the page on screen, which shows a beginning, is to become the whole `page` (UTF-8)."""
    return _question("complete", page.decode("utf-8", "replace"))


def _question(function: str, *values: float | str) -> str:
    said = ", ".join(json.dumps(value) for value in values)
    return f"Number(globalThis.filingLink?.{function}({said}) ?? 0)"


class LockedPage(QWebEnginePage):
    """The page of the HTML pane.

    Signals: `link_followed(href)`: a sibling's file name (perhaps with `#place`) or an address, as filed.
    """

    link_followed = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._expected = QUrl()
        # The page's own, not its profile's: these the engine would not hand to the process that takes the place of an
        # ended one.
        for script in own_scripts():
            self.scripts().insert(script)
        self._forgetting = QTimer(self, interval=_READ, singleShot=True)
        self._forgetting.timeout.connect(self._forget_former_pages)
        self.loadFinished.connect(self._begin_to_forget)
        self.newWindowRequested.connect(lambda request: self._follow(request.requestedUrl()))

    def expect(self, url: QUrl) -> None:
        """Say which address may be loaded from now on."""
        self._expected = url

    def is_expected(self, url: QUrl) -> bool:
        """Whether an address is the page's own, whatever the place on it."""
        own = self._expected
        return (url.scheme(), url.authority(), url.path(), url.query()) == (
            (own.scheme(), own.authority(), own.path(), own.query())
        )

    def is_expected_path(self, path: str) -> bool:
        """Whether the path of an address is that of the page that may be on screen."""
        return path == self._expected.path()

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Let the page's own address pass, and jumps on it; hand out links that were clicked."""
        url = QUrl(url)
        if is_main_frame and self.is_expected(url):
            return kind in (
                QWebEnginePage.NavigationType.NavigationTypeTyped,
                QWebEnginePage.NavigationType.NavigationTypeLinkClicked,
            )
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self._follow(url)
        return False

    def _follow(self, url: QUrl) -> None:
        inside = url.scheme() == self._expected.scheme() and url.host() == self._expected.host()
        href = url.path().rsplit("/", 1)[-1] if inside else url.toString()
        if inside and url.hasFragment():
            href += "#" + url.fragment()
        if href:
            self.link_followed.emit(href)

    def run(self, script: str) -> None:
        """Run a script of the program's own in the world beside the page on screen."""
        self.runJavaScript(script, _WORLD)

    def set_style(self, style: str) -> None:
        """Set the style of the root of the page on screen."""
        self.run(f"document.documentElement.style.cssText = {json.dumps(style)}")

    def set_theme(self, name: str) -> None:
        """Set the theme of the page on screen."""
        self.run(f"document.documentElement.dataset.theme = {json.dumps(name)}")

    def listen(self, link: QObject) -> None:
        """Let the script beside the page call `link`."""
        channel = QWebChannel(self)
        channel.registerObject("link", link)
        self.setWebChannel(channel, _WORLD)

    def call(self, function: str, *values: object) -> None:
        """Call a function of the script beside the page, where the page has it already."""
        said = ", ".join(json.dumps(value) for value in values)
        self.run(f"globalThis.filingLink?.{function}({said})")

    def ask(self, function: str, answer: Callable[[int], None], *values: float | str) -> None:
        """Call a function of the script beside the page that answers with a whole number; 0 where it is not there."""
        self.ask_in_words(_question(function, *values), answer)

    def ask_in_words(self, question: str, answer: Callable[[int], None]) -> None:
        """Ask the script beside the page what was put into words before, such as a `completion`."""
        self.runJavaScript(question, _WORLD, lambda given: answer(int(given or 0)))

    def ask_selection(self, answer: Callable[[str], None]) -> None:
        """Ask the script beside the page what is selected, as JSON; nothing where nothing is."""
        script = 'globalThis.filingCopy?.selected() ?? ""'
        self.runJavaScript(script, _WORLD, lambda given: answer(str(given or "")))

    def _begin_to_forget(self) -> None:
        if not self._forgetting.isActive():
            self._forgetting.start()

    def _forget_former_pages(self) -> None:
        """Let the engine give back what the former pages took; by itself it keeps dozens."""
        self.run("globalThis.gc?.()")

    def javaScriptConsoleMessage(self, level: object, message: str, line: int, source: str) -> None:
        """Say nothing: what a filing's markup makes the engine complain of is of no use to the reader."""
