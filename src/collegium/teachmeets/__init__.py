"""TeachMeets: short talks in an order drawn by lot."""
