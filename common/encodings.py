"""Which compressed form of an answer a reader takes."""


def best_encoding(header: str, offered) -> str:
    """The first of `offered` (the best first) that an Accept-Encoding header lets through; "" for the plain form.

    A coding given with q=0 is refused, "*" stands for every coding not named.
    Source: RFC 9110, section 12.5.3.
    """
    wanted = {}
    for part in header.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        wanted[name.strip()] = _is_taken(weight)
    return next((name for name in offered if wanted.get(name, wanted.get("*", False))), "")


def _is_taken(weight):
    key, _equals, value = weight.partition("=")
    if key.strip() != "q":
        return True
    try:
        return float(value) > 0
    except ValueError:
        return True
