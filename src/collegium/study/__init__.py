"""A group follows a course from outside together: modules, help, goals, certificates, its design."""
