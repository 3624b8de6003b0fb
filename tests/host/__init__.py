"""A small host around the library, for tests: the SQL of the how-to, a worker, fakes, and a fuse to blow."""
