/**
 * Well-known places of one word, each with the names of its people and its names in other languages: enough to tell
 * a place from a person and a land's adjective from another land. One entry per place; the first name is its id.
 */
const LANDS = `
usa us america american americans amerika amerikaan amerikaanse amerikanen amerikanisch estadounidense estadounidenses eeuu vs américain américaine
uk britain british briton britons brits gb england english groot-brittannië brits britse royaume-uni reino
scotland scottish scot scots|wales welsh|ireland irish|france french frenchman frankrijk franse francia frankreich français française פריז
germany german germans duitsland duitse duits deutschland deutsche deutschen allemagne allemand alemania alemán גרמניה ألمانيا
spain spanish spaniard spaniards spanje spaanse españa español espagne spanien|italy italian italians italië italiaanse italia italien
portugal portuguese portugese|netherlands dutch nederland nederlandse nederlanders niederlande holland paysbas|belgium belgian belgians belgië belgische belgique
austria austrian austrians oostenrijk oostenrijkse österreich|switzerland swiss zwitserland zwitserse schweiz suisse suiza
sweden swedish swede swedes zweden zweedse schweden|norway norwegian norwegians noorwegen noorse|denmark danish dane danes denemarken deense
finland finnish finn finns finse|iceland icelandic ijsland|poland polish pole poles polen poolse pologne polonia
czechia czech czechs tsjechië|slovakia slovak slovaks|hungary hungarian hungarians hongarije hongaarse ungarn|romania romanian romanians roemenië
bulgaria bulgarian bulgarians bulgarije|greece greek greeks griekenland griekse griechenland|turkey turkish turk turks turkije turkse türkei turquie turquía טורקיה تركيا
ukraine ukrainian ukrainians oekraïne oekraïense oekraïners ucrania אוקראינה أوكرانيا|russia russian russians rusland russische russen russland russie rusia רוסיה روسيا
belarus belarusian belarusians|serbia serbian serb serbs servië|croatia croatian croat croats kroatië|slovenia slovenian|bosnia bosnian|kosovo kosovan
albania albanian albanians albanië|moldova moldovan|estonia estonian estonians estland|latvia latvian latvians letland|lithuania lithuanian litouwen
georgia georgian georgians|armenia armenian armenians armenië|azerbaijan azerbaijani azeri|kazakhstan kazakh|uzbekistan uzbek
china chinese chinezen chine סין الصين|japan japanese japanse japanners japon יפן|taiwan taiwanese taiwanees|mongolia mongolian|vietnam vietnamese
thailand thai thaise|cambodia cambodian|laos laotian|myanmar burma burmese|malaysia malaysian malaysians maleisië|singapore singaporean
indonesia indonesian indonesians indonesië|philippines filipino filipinos philippine|india indian indians indiase הודו الهند|pakistan pakistani pakistanis
bangladesh bangladeshi|lanka lankan|nepal nepali nepalese|afghanistan afghan afghans afghaanse|iran iranian iranians iraanse איראן إيران
iraq iraqi iraqis irak iraakse עיראק العراق|syria syrian syrians syrië syrische syrie siria סוריה سوريا|lebanon lebanese libanon liban líbano לבנון لبنان
israel israeli israelis israël israëlische israélien israelí israelische ישראל إسرائيل|palestine palestinian palestinians palestijnen palestijnse فلسطين
jordan jordanian jordanië ירדן الأردن|egypt egyptian egyptians egypte egipto ägypten מצרים مصر|saudi saudis saoedi השעודית السعودية|yemen yemeni jemen yémen תימן اليمن
qatar qatari קטאר قطر|kuwait kuwaiti الكويت|bahrain bahraini البحرين|oman omani عمان|emirates uae emirati الإمارات|libya libyan libië ليبيا
tunisia tunisian tunesië تونس|algeria algerian algerije الجزائر|morocco moroccan marokko marokkaanse maroc marruecos المغرب|sudan sudanese soedan السودان
ethiopia ethiopian ethiopië|eritrea eritrean|somalia somali somalië|kenya kenyan kenyans|uganda ugandan|tanzania tanzanian|rwanda rwandan|burundi burundian
congo congolese drc|nigeria nigerian nigerians|niger nigerien|ghana ghanaian|mali malian|senegal senegalese|cameroon cameroonian|chad chadian
zimbabwe zimbabwean|zambia zambian|mozambique mozambican|angola angolan|namibia namibian|botswana|malawi malawian|madagascar
liberia liberian|guinea guinean|gambia gambian|benin|togo togolese|gabon|lesotho|mauritius|canada canadian canadians canadese kanada
mexico mexican mexicans mexicaanse méxico mexicano|cuba cuban cubans|haiti haitian haitians|jamaica jamaican|bahamas|barbados|guatemala guatemalan
honduras honduran|nicaragua nicaraguan|panama panamanian|colombia colombian colombians|venezuela venezuelan venezuelans|ecuador ecuadorian
peru peruvian perú|bolivia bolivian|chile chilean|argentina argentine argentinian argentines argentinië|brazil brazilian brazilians brazilië brasil brésil
paraguay paraguayan|uruguay uruguayan|australia australian australians aussie australië|fiji fijian|samoa samoan|tonga tongan|cyprus cypriot
malta maltese|luxembourg|monaco|gaza gazan gazans gazastrook עזה غزة|crimea crimean krim|kashmir kashmiri|tibet tibetan|kurdistan kurdish kurds kurd
europe european europeans europa europese|africa african africans afrika|asia asian asians azië|eu`

const CITIES = `
london|paris parisian باريس|berlin|madrid|rome roma|lisbon|amsterdam|brussels brussel bruxelles bruselas brüssel|vienna wien|zurich|geneva genève|stockholm
oslo|copenhagen|helsinki|reykjavik|warsaw warschau|prague|budapest|bucharest|sofia|athens|istanbul|ankara|kyiv kiev|kharkiv|odesa odessa|lviv|mariupol
kherson|donetsk|luhansk|bakhmut|zaporizhzhia|moscow moskou moskau moscou moscú מוסקבה موسكو|petersburg|minsk|belgrade|zagreb|sarajevo|tbilisi|yerevan|baku
beijing peking|shanghai|wuhan|guangzhou|shenzhen|chongqing|tokyo|osaka|seoul|pyongyang|taipei|hanoi|bangkok|manila|jakarta|delhi|mumbai|kolkata|chennai
bangalore|karachi|lahore|islamabad|peshawar|dhaka|kabul|kandahar|tehran teheran טהרן طهران|isfahan|baghdad بغداد|mosul|basra البصرة|damascus دمشق דמשק|aleppo حلب
beirut beiroet ביירות بيروت|jerusalem jeruzalem ירושלים القدس|aviv אביב|haifa חיפה|ramallah רמאללה|nablus שכם نابلس|jenin ג'נין جنين|hebron חברון الخليل|rafah רפיח رفح
beersheba|eilat אילת|ashdod אשדוד|ashkelon אשקלון|netanya נתניה|nazareth נצרת|tiberias טבריה|amman عمان|cairo القاهرة קהיר|alexandria الإسكندرية|riyadh الرياض ריאד
jeddah جدة|mecca مكة|doha الدوحة|dubai دبي|sanaa صنعاء|aden عدن|tripoli طرابلس|benghazi بنغازي|tunis|algiers|casablanca|rabat الرباط|khartoum الخرطوم|nairobi|kampala
addis|mogadishu|lagos|abuja|accra|dakar|kinshasa|johannesburg|pretoria|durban|harare|lusaka|toronto|ottawa|montreal|vancouver|calgary|washington
york|chicago|boston|philadelphia|miami|atlanta|houston|dallas|denver|seattle|portland|detroit|minneapolis|phoenix|baltimore|cleveland|pittsburgh
memphis|nashville|orleans|vegas|oakland|sacramento|california californian|texas texan|florida|ohio|michigan|illinois|pennsylvania|virginia|carolina
alabama|mississippi|louisiana|tennessee|kentucky|missouri|wisconsin|minnesota|colorado|arizona|nevada|utah|oregon|alaska|hawaii|oklahoma|arkansas
kansas|nebraska|iowa|indiana|maryland|delaware|massachusetts|connecticut|vermont|maine|wyoming|montana|idaho|havana|caracas|bogotá|lima|quito|santiago
brasília|buenos|montevideo|sydney|melbourne|brisbane|perth|adelaide|canberra|auckland|wellington|christchurch|manchester|liverpool|birmingham|leeds
sheffield|bristol|glasgow|edinburgh|cardiff|belfast|dublin|newcastle|nottingham|leicester|southampton|portsmouth|plymouth|norwich|ipswich|oxford|cambridge
brighton|exeter|york|bradford|sunderland|swansea|aberdeen|dundee|inverness|rotterdam|utrecht|eindhoven|groningen|haag|antwerpen antwerp|gent ghent
münchen munich|hamburg|frankfurt|köln cologne|stuttgart|dresden|leipzig|marseille|lyon|toulouse|nantes|bordeaux|lille|strasbourg|barcelona|valencia
sevilla seville|bilbao|milan milaan mailand|naples napels|turin|venice venetië|florence|genoa|palermo|catalonia catalan|bavaria bavarian|crete|sicily|corsica
kremlin|downing|westminster|whitehall|pentagon|brooklyn|manhattan|hollywood`

export const PLACES: readonly string[] = `${LANDS}|${CITIES}`
  .split(/[|\n]/)
  .map((entry) => entry.trim())
  .filter((entry) => entry !== '')
