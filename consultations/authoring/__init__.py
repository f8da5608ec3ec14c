"""What people use who write packs: to make, check, see and compare them."""
