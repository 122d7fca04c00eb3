"""A layer of polygons with the key and the State of each."""

from dataclasses import dataclass

import numpy as np
import shapely

NO_STATE = 0


def is_patch(key):
    """True for a strip that the source marks as disputed between two States: "x-" and a number.

    Patches belong to no district. They are drawn without data in the State files
    and given to a neighbour in the overview.
    """
    return key.startswith("x-") and key[2:].isdigit()


def key_as_id(key):
    """The id a feature carries in a file: the LGD code as a number, or the key itself."""
    return int(key) if key.isdigit() else key


@dataclass
class Layer:
    """Polygons side by side; row i of each field describes one feature."""

    keys: np.ndarray
    state_codes: np.ndarray
    shapes: np.ndarray

    @classmethod
    def of(cls, rows):
        """Make a layer from (key, LGD State code or 0, shape) rows."""
        keys, state_codes, shapes = zip(*rows, strict=True)
        return cls(
            keys=np.array(keys, dtype=object),
            state_codes=np.array(state_codes, dtype=int),
            shapes=np.array(shapes, dtype=object),
        )

    def __len__(self):
        return len(self.keys)

    def where(self, mask):
        """The features for which `mask` is true, in the same order."""
        return Layer(self.keys[mask], self.state_codes[mask], self.shapes[mask])

    def with_shapes(self, shapes):
        return Layer(self.keys, self.state_codes, np.asarray(shapes, dtype=object))

    def transformed(self, projection):
        """The same features through a function from projection.py."""
        return self.with_shapes(shapely.transform(self.shapes, projection))

    def followed_by(self, other):
        return Layer(
            np.concatenate([self.keys, other.keys]),
            np.concatenate([self.state_codes, other.state_codes]),
            np.concatenate([self.shapes, other.shapes]),
        )

    def index(self):
        """Row number by key."""
        return {key: row for row, key in enumerate(self.keys)}

    def patches(self):
        """Mask of the features that belong to no district."""
        return np.array([is_patch(key) for key in self.keys], dtype=bool)
