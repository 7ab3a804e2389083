"""What is broken or was never right, and a parcel that is too late."""
