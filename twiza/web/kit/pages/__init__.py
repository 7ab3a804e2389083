"""Pages kept whole: drawn once for everybody, dropped within two seconds of a change. See docs/decisions/0050.

`cached.py` is what a view says, `middleware.py` who answers, `memory.py` and `shared.py` the two tiers, `follow.py`
who hears what changed.
"""

from twiza.web.kit.pages.cached import Unfit, cached, count, page_tags

__all__ = ["Unfit", "cached", "count", "page_tags"]
