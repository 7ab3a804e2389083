"""The books: double entry in whole centimes, append-only. Knows accounts and references, nothing of the business."""
