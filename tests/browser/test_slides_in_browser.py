"""The slides as a lecturer moves through them: keys, a projector, a phone, paper."""

import re
from pathlib import Path

import pytest

from helpers.teaching.__main__ import main

pytestmark = pytest.mark.browser

NAMES = ("00-start-here", "03-attribute-quotations")
HERE = "document.querySelector('.slide.here').id"


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Slides of a short notebook, and of one with tables, a figure and an article."""
    folder = tmp_path_factory.mktemp("handouts")
    assert main(["--folder", str(folder), "--notebooks", *NAMES]) == 0
    return folder / "slides"


@pytest.fixture
def short(page, slides):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((slides / f"{NAMES[0]}.html").as_uri())
    return page


@pytest.fixture
def long(page, slides):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto((slides / f"{NAMES[1]}.html").as_uri())
    return page


def total(page) -> int:
    return page.locator(".slide").count()


def test_keys_move_from_slide_to_slide(short):
    keys = [("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("PageDown", 3), ("PageUp", 2),
            ("Space", 3), ("Shift+Space", 2), ("End", total(short)), ("ArrowRight", total(short)),
            ("Home", 1), ("ArrowLeft", 1), ("Space", 2)]  # fmt: skip
    for key, place in keys:
        short.keyboard.press(key)
        assert short.evaluate(HERE) == f"slide-{place}", key
        assert short.locator(".slide:visible").count() == 1
        assert short.locator("#where").inner_text() == f"{place} / {total(short)}"
        assert short.evaluate("document.activeElement.id") == f"slide-{place}"


def test_buttons_move_and_space_presses_them(short):
    short.get_by_role("button", name="Next slide").focus()
    for place in (2, 3):
        short.keyboard.press("Space")
        assert short.evaluate(HERE) == f"slide-{place}"
    short.get_by_role("button", name="Previous slide").click()
    assert short.evaluate(HERE) == "slide-2"


def test_space_reads_a_long_slide_to_its_end_first(long):
    for place in range(1, total(long)):
        long.goto(long.url.split("#")[0] + f"#slide-{place}")
        long.wait_for_function(f"{HERE} === 'slide-{place}'")
        if long.evaluate("document.body.scrollHeight > 2 * innerHeight"):
            break
    long.keyboard.press("Space")
    long.wait_for_function("scrollY > 0")
    assert long.evaluate(HERE) == f"slide-{place}"
    long.evaluate("scrollTo(0, document.body.scrollHeight)")
    long.keyboard.press("Space")
    assert long.evaluate(HERE) == f"slide-{place + 1}" and long.evaluate("scrollY") == 0


def test_arrows_within_a_wide_table_scroll_it(long):
    long.set_viewport_size({"width": 360, "height": 800})
    box = long.locator(".press-scroll")
    place = box.first.evaluate("box => box.closest('.slide').id")
    long.goto(long.url.split("#")[0] + f"#{place}")
    long.wait_for_function(f"{HERE} === '{place}'")
    long.locator(".slide.here .press-scroll").first.focus()
    long.keyboard.press("ArrowRight")
    assert long.evaluate(HERE) == place


def test_a_link_to_a_slide_opens_it(page, slides):
    page.goto((slides / f"{NAMES[1]}.html").as_uri() + "#slide-4")
    assert page.evaluate(HERE) == "slide-4"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_slide_is_too_wide_and_axe_finds_no_violation(width, name, page, slides):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 800})
    page.goto((slides / f"{name}.html").as_uri())
    for place in range(1, total(page) + 1):
        assert page.evaluate(HERE) == f"slide-{place}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"preload": False}).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
        page.keyboard.press("ArrowRight")


def test_on_paper_every_slide_has_a_page(short):
    short.emulate_media(media="print")
    assert short.locator(".slide:visible").count() == total(short)
    assert short.locator("nav").is_hidden()
    pages = len(re.findall(rb"/Type\s*/Page\b", short.pdf(format="A4", landscape=True)))
    assert total(short) <= pages <= total(short) + 3


def test_without_scripts_the_slides_stand_below_each_other(browser, slides):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((slides / f"{NAMES[0]}.html").as_uri())
    assert page.locator(".slide:visible").count() == total(page) > 5
    assert page.locator("nav").is_hidden()
    context.close()
