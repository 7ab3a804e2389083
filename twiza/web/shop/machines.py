"""Pages for machines: robots.txt and the sitemap."""

from twiza.web.shop.first import by_language as robots
from twiza.web.shop.first import by_language as sitemap

__all__ = ["robots", "sitemap"]
