"""Views: permission, form, one action, response."""
