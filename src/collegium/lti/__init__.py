"""Reports and group cards inside a school's VLE: LTI 1.3, and a plain address for VLEs without it."""
