"""Settings from the environment, the site map, and the WSGI entry."""
