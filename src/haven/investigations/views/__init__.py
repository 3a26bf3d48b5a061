"""Pages of the investigators' desk."""
