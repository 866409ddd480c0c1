"""Days of other calendars as Gregorian days: Persian (solar Hijri), lunar Hijri, Ethiopian, and the movable feasts of Easter.

All conversions are arithmetic. The lunar Hijri calendar is the tabular one (30-year cycle, epoch Friday 16 July 622): observed
months begin up to a day earlier or later, which is why rules built on it say ``tabular`` in their name.
"""

from __future__ import annotations

from datetime import date, timedelta

# Years of the Persian calendar at which the rhythm of leap years changes (Borkowski's table).
_PERSIAN_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178)
_ETHIOPIAN_EPOCH_JDN = 1724221
_HIJRI_EPOCH_JDN = 1948440
_JDN_OF_ORDINAL = 1721425

PERSIAN_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "farvardin farwardin hamal فروردین",
            "ordibehesht sawr saur اردیبهشت",
            "khordad khordaad jawza jauza خرداد",
            "tir saratan تیر",
            "mordad amordad asad مرداد",
            "shahrivar shahrivar sonbola sunbula شهریور",
            "mehr mizan مهر",
            "aban aqrab آبان",
            "azar qaws qaus آذر",
            "dey dei jadi دی",
            "bahman dalw dalv بهمن",
            "esfand isfand hut hoot اسفند",
        ),
        1,
    )
    for name in names.split()
}
HIJRI_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "muharram/moharram/محرم",
            "safar/صفر",
            "rabi al-awwal/rabi' al-awwal/rabi i/rabi ul-awwal/rabi al-awal/ربيع الأول",
            "rabi al-thani/rabi' al-thani/rabi ii/rabi al-akhir/rabi ul-thani/ربيع الثاني",
            "jumada al-awwal/jumada i/jumada al-ula/jamadi ul-awwal/جمادى الأولى",
            "jumada al-thani/jumada ii/jumada al-akhirah/jumada al-akhira/جمادى الآخرة",
            "rajab/رجب",
            "shaban/sha'ban/shaaban/شعبان",
            "ramadan/ramazan/ramadhan/رمضان",
            "shawwal/shawal/شوال",
            "dhu al-qadah/dhul-qadah/dhu al-qi'dah/zilqad/dhul qa'da/ذو القعدة",
            "dhu al-hijjah/dhul-hijjah/dhu al-hijja/zilhaj/dhul hijja/ذو الحجة",
        ),
        1,
    )
    for name in names.split("/")
}
ETHIOPIAN_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "meskerem mäskäräm መስከረም",
            "tikimt tikemt teqemt ጥቅምት",
            "hidar hedar ኅዳር ህዳር",
            "tahsas tahisas ታኅሣሥ ታህሳስ",
            "tirr ter ጥር",
            "yekatit የካቲት",
            "megabit መጋቢት",
            "miazia miyazya ሚያዝያ",
            "ginbot genbot ግንቦት",
            "sene sané ሰኔ",
            "hamle ሐምሌ",
            "nehase nehasse ነሐሴ",
            "pagume pagumen pagumie ጳጉሜ",
        ),
        1,
    )
    for name in names.split()
}


def persian_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Persian date, as used in Iran and Afghanistan.

    Raises:
        ValueError: if there is no such day.
    """
    length = 31 if month <= 6 else 30 if month <= 11 or _persian_leap(year) else 29
    if not 1 <= month <= 12 or not 1 <= day <= length:
        raise ValueError(f"no Persian date {year}-{month}-{day}")
    return persian_new_year(year) + timedelta(days=(month - 1) * 31 - max(0, month - 7) + day - 1)


def persian_new_year(year: int) -> date:
    """Nowruz, the first day of a Persian year; raises ValueError outside the years -61 to 3177."""
    _, march = _persian_cycle(year)
    return date(year + 621, 3, march)


def hijri_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of a lunar Hijri date by the tabular calendar.

    Raises:
        ValueError: if there is no such day.
    """
    leap = (11 * year + 14) % 30 < 11
    length = 30 if month % 2 or (month == 12 and leap) else 29
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= length:
        raise ValueError(f"no Hijri date {year}-{month}-{day}")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH_JDN + days - _JDN_OF_ORDINAL)


def hijri_year_of(day: date) -> int:
    """The lunar Hijri year in which a Gregorian day falls, by the tabular calendar."""
    year = int((day.toordinal() + _JDN_OF_ORDINAL - _HIJRI_EPOCH_JDN) / 354.367) + 1
    while hijri_to_date(year, 1, 1) > day:
        year -= 1
    while hijri_to_date(year + 1, 1, 1) <= day:
        year += 1
    return year


def ethiopian_to_date(year: int, month: int, day: int) -> date:
    """The Gregorian day of an Ethiopian date (Amete Mihret).

    Raises:
        ValueError: if there is no such day.
    """
    length = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if year < 1 or not 1 <= month <= 13 or not 1 <= day <= length:
        raise ValueError(f"no Ethiopian date {year}-{month}-{day}")
    jdn = _ETHIOPIAN_EPOCH_JDN + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    return date.fromordinal(jdn - _JDN_OF_ORDINAL)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Gauss, Meeus); years 1583 to 9999."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, as a Gregorian day; years 1900 to 2099."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _persian_leap(year: int) -> bool:
    return _persian_cycle(year)[0] == 0


def _persian_cycle(year: int) -> tuple[int, int]:
    """Years since the last leap year (0 for a leap year) and the day of March on which the Persian year begins."""
    if not _PERSIAN_BREAKS[0] <= year < _PERSIAN_BREAKS[-1]:
        raise ValueError(f"no Persian year {year}")
    gregorian = year + 621
    leaps, before, jump = -14, _PERSIAN_BREAKS[0], 0
    for edge in _PERSIAN_BREAKS[1:]:
        jump = edge - before
        if year < edge:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        before = edge
    since = year - before
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:
        leaps += 1
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    march = 20 + leaps - gregorian_leaps
    if jump - since < 6:
        since = since - jump + (jump + 4) // 33 * 33
    place = (since + 1) % 33 - 1
    return (4 if place == -1 else place % 4), march
