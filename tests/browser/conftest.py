"""A real browser, a report and a JupyterLab for it to open."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.paths import CORPUS, ROOT
from helpers.report import runner

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium; where there is none the tests are skipped, and in CI they fail."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        missing = "needs chromium (apt-get install chromium) and the dev dependencies"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the bundled corpus."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "REPORTS", tmp_path_factory.mktemp("reports"))
        return runner.make_report(corpus=CORPUS, run="sample")


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


class Lab(NamedTuple):
    """A JupyterLab that runs on a copy of the repository."""

    url: str
    token: str
    folder: Path


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab with settings of its own; it saves into a copy of the notebooks."""
    house = tmp_path_factory.mktemp("lab")
    for part in ("notebooks", "data", "src", "parameters", "teaching"):
        shutil.copytree(ROOT / part, house / part, ignore=shutil.ignore_patterns("__pycache__"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    settings = house / ".jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    named = (
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "IPYTHONDIR",
    )
    places = {name: str(house / f".{name.lower()}") for name in named}
    # The copy's helpers, whose paths are those of the copy; and no way to any network.
    own = {"PYTHONPATH": str(house / "src"), "JUPYTER_NO_CONFIG": "1"}
    own |= dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    own |= {"no_proxy": "127.0.0.1,localhost"}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
         f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
         f"--ServerApp.root_dir={house}", "--LabApp.expose_app_in_browser=True",
         "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
        env={**os.environ, **places, **own},
        stdout=subprocess.DEVNULL,
        stderr=(house / "server.log").open("w"),
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/api?token={token}", server)
        yield Lab(url, token, house)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(url: str, server: subprocess.Popen) -> None:
    for _ in range(120):
        assert server.poll() is None, "JupyterLab did not start"
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("JupyterLab did not answer within a minute")
