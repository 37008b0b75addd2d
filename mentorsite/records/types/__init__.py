"""One module a record type; the module's name is the type's name. Each ends with `RECORD_TYPE`."""
