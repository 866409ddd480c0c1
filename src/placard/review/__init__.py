"""The review step: acts of people on what machines coded. Records in, records out; no database and no HTTP."""
