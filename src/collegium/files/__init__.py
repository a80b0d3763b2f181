"""Uploads: what they really are, where their bytes lie, and who may have them."""
