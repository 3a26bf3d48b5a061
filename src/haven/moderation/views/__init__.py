"""The pages of the desk: permission, form, one action, response."""
