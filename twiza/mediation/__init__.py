"""The consumer association: its team, cases by consent or mandate, proposals, agreements, recalls, publications."""
