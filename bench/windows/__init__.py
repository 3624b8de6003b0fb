"""Honest windows judged beside their peers, on real orders, in strict real time: `make bench-eta`."""
