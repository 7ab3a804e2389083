"""What others may read of the guidance: short articles and documented misuses, as files. It keeps no rows.

`topics()`, `article(topic, language) -> Article` [NotFound], `for_moment(*moments)` (two topics at most: one calm line
each), `misuses()`, `misuses_of(topic)`. Pages show a moment by `{% include "parts/guidance.html" with moments="…" %}`.

Moments: `product:<category code>` (give the whole path of codes), `checkout:cash`, `checkout:card`,
`checkout:card_abroad`, `checkout:transfer`, `order`, `order:on_its_way`, `order:received`, `order:withdrawal`,
`review:write`, `signup`, `cooperatives`, and `complaint:<problem code>`.
"""

from twiza.guidance.queries.articles import article, for_moment, misuses, misuses_of, topics
from twiza.guidance.terms.article import Article, Misuse, Topic

__all__ = ["Article", "Misuse", "Topic", "article", "for_moment", "misuses", "misuses_of", "topics"]
