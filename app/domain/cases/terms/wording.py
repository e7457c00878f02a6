"""Words that say who or what a detail is and are no part of it, and the types of streets and organisations."""

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


TITLES: Final = words(
    "mr mrs ms miss mx dr doctor prof professor rev reverend fr sir lady dame lord judge pc dc ds di sgt nurse "
    "sister"
)
"""Before a family name they make it somebody's."""

FORMS_OF_ADDRESS: Final = TITLES - {"sister", "nurse", "doctor", "judge", "professor", "lady", "lord"}
"""Titles that are never a name or a relation, wherever they stand in a typed line."""

LINKS: Final = words(
    "and or nor to with then until till but by from for in on at of is was said told has had were are when that "
    "who if"
)
"""Between two words of a name they make two things of them."""

PARTICLES: Final = words(
    "de del della der den di da dos du la le el al van von zu ap ab ferch ni nic mac mc o bin ibn bint ben st y e "
    "ter ten"
)
"""Small words that belong to the family name behind them."""

RELATIONS: Final = words(
    "partner husband wife spouse fiance fiancee boyfriend girlfriend bf gf child children kid kids daughter "
    "daughters son sons baby mother mum mam mom mummy father dad daddy parent parents stepmother stepfather "
    "stepdad stepmum stepson stepdaughter sister sisters brother brothers sibling grandmother grandfather gran "
    "granny nan nana nanny grandad grandpa grandparents grandson granddaughter aunt auntie uncle cousin niece "
    "nephew friend friends colleague colleagues manager boss supervisor neighbour neighbours landlord landlady "
    "housemate flatmate lodger tenant guardian carer childminder teacher solicitor gp doctor midwife advocate "
    "idva isva nok kin family victim client"
)

LABELS: Final = words(
    "email e-mail mail tel telephone phone mob mobile landline number no cell text car cars vehicle reg "
    "registration plate van bike motorbike drives driving home work workplace works worked working employer "
    "employed job old new former previous current present temporary temp address addresses addr formerly "
    "previously now nee née aka a.k.a alias known called goes name names nickname maiden married surname forename "
    "first last middle preferred lives living stays staying attends attending studies studying moved staying "
    "lived resides residing refuge instagram insta ig facebook fb snapchat snap tiktok twitter telegram whatsapp "
    "discord linkedin username user handle account profile dob born age aged year years yr yrs month months old "
    "deceased late ex eldest elder oldest younger youngest middle big little step half foster adopted best close "
    "next door unborn twin twins pet dog cat one two three four five six seven eight nine ten"
)

SMALL_WORDS: Final = words(
    "the a an and or at in on of for to by with from as is was are were be she he they her his their its it this "
    "that who whose which not also only since until till near via per c/o co care same see but has have had both "
    "all some there here where when because if so than then very just"
)

NETWORKS: Final = words(
    "instagram insta ig facebook fb snapchat snap tiktok twitter telegram whatsapp discord linkedin username user "
    "handle account profile"
)
"""What stands behind one of these is how somebody calls themselves there."""

AT_WORK: Final = words(
    "work works worked working employed employer workplace job attends attending studies studying goes"
)
"""What stands behind one of these is a place of work or a school."""

STREET_TYPES: Final = {
    full: (full, *short.split())
    for full, short in {
        "road": "rd",
        "street": "st str",
        "court": "ct crt",
        "avenue": "ave av",
        "lane": "ln la",
        "close": "cl cls",
        "drive": "dr drv",
        "crescent": "cres cr cresc",
        "terrace": "terr ter tce",
        "gardens": "gdns gdn garden",
        "place": "pl",
        "square": "sq",
        "park": "pk",
        "grove": "gr gro grv",
        "house": "hse ho",
        "hill": "hl",
        "way": "wy",
        "rise": "",
        "walk": "wlk",
        "mews": "ms",
        "row": "",
        "view": "vw",
        "green": "grn",
        "parade": "pde",
        "buildings": "bldgs building",
        "cottages": "cotts",
        "cottage": "cott",
        "farm": "fm",
        "flats": "",
        "villas": "vlls",
        "yard": "yd",
        "quay": "",
        "wharf": "",
        "bank": "",
        "fields": "flds",
        "croft": "",
        "end": "",
        "dene": "",
        "heights": "hts",
        "gate": "",
        "common": "",
        "mount": "mt",
        "passage": "",
        "alley": "",
        "chase": "",
        "vale": "",
        "meadow": "",
        "meadows": "mdws",
        "lodge": "",
        "tower": "",
        "towers": "",
        "wynd": "",
        "brae": "",
        "circus": "",
        "bridge": "",
        "estate": "est",
        "orchard": "",
    }.items()
}
STREET_TYPE_OF: Final = {spelt: full for full, spellings in STREET_TYPES.items() for spelt in spellings}
WELSH_STREETS: Final = words("heol stryd ffordd lon maes bryn clos rhodfa")
"""Types that stand before the name."""

COMMON_STREETS: Final = words(
    "high station main park church london victoria green manor queens kings new grange mill york broadway king "
    "george albert queen west north south east school chester richmond stanley springfield windsor the police"
)
"""First words of streets that every town has."""

_GROUPS: Final = """
school primary junior juniors infant infants academy secondary high comprehensive nursery preschool college sixth form
hospital infirmary clinic hospice
veterinary veterinarian vet vets
surgery practice medical health centre center team service trust
ltd limited plc llp co company group holdings inc
solicitors solicitor law lawyers
university uni
bakery bakers cafe bar pub inn hotel restaurant takeaway arms
salon hair hairdressers hairdresser barbers beauty
dental dentist dentists orthodontics
library museum theatre
council
store stores supermarket shop superstore
care nursing residential
accountants accountancy
pharmacy chemist chemists
gym fitness leisure
church chapel mosque temple
garage motors
charity foundation
"""
ORGANISATION_GROUPS: Final = tuple(words(group) for group in _GROUPS.strip().splitlines())
"""Words for one kind of organisation each: what is an infirmary to one is a hospital to another."""
ORGANISATION_WORDS: Final = frozenset[str]().union(*ORGANISATION_GROUPS)
_NEEDS_A_NAME: Final = words(
    "high form sixth co law team service group bar inn home care health trust store shop"
)
"""Words of organisations that stand in many other places too."""
TELLING_ORGANISATION_WORDS: Final = ORGANISATION_WORDS - _NEEDS_A_NAME

VEHICLES: Final = words(
    "audi bmw citroen corsa dacia fiat fiesta focus ford golf honda hyundai jaguar jeep kia landrover rover lexus "
    "mazda mercedes benz mini mitsubishi nissan peugeot polo porsche renault clio seat skoda smart subaru suzuki "
    "tesla toyota yaris vauxhall astra volkswagen vw volvo transit micra qashqai black white red blue green "
    "silver grey gray yellow orange brown gold estate hatchback saloon car van bike"
)
