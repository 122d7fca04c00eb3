"""How fast the map is on a slow phone: python bench/map_page.py http://127.0.0.1:8000/map/

Chromium with a processor four times slower, 1.6 Mbit/s and 150 ms, a fresh
context for every load. Printed for each load and as medians:

    bytes, requests   what came over the wire, headers included
    first coloured    ms from the start of the navigation to the first painted frame
                      in which the map shows at least half of its final colour
    recolour          ms from choosing another sector to the frame that shows it

Painted pixels decide, not marks: a map can be blank while every mark looks fine.
Times vary with the load on the machine; compare numbers of one run only.
"""

import argparse
import base64
import os
import statistics
import sys
import zlib
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
SLOWER_CPU = 4
BITS_PER_SECOND = 1_600_000
LATENCY_MS = 150
WIDTH, HEIGHT = 1280, 900
LONGEST_MS = 20_000
# After the shapes are there, long enough for a busy machine to paint them.
SETTLING_MS = 3_000

# A pixel is coloured when its strongest and weakest channel differ by so much of 255.
COLOUR_SPREAD = 40
HALF_OF_FINAL = 0.5
# A map with less colour than this share of its box is blank.
BLANK_BELOW = 0.02

BUDGETS = {"bytes": 120_000, "requests": 6, "first coloured": 1_800, "recolour": 50}

RECOLOUR = """
(control) => new Promise((resolve) => {
  const select = document.querySelector(control);
  const began = performance.now();
  select.selectedIndex = select.selectedIndex === 1 ? 2 : 1;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - began);
    channel.port2.postMessage(0);
  });
})
"""


@dataclass(frozen=True)
class Load:
    """One cold load; times in milliseconds, None where it did not happen."""

    bytes: int
    requests: int
    first_coloured: float | None
    recolour: float | None
    colour_share: float


def pixels_of(png):
    """(height, width, channels) array of an 8-bit PNG without interlacing, as Chromium writes it."""
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    channels = {2: 3, 6: 4}[png[25]]
    packed, at = b"", 8
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        if kind == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + width * channels)
    image = np.zeros((height, width * channels), np.uint8)
    above = np.zeros(width * channels, np.uint8)
    for number, row in enumerate(rows):
        above = image[number] = _unfiltered(row[0], row[1:], above, channels)
    return image.reshape(height, width, channels)


def _unfiltered(kind, row, above, channels):
    if kind == 0:
        return row
    if kind == 2:
        return row + above
    if kind == 1:
        return np.cumsum(row.reshape(-1, channels), axis=0, dtype=np.uint8).reshape(-1)
    line, old, done = row.tolist(), above.tolist(), [0] * len(row)
    for i, value in enumerate(line):
        left = done[i - channels] if i >= channels else 0
        corner = old[i - channels] if i >= channels else 0
        guess = (left + old[i]) // 2 if kind == 3 else _paeth(left, old[i], corner)
        done[i] = (value + guess) & 255
    return np.array(done, np.uint8)


def _paeth(left, above, corner):
    estimate = left + above - corner
    return min((abs(estimate - left), 0, left), (abs(estimate - above), 1, above), (abs(estimate - corner), 2, corner))[2]


def colour_share(png, box):
    """Share of coloured pixels within `box` (left, top, width, height as shares of the frame)."""
    image = pixels_of(png)[:, :, :3].astype(int)
    height, width = image.shape[:2]
    left, top, wide, high = box
    part = image[int(top * height) : int((top + high) * height), int(left * width) : int((left + wide) * width)]
    return float(((part.max(axis=2) - part.min(axis=2)) > COLOUR_SPREAD).mean())


def measure(browser, url, selector, control):
    """One cold load of the page."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    session = context.new_cdp_session(page)
    frames, received = [], []

    def keep(event):
        frames.append((event["metadata"]["timestamp"], base64.b64decode(event["data"])))
        session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    speed = BITS_PER_SECOND / 8
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    session.send("Page.startScreencast", {"format": "png", "maxWidth": 640, "maxHeight": 450, "everyNthFrame": 1})
    answer = page.goto(url, wait_until="networkidle")
    if not answer.ok:
        raise SystemExit(f"{url} answered {answer.status}.")
    page.wait_for_selector(f"{selector} path[data-lgd]", state="attached", timeout=LONGEST_MS)
    page.wait_for_timeout(SETTLING_MS)
    session.send("Page.stopScreencast")
    load_bytes, load_requests = int(sum(received)), len(received)

    box = _box(page, selector)
    began = page.evaluate("() => performance.timeOrigin") / 1000
    shares = [(stamp, colour_share(png, box)) for stamp, png in frames]
    final = shares[-1][1] if shares else 0.0
    first = next((stamp for stamp, share in shares if share >= max(BLANK_BELOW, final * HALF_OF_FINAL)), None)
    recolour = None
    if page.locator(control).count():
        recolour = statistics.median(page.evaluate(RECOLOUR, control) for _ in range(5))
    context.close()
    return Load(load_bytes, load_requests, None if first is None else (first - began) * 1000, recolour, final)


def _box(page, selector):
    found = page.locator(selector).bounding_box()
    if found is None:
        raise SystemExit(f"The page has no {selector}.")
    bottom = min(found["y"] + found["height"], HEIGHT)
    return found["x"] / WIDTH, found["y"] / HEIGHT, found["width"] / WIDTH, (bottom - found["y"]) / HEIGHT


def say(name, values, budget, unit):
    known = [value for value in values if value is not None]
    if not known:
        print(f"{name:15} not seen")
        return
    median = statistics.median(known)
    verdict = "within" if median <= budget else "OVER"
    print(f"{name:15} {median:10,.0f} {unit:3} [{min(known):,.0f}-{max(known):,.0f}]  {verdict} {budget:,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--map", default="#map", help="selector of the map")
    parser.add_argument("--control", default="#f-sector", help="selector of a <select> that recolours it")
    arguments = parser.parse_args()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        loads = [measure(browser, arguments.url, arguments.map, arguments.control) for _ in range(arguments.runs)]
        browser.close()

    print(f"{arguments.url}: {arguments.runs} cold loads, load average {os.getloadavg()[0]:.1f}")
    say("bytes", [load.bytes for load in loads], BUDGETS["bytes"], "B")
    say("requests", [load.requests for load in loads], BUDGETS["requests"], "")
    say("first coloured", [load.first_coloured for load in loads], BUDGETS["first coloured"], "ms")
    say("recolour", [load.recolour for load in loads], BUDGETS["recolour"], "ms")
    share = min(load.colour_share for load in loads)
    print(f"coloured pixels {share:10.1%}     of the map's box, least of all runs")
    if share < BLANK_BELOW:
        sys.exit("The map stayed blank in at least one run.")


if __name__ == "__main__":
    main()
