"""Files of the bank: statements in (CSV, XLSX, CAMT.053), transfers out (CSV, pain.001)."""
