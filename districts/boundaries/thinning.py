"""Visvalingam's simplification, weighted so that flat vertices go first.

Every vertex gets the size of the triangle it makes with its neighbours at the
moment it would be removed; a threshold on that number then thins the line to
any degree without computing anything again. Method: M. Visvalingam and J. D.
Whyatt, Line generalisation by repeated elimination of points (1993).
"""

import heapq

import numpy as np

# How much a vertex on an almost straight run is discounted against a sharp corner.
FLATNESS_WEIGHT = 0.7

# A closed line keeps so many points (its first counted twice), or it would have no inside.
CLOSED_LINE_KEEPS = 4


def removal_sizes(line, weight=FLATNESS_WEIGHT):
    """For each vertex of `line` the effective area at which it goes, in the square of its unit.

    Ends are infinite: they never go. Sizes never decrease in the order of removal,
    so `line[removal_sizes(line) >= threshold]` is a simplification for any threshold.
    """
    count = len(line)
    sizes = np.full(count, np.inf)
    if count < 3:
        return sizes
    points = line.tolist()
    previous = list(range(-1, count - 1))
    following = list(range(1, count + 1))
    version = [0] * count
    closed = points[0] == points[-1]

    def size(vertex):
        return corner_size(points[previous[vertex]], points[vertex], points[following[vertex]], weight)

    queue = [(size(vertex), vertex, 0) for vertex in range(1, count - 1)]
    heapq.heapify(queue)
    left, largest = count, 0.0
    while queue:
        found, vertex, made_at = heapq.heappop(queue)
        if made_at != version[vertex]:
            continue
        if closed and left <= CLOSED_LINE_KEEPS:
            break
        left -= 1
        largest = max(largest, found)
        sizes[vertex] = largest
        version[vertex] = -1
        before, after = previous[vertex], following[vertex]
        following[before], previous[after] = after, before
        for neighbour in (before, after):
            if 0 < neighbour < count - 1:
                version[neighbour] += 1
                heapq.heappush(queue, (size(neighbour), neighbour, version[neighbour]))
    return sizes


def corner_size(before, at, after, weight=FLATNESS_WEIGHT):
    """Area of the triangle of three points, less up to `weight` of it where the line runs straight on."""
    in_x, in_y = at[0] - before[0], at[1] - before[1]
    out_x, out_y = after[0] - at[0], after[1] - at[1]
    area = abs(in_x * (after[1] - before[1]) - (after[0] - before[0]) * in_y) / 2
    lengths = (in_x * in_x + in_y * in_y) ** 0.5 * (out_x * out_x + out_y * out_y) ** 0.5
    if lengths == 0:
        return area
    cosine_of_turn = (in_x * out_x + in_y * out_y) / lengths
    return area * (1 - weight * cosine_of_turn)
