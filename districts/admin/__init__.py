from . import facts, goods, places

__all__ = ["facts", "goods", "places"]
