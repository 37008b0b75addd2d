"""What can be written: the record types, one file each in `types/`, and what their fields are made of."""
