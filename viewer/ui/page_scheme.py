"""Pages and their pictures from memory to the web engine, and the lock on everything else.

A page is served at `filing://page/SERIAL/`, its pictures below it. Nothing leaves the machine: scripts are
off, the policy sent with each page allows pictures of the own scheme and inline style only, requests to
anything else are blocked before they start, and host names resolve to nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from viewer.resources import resource
from viewer.submission.kind import picture_type
from viewer.ui.page_link import link_script

SCHEME = b"filing"
_POLICY = (
    b"default-src 'none'; img-src filing:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    b"frame-src 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    QByteArray(b"Content-Security-Policy"): [QByteArray(_POLICY)],
    QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
    QByteArray(b"Referrer-Policy"): [QByteArray(b"no-referrer")],
}
_NO_NETWORK = '--host-resolver-rules="MAP * ~NOTFOUND" --disable-background-networking --log-level=3'
_OWN_COLLECTION = "--js-flags=--expose-gc"  # pages run no script; ours ask for it

Pictures = Callable[[str], bytes | None]
Fetch = Callable[[Callable[[], object], Callable[[object], None]], None]


def prepare() -> None:
    """Set up the scheme and the flags of the engine; to be called before the application is made."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if _NO_NETWORK not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} {_NO_NETWORK} {_OWN_COLLECTION}".strip()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # as root the engine ends the process otherwise
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() != SCHEME:
        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
        QWebEngineUrlScheme.registerScheme(scheme)


def page_url(serial: int) -> QUrl:
    """Return the address of the page shown as the `serial`th."""
    return QUrl(f"filing://page/{serial}/")


class Lock(QWebEngineUrlRequestInterceptor):
    """Blocks every request outside the own scheme; `blocked` are the first hundred refused."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let the own scheme pass, block everything else."""
        if info.requestUrl().scheme().encode() != SCHEME:
            info.block(True)
            if len(self.blocked) < 100:
                self.blocked.append(info.requestUrl().toString()[:200])


class PageServer(QWebEngineUrlSchemeHandler):
    """Answers requests of the own scheme: the page at once, its pictures from the background."""

    def __init__(self, fetch: Fetch, parent: QObject) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._serial = 0
        self._page = b""
        self._pictures: Pictures = lambda _name: None

    def serve(self, page: bytes, pictures: Pictures) -> QUrl:
        """Take a page to be served from now on, in place of the former one; return its address."""
        self._serial += 1
        self._page, self._pictures = page, pictures
        return page_url(self._serial)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request of the engine."""
        url = job.requestUrl()
        serial, _, name = url.path().lstrip("/").partition("/")
        if url.host() != "page" or serial != str(self._serial) or bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        elif not name:
            self._reply(job, b"text/html;charset=utf-8", self._page)
        else:
            pictures = self._pictures
            self._fetch(lambda: pictures(name.rsplit("/", 1)[-1]), partial(self._reply_picture, job))

    def _reply_picture(self, job: QWebEngineUrlRequestJob, content: object) -> None:
        if not shiboken6.isValid(job):
            return
        kind = picture_type(content) if isinstance(content, bytes) else ""
        if kind and isinstance(content, bytes):
            self._reply(job, kind.encode("ascii"), content)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _reply(self, job: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
        buffer = QBuffer(job)
        buffer.setData(content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.setAdditionalResponseHeaders(_HEADERS)
        job.reply(kind, buffer)


def locked_profile(parent: QObject) -> tuple[QWebEngineProfile, Lock]:
    """Make a profile that keeps, fetches and runs nothing, and the lock that blocks its requests."""
    profile = QWebEngineProfile(parent)  # without a name: off the record
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setSpellCheckEnabled(False)
    lock = Lock(profile)
    profile.setUrlRequestInterceptor(lock)
    profile.downloadRequested.connect(_refuse_download)
    settings, attribute = profile.settings(), QWebEngineSettings.WebAttribute
    needed = (attribute.AutoLoadImages, attribute.PrintElementBackgrounds, attribute.ShowScrollBars)
    for each in attribute:
        settings.setAttribute(each, each in needed)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
    settings.setDefaultTextEncoding("utf-8")
    return profile, lock


def own_scripts() -> list[QWebEngineScript]:
    """Return the scripts that run beside each page."""
    names = ("page.js", "sort.js", "copy.js", "hover.js", "facts.js")
    scripts = [_own_script(name, resource(name).read_text("utf-8")) for name in names]
    return [*scripts, _own_script("link.js", link_script())]


def _own_script(name: str, source: str) -> QWebEngineScript:
    """Return a script that runs in a world that pages cannot reach."""
    script = QWebEngineScript()
    script.setName(name)
    script.setSourceCode(source)
    script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld.value)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setRunsOnSubFrames(False)
    return script


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()
