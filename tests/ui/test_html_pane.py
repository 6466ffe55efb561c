"""The HTML pane shows pages of any size, serves the submission's pictures and lets nothing else in or out."""

from __future__ import annotations

import http.server
import os
import random
import signal
import threading
import urllib.request

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor

from tests.ui import fakes
from viewer.resources import resource
from viewer.ui import theme
from viewer.ui.html_pane import HtmlPane
from viewer.ui.page_scheme import page_url
from viewer.ui.spot import Spot
from viewer.ui.tasks import Tasks


@pytest.fixture
def pane(qtbot):
    tasks = Tasks()
    made = HtmlPane(tasks)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    assert tasks._pool.waitForDone(60_000)
    assert tasks.close()


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


def show(qtbot, pane, content: bytes, pictures=lambda _name: None) -> None:
    with qtbot.waitSignal(pane.loaded):
        pane.show_page(content, pictures)


def words(qtbot, pane) -> str:
    return fakes.words_of(qtbot, pane.view)


def answer(qtbot, pane, script: str):
    return fakes.ask(qtbot, pane.view, script)


def test_a_page_is_shown_with_its_characters(qtbot, pane):
    show(qtbot, pane, page("<p>Zürich – “10 €” \U0001f5f9</p>"))
    assert words(qtbot, pane).strip() == "Zürich – “10 €” \U0001f5f9"


def test_a_page_of_four_megabytes_is_shown_whole(qtbot, pane):
    """Beyond two megabytes the engine's own way to take a page fails and leaves the former one on screen."""
    show(qtbot, pane, page("<p>former</p>"))
    show(qtbot, pane, page("<p>" + "All the words of a long prospectus. " * 110_000 + "</p><p>The end.</p>"))
    said = words(qtbot, pane)
    assert len(said) > 3_900_000
    assert said.rstrip().endswith("The end.")


def test_the_last_page_asked_for_is_the_one_shown(qtbot, pane):
    for number in range(5):
        pane.show_page(page(f"<p>page {number}</p>"), lambda _name: None)
    qtbot.waitUntil(lambda: "page 4" in words(qtbot, pane))
    fakes.stand_still(qtbot, pane.view)
    assert words(qtbot, pane).strip() == "page 4"


def test_each_page_is_told_as_loaded_however_many_loads_it_overtook(qtbot, pane):
    """The engine tells of such loads under wrong addresses or not at all."""
    chance = random.Random(1)
    for number in range(30):
        loaded = []
        pane.loaded.connect(lambda loaded=loaded: loaded.append(number))  # noqa: B023
        for part in range(chance.choice((2, 2, 3, 5))):
            qtbot.wait(chance.choice((0, 1, 5, 15, 30)))
            size = chance.choice((3, 50, 2000))
            loaded.clear()
            pane.show_page(page(f"<p>page {number}, {part}</p>" * size), lambda _name: None)
        qtbot.waitUntil(lambda loaded=loaded: len(loaded) == 1)
        pane.loaded.disconnect()
        assert words(qtbot, pane).startswith(f"page {number}, {part}\n")


def test_pictures_come_from_the_submission_and_missing_ones_show_their_words(qtbot, pane):
    asked = []

    def pictures(name):
        asked.append(name)
        return {"logo.gif": fakes.GIF, "evil.gif": b"<svg onload=alert(1)>"}.get(name)

    body = '<img id="a" src="logo.gif"><img id="b" src="no.gif" alt="Missing"><img id="c" src="evil.gif">'
    show(qtbot, pane, page(body), pictures)
    sizes = "JSON.stringify([...document.images].map(i => i.complete ? i.naturalWidth : -1))"
    qtbot.waitUntil(lambda: answer(qtbot, pane, sizes) == "[2,0,0]")
    assert sorted(asked) == ["evil.gif", "logo.gif", "no.gif"]


def test_a_picture_that_cannot_be_read_is_a_missing_one(qtbot, pane, caplog):
    def pictures(_name):
        raise ValueError("a damaged picture")

    show(qtbot, pane, page('<p>text</p><img src="a.gif">'), pictures)
    assert words(qtbot, pane).strip() == "text"


@pytest.fixture
def listener():
    """Listen on this machine: the address, and the list of what was asked for there."""
    hits = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    with urllib.request.urlopen(f"{host}/control") as reply:  # it does hear
        reply.read()
    assert hits.pop() == "/control"
    yield host, hits
    server.shutdown()
    server.server_close()


def test_a_hostile_page_reaches_nothing(qtbot, pane, listener):
    """Whatever a page tries, not one connection is made, no script runs, and the page stays where it is."""
    host, hits = listener
    port = host.rsplit(":", 1)[1]
    head = f"""
        <link rel="preconnect" href="{host}"><link rel="prefetch" href="{host}/prefetch">
        <link rel="dns-prefetch" href="//localhost:{port}"><link rel="icon" href="{host}/icon">
        <link rel="stylesheet" href="{host}/style"><meta http-equiv="refresh" content="0;url={host}/refresh">
        <base href="{host}/base/"><script src="{host}/script"></script>
        <script>document.title = 'run'; fetch('{host}/fetch'); location = '{host}/location'</script>
        <style>@import url("{host}/import"); @font-face {{ font-family: f; src: url({host}/font) }}
        body {{ background: url({host}/background); font-family: f; cursor: url({host}/cursor), auto }}
        </style>"""
    body = f"""
        <p>words</p><img src="{host}/img" srcset="{host}/srcset 2x"><iframe src="{host}/frame"></iframe>
        <iframe srcdoc="<img src='{host}/srcdoc'>"></iframe><object data="{host}/object"></object>
        <embed src="{host}/embed"><video src="{host}/video" poster="{host}/poster" autoplay></video>
        <audio src="{host}/audio" autoplay></audio><input type="image" src="{host}/input">
        <svg><image href="{host}/svg"/><use href="{host}/use#a"/></svg>
        <form id="f" action="{host}/form" method="post"><input autofocus onfocus="this.form.submit()"></form>
        <img src="x" onerror="fetch('{host}/onerror')"><body onload="fetch('{host}/onload')">
        <a id="a" href="{host}/ping" ping="{host}/pinged">link</a><img src="file:///etc/passwd">
        <img src="//localhost:{port}/scheme"><script>document.body.append('written')</script>"""
    show(qtbot, pane, page(body, head))
    qtbot.wait(400)
    for script in (
        "document.getElementById('f').submit()",
        f"location.href = '{host}/world'",
        f"new Image().src = '{host}/world-image'",
        f"fetch('{host}/world-fetch').catch(() => 0)",
        f"window.open('{host}/window')",
    ):
        pane.view.page().runJavaScript(script, 1)
    qtbot.wait(400)
    assert hits == []
    assert pane.view.url().scheme() == "filing"
    said = words(qtbot, pane)
    assert "words" in said
    assert "written" not in said
    assert answer(qtbot, pane, "document.title") != "run"


def test_the_interceptor_alone_blocks_what_the_policy_would_let_pass(qtbot, pane, listener):
    """Asked for directly, past the page's policy and its rules for links, a foreign address is still refused."""
    host, hits = listener
    show(qtbot, pane, page("<p>words</p>"))
    pane.view.page()._expected = QUrl(f"{host}/direct")
    with qtbot.waitSignal(pane.failed):
        pane.view.page().setUrl(QUrl(f"{host}/direct"))
    assert pane.lock.blocked == [f"{host}/direct"]
    assert hits == []


def test_links_inside_the_page_jump_and_others_are_handed_out(qtbot, pane):
    body = """<a id="in" href="#there">in</a> <a id="sib" href="lease.htm#s2">sibling</a>
        <a id="out" href="https://www.sec.gov/x?a=1#f">out</a>
        <a id="bad" href="javascript:alert(1)">bad</a>
        <div style="height:5000px"></div><p id="there">there</p><div style="height:5000px"></div>"""
    show(qtbot, pane, page(body))
    followed = []
    pane.link_followed.connect(followed.append)

    def click(name):
        pane.view.page().runJavaScript(f"document.getElementById('{name}').click()", 1)

    click("in")
    qtbot.waitUntil(lambda: answer(qtbot, pane, "String(Math.round(scrollY))") not in ("", "0"))
    click("sib")
    qtbot.waitUntil(lambda: followed == ["lease.htm#s2"])
    click("bad")
    click("out")
    qtbot.waitUntil(lambda: len(followed) == 2)
    assert followed[1] == "https://www.sec.gov/x?a=1#f"
    assert "sibling" in words(qtbot, pane)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_a_link_for_a_window_of_its_own_is_handed_out_as_well(qtbot, pane, button):
    link = (
        '<a href="lease.htm" target="_blank" style="position:fixed;inset:0;font-size:90px">link link link</a>'
    )
    show(qtbot, pane, page(link))
    fakes.stand_still(qtbot, pane.view)
    with qtbot.waitSignal(pane.link_followed) as followed:
        qtbot.mouseClick(pane.view.focusProxy(), button, pos=QPoint(60, 60))
    assert followed.args == ["lease.htm"]


def test_a_page_that_fails_to_load_is_told(qtbot, pane, monkeypatch):
    show(qtbot, pane, page("<p>words</p>"))
    monkeypatch.setattr(pane._server, "serve", lambda _page, _pictures: page_url(99))
    with qtbot.waitSignal(pane.failed):
        pane.show_page(page("<p>more</p>"), lambda _name: None)


def test_a_renderer_that_ends_is_told_and_the_page_comes_back_by_reloading(qtbot, pane):
    show(qtbot, pane, page("<p>words</p>"))
    with qtbot.waitSignal(pane.failed) as told:
        os.kill(pane.view.page().renderProcessPid(), signal.SIGKILL)
    assert "text is complete" in told.args[0]
    with qtbot.waitSignal(pane.loaded):
        pane.reload()
    assert words(qtbot, pane).strip() == "words"
    assert answer(qtbot, pane, "typeof filingLink") == "object"


def test_the_page_follows_the_theme_without_loading_again(qtbot, pane):
    try:
        theme.apply(theme.Theme.DARK)
        pane.retint()
        show(qtbot, pane, page("<p>words</p>"))
        assert answer(qtbot, pane, "document.documentElement.dataset.theme") == "dark"
        theme.apply(theme.Theme.LIGHT)
        with qtbot.assertNotEmitted(pane.view.page().loadStarted, wait=50):
            pane.retint()
        assert answer(qtbot, pane, "document.documentElement.dataset.theme") == "light"
        assert pane.view.page().backgroundColor() == QColor(theme.LIGHT.paper)
    finally:
        theme.apply(theme.Theme.SYSTEM)


def test_a_page_on_its_way_gets_the_theme_and_the_font_chosen_meanwhile(qtbot, pane):
    show(qtbot, pane, page("<p>former</p>"))
    try:
        with qtbot.waitSignal(pane.loaded):
            pane.show_page(page("<p>words</p>"), lambda _name: None)
            theme.apply(theme.Theme.DARK)
            pane.retint()
            pane.set_font("Gentium Book")
        root = "document.documentElement"
        assert answer(qtbot, pane, f"document.body.innerText + {root}.dataset.theme") == "wordsdark"
        assert "Gentium Book" in answer(qtbot, pane, f"{root}.style.fontFamily")
    finally:
        theme.apply(theme.Theme.SYSTEM)


def test_zoom_stays_from_page_to_page(qtbot, pane):
    pane.set_zoom(150)
    show(qtbot, pane, page("<p>one</p>"))
    show(qtbot, pane, page("<p>two</p>"))
    assert pane.view.zoomFactor() == pytest.approx(1.5)
    assert answer(qtbot, pane, "String(devicePixelRatio)") == "1.5"


HEADER = """JSON.stringify([document.querySelector("thead").getBoundingClientRect().top >= 0,
    document.documentElement.scrollWidth <= innerWidth])"""


@pytest.mark.parametrize(("width", "fits"), [("50%", True), ("3000px", False)])
def test_the_header_of_a_table_that_fits_stays_in_sight(qtbot, pane, width, fits):
    """Where the table is wider than its box it scrolls there, and the page never sideways."""
    rows = "<tr><td>row</td><td>1</td></tr>" * 300
    style = f"<style>{resource('page.css').read_text('utf-8')} table {{ width: {width} }}</style>"
    head = "<thead><tr><th>head</th><th>2024</th></tr></thead>"
    table = f'<div class="table"><table>{head}<tbody>{rows}</tbody></table></div>'
    show(qtbot, pane, page(table, style))
    answer(qtbot, pane, "scrollTo(0, 2000); String(scrollY)")
    qtbot.waitUntil(lambda: answer(qtbot, pane, HEADER) == f"[{str(fits).lower()},true]")


def test_the_header_of_a_table_stays_in_sight_once_the_pane_is_wide_enough(qtbot, pane):
    """The engine lays a page out before its view has its size, and the user changes it."""
    rows = "<tr><td>row</td><td>1</td></tr>" * 300
    style = f"<style>{resource('page.css').read_text('utf-8')} table {{ width: 400px }}</style>"
    head = "<thead><tr><th>head</th><th>2024</th></tr></thead>"
    pane.resize(200, 500)
    table = f'<div class="table"><table>{head}<tbody>{rows}</tbody></table></div>'
    show(qtbot, pane, page(table, style))
    qtbot.waitUntil(lambda: answer(qtbot, pane, "String(innerWidth)") == "200")
    answer(qtbot, pane, "scrollTo(0, 2000); String(scrollY)")
    qtbot.waitUntil(lambda: answer(qtbot, pane, HEADER) == "[false,true]")
    for width, stays in ((700, "true"), (200, "false")):
        pane.resize(width, 500)
        qtbot.waitUntil(lambda: answer(qtbot, pane, HEADER) == f"[{stays},true]")  # noqa: B023


def test_a_page_as_filed_has_no_listings_to_sort_whatever_its_elements_are_called(qtbot, pane):
    rows = "".join(f'<tr data-b="{n}"><td>{n}</td></tr>' for n in range(3, 9))
    table = f'<table data-b="1"><thead><tr data-b="2"><th>head</th></tr></thead><tbody>{rows}</tbody></table>'
    body = f'<div class="table listing">{table}</div>'
    for filed, count in (("", "1"), (' data-filed="yes"', "0")):
        show(qtbot, pane, page(body).replace(b"<html", b"<html" + filed.encode()))
        qtbot.waitUntil(lambda: answer(qtbot, pane, "!!document.querySelector('.fits')"))
        assert answer(qtbot, pane, "String(document.querySelectorAll('th[tabindex]').length)") == count


def test_nothing_is_kept_on_disk(qtbot, pane):
    pane.start()
    profile = pane.view.page().profile()
    assert profile.isOffTheRecord()
    assert profile.httpCacheType() == profile.HttpCacheType.NoCache


def test_without_the_engines_libraries_the_pane_says_so(qtbot, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "PySide6.QtWebEngineWidgets", None)
    tasks = Tasks()
    bare = HtmlPane(tasks)
    qtbot.addWidget(bare)
    with qtbot.waitSignal(bare.failed):
        bare.show_page(page("<p>words</p>"), lambda _name: None)
    bare.show_page(page("<p>again</p>"), lambda _name: None)
    bare.set_zoom(120)
    bare.retint()
    bare.copy()
    assert tasks.close()


def test_what_is_asked_of_a_page_while_it_loads_is_done_when_it_is_there(qtbot, pane):
    body = "".join(f'<p data-b="{n}">Paragraph {n} of a page.</p>' for n in range(1, 3000))
    with qtbot.waitSignal(pane.loaded):
        pane.show_page(page(body), lambda _name: None)
        pane.show_spot(Spot(1500))
        pane.light(1501)
    qtbot.waitUntil(lambda: answer(qtbot, pane, "String(filingLink.top()[0])") == "1500")
    assert answer(qtbot, pane, "document.querySelector('.linked').dataset.b") == "1501"
