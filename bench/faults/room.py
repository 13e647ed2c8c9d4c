"""A disk that is full: a small one of its own, which a ballast fills to the last bytes.

Where this process may mount it is a real one (tmpfs), and then the device secret, the marks and a backup run
into its end too. Elsewhere the file system layer under SQLite says that there is no room, at a size that the
ballast sets.

Each pass leaves some room, and writes until the vault says that it is full. Everything that was acknowledged
must be there then, while the disk is full if the vault can be read, and in any case once there is room; then
it must be whole and take words again.
"""
