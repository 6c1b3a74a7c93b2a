"""Subjects in capitals set as titles for the screen: ``US-EU TFTP AGREEMENT`` is ``US-EU TFTP Agreement``.

The surprising fact: capitals hide which words are acronyms. A list, measured as the words that stay in
capitals inside mixed text, tells most; a word without a vowel or with a digit is one too.
"""

from __future__ import annotations

import re

_ACRONYMS = """
ABC ABN ACG ACSA ADCM AESA AF AFCENT AFPAK AFRICOM AG AIG AK AKP AMA AMB AMIA AMISOM AML AMLO ANAC ANP ANSF
AP APEC APRA AQ AQAP AQIM ARB ARSO ASD ASEAN ASPA ATA ATF ATM AU AUC AUSTR AWACS BAE BBC BDG BG BJP BMD
BMENA BNDES BP BRIC BRV BTC CA CAA CAFTA CBD CBI CBP CCID CD CDA CDC CDU CENTCOM CEO CFE CFK CFT CG CGT CHOD
CHP CIA CID CINDE CIS CISEN CJCS CNI CODEL COLMIL COM COMEX COMISAF CPA CPC CPI CRS CSC CSI CSTC CSU CT CTBT
CTF CTJWG CTR CW CWC DAO DAS DASD DATT DC DCA DCM DDG DDR DEA DFA DFID DFM DG DGSE DHS DIA DNA DNI DOD DOE
DOJ DOS DPP DPR DPRK DRC DRL DS DSC DSRSG DUI DVC DVD EADS EC ECA ECB ECHR ECOWAS ECPO EDT EEB EFTA EGIS EGL
EIF ELN ENI ENP ENR EP EPSA ES ESDP ESF ESO ESTH ETA EU EUCOM EUFOR EUM EUN EUPOL EUR EXBS FAA FAO FARC FATA
FATF FBI FCO FCS FDA FDD FDI FDP FHC FIESP FIU FM FMCT FMF FMLN FOIA FPM FPU FS FSA FSB FSN FTA FTAA FTO FTZ
FX FY GAERC GBP GBRV GC GCC GDP GHQ GICNT GMF GMO GMT GNP GOA GOAJ GOAM GOB GOC GOCR GOE GOF GOG GOH GOI GOJ
GOK GOKZ GOL GOM GON GONU GOP GOQ GOR GOS GOSS GOTI GOTS GOTX GOU GOY GPC GRPO GRULAC GSI GSL GSP GSPC GTMO
GWOT HCOC HEU HHS HIV HMG HMT HQ HR HRC HRW HSBC IACHR IADB IADS IAEA IAF IBRD ICAO ICC ICG ICJ ICRC ICSID
ICTY IDB IDF IDP IED IFI IG II III ILEA ILO IMET IMF IMO INCLE INCSR INECP INL INR IO IOC IOM IP IPO IPR
IRENA IRGC IRI IRIG IRISL ISA ISAF ISI ISK ISN ISP ISR IV IWC JAPER JCPOA JEM JIATF JSF JTF KBR KFOR KGB
LAAD LAF LDC LDPR LEU LG LIFG LNG LOA LRA LTG LTTE MANPADS MB MCC MD MDC MEA MEDRETE MEK MEP MEPC MEPI MEPP
MFA MFN MG MIT MK MND MNNA MOD MOF MOFA MOI MOJ MONUC MOU MP MPA MPS MRE MST MTCR NAC NAM NASA NASKEF NATO
NCHR NCIS NCP NDA NDI NDP NDS NEA NEC NF NGO NGOS NIE NIV NK NNSA NOC NPT NRC NSA NSC NSG NTM NWFP OAS OASGA
ODC ODM ODR OECD OEF OEWG OFAC OIC OIF OIJ OMC OMLT ONA ONDCP OPCON OPEC OPIC OSAC OSCE OSD OTA PA PACOM
PASF PCC PD PDAS PDT PDVSA PF PFL PGA PGR PJD PKK PKO PLA PLN PLO PM PMDB PML PMO PMS PNP POC POTUS POW POWS
PP PPP PRC PRD PRI PRM PRST PRT PRTS PSB PSC PSDB PSI PSOE PT PTB PUSC QDF QIZ QME RBS RFE RMB ROC ROK ROYG
RSO RTG SAARC SAC SADC SAG SARG SBA SBU SCA SCO SDA SDP SEDENA SEMAR SEPQ SF SFO SFRC SG SHIG SICA SLA SLV
SME SMS SNGC SOCAR SOE SOES SP SPD SPLA SPLM SPS SRAP SRE SRSG SSIS SSP STAFFDEL SVTC SYG TBA TBD TCC TDY
TFG TFTP TIFA TIP TNK TRNC TRR TSA TSCC TSD TSE TTW TV TVPRA UAE UAEG UAV UAVS UBS UCR UFO UK UMP UN UNAIDS
UNAMA UNAMID UNASUL UNASUR UNCAC UNDP UNESCO UNFCCC UNGA UNHCR UNHRC UNICEF UNIFIL UNMEE UNMIK UNODC UNOMIG
UNRWA UNSC UNSCR UNSYG UNVIE UPA UPR USA USAF USAID USCG USD USDA USEU USG USINT USML USN USNATO USPTO USS
USSR USTR USUN VAT VFM VI VII VIP VM VOA VP VVD VVIP WCI WFP WHA WHINSEC WIREC WMD WTO WWII XVI YPF ZANU ZNU
"""
ACRONYMS = frozenset(_ACRONYMS.split())
"""Words that the archive writes in capitals within mixed text twenty times as often as not."""

_SMALL = """
a an and as at but by de for from in into nor of off on onto or per so than the to up upon via vs with
"""
SMALL = frozenset(_SMALL.split())
"""Words that keep small letters inside a title."""

PRONOUN_US = frozenset({"GIVE", "GIVES", "HELP", "HELPS", "LET", "TELL", "TELLS", "TOLD"})
"""Words behind which ``US`` is no country."""

VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
# a word, its apostrophes and full stops inside: QADHAFI'S, U.S., O'DOWD, P5+1, A/S
WORD = re.compile(r"[^\W_]+(?:[.'’&+][^\W_]+)*\.?(?=[^\w]|$)|[^\W_]+")
LETTERS_WITH_STOPS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
# what a title begins anew behind: a colon, a question, a dash, an opening bracket or quote
BEGINS = re.compile(r"(?:^|[:?!;]|[.?!][\"”’')]|[-–—]{2}|\s[-–—]|[(\[“‘]|(?<!\S)\")\s*[\"“‘'(\[]*$")
NAMES = re.compile(r"\b(Mc|O['’]|D['’])([a-z])")
ARABIC = re.compile(r"(?<=[\s(\"“])(?:Al|El)-(?=[A-Z])")


def title_case(text: str) -> str:
    """Return a text that is all capitals, or all small letters, as a title; mixed text as it stands.

    Acronyms, words with digits, letters with full stops (``U.S.``), letters around a slash (``A/S``) and
    blacked-out names (``XXXXXXXXXXXX``) are in capitals.
    """
    if not (text.isupper() or text.islower()):
        return text
    upper = text.upper() if len(text.upper()) == len(text) else text
    pieces: list[str] = []
    position = 0
    previous = ""
    for match in WORD.finditer(upper):
        pieces.append(upper[position : match.start()])
        begins = BEGINS.search(upper, max(match.start() - 4, 0), match.start()) is not None
        pieces.append(_word(upper, match, previous, begins=begins))
        previous = match[0]
        position = match.end()
    pieces.append(upper[position:])
    titled = NAMES.sub(lambda name: name[1] + name[2].upper(), "".join(pieces))
    return ARABIC.sub(lambda name: name[0].lower(), titled)


def _word(text: str, match: re.Match[str], previous: str, *, begins: bool) -> str:
    word = match[0]
    stem, apostrophe, ending = word.partition("'") if "'" in word else word.partition("’")
    if apostrophe and ending in {"S", "T", "LL", "RE", "VE", "D", "M"}:
        return _stem(text, match, stem, previous, begins=begins) + apostrophe + ending.lower()
    if apostrophe and len(stem) == 1:
        return stem + apostrophe + ending.capitalize()
    return _stem(text, match, word, previous, begins=begins)


def _stem(text: str, match: re.Match[str], word: str, previous: str, *, begins: bool) -> str:
    """Set one word, without the ``'S`` behind it."""
    if (
        _is_acronym(word)
        or LETTERS_WITH_STOPS.fullmatch(word)
        or (word == "US" and previous not in PRONOUN_US)
    ):
        return word[:-1] + "s" if _is_plural(word) else word
    beside = text[match.end() : match.end() + 1], text[match.start() - 1 : match.start()]
    if ("/" in beside and (len(word) <= 2 or word in AMBIGUOUS)) or (
        beside[1] == "-" and word in ABBREVIATIONS
    ):
        return word
    if word == "THE" and text.startswith(" HAGUE", match.end()):
        return "The"
    if not begins and word.lower() in SMALL and "/" not in beside:
        return word.lower()
    return word[:1] + word[1:].lower()


def _is_plural(word: str) -> bool:
    """Say whether a word is an acronym with an S behind it, ``NGOS``, and no longer acronym."""
    longer = word in ACRONYMS and len(word) < len("NGOS")
    return word[-1:] == "S" and word[:-1] in ACRONYMS and word not in NO_PLURALS and not longer


def _is_acronym(word: str) -> bool:
    letters = word.rstrip(".")
    if letters in ACRONYMS or _is_plural(letters):
        return True
    if any(letter.isdigit() for letter in letters):
        return not re.fullmatch(r"[0-9]+(?:ST|ND|RD|TH|S)", letters)
    if len(letters) > 3 and not letters.strip("X"):
        return True
    return (
        1 < len(letters) <= 6
        and letters.isalpha()
        and VOWEL.search(letters) is None
        and letters not in ABBREVIATIONS
    )


ABBREVIATIONS = frozenset({"DR", "GMBH", "JR", "LTD", "MR", "MRS", "MS", "MT", "SGT", "SR", "ST", "VS"})
"""Words without a vowel that are no acronyms, but behind a hyphen: ``CAFTA-DR``."""

AMBIGUOUS = frozenset({"AIDS", "START", "SWIFT", "WHO"})
"""Acronyms that are words too: capitals only beside a slash."""

NO_PLURALS = frozenset({"DOES", "PAS"})
"""Words that look like an acronym with the S of the plural."""
