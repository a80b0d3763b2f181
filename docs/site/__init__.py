"""Makes the documentation into a site, and its pictures out of the demo. No part of what a school runs."""
