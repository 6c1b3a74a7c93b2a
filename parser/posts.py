"""The posts that send cables, and the ways in which their names are written.

The surprising fact: there is no one spelling. A post is written in full, cut to six or ten letters by a
machine, abbreviated by habit (``HCMC``, ``TEGUC``), led by the rank of its office (``AMEMBASSY``) and
mistyped (``SAO PAUO``, ``0TTAWA``). Ids write it without spaces, so every lookup here works on letters alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

_POSTS = """
ABIDJAN ABUDHABI ABUJA ACCRA ADANA ADDISABABA ADEN AITTAIPEI ALEXANDRIA ALGIERS ALMATY AMMAN AMSTERDAM ANKARA
ANTANANARIVO APIA ASHGABAT ASMARA ASTANA ASUNCION ATHENS AUCKLAND BAGHDAD BAKU BAMAKO BANDARSERIBEGAWAN
BANGALORE BANGKOK BANGUI BANJUL BARCELONA BASRAH BEIJING BEIRUT BELFAST BELGRADE BELIZE BELMOPAN BERLIN BERN
BILBAO BISHKEK BISSAU BLANTYRE BOGOTA BOMBAY BONN BORDEAUX BRASILIA BRATISLAVA BRAZZAVILLE BREMEN BRIDGETOWN
BRUSSELS BUCHAREST BUDAPEST BUENOSAIRES BUJUMBURA CAIRO CALCUTTA CALGARY CANBERRA CAPETOWN CARACAS CASABLANCA
CDCATLANTAGA CDGENEVA CHENGDU CHENNAI CHIANGMAI CHISINAU CIUDADJUAREZ CJCS COLOMBO CONAKRY COPENHAGEN COTONOU
CURACAO DACCA DAKAR DAMASCUS DARESSALAAM DHAHRAN DHAKA DILI DJIBOUTI DOHA DOUALA DUBAI DUBLIN DURBAN DUSHANBE
DUSSELDORF ECBRUSSELS EDINBURGH FESTTWO FLORENCE FORTLAMY FRANKFURT FREETOWN FUKUOKA GABORONE GENEVA GENOA
GEORGETOWN GRENADA GUADALAJARA GUANGZHOU GUATEMALA GUAYAQUIL HALIFAX HAMBURG HAMILTON HANOI HARARE HAVANA
HELSINKI HERAT HERMOSILLO HILLAH HOCHIMINHCITY HONGKONG HYDERABAD IRANRPODUBAI ISLAMABAD ISTANBUL IZMIR
JAKARTA JCS JEDDAH JERUSALEM JOHANNESBURG JUBA KABUL KADUNA KAMPALA KARACHI KATHMANDU KHARTOUM KIEV KIGALI
KINGSTON KINSHASA KIRKUK KOLKATA KOLONIA KOROR KRAKOW KUALALUMPUR KUWAIT KYIV LAGOS LAHORE LAPAZ LEIPZIG
LENINGRAD LIBREVILLE LILONGWE LIMA LISBON LJUBLJANA LOME LONDON LOURENCOMARQUES LUANDA LUBUMBASHI LUSAKA
LUXEMBOURG LYON MADRAS MADRID MAJURO MALABO MANAGUA MANAMA MANILA MAPUTO MARACAIBO MARSEILLE MARTINIQUE
MASERU MATAMOROS MAZATLAN MBABANE MEDAN MEDELLIN MELBOURNE MERIDA MEXICO MILAN MINSK MOGADISHU MONROVIA
MONTERREY MONTEVIDEO MONTREAL MOSCOW MOSUL MUMBAI MUNICH MUSCAT NAGOYA NAHA NAIROBI NAPLES NASSAU NDJAMENA
NEWDELHI NIAMEY NICOSIA NOGALES NOUAKCHOTT NUEVOLAREDO OECDPARIS OSAKAKOBE OSLO OTTAWA OUAGADOUGOU PALERMO
PANAMA PARAMARIBO PARIS PARTO PEKING PERTH PESHAWAR PHNOMPENH PODGORICA PONTADELGADA PORTAUPRINCE PORTLOUIS
PORTMORESBY PORTOFSPAIN POZNAN PRAGUE PRAIA PRETORIA PRISTINA QUEBEC QUITO RABAT RANGOON RECIFE REOBASRAH
REOHILLAH REYKJAVIK RIGA RIODEJANEIRO RIYADH ROME RPODUBAI SAIGON SALISBURY SANAA SANJOSE SANSALVADOR
SANTIAGO SANTODOMINGO SAOPAULO SAPPORO SARAJEVO SECDEF SECTO SEOUL SHANGHAI SHENYANG SINGAPORE SKOPJE SOFIA
STATE STOCKHOLM STPETERSBURG STRASBOURG STUTTGART SURABAYA SUVA SYDNEY TAIPEI TALLINN TANANARIVE TASHKENT
TBILISI TEGUCIGALPA TEHRAN TELAVIV THEHAGUE THESSALONIKI TIJUANA TIRANA TOKYO TORONTO TOSEC TRIESTE TRIPOLI
TUNIS TURIN ULAANBAATAR UNESCOPARISFR UNROME UNVIEVIENNA USBERLIN USCBP USCENTCOM USDAFAS USDOC USEUBRUSSELS
USNATO USOSCE USUNNEWYORK VALLETTA VANCOUVER VATICAN VIENNA VIENTIANE VILNIUS VLADIVOSTOK WARSAW WELLINGTON
WINDHOEK WINNIPEG YAOUNDE YEKATERINBURG YEREVAN ZAGREB ZURICH
"""
POSTS = frozenset(_POSTS.split())
"""Names as the published ids write them, closed ones too; places that ids name in two ways stay two."""

ALIASES = {
    "ADDIS": "ADDISABABA",
    "AITTAIPE": "AITTAIPEI",
    "ANTAN": "ANTANANARIVO",
    "ATLANTA": "CDCATLANTAGA",
    "BA": "BUENOSAIRES",
    "BANDAR": "BANDARSERIBEGAWAN",
    "BASRA": "BASRAH",
    "BKK": "BANGKOK",
    "BRAZIL": "BRASILIA",
    "BAIRES": "BUENOSAIRES",
    "BSB": "BANDARSERIBEGAWAN",
    "BSAS": "BUENOSAIRES",
    "CASA": "CASABLANCA",
    "CDC": "CDCATLANTAGA",
    "DAR": "DARESSALAAM",
    "DELHI": "NEWDELHI",
    "DUESSELDORF": "DUSSELDORF",
    "GUATEMALACITY": "GUATEMALA",
    "HAGUE": "THEHAGUE",
    "HCM": "HOCHIMINHCITY",
    "HCMC": "HOCHIMINHCITY",
    "HK": "HONGKONG",
    "HOCHIMIN": "HOCHIMINHCITY",
    "HOCHIMINH": "HOCHIMINHCITY",
    "HOLYSEE": "VATICAN",
    "JOBURG": "JOHANNESBURG",
    "KL": "KUALALUMPUR",
    "KUWAITCITY": "KUWAIT",
    "MADRIDSP": "MADRID",
    "MEX": "MEXICO",
    "MEXICOCITY": "MEXICO",
    "MVD": "MONTEVIDEO",
    "NEWYORK": "USUNNEWYORK",
    "OUAGA": "OUAGADOUGOU",
    "PANAMACITY": "PANAMA",
    "PAP": "PORTAUPRINCE",
    "PARISFR": "UNESCOPARISFR",
    "PETERSBURG": "STPETERSBURG",
    "POS": "PORTOFSPAIN",
    "QUEBECCITY": "QUEBEC",
    "RIO": "RIODEJANEIRO",
    "SDO": "SANTODOMINGO",
    "STODOMINGO": "SANTODOMINGO",
    "SECSTATE": "STATE",
    "SECSTATEWASHDC": "STATE",
    "STATEWASHDC": "STATE",
    "TANA": "ANTANANARIVO",
    "TEGUC": "TEGUCIGALPA",
    "TEGUZ": "TEGUCIGALPA",
    "TGG": "TEGUCIGALPA",
    "ULANBATOR": "ULAANBAATAR",
    "UNVIE": "UNVIEVIENNA",
    "UNVIENNA": "UNVIEVIENNA",
    "USDA": "USDAFAS",
    "USDAFASWASHDC": "USDAFAS",
    "USDOCWASHDC": "USDOC",
    "USEU": "USEUBRUSSELS",
    "USUN": "USUNNEWYORK",
    "USUNESCOPARISFR": "UNESCOPARISFR",
    "USUNNY": "USUNNEWYORK",
    "VAT": "VATICAN",
    "WASHDC": "STATE",
}
"""Habitual names that no single typing error explains."""

OFFICES = re.compile(
    r"(?:AMEMB(?:ASSY)?|AMCONSUL|USMISSION|USDEL|USINT|EMBASSY|CONSULATE|CONSUL|EFTO)(?=[A-Z])"
)
"""``AMEMBASSY`` in front of ``ASTANA``: the rank of an office, or a handling word run into the name."""


LONGEST = 20
"""Letters of the longest name, and some."""

_ACCENTS = str.maketrans("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ", "AAAAAACEEEEIIIINOOOOOOUUUUY")


def plain(text: str) -> str:
    """Return a text in capitals without accents: ``São Paulo`` is ``SAO PAULO``."""
    return text.upper().translate(_ACCENTS)


def letters_of(name: str) -> str:
    """Return the bare letters of a name as ids write it: upper case, no accents, a zero read as O."""
    return "".join(letter for letter in plain(name).replace("0", "O") if "A" <= letter <= "Z")


def post_of_year(post: str, year: int) -> str:
    """Return the name that the ids of a year use for a post that changed its name."""
    if post in RENAMED:
        before, last, after = RENAMED[post]
        return before if year <= last else after
    if post == "KIEV" and year > 2006:
        return "KYIV"
    return "KIEV" if post == "KYIV" and year < 2006 else post


RENAMED = {"TAIPEI": ("TAIPEI", 2007, "AITTAIPEI"), "AITTAIPEI": ("TAIPEI", 2007, "AITTAIPEI")}
"""The name before, the last year of it, the name after. Kyiv has both in 2006 and is not here."""


def known_post(letters: str) -> str | None:
    """Return the post whose bare letters these are, by its name or a habitual one, without error."""
    if letters in POSTS:
        return letters
    return ALIASES.get(letters)


@lru_cache(maxsize=4096)
def canonical_post(name: str) -> str | None:
    """Return the name as ids write it, or None when it is no post's, not even mistyped.

    ``name`` may hold spaces, stops, hyphens and a zero for an O, and the rank of the office in front. One
    typing error (a letter changed, left out or put in, or two neighbours exchanged) is forgiven in names of
    five letters and more when only one post is that near; so is a name that was cut after its sixth letter or
    later, and one in which line noise put a Q for up to three letters (``QXICO``).
    """
    letters = letters_of(name)
    if not 2 <= len(letters) <= 2 * LONGEST:
        return None
    found = known_post(letters)
    if found:
        return found
    office = OFFICES.match(letters)
    if office:
        return canonical_post(letters[office.end() :])
    if not SHORTEST_MISTYPED <= len(letters) <= LONGEST:
        return None
    near = {
        _NAMES[name]
        for key in (letters, *_shorter(letters))
        for name in _NEAR.get(key, ())
        if _near(letters, name)
    }
    if not near and len(letters) >= CUT:
        near = {canonical for name, canonical in _NAMES.items() if name.startswith(letters)}
    if not near and "Q" in letters:
        front, _, back = letters.partition("Q")
        near = {
            canonical
            for name, canonical in _NAMES.items()
            if name.startswith(front) and name.endswith(back) and 0 <= len(name) - len(letters) <= 2
        }
    return near.pop() if len(near) == 1 else None


SHORTEST_MISTYPED = 4
CUT = 6
"""Letters that a machine leaves of a name at least: ``BANGKO``, ``BUENOSAIR``."""


def _shorter(letters: str) -> list[str]:
    return [letters[:place] + letters[place + 1 :] for place in range(len(letters))]


_NAMES = {name: name for name in POSTS} | ALIASES
_NEAR: dict[str, list[str]] = {}
"""Names by what remains when a letter is taken out: two names one error apart share a remainder."""
for _name in _NAMES:
    if len(_name) > SHORTEST_MISTYPED:
        for _key in {_name, *_shorter(_name)}:
            _NEAR.setdefault(_key, []).append(_name)


def _near(typed: str, meant: str) -> bool:
    """Say whether one insertion, deletion, change or exchange of neighbours makes ``meant`` of ``typed``."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, other = typed[start:], meant[start:]
    if len(typed) == len(meant):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other or rest == other[1:]
