"""Compile regular expressions written by people; whatever makes one unusable is told as a fault of it."""

from __future__ import annotations

import re

# Far longer than any that a person writes; one of a megabyte takes seconds to compile.
LONGEST = 5000


def compile_pattern(typed: str, flags: re.RegexFlag = re.NOFLAG, longest: int = LONGEST) -> re.Pattern[str]:
    """Return ``typed`` compiled; raise ``re.error`` where it is malformed, longer than ``longest``, or too deep within itself."""
    if len(typed) > longest:
        raise re.error(f"it has {len(typed)} characters, and one of more than {longest} is not read")
    try:
        return re.compile(typed, flags)
    except OverflowError as error:
        raise re.error(str(error)) from None
    except RecursionError:
        raise re.error("its brackets stand too deep within one another") from None
