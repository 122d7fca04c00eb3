"""The pairs the dashboard of about 2022 names, spelt as it spells them: 84 in all."""

_APRICOT = ["Anantnag", "Jammu", "Kargil", "Leh Ladakh", "Srinagar"]
_COCONUT = [
    "Tumakuru",
    "Coimbatore",
    "Nicobars",
    "North and Middle Andaman",
    "South Andamans",
    "Visakhapatnam",
    "Kanniyakumari",
]

PAIRS = {
    "aluminium-castings": ["Rae Bareli", "Coimbatore"],
    "apricot": _APRICOT,
    "sea-buckthorn": _APRICOT,
    "apple": _APRICOT,
    "pashmina-shawl": ["Leh Ladakh", "Kargil"],
    "kinnauri-shawl": ["Kinnaur"],
    "kullu-shawl": ["Kullu"],
    "dairy-products": ["Anand", "Jalore", "Banas Kantha", "Mahesana"],
    "agri-products": ["Anand", "Banas Kantha", "Dohad", "Kheda", "Mahesana", "Panch Mahals", "Patan", "Tapi"],
    "handicrafts": ["Jaisalmer", "Jodhpur"],
    "anthurium": ["Aizawl", "Mamit", "Lawngtlai", "Lunglei", "West Siang", "Zunheboto", "Tuensang"],
    "bamboo": ["Anjaw", "Cachar", "Dibrugarh", "Dhemaji", "Kokrajhar", "Kurung Kumey", "Upper Subansiri"],
    "tea": ["Baksa", "Cachar", "Chirang", "Dibang valley", "Dima Hasao", "Darjiling", "Kokrajhar"],
    "coconut": _COCONUT,
    "coir-products": _COCONUT,
    "desiccated-coconut": _COCONUT,
    "banana": ["Ananthapuramu", "Chamarajanagar", "Mandya", "Shimoga", "Theni", "Thrissur", "Thiruvananthapuram"],
}

WITHOUT_PRODUCT = [
    "Bichom",
    "Central North Delhi",
    "Hansi",
    "Keyi Panyor",
    "Kushavati",
    "Maihar",
    "Markapuram",
    "Mauganj",
    "Meluri",
    "Old Delhi",
    "Outer North Delhi",
    "Pandhurna",
    "Polavaram",
    "Vav-Tharad",
]
