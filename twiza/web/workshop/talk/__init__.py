"""What a buyer and a cooperative write to each other about a parcel."""
