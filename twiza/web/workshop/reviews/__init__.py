"""What buyers say of our goods, and our one answer to each."""
