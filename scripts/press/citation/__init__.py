"""The edition as a work that can be cited and deposited."""
