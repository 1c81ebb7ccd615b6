"""Run notebooks once, collect the results that they publish, and cache them."""
