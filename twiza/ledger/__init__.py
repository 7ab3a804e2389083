"""The books: double entry in whole centimes, append-only; it knows accounts and references, and nothing of the business."""
