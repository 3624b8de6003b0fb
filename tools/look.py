"""Look at HTML as people do: `python tools/look.py FILE.html ... --axe axe.min.js --out FOLDER`.

Each file, a fragment or a whole page such as a mail, is shown in headless Chromium on a light page, on a dark one and on a phone: a picture of
each is kept, and axe-core (https://www.npmjs.com/package/axe-core) says what keeps people from reading
it. Needs Chromium and ChromeDriver; leaves with 1 when something is found.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PAGE: Final = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem}}</style></head>
<body><main><h1>{name}</h1>
{fragment}</main></body></html>
"""
RULES: Final = "axe.run().then(r => arguments[0](r.violations), e => arguments[0]([{id: String(e)}]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way of looking at a page: colours preferred, and width and height in CSS pixels."""

    name: str
    scheme: str
    width: int
    height: int


LOOKS: Final = (
    Look(name="light", scheme="light", width=1024, height=768),
    Look(name="dark", scheme="dark", width=1024, height=768),
    Look(name="phone", scheme="light", width=320, height=640),
)


def missing() -> str | None:
    """Return which program is not installed, or None when both are."""
    return next((name for name in ("chromium", "chromedriver") if shutil.which(name) is None), None)


class Browser:
    """A headless Chromium, as far as looking needs one."""

    def __init__(self, port: int, profile: str) -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=120)
        options = {"args": [*FLAGS, f"--user-data-dir={profile}"]}
        session = self.ask(
            "POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        )
        self._session = f"/session/{session['sessionId']}"

    def ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        """Return the value that ChromeDriver answers with."""
        text = None if body is None else json.dumps(body)
        self._http.request(method, path, text, {"Content-Type": "application/json"})
        answer = json.loads(self._http.getresponse().read())["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise RuntimeError(f"{answer['error']}: {answer.get('message', '')}")
        return answer

    def does(self, command: str, **parameters: object) -> Any:
        """Return what a command of Chromium's own protocol gives."""
        return self.ask("POST", f"{self._session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def runs(self, script: str, *, waits: bool = False) -> Any:
        """Return what a script gives, or what it hands to its callback when it waits."""
        path = f"{self._session}/execute/{'async' if waits else 'sync'}"
        return self.ask("POST", path, {"script": script, "args": []})

    def shows(self, url: str, look: Look) -> None:
        """Show a page as one look has it."""
        self.does(
            "Emulation.setDeviceMetricsOverride",
            width=look.width,
            height=look.height,
            deviceScaleFactor=1,
            mobile=look.width < 600,
        )
        feature = {"name": "prefers-color-scheme", "value": look.scheme}
        self.does("Emulation.setEmulatedMedia", features=[feature])
        self.ask("POST", f"{self._session}/url", {"url": url})

    def close(self) -> None:
        """End the session."""
        self.ask("DELETE", self._session)
        self._http.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start ChromeDriver and Chromium, and end both."""
    with tempfile.TemporaryDirectory() as profile:
        driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)  # noqa: S607
        try:
            opened = Browser(_port(driver), profile)
            yield opened
            opened.close()
        finally:
            driver.terminate()
            driver.communicate()


def _port(driver: subprocess.Popen[str]) -> int:
    for line in driver.stdout or ():
        if found := re.search(r"started successfully on port (\d+)", line):
            return int(found[1])
    raise RuntimeError("chromedriver did not start")


def paged(text: str, name: str) -> str:
    """Return a whole page as it is, and a fragment on a page of ours."""
    if text.lstrip().lower().startswith("<!doctype html"):
        return text
    language = re.search(r' lang="([^"]*)"', text)
    return PAGE.format(lang=language[1] if language else "en", name=name, fragment=text)


def pictured(opened: Browser) -> bytes:
    """Return a picture of all of the page, however long it is."""
    size = opened.does("Page.getLayoutMetrics")["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
    found = opened.does("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
    return base64.b64decode(found["data"])


def found_in(text: str, name: str, axe: str, out: Path, opened: Browser) -> Iterator[str]:
    """Keep a picture of each look at a page or a fragment, and yield what is wrong with it."""
    path = out / f"{name}.html"
    path.write_text(paged(text, name), encoding="utf-8")
    for look in LOOKS:
        opened.shows(path.as_uri(), look)
        (out / f"{name}-{look.name}.png").write_bytes(pictured(opened))
        if opened.runs("return document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield f"{name}, {look.name}: wider than the page"
        opened.runs(axe)
        for violation in opened.runs(RULES, waits=True):
            yield f"{name}, {look.name}: {violation['id']} {violation.get('help', '')}"


def main(arguments: list[str] | None = None) -> int:
    """Look at every file, and return 1 when something is found."""
    parser = argparse.ArgumentParser(description="Look at pages and fragments of HTML in headless Chromium.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--axe", type=Path, required=True, help="axe.min.js of the npm package axe-core")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    with browser() as opened:
        for path in given.files:
            name = f"{path.parent.name}-{path.stem}"
            text = path.read_text(encoding="utf-8")
            found += found_in(text, name, given.axe.read_text(encoding="utf-8"), given.out, opened)
    print(*found, f"{len(given.files)} files, {len(LOOKS)} looks, {len(found)} found", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
