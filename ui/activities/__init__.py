"""Activities away from the station, and officials who come and listen."""
