"""Evidence packs: what a school can show for a list of criteria, and what it cannot yet; sealed, to hand on."""
