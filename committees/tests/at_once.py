"""What came of steps taken at once."""

from common.refusals import Refusal


def told(answers):
    """How many succeeded and what the refused were told; anything else fails the test."""
    faults = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refusal)]
    assert faults == []
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    return len(answers) - len(refused), [str(refusal) for refusal in refused]
