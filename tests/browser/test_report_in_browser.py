"""The report as a reader opens it: from disk, on a phone and on a wide screen, by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (360, 1024, 1920)
PAGES: dict[str, Callable[[Path], Path]] = {
    "index": lambda run: run / "index.html",
    "articles": lambda run: run / "articles" / "index.html",
    "article": lambda run: next(
        path
        for path in sorted((run / "articles").glob("*.html"))
        if all(f"show-{layer}" in path.read_text("utf-8") for layer in LAYERS)
    ),
    "table": lambda run: next((run / "evidence").glob("03-table-speakers-*.html")),
    "figure": lambda run: next((run / "evidence").glob("04-figure-*.html")),
    "finding": lambda run: next((run / "evidence").glob("0*-finding-*.html")),
    "codings": lambda run: next((run / "evidence").glob("05-table-*.html")),
}
LAYERS = {
    "quoted": "article .tag.speaker",
    "topics": "article .tag.topic",
    "certainty": "article .tag.sure",
    "reprinted": "",
}


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest, sample: Path) -> str:
    return PAGES[request.param](sample).as_uri()


@pytest.fixture
def page(browser) -> Iterator:
    """A page that notes what goes wrong and what is asked of a network."""
    opened = browser.new_page()
    wrong: list[str] = []
    opened.on("request", lambda asked: None if asked.url.startswith(("file:", "data:"))
              else wrong.append(asked.url))  # fmt: skip
    opened.on("requestfailed", lambda asked: wrong.append(asked.url))
    opened.on("pageerror", lambda fault: wrong.append(str(fault)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield opened
    opened.close()
    assert wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(width, address, page):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    for unfold in (False, True):
        if unfold:
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} pixels wide{', unfolded' if unfold else ''}"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(width, address, page):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    # Rows of a table and cells of code are alike, and axe takes minutes over all their words.
    page.evaluate(
        "document.querySelectorAll('tbody').forEach("
        "body => [...body.rows].slice(6).forEach(row => row.remove()));"
        "[...document.querySelectorAll('pre')].slice(6).forEach(code => code.remove())"
    )
    # Without preload: axe would ask for the style sheet anew, which no browser allows on disk.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    told = [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"][:3]]
    assert told == []


@pytest.mark.parametrize("script", [True, False])
def test_layers_are_switched_off_and_on(script, browser, sample):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(PAGES["article"](sample).as_uri())
    for layer, marked in LAYERS.items():
        page.uncheck(f"#show-{layer}")
        assert not marked or page.locator(marked).first.is_hidden()
        page.check(f"#show-{layer}")
        assert not marked or page.locator(marked).first.is_visible()
    context.close()


def test_switching_a_layer_off_leaves_the_words(page, sample):
    page.goto(PAGES["article"](sample).as_uri())
    quoted = page.locator("article .quoted").first
    words, colour = quoted.inner_text(), "e => getComputedStyle(e).backgroundColor"
    assert quoted.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.uncheck("#show-quoted")
    assert quoted.evaluate(colour) == "rgba(0, 0, 0, 0)"
    assert quoted.inner_text() == words


def test_a_number_opens_its_rows_its_article_and_leads_back(page, sample):
    page.goto((sample / "index.html").as_uri())
    link = page.locator("[id^='03-table-speakers-'] td.number a").first
    printed = link.inner_text()
    link.click()
    number = page.locator("li:target strong")
    number.wait_for()
    assert number.inner_text() == printed
    section = page.locator("section", has=page.locator("li:target"))
    shown = section.locator("ol.press-passages > li").count()
    led = " ".join(section.locator("ul.led span").all_text_contents()).split()
    assert shown > 0
    assert shown + len(led) == int(printed)
    page.locator("li:target a").first.click()
    assert page.locator("td a:target").inner_text() == printed
    page.go_back()
    section.locator(".press-where a").first.click()
    page.locator("article .tag.speaker:target").wait_for()
    page.get_by_text("Numbers of the report that count this article").click()
    page.locator("details a[href*='03-table-speakers-']").click()
    page.get_by_role("link", name="Back to where it stands").click()
    page.locator("[id^='03-table-speakers-']:target").wait_for()


def test_tables_are_sorted_and_searched_by_keyboard(page, sample):
    page.goto((sample / "articles" / "index.html").as_uri())
    rows = page.locator("tbody tr")
    total = rows.count()
    head = page.get_by_role("button", name="words")
    for way in ("ascending", "descending"):
        head.focus()
        page.keyboard.press("Enter")
        assert page.locator("th", has=head).get_attribute("aria-sort") == way
        shown = page.locator("tbody td:nth-child(5)").all_inner_texts()
        words = [int(text.replace("\u202f", "")) for text in shown]
        assert words == sorted(words, reverse=way == "descending")
    page.get_by_role("searchbox").fill("boréal")
    assert 0 < page.locator("tbody tr:visible").count() < total
    page.get_by_role("searchbox").fill("")
    assert page.locator("tbody tr:visible").count() == total


def test_keyboard_reaches_the_content_first(page, sample):
    page.goto((sample / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
