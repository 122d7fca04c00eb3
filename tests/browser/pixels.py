"""Colours of a screenshot, without an image library: the PNG that Chromium writes is 8 bits a channel, not interlaced."""

import struct
import zlib
from collections import Counter


def colours(png: bytes) -> Counter:
    """How many pixels of each "#rrggbb" there are."""
    at, width, height, channels, packed = 8, 0, 0, 3, b""
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, body[12]) == (8, 0)
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw, stride, before = zlib.decompress(packed), width * channels, bytearray(width * channels)
    found = Counter()
    for line in range(height):
        start = line * (stride + 1)
        method, row = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(method, row, before, channels)
        before = row
        found.update(bytes(row[x : x + 3]) for x in range(0, stride, channels))
    return Counter({f"#{pixel.hex()}": count for pixel, count in found.items()})


def _unfilter(method, row, before, channels):
    for x in range(len(row)):
        left = row[x - channels] if x >= channels else 0
        up, corner = before[x], before[x - channels] if x >= channels else 0
        if method == 1:
            row[x] = (row[x] + left) & 255
        elif method == 2:
            row[x] = (row[x] + up) & 255
        elif method == 3:
            row[x] = (row[x] + (left + up) // 2) & 255
        elif method == 4:
            guess = left + up - corner
            near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            row[x] = (row[x] + near) & 255
