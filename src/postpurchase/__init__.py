"""A post-purchase communication policy engine."""
