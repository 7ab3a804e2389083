"""Reference data that every test may count on, loaded once a session by the product's own loaders."""

from importlib import import_module


def load_reference() -> None:
    for context, loader in (
        ("geography", "load_geography"),
        ("catalog", "load_categories"),
        ("catalog", "load_designations"),
        ("commission", "load_commission_rules"),
    ):
        load = getattr(import_module(f"twiza.{context}.api"), loader, None)
        if load:
            load()
