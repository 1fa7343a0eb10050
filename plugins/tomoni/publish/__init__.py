"""Facts become files here: pages, open data, search. Nothing below this room knows that it exists."""
