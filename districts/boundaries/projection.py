"""Projections as arithmetic on arrays of (longitude, latitude) in degrees.

Two are needed: metres for cleaning and thinning (EPSG:7755, India's national
Lambert cone), and an equal-area one for every figure in square kilometres.

Source of the parameters: EPSG registry, WGS 84 ellipsoid. Formulas: Snyder, Map
Projections, a Working Manual (USGS 1395), chapters 10 and 15.
"""

import numpy as np

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)
ECCENTRICITY = ECCENTRICITY_SQUARED**0.5

# EPSG:7755: standard parallels 12 28 22.638 N and 35 10 22.096 N, origin 24 N 80 E.
FIRST_PARALLEL, SECOND_PARALLEL, ORIGIN_LATITUDE, ORIGIN_LONGITUDE = np.radians([12.472955, 35.17280444444444, 24.0, 80.0])
FALSE_ORIGIN_M = 4_000_000.0

# Latitude at which the equal-area cylinder keeps shapes; areas do not depend on it.
TRUE_SHAPE_LATITUDE = np.radians(22.0)


def _parallel_radius(latitude):
    return np.cos(latitude) / np.sqrt(1 - ECCENTRICITY_SQUARED * np.sin(latitude) ** 2)


def _ellipsoid_factor(latitude):
    sine = ECCENTRICITY * np.sin(latitude)
    return ((1 - sine) / (1 + sine)) ** (ECCENTRICITY / 2)


def _isometric(latitude):
    return np.tan(np.pi / 4 - latitude / 2) / _ellipsoid_factor(latitude)


CONE = (np.log(_parallel_radius(FIRST_PARALLEL)) - np.log(_parallel_radius(SECOND_PARALLEL))) / (
    np.log(_isometric(FIRST_PARALLEL)) - np.log(_isometric(SECOND_PARALLEL))
)
SCALE_M = SEMI_MAJOR_M * _parallel_radius(FIRST_PARALLEL) / (CONE * _isometric(FIRST_PARALLEL) ** CONE)
ORIGIN_RADIUS_M = SCALE_M * _isometric(ORIGIN_LATITUDE) ** CONE


def to_metres(degrees):
    """EPSG:7755 metres. Conformal: its areas are thresholds only, never figures to print."""
    longitude, latitude = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    radius = SCALE_M * _isometric(latitude) ** CONE
    angle = CONE * (longitude - ORIGIN_LONGITUDE)
    return np.column_stack(
        [
            FALSE_ORIGIN_M + radius * np.sin(angle),
            FALSE_ORIGIN_M + ORIGIN_RADIUS_M - radius * np.cos(angle),
        ]
    )


def to_degrees(metres):
    """Undo to_metres; the round trip is exact to 1e-12 degree within India."""
    east = metres[:, 0] - FALSE_ORIGIN_M
    north = ORIGIN_RADIUS_M - (metres[:, 1] - FALSE_ORIGIN_M)
    isometric = (np.hypot(east, north) / SCALE_M) ** (1 / CONE)
    latitude = np.pi / 2 - 2 * np.arctan(isometric)
    for _ in range(6):
        latitude = np.pi / 2 - 2 * np.arctan(isometric * _ellipsoid_factor(latitude))
    longitude = np.arctan2(east, north) / CONE + ORIGIN_LONGITUDE
    return np.degrees(np.column_stack([longitude, latitude]))


def to_equal_area(degrees):
    """Metres in a cylindrical equal-area projection of the ellipsoid."""
    sine = np.sin(np.radians(degrees[:, 1]))
    authalic = (1 - ECCENTRICITY_SQUARED) * (
        sine / (1 - ECCENTRICITY_SQUARED * sine**2)
        - np.log((1 - ECCENTRICITY * sine) / (1 + ECCENTRICITY * sine)) / (2 * ECCENTRICITY)
    )
    stretch = np.cos(TRUE_SHAPE_LATITUDE)
    return np.column_stack(
        [
            SEMI_MAJOR_M * np.radians(degrees[:, 0]) * stretch,
            SEMI_MAJOR_M * authalic / (2 * stretch),
        ]
    )
