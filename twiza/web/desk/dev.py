from twiza.web.shop.first import by_language as letters

__all__ = ["letters"]
