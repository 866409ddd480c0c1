"""The store: the one step that knows a database. Import ``Store`` from :mod:`placard.store.store`."""
