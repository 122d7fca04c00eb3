"""What a page costs whose reader has it already: python bench/etag.py http://127.0.0.1:8000

Asks with the page's own ETag over one kept connection and compares the answers a
second with those of /healthz, a view that does nothing, behind the same
middleware. The kinds take turns, so that a busy moment strikes all alike; the
ratio is what counts (budget: at least 0.5).
"""

import argparse
import http.client
import statistics
import sys
import time
from urllib.parse import urlsplit

EMPTY = "/healthz"
PAGES = ["/", "/map/", "/districts/tamil-nadu/erode/", "/hi/districts/tamil-nadu/erode/", "/products/", "/api/v1/districts/"]
ROUNDS, REQUESTS = 15, 60
BUDGET = 0.5


def ask(connection, path, headers, wanted):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != wanted:
        raise SystemExit(f"{path} answered {answer.status}, not {wanted}.")
    return answer


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("portal", help="for example http://127.0.0.1:8000")
    at = urlsplit(parser.parse_args().portal)
    connection = http.client.HTTPConnection(at.hostname, at.port or 80, timeout=60)

    kinds = {EMPTY: ({}, 200)}
    for path in PAGES:
        tag = ask(connection, path, {}, 200).headers["ETag"]
        kinds[path] = ({"If-None-Match": tag}, 304)

    took = {path: [] for path in kinds}
    for _round in range(ROUNDS):
        for path, (headers, wanted) in kinds.items():
            began = time.perf_counter()
            for _request in range(REQUESTS):
                ask(connection, path, headers, wanted)
            took[path].append((time.perf_counter() - began) / REQUESTS)

    empty = statistics.median(took[EMPTY])
    print(f"{EMPTY:34} {empty * 1000:6.2f} ms")
    ratios = {}
    for path in PAGES:
        own = statistics.median(took[path])
        ratios[path] = empty / own
        print(f"{path:34} {own * 1000:6.2f} ms   {ratios[path]:.2f} of the empty view's throughput")
    return 0 if min(ratios.values()) >= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
